"""Transcript of a talk: one speaker states the facts, the other one listens."""

from __future__ import annotations

from edgejson.text.page import Page
from edgejson.text.sentences import VALUE_FIRST, finished
from edgejson.text.surroundings import timed

CLASS = "prose"

#: Chance that a sentence has a filler ahead of it.
_FILLED = 0.4
#: Fillers that react to what the other one has said.
_ANSWERING = ("yes, ", "yeah, ", "sure, ", "right, ", "okay, ", "alright, ", "well, ", "so, ")


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
            answers = not pending and (not lines or lines[-1].startswith(asks))
            pending.append(_spoken(page, sentence, used, answers))
            if page.chance(0.6):
                lines.append(tells + " ".join(pending))
                pending = []
                if page.chance(0.55):
                    lines.append(asks + page.pick(phrases.acknowledgements))
        if pending:
            lines.append(tells + " ".join(pending))
    if lines and lines[-1].startswith(asks):  # nothing more comes: no "carry on"
        lines.pop()
    if page.chance(0.6):
        lines.append(asks + page.pick(phrases.goodbyes))
    lines = [line for line in lines if line[-2:] != ": "]
    return "\n".join(timed(lines, page.rng, page.days) if page.surrounded else lines)


def _spoken(page: Page, sentence: str, used: list[str], answers: bool) -> str:
    """A sentence as it is said, often behind a filler that has not been `used` before."""
    filler = page.pick(page.phrases.fillers) if page.chance(_FILLED) else ""
    if not filler or filler in used or (filler in _ANSWERING and not answers):
        return finished(sentence)
    used.append(filler)
    return finished(filler + sentence.lstrip(VALUE_FIRST))
