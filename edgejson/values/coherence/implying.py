"""What one leaf says of another of the same object.

A flag whose details are there is set, something lasts as long as is said, a sum is that of any list of priced things,
a range is that of its analyte.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from random import Random
from typing import Any

from edgejson.knowledge.amounts import bill_of, item_role, role
from edgejson.language.vocabulary import vocabulary
from edgejson.language.wordclass import PARTICIPLE, word_class
from edgejson.values.coherence.leaves import Leaf, Rewrite
from edgejson.values.coherence.themes import inside_each
from edgejson.values.providers import families
from edgejson.values.providers.themes import Theme, names, normal, texts

_IMPLYING = vocabulary("language/en/implying")
#: Pairs of names of the beginning and the end of something within a day, and what says how many minutes lie between.
_CLOCKS = tuple(tuple(row.split(" | ")) for row in _IMPLYING.rows("clocks"))
_MINUTES = frozenset(_IMPLYING.rows("minutes"))
_DENIED = frozenset(_IMPLYING.words("denied"))
_RANGES = vocabulary("language/en/ranges")
_PLACES = ("below", "within", "above")
#: The least length of a word's beginning that two names share where one implies the other.
_STEM = 5
#: Minutes that something within a day takes where nothing says how many.
_USUAL = (30, 45, 60, 90, 120)
#: The same of what is open, and the last hour at which that opens.
#: Names beside two clock times that tell of a day's work, and how many minutes such a day has.
_WORKED = frozenset(("hours worked", "worked hours", "break minutes", "overtime hours", "hourly wage"))
_AT_WORK = (240, 360, 420, 450, 480, 510, 540)
_OPEN, _OPENING = (300, 420, 480, 540, 600), 11


def implying_rules(leaves: list[Leaf]) -> list[Rewrite]:
    """Rewrites of leaves that another one of the same object decides, in each object of a record."""

    def rules_of(own: list[Leaf], near: list[Leaf]) -> Iterator[Rewrite]:
        here = {leaf.field.words: leaf for leaf in own}
        for kind in (_spells, _ranges, _known):
            yield from kind(here)
        yield from (*_flags(here, near), *_priced(here, near))

    return inside_each(leaves, rules_of)


def _flags(own: dict[str, Leaf], near: list[Leaf]) -> Iterator[Rewrite]:
    """ "claimed" beside a claimant, "police called" beside its report; "eligible" beside a deferral's reason."""
    for words, leaf in own.items():
        if leaf.field.types - {"null"} != {"boolean"}:
            continue
        if words.removeprefix("is ") in _DENIED:
            reasons = [(other.split(" "), one.steps[0]) for other, one in own.items() if one is not leaf]
            denying = [step for said, step in reasons if "reason" in said and any(map(_denies, said))]
            if denying:
                yield _Follows(leaf.steps[0], denying, value=False)
            continue
        stem = _stem(words) if " " in words.removeprefix("is ") else ""
        details = [one.steps[0] for one in near if one.steps[0] != leaf.steps[0] and _begins(one.steps[0], stem)]
        if stem and details:
            yield _Follows(leaf.steps[0], list(dict.fromkeys(details)), value=True)


def _denies(step: str) -> bool:
    return any(step.lower().startswith(word) for word in ("deferral", "reject", "refus", "declin", "fail", "ineligib"))


def _stem(words: str) -> str:
    """How the word begins for what has been done, or to what: "claim" of "claimed", "police" of "police called"."""
    first, _, last = words.removeprefix("is ").rpartition(" ")
    if word_class(last) != PARTICIPLE:
        return ""
    return first if first and " " not in first else last.removesuffix("ed") if not first else ""


def _begins(step: str, stem: str) -> bool:
    return len(stem) >= _STEM and step.lower().startswith(stem)


class _Follows:
    """A flag has a value where any of some members is there."""

    def __init__(self, flag: str, details: list[str], value: bool) -> None:
        self.flag, self.details, self.value = flag, details, value

    def __call__(self, rng: Random, made: dict[str, Any]) -> None:
        if self.flag in made and any(made.get(detail) not in (None, [], {}) for detail in self.details):
            made[self.flag] = self.value


