"""Texts from templates: `{a|b}` is one of several, `{3..9}` a number, `<table>` an entry of a table.

`{03..12}` gives numbers of two digits. A template that starts with "^" gives texts that start with a capital.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache, partial
from random import Random
from typing import Any

from edgejson.language.vocabulary import vocabulary

Make = Callable[[Random], Any]

#: Texts in a pool: so many that a thousand records seldom share one, so few that a pool is made in milliseconds.
POOL_SIZE = 2000
_NARROW = (
    "values/providers/everyday",
    "values/providers/life_things",
    "values/providers/work_things",
    "values/providers/things",
    "values/providers/life_walks",
    "values/providers/work_walks",
    "values/providers/walks",
    "values/providers/life_more",
    "values/providers/kinds",
    "values/providers/anywhere",
)
_SLOT = re.compile(r"\{([^{}]*)\}|<([a-z_]+)>")


@cache
def parts() -> Mapping[str, tuple[str, ...]]:
    """The words that several templates share, by the name that a template calls them by."""
    found = vocabulary("values/providers/parts")
    return {name: found.entries(name) for name in found.sections}


def roles() -> dict[str, Make]:
    """The providers whose values are all in roles.txt or a file of narrow ones (everyday, things, ...), by role."""
    return {
        role_of(heading): drawn_from(partial(pool, found.entries(heading)))
        for found in map(vocabulary, ("values/providers/roles", *_NARROW))
        for heading in found.sections
    }


@cache
def narrow() -> frozenset[str]:
    """The roles whose values are of one walk of life, of one kind of thing, or are a guess."""
    return frozenset(role_of(heading) for name in _NARROW for heading in vocabulary(name).sections)


def role_of(heading: str) -> str:
    """The role that a section's heading names: "grape" of "grape: grape | varietal"."""
    return re.split("[:@]", heading)[0].strip()


def expand(template: str, rng: Random, tables: Mapping[str, Sequence[str]] | None = None) -> str:
    """One text of a template; its tables are those of parts.txt unless given. Raises KeyError for a missing one."""
    tables = parts() if tables is None else tables

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
    templates: Sequence[str], size: int = POOL_SIZE, tables: Mapping[str, Sequence[str]] | None = None
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
