"""Texts from templates: `{a|b}` is one of several, `{3..9}` a number, `<table>` an entry of a table.

`{03..12}` gives numbers of two digits. A template that starts with "^" gives texts that start with a capital.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, lru_cache, partial
from random import Random
from typing import Any

from edgejson.language.vocabulary import vocabulary

Make = Callable[[Random], Any]
Tables = Mapping[str, Sequence[str]]
#: Draws what stands in one slot of a template.
Slot = Callable[[Random, Tables], str]
#: A template taken apart; one without slots is its only text.
Compiled = str | tuple[str | Slot, ...]

#: Texts in a pool: so many that a thousand records seldom share one, so few that a pool is made in milliseconds.
POOL_SIZE = 2000
#: Turns without a new text, beyond one for each text that there is, after which no more are tried.
_PATIENCE = 200
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


def expand(template: str, rng: Random, tables: Tables | None = None) -> str:
    """One text of a template; its tables are those of parts.txt unless given. Raises KeyError for a missing one."""
    return _filled(compiled(template), rng, parts() if tables is None else tables)


@lru_cache(maxsize=8192)
def compiled(template: str) -> Compiled:
    """A template taken apart, once: its literal words and what fills its slots."""
    literal, *rest = _SLOT.split(template)
    if not rest:
        return _begun(literal)
    found: list[str | Slot] = [literal]
    for choices, table, literal in zip(rest[::3], rest[1::3], rest[2::3], strict=True):
        found += [_entry(table) if table else _choice(choices), literal]
    return tuple(part for part in found if part != "")


def _choice(choices: str) -> Slot:
    low, dots, high = choices.partition("..")
    if dots:
        numbers, digits = range(int(low), int(high) + 1), len(low)
        if not numbers:
            raise ValueError(f"no number lies in {choices}")
        return lambda rng, tables: str(numbers[below(len(numbers), rng)]).zfill(digits)
    words = choices.split("|")
    return lambda rng, tables: words[below(len(words), rng)]


def _entry(table: str) -> Slot:
    def fill(rng: Random, tables: Tables) -> str:
        entries = tables[table]
        return _filled(compiled(entries[below(len(entries), rng)]), rng, tables)

    return fill


def _filled(made: Compiled, rng: Random, tables: Tables) -> str:
    if isinstance(made, str):
        return made
    return _begun("".join([part if isinstance(part, str) else part(rng, tables) for part in made]))


def _begun(text: str) -> str:
    return text if text[:1] != "^" else text[1:2].upper() + text[2:]


def below(count: int, rng: Random) -> int:
    """A number below `count`, drawn as `Random.choice` and `Random.randint` draw it, without what they ask first."""
    bits = count.bit_length()
    drawn = rng.getrandbits(bits)
    while drawn >= count:
        drawn = rng.getrandbits(bits)
    return drawn


def pool(templates: Sequence[str], size: int = POOL_SIZE, tables: Tables | None = None) -> tuple[str, ...]:
    """Up to `size` different texts of some templates, always the same ones in the same order."""
    rng, tables = Random(20), parts() if tables is None else tables
    found: dict[str, int] = {}
    newest = 0
    for turn, template in _turns([compiled(template) for template in templates], 3 * size):
        if turn - newest > _PATIENCE + len(found) + 1:
            break  # next to nothing new comes
        if found.setdefault(_filled(template, rng, tables), turn) == turn:
            newest = turn
            if len(found) == size:
                break
    return tuple(found)


def _turns(templates: list[Compiled], most: int) -> Iterator[tuple[int, Compiled]]:
    """Templates in turn, each with the number of its turn; those without slots only once, for they give nothing new."""
    yield from zip(range(most), templates, strict=False)
    slotted = [(place, template) for place, template in enumerate(templates) if not isinstance(template, str)]
    for turn in range(len(templates), most, len(templates)) if slotted else ():
        yield from ((turn + place, template) for place, template in slotted if turn + place < most)


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
