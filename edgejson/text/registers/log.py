"""Log or console lines of a program that handled the record."""

from __future__ import annotations

from edgejson.text.outline import Fact
from edgejson.text.page import Page
from edgejson.text.sentences import Teller

CLASS = "semi"

#: Chance that facts are logged as name=value, not in words.
_PAIRS = 0.75


def write(page: Page) -> str:
    """The record as lines of a log: a source, then what was seen."""
    teller = Teller(page.rng, 3, True)
    source = page.pick(page.phrases.log_sources) or "main"
    prefix = page.pick(_PREFIXES).replace("{source}", source)
    number = 100 + int(page.random() * 800)
    lines: list[str] = []
    if page.chance(0.6):
        lines.append(f"{_numbered(prefix, number)}{page.noun} {page.pick(page.phrases.log_steps) or 'seen'}")
    pairs = page.chance(_PAIRS)
    joint = ", " if pairs else page.pick(("; ", " | ", ", "))
    most = 2 + int(page.random() * 3)
    for section in page.sections():
        name = section.heading if section.depth else page.noun
        if section.alone:
            lines.append(f"{_numbered(prefix, number + len(lines))}{name}: {section.facts[0].text}")
            continue
        facts = teller.ordered(section.facts)
        take = len(facts) if section.item else most
        if not facts:
            lines.append(f"{_numbered(prefix, number + len(lines))}{name}:")
        for start in range(0, len(facts), max(take, 1)):
            said = joint.join(
                [
                    _pair(fact) if pairs and not fact.disputed else teller.jotted(fact)
                    for fact in facts[start : start + take]
                ]
            )
            named = "" if start and not section.depth else f"{name}: "  # the record itself needs no name again
            lines.append(f"{_numbered(prefix, number + len(lines))}{named}{said}")
    if page.chance(0.3):
        lines.append(f"{_numbered(prefix, number + len(lines))}done")
    return "\n".join(lines)


def _pair(fact: Fact) -> str:
    """A fact as programs log it: `unit_price=12.50`, `subject="Refund overdue"`."""
    name = fact.wording.field.name or fact.wording.noun.replace(" ", "_")
    text = fact.text
    if type(fact.value) is list:
        return f"{name}=[{text}]"
    return f'{name}="{text}"' if (" " in text or "," in text) and '"' not in text else f"{name}={text}"


def _numbered(prefix: str, number: int) -> str:
    return prefix.replace("{n}", str(number)) if "{n}" in prefix else prefix


_PREFIXES = (
    "[{source}] ", "{source}[{n}]: ", "{source}: ", "({source}) ", "{source} | ", "<{source}> ",
    "{n} [{source}] ", "$ ", "> ", "{source} >> ", "::{source}:: ", "[{source}#{n}] ", "{source} - ",
)  # fmt: skip
