"""Running prose: paragraphs as in a letter, a report or a note to a colleague."""

from __future__ import annotations

from edgejson.text.page import Page
from edgejson.text.surroundings import dateline

CLASS = "prose"


def write(page: Page) -> str:
    """The record as running prose."""
    paragraphs = page.paragraphs(3, bulleted=page.chance(0.3))
    breaks = page.random()
    blocks: list[str] = []
    apart = True  # the next paragraph begins a block
    for paragraph in paragraphs:
        joins = paragraph.inner or breaks < 0.5 or (breaks < 0.75 and paragraph.item)
        if apart or paragraph.block or not joins:
            blocks.append(paragraph.text())
        else:
            blocks[-1] += " " + paragraph.text()
        apart = paragraph.block
    opening, closing = page.opening(0.65), page.closing(0.45)
    if opening:
        blocks[0] = f"{opening} {blocks[0]}"
    if closing and apart:
        blocks.append(closing)
    elif closing:
        blocks[-1] += " " + closing
    if page.surrounded:
        blocks.insert(0, dateline(page.rng, page.written))
    return ("\n\n" if page.chance(0.6) else "\n").join(blocks)
