"""A mixed document: prose around a table of a list's items, or around a small table of facts, a line each."""

from __future__ import annotations

from edgejson.language import nouns
from edgejson.language.nouns import capitalised, is_person
from edgejson.text.page import Page, Section
from edgejson.text.registers.table import columns, headings, in_figures, style
from edgejson.text.sentences import Teller, finished
from edgejson.text.subjects import Subject

CLASS = "semi"

#: Facts in the table of a record without lists, and the chance that a line leads to it.
_ROWS, _LED = 3, 0.6


def write(page: Page) -> str:
    """The record in prose, its lists of like items as tables."""
    teller = Teller(page.rng, 3, False)
    out: list[str] = []
    sections = page.sections(columns=1, numbered=0.0, rows=2)
    draw, label = style(page, 0.75), page.labeller()
    tabled = any(section.rows for section in sections)
    for section in sections:
        page.framer.leave(section.rows or ())
    for section in sections:
        if section.rows:
            out.append(f"{capitalised(section.heading)}:\n\n{draw(*columns(section.rows, label))}")
            continue
        if not tabled and section.group is page.outline and len(section.facts) > 3:
            tabled = True
            facts = section.facts[-_ROWS:]
            page.framer.leave(facts)
            table = draw(headings(page), [[label(fact.wording), in_figures(fact)] for fact in facts])
            leads = section is sections[-1] and page.chance(_LED)  # "the rest" has nothing behind it
            lead = capitalised(page.pick(page.phrases.table_rests)) if leads else ""
            out += [_prose(page, teller, section), f"{lead}\n\n{table}" if lead else table]
            continue
        told = _prose(page, teller, section)
        if told:
            out.append(told)
        elif section.depth and section.group and not page.framer.is_told(section.group):
            out.append(capitalised(section.heading) + ":")
    opening, closing = page.opening(0.6), page.closing(0.4)
    return "\n\n".join(filter(None, [opening, *out, closing]))


def _prose(page: Page, teller: Teller, section: Section) -> str:
    """What frames say of a section's object, then its own facts that are left."""
    said = page.framer.sentences(section.group) if section.group else []
    facts = page.framer.untold(section.facts)
    subject = Subject(
        "the " + section.heading, _is_person(page, section), nouns.is_plural(section.heading.partition(" of ")[0])
    )
    if section.alone:
        said.append(teller.alone(section.facts[0], subject))
    elif facts:
        said += teller.sentences(teller.ordered(facts), subject)
    return " ".join([finished(sentence) for sentence in said])


def _is_person(page: Page, section: Section) -> bool:
    return is_person(section.heading.partition(" of the ")[0]) if section.depth else page.person
