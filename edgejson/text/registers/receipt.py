"""A receipt or statement as plain text: rules, leaders, aligned columns."""

from __future__ import annotations

from edgejson.text.nouns import capitalised
from edgejson.text.page import Page
from edgejson.text.sentences import Teller

CLASS = "semi"

_RULES = "-=*_~."
#: Chance that a line is in words, not label and value at the two ends of it.
_WORDED = 0.12


def write(page: Page) -> str:
    """The record as a slip of plain text."""
    width = 34 + int(page.random() * 24)
    rule = _RULES[int(page.random() * len(_RULES))] * width
    leader = " . " if page.chance(0.2) else "." if page.chance(0.5) else " "
    label = page.labeller()
    teller = Teller(page.rng, 3, True)
    title = page.pick(page.phrases.form_titles) or page.noun
    lines = [(title.upper() if page.chance(0.7) else title).center(width).rstrip(), rule]
    for section in page.sections(mentions=0.65):
        if section.depth:
            if not section.item:
                lines.append(rule)
            lines.append(section.heading.upper() if page.chance(0.5) else section.heading.capitalize())
        lines += [f"  {text}" for text in section.mentions or ()]
        for fact in teller.ordered(section.facts):
            if fact.spoken or page.chance(_WORDED):
                said = teller.jotted(fact)
                whole = said.startswith(fact.text) or not fact.wording.declared
                lines.append("  " * bool(section.depth) + (said if whole else capitalised(said)))
            else:
                lines.append(_leader("  " * bool(section.depth) + label(fact.wording), fact.text, width, leader))
    lines.append(rule)
    return "\n".join(lines)


def _leader(name: str, text: str, width: int, leader: str) -> str:
    gap = width - len(name) - len(text)
    if gap < 4:
        return f"{name}: {text}"
    return f"{name} {(leader * gap)[: gap - 2]} {text}"
