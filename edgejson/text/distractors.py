"""Sentences that state facts of no field: asides with other people's values, and orders to a model."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

from edgejson.forms.dates import DATES
from edgejson.language.vocabulary import vocabulary

_WORD = re.compile(r"[^\W\d_]{3,}")
#: Words that phrases of many schemas use, and that say no field by themselves.
_COMMON = frozenset(vocabulary("language/en/nouns").words("common words"))

_SAID = vocabulary("language/en/distractors")
_PEOPLE = _SAID.words("people")

_ASIDES = _SAID.rows("asides")

#: Asides with a value of the kinds that records hold, which belongs to somebody else.
_OTHERS = _SAID.rows("others")

_INJECTIONS = _SAID.rows("injections")


def asides(rng: Random, cue_words: frozenset[str], count: int) -> list[str]:
    """Up to `count` different sentences that use no word of `cue_words`, with made-up people and numbers."""
    pool = _ASIDES + _OTHERS
    fit = [said for said in pool if (cue_words - _COMMON).isdisjoint(_WORD.findall(_SLOT.sub(" ", said).lower()))]
    others = [said for said in fit if said in _OTHERS]
    chosen = rng.sample(fit, min(count, len(fit)))
    if others and chosen and not any(said in others for said in chosen):  # one with a value is among them
        chosen[0] = others[int(rng.random() * len(others))]
    return [_filled(said, rng) for said in chosen] or ["Well, so much for that."]


_SLOT = re.compile(r"\{\w+\}")
_LURES: dict[str, Callable[[Random], str]] = {
    "{mail}": lambda rng: f"{_PEOPLE[int(rng.random() * len(_PEOPLE))].lower()}{rng.randrange(10, 99)}@example.org",
    "{phone}": lambda rng: f"+1 202 555 01{rng.randrange(10, 99)}",
    "{money}": lambda rng: f"${rng.randrange(11, 480)}.{rng.randrange(10, 99)}",
    "{code}": lambda rng: f"{rng.choice('KQXZ')}{rng.choice('BDHW')}-{rng.randrange(1000, 9999)}",
    "{day}": lambda rng: DATES["long"](rng.randrange(2018, 2025), rng.randrange(1, 13), rng.randrange(1, 29)) or "",
}


def _filled(said: str, rng: Random) -> str:
    for slot, lure in _LURES.items():
        if slot in said:
            said = said.replace(slot, lure(rng))
    for slot, low, high in (("{age}", 61, 97), ("{few}", 13, 29), ("{many}", 3000, 9000)):
        if slot in said:
            said = said.replace(slot, str(rng.randrange(low, high)))
    while "{person}" in said:
        said = said.replace("{person}", _PEOPLE[int(rng.random() * len(_PEOPLE))], 1)
    return said


def injection(rng: Random, cue_words: frozenset[str]) -> str:
    """A line that gives a model other orders, in words that name no field where there is such a line."""
    fit = [said for said in _INJECTIONS if (cue_words - _COMMON).isdisjoint(_WORD.findall(said.lower()))]
    lines = fit or [_INJECTIONS[0]]
    return lines[int(rng.random() * len(lines))]
