"""Key-value lines in several layouts: arrows, equals signs, tabs, one run of text."""

from __future__ import annotations

from edgejson.text.page import Page
from edgejson.text.sentences import Teller
from edgejson.text.slots import joined

CLASS = "structured"

_GLUE = (" = ", ": ", " -> ", "\t", " :: ", " => ", "=", " - ", ":  ")


def write(page: Page) -> str:
    """The record as keys and values, nested by indentation or by headings."""
    label = page.labeller()
    teller = Teller(page.rng, 3, True)
    glue = page.pick(_GLUE)
    start = page.pick(("", "", "", "- ", "* "))
    brackets = page.chance(0.4)
    lines: list[str] = []
    if page.chance(0.5):
        lines.append(f"# {page.pick(page.phrases.form_titles) or page.noun}")
    for section in page.sections(mentions=0.5):
        indent = "" if brackets else "  " * section.depth
        if section.mentions and not section.item and not (section.listed and brackets):
            value = joined(section.mentions, spoken=False)
            lines.append(f"{indent[2:]}{start}{label(section.wording)}{glue}{value}")
            continue
        if section.depth:
            lines.append(f"[{section.heading}]" if brackets else f"{indent[2:]}{section.heading}:")
        lines += [f"{indent}- {text}" for text in section.mentions or ()]
        facts = section.facts if page.chance(0.4) else teller.ordered(section.facts)
        lines += [f"{indent}{start}{label(fact.wording)}{glue}{fact.text}" for fact in facts]
    return "\n".join(lines)