def spell_rules(leaves: list[Leaf], stated: bool = False) -> list[Rewrite]:
    """Rewrites of the hour at which something ends, in each object of a record; `stated`: only by a stated length."""
    return inside_each(leaves, lambda own, near: _spells({leaf.field.words: leaf for leaf in own}, stated))


def clock_hours_of(leaves: list[Leaf]) -> Callable[[dict[str, Any]], float | None] | None:
    """How many hours lie between the two clock times of a record's own; None where it has no such."""
    own = {leaf.field.words: leaf for leaf in leaves if leaf.own and _is_clock(leaf)}
    ends = next(((begin, end) for begin, end in _CLOCKS if begin in own and end in own), None)
    if ends is None:
        return None
    begin, end = (own[name].steps[0] for name in ends)

    def lasted(made: dict[str, Any]) -> float | None:
        clocks = [made.get(name) for name in (begin, end)]
        hours = [
            int(clock[:2]) + int(clock[3:5]) / 60 for clock in clocks if isinstance(clock, str) and clock[:2].isdigit()
        ]
        return (hours[1] - hours[0]) % 24 if len(hours) == len(clocks) else None

    return lasted


def _spells(own: dict[str, Leaf], stated: bool = False) -> Iterator[Rewrite]:
    minutes = next((leaf.steps[0] for words, leaf in own.items() if words in _MINUTES and _is_number(leaf)), "")
    for begin, end in _CLOCKS:
        if begin in own and end in own and _is_clock(own[begin]) and _is_clock(own[end]):
            usual = _OPEN if begin.startswith("open") else _AT_WORK if not _WORKED.isdisjoint(own) else _USUAL
            yield from [_Spell(own[begin], own[end], minutes, usual)] if minutes or not stated else []


def _is_clock(leaf: Leaf) -> bool:
    return leaf.field.format == "time" or (leaf.role == "clock" and not leaf.field.format)


class _Spell:
    """Something ends on the day that it begins, after as many minutes as the record says."""

    def __init__(self, begin: Leaf, end: Leaf, minutes: str, usual: tuple[int, ...]) -> None:
        self.first, self.begin, self.end, self.minutes, self.usual = begin, begin.steps[0], end, minutes, usual

    def __call__(self, rng: Random, made: dict[str, Any]) -> None:
        begin, end = made.get(self.begin), made.get(self.end.steps[0])
        if not (isinstance(begin, str) and isinstance(end, str) and begin[:2].isdigit() and begin[3:5].isdigit()):
            return
        stated = made.get(self.minutes) if self.minutes else None
        length = int(stated) if isinstance(stated, (int, float)) else self.usual[int(rng.random() * len(self.usual))]
        if self.usual is _OPEN and int(begin[:2]) > _OPENING and self.end.steps[0] in made:
            earlier = f"{_OPENING - int(rng.random() * 4):02}{begin[2:]}"
            begin = made[self.begin] = earlier if self.first.admits(earlier) else begin
        total = int(begin[:2]) * 60 + int(begin[3:5]) + length
        clock = f"{total // 60:02}:{total % 60:02}{begin[5:]}"
        if length > 0 and total < 24 * 60 and self.end.admits(clock):
            made[self.end.steps[0]] = clock


def _priced(own: dict[str, Leaf], near: list[Leaf]) -> Iterator[Rewrite]:
    lists = {leaf.steps[0] for leaf in near if len(leaf.steps) == 3 and leaf.steps[1] == "*" and _is_number(leaf)}
    sums = [leaf for leaf in own.values() if _is_number(leaf) and role(leaf.steps[0]) in ("total", "subtotal")]
    for name in lists:
        members = {item_role(leaf.steps[2]) for leaf in near if leaf.steps[0] == name and _is_number(leaf)}
        if sums and {"price", "quantity"} <= members:
            charges = [leaf.steps[0] for leaf in own.values() if _is_number(leaf) and role(leaf.steps[0]) == "charge"]
            yield _Priced(name, sums, charges)


