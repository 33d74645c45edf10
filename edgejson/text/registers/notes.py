"""Notes in bullets, as somebody jots them down."""

from __future__ import annotations

from edgejson.language.nouns import capitalised
from edgejson.text.outline import Fact
from edgejson.text.page import Labeller, Page, Section
from edgejson.text.sentences import Teller

CLASS = "semi"

#: How readily a person puts labels to facts: mostly, half of the time, seldom.
_NAMED = (0.85, 0.5, 0.15)
_BULLETS = ("- ", "* ", "• ", "– ", "> ", "+ ")


def write(page: Page) -> str:
    """The record as bullets with one to three facts each, indented below what they belong to."""
    teller = Teller(page.rng, 2, True)
    label = page.labeller()
    bullet = page.pick(_BULLETS)
    most = 1 + int(page.random() * 3)
    named = _NAMED[int(page.random() * len(_NAMED))]
    lines: list[str] = []
    if page.chance(0.85):
        lines.append(_headline(page))
    for section in page.sections(mentions=0.75, whole=0.25):
        if section.mentions:
            lines += _mentions(section, section.mentions, bullet)
            continue
        indent = "  " * (section.depth - 1)
        facts = teller.ordered(section.facts)
        if section.depth:
            heading = capitalised(section.heading) if page.chance(0.5) else section.heading
            if section.item or len(facts) < 3:
                lines.append(
                    f"{indent}{bullet}{heading}: {_run(page, teller, facts, label, named)}"
                    if facts
                    else f"{indent}{heading}:"
                )
                continue
            lines.append(f"{indent}{bullet}{heading}:")
            indent += "  "
        start = 0
        while start < len(facts):
            take = 1 + int(page.random() * most)
            lines.append(indent + bullet + _run(page, teller, facts[start : start + take], label, named))
            start += take
    return "\n".join(lines)


def _mentions(section: Section, texts: list[str], bullet: str) -> list[str]:
    indent = "  " * (section.depth - 1)
    if not section.depth:
        return [bullet + texts[0]]
    if not section.listed:
        return [f"{indent}{bullet}{section.heading}: {texts[0]}"]
    return [f"{indent}{bullet}{section.heading}:", *(f"{indent}  {bullet}{text}" for text in texts)]


def _run(page: Page, teller: Teller, facts: list[Fact], label: Labeller, named: float) -> str:
    """One or a few facts in a line: with their labels at the rate `named`, else in the words of their phrases."""
    if len(facts) == 1:
        fact = facts[0]
        return f"{label(fact.wording)}: {fact.text}" if page.chance(named) else teller.jotted(fact)
    if page.chance(named) and not any(type(fact.value) is list for fact in facts):
        glue = " " if all(" " not in fact.text for fact in facts) else ": "
        joint = ", " if not any("," in fact.text for fact in facts) else "; "
        return joint.join([page.pick(fact.wording.labels) + glue + fact.text for fact in facts])
    facts = sorted(facts, key=lambda fact: type(fact.value) is list)  # what follows an enumeration could belong to it
    return ("; " if page.chance(0.4) else ", ").join([teller.jotted(fact) for fact in facts])


def _headline(page: Page) -> str:
    text = page.pick(page.phrases.headlines) or page.noun
    style = page.random()
    if style < 0.3:
        return f"# {capitalised(text)}"
    if style < 0.6 and ":" not in text:
        return capitalised(text) + ":"
    return text.upper() if style < 0.75 else capitalised(text)
