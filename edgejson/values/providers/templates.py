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
#: What stands ahead of a template's slots; for each slot its choices or its table's name, and what stands behind it.
Compiled = tuple[str, list[tuple["str | Sequence[str] | Numbers", str]]]

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
    return _text(compiled(template), rng, parts() if tables is None else tables)


@lru_cache(maxsize=8192)
def compiled(template: str) -> Compiled:
    """A template taken apart, once: what stands ahead of its slots, and each slot with what stands behind it."""
    literal, *rest = _SLOT.split(template)
    slots = [
        (table or _choices(choices), behind)
        for choices, table, behind in zip(rest[::3], rest[1::3], rest[2::3], strict=True)
    ]
    return (literal if slots else _begun(literal)), slots


def _choices(choices: str) -> Sequence[str] | Numbers:
    low, dots, high = choices.partition("..")
    if not dots:
        return choices.split("|")
    if int(low) > int(high):
        raise ValueError(f"no number lies in {choices}")
    return Numbers(int(low), int(high), len(low))


class Numbers:
    """Whole numbers from `low` to `high` as texts of so many digits at least."""

    def __init__(self, low: int, high: int, digits: int) -> None:
        self._range, self._digits = range(low, high + 1), digits

    def __len__(self) -> int:
        return len(self._range)

    def __getitem__(self, place: int) -> str:
        return str(self._range[place]).zfill(self._digits)


def _text(template: Compiled, rng: Random, tables: Tables) -> str:
    text, slots = template
    if not slots:
        return text
    draw = rng.getrandbits
    for slot, behind in slots:
        entries = tables[slot] if isinstance(slot, str) else slot
        count = len(entries)
        bits = count.bit_length()
        place = draw(bits)
        while place >= count:  # as `Random.choice` draws, without what it asks first
            place = draw(bits)
        entry = entries[place]
        text += (_text(compiled(entry), rng, tables) if entries is not slot else entry) + behind
    return _begun(text)


def _begun(text: str) -> str:
    return text if text[:1] != "^" else text[1:2].upper() + text[2:]


def pool(templates: Sequence[str], size: int = POOL_SIZE, tables: Tables | None = None) -> tuple[str, ...]:
    """Up to `size` different texts of some templates, always the same ones in the same order."""
    rng, tables = Random(20), parts() if tables is None else tables
    found: dict[str, int] = {}
    newest = 0
    for turn, template in _turns([compiled(template) for template in templates], 3 * size):
        if turn - newest > _PATIENCE + len(found) + 1:
            break  # next to nothing new comes
        if found.setdefault(_text(template, rng, tables), turn) == turn:
            newest = turn
            if len(found) == size:
                break
    return tuple(found)


def _turns(templates: list[Compiled], most: int) -> Iterator[tuple[int, Compiled]]:
    """Templates in turn, each with the number of its turn; those without slots only once, for they give nothing new."""
    yield from zip(range(most), templates, strict=False)
    slotted = [(place, template) for place, template in enumerate(templates) if template[1]]
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
