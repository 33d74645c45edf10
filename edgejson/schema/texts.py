"""Whole texts about a record with slots for its values (`x-texts`): what one person wrote, its values cut out.

A text is a run of units: sentences and lines, each a frame or words that hold no value (a greeting, a thank-you). So a
writer can keep how a text begins, goes on and ends, and say a sentence of it by another one with the same slots.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from edgejson.schema.frames import Frame, faults, parse

#: Where a unit ends: behind the mark that ends a sentence, unless that is an abbreviation's; at the end of a line.
_BORDER = re.compile(
    r"(?<=[.!?])(?<!\b[A-Z]\.)(?<!\b(?:Mr|Ms|Dr|St|No|vs)\.)(?<!\b(?:Mrs|etc|e\.g|i\.e)\.)"
    r"(?<!\b(?:[Tt]el|[Ee]xt|[Aa]pt)\.)(?<!\bapprox\.)[ \t]+|[ \t]*\n\s*"
)
#: What holds no border: slots, what may be left out, choices.
_WHOLE = re.compile(r"\{[^{}]*\}|\[[^\[\]]*\]|\([^(){}|]*\|[^(){}]*\)")
#: What makes a unit a frame.
_MARKED = re.compile(r"[{}\[\]|]")


@dataclass(frozen=True)
class Unit:
    """A sentence or a line of a text."""

    source: str  #: as the text has it
    frame: Frame | None  #: None for words that hold no value
    gap: str  #: white space behind it; "" behind the last one


@dataclass(frozen=True)
class Text:
    """One person's text about a record."""

    source: str
    units: tuple[Unit, ...]


@lru_cache(maxsize=4096)
def parse_text(source: str) -> Text:
    """A text from its source. Raises UserError that says what is wrong with one of its frames."""
    return Text(
        source, tuple(Unit(said, parse(said) if _MARKED.search(said) else None, gap) for said, gap in units(source))
    )


#: Keywords that hold frames, and those that hold texts of several.
FRAMES = ("x-sentences", "x-mentions", "x-texts")


def faults_of(keyword: str, source: str, node: Any) -> Iterator[str]:
    """What is wrong with an entry of one of FRAMES of an object schema (see `frames.faults`)."""
    if keyword != "x-texts":
        yield from faults(source, node)
        return
    for said, _ in units(source):
        if _MARKED.search(said):
            yield from faults(said, node)


def units(source: str) -> list[tuple[str, str]]:
    """The sentences and lines of a text with slots, each with the white space behind it."""
    masked = _WHOLE.sub(lambda whole: "\0" * len(whole[0]), source)
    found: list[tuple[str, str]] = []
    start = 0
    for border in _BORDER.finditer(masked):
        if border.start() > start:
            found.append((source[start : border.start()], border[0]))
        start = border.end()
    if start < len(source):
        found.append((source[start:], ""))
    return found
