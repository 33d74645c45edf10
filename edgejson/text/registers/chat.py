"""Chat or short message: a few lines, mostly without capitals and full stops."""

from __future__ import annotations

from edgejson.language.nouns import capitalised
from edgejson.text.page import Page
from edgejson.text.sentences import VALUE_FIRST, ended
from edgejson.text.surroundings import stamped

CLASS = "prose"


def write(page: Page) -> str:
    """The record as chat messages, one a line or several in a row."""
    phrases = page.phrases
    loose = page.chance(0.7)
    lines: list[str] = []
    paragraphs = page.paragraphs(2 + int(page.random() * 2), listed=True, spoken=page.chance(0.7))
    if not page.framer.greeted and page.chance(0.5 if page.framer.told else 0.75):
        opener = page.pick(page.own(phrases.chat_openers, phrases.own_chat_openers))
        lines.append(opener.replace("{name}", page.pick(phrases.names).lower()))
    for paragraph in paragraphs:
        for sentence in paragraph.sentences:
            text = sentence[1:] if sentence[0] == VALUE_FIRST else sentence
            lines.append(text if loose or sentence[0] == VALUE_FIRST else text[0].upper() + text[1:])
    if page.chance(0.4 if page.framer.told else 0.5):
        lines.append(page.pick(page.own(phrases.chat_closers, phrases.own_chat_closers)))
    lines = [line for line in (page.aside(0), *lines, page.aside(1)) if line]
    if not loose and lines:
        lines[0] = capitalised(lines[0])
    if page.surrounded:
        name = page.pick(phrases.names) if phrases.names and not page.framer.firsthand else "me"
        return "\n".join(stamped(lines, page.rng, page.written, name))
    style = page.random()
    if style < 0.65:
        return "\n".join(lines)
    if style < 0.72:
        return " / ".join(lines) if not any(" / " in line for line in lines) else "\n".join(lines)
    return " ".join([ended(line) for line in lines])
