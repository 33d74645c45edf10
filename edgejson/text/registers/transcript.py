"""Transcript of a talk: one speaker states the facts, the other one listens."""

from __future__ import annotations

from edgejson.text.page import Page
from edgejson.text.sentences import VALUE_FIRST, finished
from edgejson.text.surroundings import timed

CLASS = "prose"

#: Chance that a sentence has a filler ahead of it, and that the other one speaks after it.
_FILLED, _STOPS = 0.4, 0.42
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
    if said := page.aside(0):
        lines.append(tells + said)
    used: list[str] = []
    for paragraph in paragraphs:
        pending: list[str] = []
        for sentence in paragraph.sentences:
            answers = not pending and (not lines or lines[-1].startswith(asks))
            pending.append(_spoken(page, sentence, used, answers, len(lines) > 1))
            if page.chance(_STOPS):
                lines.append(tells + " ".join(pending))
                pending = []
                said = page.pick(phrases.acknowledgements)
                if not said or said in used:
                    continue
                used.append(said)
                lines.append(asks + said)
        if pending:
            lines.append(tells + " ".join(pending))
    if lines and lines[-1].startswith(asks):  # nothing more comes: no "carry on"
        lines.pop()
    if said := page.aside(1):
        lines.append(tells + said)
    if page.chance(0.6):
        lines.append(asks + page.pick(phrases.goodbyes))
    lines = [line for line in lines if line[-2:] != ": "]
    if page.surrounded:
        return "\n".join(timed(lines, page.rng, page.written))
    return "\n".join(_turns(lines, (asks, tells)))


def _turns(lines: list[str], names: tuple[str, str]) -> list[str]:
    """Lines of one speaker, one after the other, as one turn."""
    turns = lines[:1]
    for line in lines[1:]:
        again = next((name for name in names if line.startswith(name) and turns[-1].startswith(name)), None)
        if again is not None:
            turns[-1] += " " + line[len(again) :]
        else:
            turns.append(line)
    return turns


def _spoken(page: Page, sentence: str, used: list[str], answers: bool, further: bool) -> str:
    """A sentence as it is said, often behind a filler that has not been `used` before. `further`: others came ahead."""
    filler = page.pick(page.phrases.fillers) if page.chance(_FILLED) else ""
    said = f"{filler.strip(', ').capitalize()}."  # "Right." - "Right, ..."
    unfit = (
        filler in used
        or said in used[-1:]
        or (filler in _ANSWERING and not answers)
        or ("and " in filler and not further)
    )
    if not filler or unfit or (page.framer.greeted and not further):
        return finished(sentence)
    used.append(filler)
    return finished(filler + sentence.lstrip(VALUE_FIRST))
