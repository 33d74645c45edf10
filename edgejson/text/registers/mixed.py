"""A mixed document: prose around a table of the list's items, or around a small table of facts."""

from __future__ import annotations

from edgejson.text.nouns import capitalised, is_person
from edgejson.text.outline import Group
from edgejson.text.page import Page, Section
from edgejson.text.registers.table import columns, style
from edgejson.text.sentences import Teller, finished
from edgejson.text.subjects import Subject

CLASS = "semi"


def write(page: Page) -> str:
    """The record in prose, its lists of like items as tables."""
    teller = Teller(page.rng, 3, False)
    out: list[str] = []
    sections = page.sections(tables=True)
    draw, label = style(page, 0.75), page.labeller()
    tabled = any(section.rows for section in sections)
    for section in sections:
        page.framer.leave(section.rows or ())
    for section in sections:
        if section.rows:
            out.append(f"{capitalised(section.heading)}:\n\n{draw(*columns(section.rows, label))}")
            continue
        said = page.framer.sentences(section.group) if section.group and (tabled or section.depth) else []
        subject = Subject("the " + section.heading, _is_person(page, section))
        facts = teller.ordered(page.framer.untold(section.facts))
        if not tabled and len(facts) > 3 and isinstance(page.outline, Group):
            tabled = True
            told, facts = facts[:-3], facts[-3:]
            out.append(" ".join([finished(sentence) for sentence in teller.sentences(told, subject)]))
            out.append(draw(*columns([Group(section.wording, facts, [])], label)))
            continue
        if facts:
            said += teller.sentences(facts, subject)
        if said:
            out.append(" ".join([finished(sentence) for sentence in said]))
        elif section.depth and section.group and not page.framer.is_told(section.group):
            out.append(capitalised(section.heading) + ":")
    opening, closing = page.opening(0.6), page.closing(0.4)
    return "\n\n".join(filter(None, [opening, *out, closing]))


def _is_person(page: Page, section: Section) -> bool:
    return is_person(section.heading.partition(" of the ")[0]) if section.depth else page.person
