"""Notes in bullets, as somebody jots them down."""

from __future__ import annotations

from edgejson.text.nouns import capitalised
from edgejson.text.outline import Fact
from edgejson.text.page import Labeller, Page, Section
from edgejson.text.sentences import Teller

CLASS = "semi"

_BULLETS = ("- ", "* ", "• ", "– ", "> ", "+ ")


def write(page: Page) -> str:
    """The record as bullets with one to three facts each, indented below what they belong to."""
    teller = Teller(page.rng, 2, True)
    label = page.labeller()
    bullet = page.pick(_BULLETS)
    most = 1 + int(page.random() * 3)
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
                    f"{indent}{bullet}{heading}: {_run(teller, facts, label)}" if facts else f"{indent}{heading}:"
                )
                continue
            lines.append(f"{indent}{bullet}{heading}:")
            indent += "  "
        start = 0
        while start < len(facts):
            take = 1 + int(page.random() * most)
            lines.append(indent + bullet + _run(teller, facts[start : start + take], label))
            start += take
    return "\n".join(lines)


def _mentions(section: Section, texts: list[str], bullet: str) -> list[str]:
    indent = "  " * (section.depth - 1)
    if not section.depth:
        return [bullet + texts[0]]
    if not section.listed:
        return [f"{indent}{bullet}{section.heading}: {texts[0]}"]
    return [f"{indent}{bullet}{section.heading}:", *(f"{indent}  {bullet}{text}" for text in texts)]


def _run(teller: Teller, facts: list[Fact], label: Labeller) -> str:
    if len(facts) == 1:
        return teller.jotted(facts[0], label(facts[0].wording))
    return ("; " if teller.random() < 0.4 else ", ").join([teller.jotted(fact) for fact in facts])


def _headline(page: Page) -> str:
    text = page.pick(page.phrases.headlines) or page.noun
    style = page.random()
    if style < 0.3:
        return f"# {capitalised(text)}"
    if style < 0.6 and ":" not in text:
        return capitalised(text) + ":"
    return text.upper() if style < 0.75 else capitalised(text)
