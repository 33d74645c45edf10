"""Texts from templates: `{a|b}` is one of several, `{3..9}` a number, `<table>` an entry of a table.

`{03..12}` gives numbers of two digits. A template that starts with "^" gives texts that start with a capital.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from random import Random
from typing import Any

Make = Callable[[Random], Any]

#: Texts in a pool: so many that a thousand records seldom share one, so few that a pool is made in milliseconds.
POOL_SIZE = 2000
_SLOT = re.compile(r"\{([^{}]*)\}|<([a-z_]+)>")
_NO_TABLES: Mapping[str, Sequence[str]] = {}


def entries(table: str) -> tuple[str, ...]:
    """The entries of a table written as text: one a line, or separated by "|" outside of braces."""
    return tuple(
        entry.strip() for line in table.splitlines() for entry in re.split(r"\|(?![^{]*\})", line) if entry.strip()
    )


def expand(template: str, rng: Random, tables: Mapping[str, Sequence[str]] = _NO_TABLES) -> str:
    """One text of a template. Raises KeyError for a table that isn't there."""

    def fill(match: re.Match[str]) -> str:
        choices, table = match.groups()
        if table:
            return expand(rng.choice(tables[table]), rng, tables)
        assert isinstance(choices, str)
        low, dots, high = choices.partition("..")
        if dots:
            return str(rng.randint(int(low), int(high))).zfill(len(low))
        return rng.choice(choices.split("|"))

    text = _SLOT.sub(fill, template)
    return text if text[:1] != "^" else text[1:2].upper() + text[2:]


def pool(
    templates: Sequence[str], size: int = POOL_SIZE, tables: Mapping[str, Sequence[str]] = _NO_TABLES
) -> tuple[str, ...]:
    """Up to `size` different texts of some templates, always the same ones in the same order."""
    rng = Random(20)
    found: dict[str, int] = {}
    for turn in range(3 * size):
        found.setdefault(expand(templates[turn % len(templates)], rng, tables), turn)
        if len(found) == size or turn - next(reversed(found.values())) > 200 + len(found):
            break  # enough, or next to nothing new comes
    return tuple(found)


def drawn_from(values: Callable[[], Sequence[Any]]) -> Make:
    """A provider that draws from a sequence which is made when the first value is asked for."""
    made: list[Any] = []

    def draw(rng: Random) -> Any:
        if not made:
            made.extend(values())
        return made[int(rng.random() * len(made))]

    return draw


def pick(values: Sequence[Any]) -> Make:
    """A provider that draws from a fixed sequence, each value alike."""
    fixed, count = tuple(values), len(values)

    def draw(rng: Random) -> Any:
        return fixed[int(rng.random() * count)]

    return draw
