"""Running prose: paragraphs as in a letter, a report or a note to a colleague."""

from __future__ import annotations

from edgejson.text.page import Page
from edgejson.text.sentences import finished
from edgejson.text.surroundings import dateline

CLASS = "prose"


def write(page: Page) -> str:
    """The record as running prose."""
    paragraphs = page.paragraphs(3)
    breaks = page.random()
    out: list[str] = []
    for paragraph in paragraphs:
        text = " ".join([finished(sentence) for sentence in paragraph.sentences])
        if out and (paragraph.inner or breaks < 0.5 or (breaks < 0.75 and paragraph.item)):
            out[-1] += " " + text
        else:
            out.append(text)
    if page.chance(0.65):
        out[0] = f"{finished(page.pick(page.phrases.openings))} {out[0]}" if page.phrases.openings else out[0]
    if page.chance(0.45) and page.phrases.closings:
        out[-1] += " " + finished(page.pick(page.phrases.closings))
    if page.surrounded:
        out.insert(0, dateline(page.rng))
    return ("\n\n" if page.chance(0.6) else "\n").join(out)
