"""Transcript of a talk: one speaker states the facts, the other one listens."""

from __future__ import annotations

from edgejson.text.page import Page
from edgejson.text.sentences import VALUE_FIRST, finished
from edgejson.text.surroundings import timed

CLASS = "prose"


def write(page: Page) -> str:
    """The record as told by one speaker to another."""
    phrases = page.phrases
    paragraphs = page.paragraphs(2, spoken=True)
    asker, _, teller = (page.pick(page.own(phrases.speakers, phrases.own_speakers)) or "A/B").partition("/")
    upper = page.chance(0.3)
    asks, tells = (f"{asker.upper()}: ", f"{teller.upper()}: ") if upper else (f"{asker}: ", f"{teller}: ")
    lines = [asks + page.pick(phrases.questions)] if page.chance(0.85) and phrases.questions else []
    used: list[str] = []
    for paragraph in paragraphs:
        pending: list[str] = []
        for sentence in paragraph.sentences:
            pending.append(_spoken(page, sentence, used))
            if page.chance(0.6):
                lines.append(tells + " ".join(pending))
                pending = []
                if page.chance(0.55):
                    lines.append(asks + page.pick(phrases.acknowledgements))
        if pending:
            lines.append(tells + " ".join(pending))
    if page.chance(0.6):
        if lines and lines[-1].startswith(asks):
            lines.pop()
        lines.append(asks + page.pick(phrases.goodbyes))
    lines = [line for line in lines if line[-2:] != ": "]
    return "\n".join(timed(lines, page.rng, page.days) if page.surrounded else lines)


def _spoken(page: Page, sentence: str, used: list[str]) -> str:
    """A sentence as it is said, mostly behind a filler that has not been `used` before."""
    filler = page.pick(page.phrases.fillers) if page.chance(0.42) else ""
    if not filler or filler in used:
        return finished(sentence)
    used.append(filler)
    return finished(filler + sentence.lstrip(VALUE_FIRST))
