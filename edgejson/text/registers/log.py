"""Log or console lines of a program that handled the record."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, time, timedelta

from edgejson.forms import literal
from edgejson.language.vocabulary import vocabulary
from edgejson.text.outline import Fact
from edgejson.text.page import Page, Section
from edgejson.text.registers.table import in_figures
from edgejson.text.sentences import Teller

CLASS = "semi"

#: Chance that facts are logged as name=value, not as labels and values; that a line begins with its moment.
_PAIRS, _STAMPED = 0.85, 0.65
#: Chance that values stand as in the data: dates, numbers without their units, codes, true and false.
_AS_DATA = 0.8
#: Chance that the lines below the first are indented, without a lead of their own.
_INDENTED = 0.45
#: Lines of a text whose leads are long, at most, and the letters that they have on average, at least.
_FEW, _ENOUGH = 2, 40
#: Days on which programs ran where the record has none.


def write(page: Page) -> str:
    """The record as lines of a log: a source, then what was seen."""
    sections = page.sections()
    most = 3 + int(page.random() * 5)
    lines = _lines(page, sections, most)
    indented = len(lines) > 1 and page.chance(_INDENTED)
    lead = _leads(page, indented or (len(lines) <= _FEW and sum(map(len, lines)) >= _ENOUGH * len(lines)))
    if page.chance(0.35) and page.phrases.log_ends and not indented:
        lines.append(page.pick(page.phrases.log_ends))
    gap = page.pick(("  ", "    ", "\t", "  > ")) if indented else ""
    return "\n".join([lead() + lines[0], *[gap + line if indented else lead() + line for line in lines[1:]]])


def _lines(page: Page, sections: list[Section], most: int) -> list[str]:
    """What the lines say: what happened first, then names and values, at most so many of the record itself in one."""
    teller, label = Teller(page.rng, 3, True), page.labeller()
    pairs, as_data = page.chance(_PAIRS), page.chance(_AS_DATA)
    joint = page.pick((" ", " ", ", ", "; ")) if pairs else page.pick(("; ", " | ", ", "))
    step = page.pick(page.phrases.log_steps) or f"{page.noun} seen"
    lines: list[str] = []
    if page.chance(0.3):
        lines.append(step)
        step = ""

    def said(fact: Fact) -> str:
        if pairs and not fact.disputed:
            return _pair(fact, as_data)
        return teller.jotted(fact) if fact.disputed else f"{label(fact.wording)}: {fact.text}"

    for section in sections:
        name = section.heading if section.depth else step
        step = step if section.depth else ""
        if section.alone:
            lines.append(f"{name or page.noun}: {section.facts[0].text}")
            continue
        facts = teller.ordered(section.facts)
        take = len(facts) if section.item else most
        if not facts:
            lines.append(f"{name}:" if name else "")
        for start in range(0, len(facts), max(take, 1)):
            named = f"{name}: " if name and (section.depth or not start) else ""
            lines.append(named + joint.join(map(said, facts[start : start + take])))
    return lines


def _pair(fact: Fact, as_data: bool) -> str:
    """A fact as programs log it: `unit_price=12.50`, `subject="Refund overdue"`, dates and numbers as in the data."""
    name = fact.wording.field.name or fact.wording.noun.replace(" ", "_")
    text, value = in_figures(fact), fact.value
    if type(value) is list:
        return f"{name}=[{text}]"
    if as_data and value not in (None, ""):
        text = literal(value)
    return f'{name}="{text}"' if (" " in text or "," in text) and '"' not in text else f"{name}={text}"


def _leads(page: Page, few: bool) -> Callable[[], str]:
    """What stands ahead of each line: source, number, level and, mostly, a clock that goes on; briefly unless `few`."""
    phrases = page.phrases
    source = page.pick(phrases.log_sources) or "main"
    timed = page.chance(_STAMPED) and not (phrases.taken("timestamp") or phrases.taken("level"))
    levels = phrases.log_levels if not phrases.taken("level") else ()
    forms = _STAMPED_LEADS if timed else _LEADS
    form = page.pick(forms if few else forms[_LONG:])
    level = page.pick(levels)
    if not level:
        form = _LEVEL.sub("", form)
    number = 100 + int(page.random() * 8000)
    now = datetime.combine(page.written.day, time()) + timedelta(milliseconds=int(page.random() * 86_000_000))

    def lead() -> str:
        nonlocal now, number
        now += timedelta(milliseconds=int(page.random() * 1500))
        number += 1
        return form.format(source=source, n=number, level=level, low=level.lower(), at=now, ms=now.microsecond // 1000)

    return lead


_LEVEL = re.compile(r" ?\[?\{level\}\]? ?|level=\{low\} |\.\{level\}")
_STAMPED_LEADS = vocabulary("language/en/phrasebook").rows("stamped_log_leads")
_LEADS = vocabulary("language/en/phrasebook").rows("log_leads")
#: How many of both come first, being long.
_LONG = 6