class _Priced:
    """A subtotal is what the things of a list cost together, a total adds the charges, where it is no bill by name."""

    def __init__(self, name: str, sums: list[Leaf], charges: list[str]) -> None:
        self.name, self.sums, self.charges = name, sums, charges

    def __call__(self, rng: Random, made: dict[str, Any]) -> None:
        items = made.get(self.name)
        if not isinstance(items, list) or not items or bill_of(made) is not None:
            return
        whole = sum(_cost(item) for item in items if isinstance(item, dict))
        extra = sum(made[name] for name in self.charges if isinstance(made.get(name), (int, float)))
        for leaf in self.sums:
            value = round(whole + (extra if role(leaf.steps[0]) == "total" else 0), 2)
            if leaf.steps[0] in made and value and leaf.admits(value):
                made[leaf.steps[0]] = value


def _cost(item: dict[str, Any]) -> float:
    found = {item_role(name): value for name, value in item.items() if isinstance(value, (int, float))}
    return found.get("price", 0) * found.get("quantity", 1)


def _ranges(own: dict[str, Leaf]) -> Iterator[Rewrite]:
    """Of a blood value whose range stands in a text, or nowhere: the range, and how the value lies to it."""
    analyte = next((leaf for leaf in own.values() if leaf.role == "analyte"), None)
    value = next((leaf for leaf in own.values() if leaf.role == "analyte_value" and _is_number(leaf)), None)
    span = next((leaf for leaf in own.values() if leaf.role == "reference_range"), None)
    stated = any(words in _RANGES.rows("flagged low") or words in _RANGES.rows("flagged high") for words in own)
    flags = (leaf for words, leaf in own.items() if words in _RANGES.rows("flagged flag") and not stated)
    flag = next(flags, None)
    if analyte is not None and (span is not None or flag is not None):
        options = flag.field.enum if flag is not None else ()
        said = [next((one for one in options if normal(one) in _RANGES.rows(part)), None) for part in _PLACES]
        yield _Ranged(analyte.steps[0], value, span, flag, said)


class _Ranged:
    """A range of reference is that of its analyte, and a flag says how the value lies to it."""

    def __init__(self, analyte: str, value: Leaf | None, span: Leaf | None, flag: Leaf | None, said: list[Any]) -> None:
        self.analyte, self.value, self.span, self.flag, self.said = analyte, value, span, flag, said

    def __call__(self, rng: Random, made: dict[str, Any]) -> None:
        theme = _analytes().get(normal(made.get(self.analyte, "")))
        if theme is None:
            return
        low, high = (texts(theme, end)[0] for end in ("reference_low", "reference_high"))
        if self.span is not None and self.span.steps[0] in made and self.span.admits(f"{low}-{high}"):
            made[self.span.steps[0]] = f"{low}-{high}"
        value = made.get(self.value.steps[0]) if self.value is not None else None
        known = self.flag is not None and self.flag.steps[0] in made and self.said[1] is not None
        if self.flag is None or not known or not isinstance(value, (int, float)):
            return
        place = 0 if value < float(low) else 2 if value > float(high) else 1
        if self.said[place] is not None:
            made[self.flag.steps[0]] = self.said[place]


@lru_cache(maxsize=1)
def _analytes() -> dict[str, Theme]:
    return {name: theme for theme in families()["analyte"].themes for name in names(theme, "analyte")}


def _known(own: dict[str, Leaf]) -> Iterator[Rewrite]:
    """Of a wine: the country that its region lies in; of a plant: what it is called in botany."""
    for section, role_of_key, roles in (("origins", "wine_region", ("country",)), ("botany", "plant", ("latin_name",))):
        key = next((leaf for leaf in own.values() if leaf.role == role_of_key), None)
        said = next((leaf for leaf in own.values() if leaf.role in roles), None)
        if key is not None and said is not None:
            table = {name: values[0] for name, values in _IMPLYING.pairs(section).items()}
            yield _Known(key.steps[0], said, table)


class _Known:
    """A leaf that a table gives by another one."""

    def __init__(self, key: str, said: Leaf, table: dict[str, str]) -> None:
        self.key, self.said, self.table = key, said, table

    def __call__(self, rng: Random, made: dict[str, Any]) -> None:
        value = self.table.get(str(made.get(self.key)))
        if value is not None and self.said.steps[0] in made and self.said.admits(value):
            made[self.said.steps[0]] = value


def _is_number(leaf: Leaf) -> bool:
    return bool(leaf.field.types & {"integer", "number"})
