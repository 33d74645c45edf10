"""Chat or short message: a few lines, mostly without capitals and full stops."""

from __future__ import annotations

from edgejson.text.nouns import capitalised
from edgejson.text.page import Page
from edgejson.text.sentences import VALUE_FIRST, ended
from edgejson.text.surroundings import stamped

CLASS = "prose"


def write(page: Page) -> str:
    """The record as chat messages, one a line or several in a row."""
    phrases = page.phrases
    loose = page.chance(0.7)
    lines: list[str] = []
    if page.chance(0.75):
        lines.append(page.pick(phrases.chat_openers).replace("{name}", page.pick(phrases.names).lower()))
    for paragraph in page.paragraphs(2 + int(page.random() * 2), listed=True, spoken=page.chance(0.7)):
        for sentence in paragraph.sentences:
            text = sentence[1:] if sentence[0] == VALUE_FIRST else sentence
            lines.append(text if loose or sentence[0] == VALUE_FIRST else text[0].upper() + text[1:])
    if page.chance(0.5):
        lines.append(page.pick(phrases.chat_closers))
    lines = [line for line in lines if line]
    if not loose and lines:
        lines[0] = capitalised(lines[0])
    if page.surrounded:
        return "\n".join(stamped(lines, page.rng, page.pick(phrases.names) or "me"))
    style = page.random()
    if style < 0.6:
        return "\n".join(lines)
    if style < 0.75:
        return " / ".join(lines) if not any(" / " in line for line in lines) else "\n".join(lines)
    return " ".join([ended(line) for line in lines])
