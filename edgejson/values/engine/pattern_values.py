"""Whole values out of patterns: what a pattern asks for, and what a writer would add where it leaves an end open.

`^TRK-` says how a value begins: "TRK-" alone is no tracking code. Digits follow capitals and digits, an address follows
"://", words follow the rest. A pattern without any anchor is taken at its word: people forget both, and mean the whole.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from random import Random

from edgejson.schema.ecma import matcher
from edgejson.values.date_patterns import real, shape_of
from edgejson.values.engine.formats import WORDS, host, word
from edgejson.values.engine.patterns import anchored_ends, maker_of

Maker = Callable[[Random], str]

#: Texts drawn to see whether a pattern describes dates.
_PROBES = 16
_DRESSES: tuple[Callable[[str], str], ...] = (str, str.capitalize, str.upper)


@lru_cache(maxsize=4096)
def whole_of(pattern: str, min_length: int = 0, max_length: int | None = None) -> Maker:
    """A maker of values that (mostly) match `pattern` and say something beyond it where it leaves an end open.

    Lengths are in characters. Raises re.error for a pattern that can't be read.
    """
    bare = maker_of(pattern, min_length, max_length)
    rng = Random(7)
    probes = [bare(rng) for _ in range(_PROBES)]
    dated = any(shape_of(text) for text in probes)
    starts, ends = anchored_ends(pattern)
    search = matcher(pattern).search
    if starts and ends:
        return (lambda rng: _dated(bare(rng), rng, search)) if dated else bare
    words = [] if dated else _passing(search)
    if words:
        return _worded(words, min_length, max_length)
    if starts == ends:  # no anchor at all
        return (lambda rng: _dated(bare(rng), rng, search)) if dated else bare
    opening = maker_of(pattern, 0, max_length)
    most = 10**6 if max_length is None else max_length

    def whole(rng: Random) -> str:
        text = opening(rng)
        if dated and shape_of(text):
            return _dated(text, rng, search)
        added = ""
        while not added or len(text) + len(added) < min_length:
            added += _beyond(text + added, rng) if starts else f"{word(rng)}-"
        if starts:
            return text + added[: max(most - len(text), 0)]
        begun = added[: max(most - len(text), 0)].rstrip("-")
        return begun + text if not text[:1].isalnum() else f"{added}{text}"[-most:]

    return whole


def _dated(text: str, rng: Random, search: Callable[[str], object]) -> str:
    return real(text, rng, search) or text


def _passing(search: Callable[[str], object]) -> list[str]:
    """The plain words that match in one way of writing them, where many do."""
    ways = ([word for word in map(dress, WORDS) if search(word)] for dress in _DRESSES)
    return next((words for words in ways if len(words) > len(WORDS) / 3), [])


def _worded(words: list[str], least: int, most: int | None) -> Maker:
    def worded(rng: Random) -> str:
        text = rng.choice(words)
        while len(text) < least:
            text += f"_{rng.choice(words)}"
        return text[:most]

    return worded


def _beyond(text: str, rng: Random) -> str:
    """What a writer puts behind a text that only begins."""
    last = text[-1:]
    if text.endswith("://"):
        return f"{host(rng)}/{word(rng)}"
    if last.isdigit() or last.isupper():
        return f"{rng.randrange(10, 1000)}"
    if last.isalpha():
        return f"-{word(rng)}"
    head = re.sub(r"[^A-Za-z0-9]", "", text)
    return f"{rng.randrange(1000, 100_000)}" if head.isupper() else word(rng)
