"""Values like those that have been seen: strings as they were, numbers in their range and as round as they were."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from random import Random

from edgejson.schema.fields import Field, is_number
from edgejson.schema.pools import FEWEST
from edgejson.values.meaning.numbers import Make, Range, numbers
from edgejson.values.providers.templates import pick

#: Numbers of which so many were seen have a range; fewer are drawn as they were.
ENOUGH = FEWEST
#: How often a value is one that was seen where the field's meaning has others as good.
SHARE = 0.5


def like_seen(field: Field, values: Sequence[object]) -> Make | None:
    """A maker of values like some that a field has had; None where there are none."""
    if not values:
        return None
    if is_timed(values):
        return _times([str(value) for value in values])
    amounts = [value for value in values if is_number(value)]
    if len(amounts) < len(values) or len(set(amounts)) < ENOUGH:
        return pick(values)
    known = Range(min(amounts), max(amounts), max(map(_decimals, amounts)), "even")
    return numbers(known, field.schemas, "number" not in field.types, certain=True) or pick(values)


_TIME = re.compile(r"([01]\d|2[0-3]):([0-5]\d)")


def is_timed(values: Sequence[object]) -> bool:
    """Are all of them times of the day, "19:30", so that others can be drawn between them?"""
    return len(set(values)) >= ENOUGH and are_times(values)


def are_times(values: Sequence[object]) -> bool:
    """Are all of them times of the day?"""
    return all(isinstance(value, str) and _TIME.fullmatch(value) for value in values)


def _times(values: Sequence[str]) -> Make:
    """A maker of times of the day between the first and the last, as round as they were; those of a night go on."""
    minutes = sorted({int(value[:2]) * 60 + int(value[3:]) for value in values})
    gaps = [(later - at) % _DAY for at, later in zip(minutes, [*minutes[1:], minutes[0]], strict=True)]
    start = minutes[(gaps.index(max(gaps)) + 1) % len(minutes)]  # the longest stretch without any lies outside
    step = next(each for each in (60, 30, 15, 10, 5, 1) if all(minute % each == 0 for minute in minutes))
    count = (_DAY - max(gaps)) // step

    def draw(rng: Random) -> str:
        minute = (start + step * rng.randint(0, count)) % _DAY
        return f"{minute // 60:02d}:{minute % 60:02d}"

    return draw


_DAY = 24 * 60


def renumbered(values: Sequence[object]) -> Make | None:
    """A maker of codes like those that were seen, with other digits: "LH432" and "BA75" give "LH718".

    None where a few only were seen, or what was seen are not all codes: figures and capitals, without words.
    """
    codes = [value for value in dict.fromkeys(values) if isinstance(value, str)]
    if len(codes) < ENOUGH or len(codes) < len(set(values)) or is_timed(codes) or not all(map(_CODE.fullmatch, codes)):
        return None

    def draw(rng: Random) -> str:
        code = rng.choice(codes)
        return _DIGITS.sub(lambda run: "".join(_digit(rng, at, run[0]) for at in range(len(run[0]))), code)

    return draw


#: A code of one or several parts: "LH432", "0220 884512", "3A"; with letters or a long run, or it's a date or a range.
_CODE = re.compile(r"(?=\D*\d)(?=.*[A-Z]|.*\d{5})[A-Z\d]+(?:[ #/.-][A-Z\d]+)*")
_DIGITS = re.compile(r"\d+")


def _digit(rng: Random, at: int, run: str) -> str:
    """Another digit for one of a code; leading zeros stay, and what has none gets none."""
    if run[: at + 1].strip("0") == "":
        return "0"
    return str(rng.randint(run[:at].strip("0") == "", 9))


def shaped_like(code: object) -> Make | None:
    """A maker of codes with other digits than one that was seen; None for what is no code."""
    if not isinstance(code, str) or " " in code or not any(letter.isdigit() for letter in code):
        return None

    def draw(rng: Random) -> str:
        return "".join(str(rng.randint(letter != "0", 9)) if letter.isdigit() else letter for letter in code)

    return draw


def mixed(seen: Make, meant: Make, values: Sequence[object], of_people: bool = False) -> Make:
    """Values that were seen, and others of the same meaning that look like them: no "+1 617 ..." beside "555-0133"."""
    looks = {_look(value) for value in values if isinstance(value, str)}

    def draw(rng: Random) -> object:
        if rng.random() < SHARE:
            return seen(rng)
        value = meant(rng)
        if not looks or not isinstance(value, str):
            return value
        for _ in range(_DRAWS):
            given = value.split(" ")[0]  # of somebody whom everybody calls by the first name
            for way in (value, given) if of_people and looks == {_look("Anna")} else (value,):
                if _look(way) in looks:
                    return way
            value = meant(rng)
        known = seen(rng)
        alike = shaped_like(known)
        return alike(rng) if alike else known

    return draw


#: Values of a meaning that are drawn until one looks like those seen.
_DRAWS = 6
_LOOK = re.compile(r"\d+|[^\W\d_]+")


def _look(text: str) -> str:
    """What a text looks like: its marks, with figures, capitalised and other words."""
    return _LOOK.sub(lambda run: "9" if run[0].isdigit() else "A" if run[0][0].isupper() else "a", text)


def recombined(values: Sequence[object]) -> Make | None:
    """A maker of names put together from the words of several: "Slow Boats" of "Slow River" and "Paper Boats".

    None where too few are names of more than one word.
    """
    names = [value.split(" ") for value in dict.fromkeys(values) if isinstance(value, str) and _is_name(value)]
    if len(names) < ENOUGH + 1:
        return None

    def draw(rng: Random) -> str:
        head, tail = rng.choice(names)[:-1], rng.choice(names)[-1]
        return " ".join([*head, tail]) if tail not in head else " ".join(rng.choice(names))

    return draw


def _is_name(value: str) -> bool:
    words = value.split(" ")
    return len(words) > 1 and words[0][:1].isupper() and words[-1][:1].isupper()


def _decimals(amount: int | float) -> int:
    """Decimals of a number; of a round one, negative, how many zeros it ends in."""
    return -int(Decimal(repr(amount)).normalize().as_tuple().exponent)
