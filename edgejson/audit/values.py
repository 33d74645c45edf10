"""Defects of single values: each yields pairs whose label states one thing wrong, nearly right where it can be."""

from __future__ import annotations

import re
import string
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from edgejson.audit.clean import Clean, Planted, same, shuffled, spelled
from edgejson.language.names import in_words
from edgejson.schema.fields import Field, is_number, leaves, value_key
from edgejson.schema.instances import at, put

_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?![\d])")
_HOUR = re.compile(r"(?<=[T ])\d\d(?=:\d\d)|^\d\d(?=:\d\d)")
_PHONE = re.compile(r"\+\d[\d\s().-]{6,}")
#: What may stand between a field's name and its value.
_JOINTS = ("as", "to", "at", "of", "is", "the", "a", "an")
_MAIL = re.compile(r"[^@\s]{2,}@[^@\s]+")


def _leafwise(change: Callable[[Any, Random], Any]) -> Callable[[Clean, Random], Iterator[Planted]]:
    """A planter from a change of one leaf, which gives None for leaves that it isn't made for."""

    def planter(clean: Clean, rng: Random) -> Iterator[Planted]:
        for path, value in shuffled(clean.leaves, rng):
            changed = change(value, rng)
            if changed is not None:
                yield clean.relabelled(path, changed)

    return planter


def _is_integer(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


@_leafwise
def integer_changed(value: Any, rng: Random) -> Any:
    return value + rng.choice((-1, 1)) if _is_integer(value) else None


@_leafwise
def decimal_changed(value: Any, rng: Random) -> Any:
    """One more or less in the last decimal place."""
    if not isinstance(value, float) or "e" in repr(value):
        return None
    exact = Decimal(repr(value))
    return float(exact + rng.choice((-1, 1)) * Decimal(1).scaleb(int(exact.as_tuple().exponent)))


@_leafwise
def digits_swapped(value: Any, rng: Random) -> Any:
    """Two neighbouring digits change places."""
    digits = str(value) if _is_integer(value) else ""
    places = [i for i in range(len(digits) - 1) if digits[i].isdigit() and digits[i] != digits[i + 1]]
    if not places:
        return None
    place = rng.choice(places)
    changed = int(digits[:place] + digits[place + 1] + digits[place] + digits[place + 2 :])
    return changed if len(str(changed)) == len(digits) else None


@_leafwise
def magnitude_changed(value: Any, rng: Random) -> Any:
    """Ten times as much, or a tenth."""
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not value:
        return None
    return value * 10 if _is_integer(value) else float(Decimal(repr(value)) * rng.choice((Decimal(10), Decimal("0.1"))))


@_leafwise
def sign_flipped(value: Any, rng: Random) -> Any:
    return -value if is_number(value) and value else None


@_leafwise
def boolean_flipped(value: Any, rng: Random) -> Any:
    return not value if isinstance(value, bool) else None


@_leafwise
def date_shifted(value: Any, rng: Random) -> Any:
    found = _DATE.match(value) if isinstance(value, str) else None
    if not found:
        return None
    try:
        moved = date(*map(int, found.groups())) + timedelta(days=rng.choice((-1, 1)))
    except (ValueError, OverflowError):
        return None
    return moved.isoformat() + value[found.end() :]


@_leafwise
def time_shifted(value: Any, rng: Random) -> Any:
    found = _HOUR.search(value) if isinstance(value, str) else None
    if not found:
        return None
    return f"{value[: found.start()]}{(int(found[0]) + rng.choice((1, 23))) % 24:02}{value[found.end() :]}"


def _letter(value: Any, rng: Random) -> Any:
    """Another letter inside a word."""
    if not isinstance(value, str) or len(value) < 4:
        return None
    places = [i for i, letter in enumerate(value) if i and letter in string.ascii_lowercase]
    if not places:
        return None
    place = rng.choice(places)
    letter = rng.choice([letter for letter in string.ascii_lowercase if letter != value[place]])
    return value[:place] + letter + value[place + 1 :]


letter_changed = _leafwise(_letter)


def _shorter(value: Any, rng: Random) -> Any:
    """Without the first or the last word."""
    words = value.split(" ") if isinstance(value, str) else []
    return " ".join(rng.choice((words[1:], words[:-1]))) if len(words) > 1 else None


def string_shortened(clean: Clean, rng: Random) -> Iterator[Planted]:
    """A string without its first or last word.

    Where what is left may as well be the value, nothing is planted: "room: meeting room" says too that the room is
    "meeting", and "payment as requested" may say that the payment is "requested".
    """
    for path, value in shuffled(clean.leaves, rng):
        shorter = _shorter(value, rng)
        if shorter is not None:
            left_out = value.removeprefix(shorter).removesuffix(shorter).strip().casefold()
            if left_out not in (*clean.field(path).words.split(), *_JOINTS):
                yield clean.relabelled(path, shorter)


@_leafwise
def email_changed(value: Any, rng: Random) -> Any:
    if not isinstance(value, str) or not _MAIL.fullmatch(value):
        return None
    name, _, domain = value.partition("@")
    return f"{_letter(name + '....', rng) or name + 'x'}".rstrip(".") + f"@{domain}"


@_leafwise
def phone_changed(value: Any, rng: Random) -> Any:
    if not isinstance(value, str) or not _PHONE.fullmatch(value):
        return None
    place = rng.choice([i for i, c in enumerate(value) if c.isdigit() and i > len(value) // 2])
    return value[:place] + rng.choice([d for d in string.digits if d != value[place]]) + value[place + 1 :]


def enum_changed(clean: Clean, rng: Random) -> Iterator[Planted]:
    """Another value of the enumeration, which a reader tells from the right one: not "1" for 1, "OPEN" for "open"."""
    for path, value in shuffled(clean.leaves, rng):
        for member in shuffled(clean.field(path).enum, rng):
            if value_key(member).casefold() != value_key(value).casefold():
                yield clean.relabelled(path, member)


def string_extended(clean: Clean, rng: Random) -> Iterator[Planted]:
    """A string takes the text's next word along."""
    for path, value, _, end in clean.stated(rng):
        following = re.match(r" [A-Za-z]{3,}", clean.text[end:])
        if isinstance(value, str) and following:
            yield clean.relabelled(path, value + following[0])


def other_value(clean: Clean, rng: Random) -> Iterator[Planted]:
    """The value that another record has there, if this record's text says nothing like it."""
    said = clean.text.casefold()
    for path, value in shuffled(clean.leaves, rng):
        other = at(clean.other_label, path)
        if isinstance(other, (str, int, float)) and other != value and str(other).casefold() not in said:
            yield clean.relabelled(path, other)


def derived_off(clean: Clean, rng: Random) -> Iterator[Planted]:
    """A total off by a cent, a count by one."""
    for path, value in shuffled(clean.leaves, rng):
        if clean.field(path).derived and is_number(value):
            step = rng.choice((-1, 1))
            yield clean.relabelled(
                path, value + step if _is_integer(value) else float(Decimal(repr(value)) + step * Decimal("0.01"))
            )


def placeholder_value(clean: Clean, rng: Random) -> Iterator[Planted]:
    """A string that says nothing, in text and label alike."""
    for path, _, start, end in clean.stated(rng):
        if isinstance(at(clean.label, path), str):
            dummy = rng.choice(("Lorem ipsum", "string", "foo bar", "xxx", "TBD", "{{value}}", "[insert name]"))
            yield clean.text[:start] + dummy + clean.text[end:], put(clean.label, path, dummy)


def broken_contact(clean: Clean, rng: Random) -> Iterator[Planted]:
    """An address that is none, in text and label alike."""
    for path, value, start, end in clean.stated(rng):
        contact = isinstance(value, str) and (_MAIL.fullmatch(value) or _PHONE.fullmatch(value))
        if contact and not _may_be_any_text(clean.field(path)):
            broken = value.replace("@", "@@") if "@" in value else value[:4]
            yield clean.text[:start] + broken + clean.text[end:], put(clean.label, path, broken)


def _may_be_any_text(field: Field) -> bool:
    """Has a field's format an alternative beside it that takes any string, so that no address is broken there?"""
    plain = ("string" in _listed(schema.get("type")) and _TELLING.isdisjoint(schema) for schema in field.schemas)
    return bool(field.format) and any(plain)


def _listed(types: Any) -> list[Any]:
    return types if isinstance(types, list) else [types]


#: Keywords that say which strings are meant.
_TELLING = frozenset(("format", "pattern", "enum", "const", "anyOf", "oneOf", "allOf", "$ref"))


def _told(*ways: str) -> Callable[[Clean, Random], Iterator[Planted]]:
    """A planter of near misses: sentences tell of another record's value, and the label has it as the record's."""

    def planter(clean: Clean, rng: Random) -> Iterator[Planted]:
        for path, value in shuffled(list(leaves(clean.other_label)), rng):
            literal = spelled(value)
            named = path and all(isinstance(step, str) for step in path)
            inside = named and isinstance(at(clean.label, path[:-1]), dict)
            known = same(at(clean.label, path), value) or literal.casefold() in clean.text.casefold()
            if not inside or known or len(literal) < 3:
                continue
            said = rng.choice(ways).format(name=in_words(str(path[-1])), value=literal)
            yield f"{clean.text}\n\n{said}", put(clean.label, path, value)

    return planter


#: It is another one's.
told_of_another = _told("{value} is somebody else's {name}.", "Unlike my brother, who has {value} as his {name}.")
#: It was so once.
told_as_older = _told(
    "Up to May it was {value} as the {name}.", "{value} was an earlier {name}, which has been replaced."
)
#: It is not so.
told_as_denied = _told("It isn't true that {value} is the {name}.", "I never said {value} as the {name}.")
#: Someone asks if it is.
told_as_asked = _told("May I ask if {value} is the {name}?", "He asked me whether {value} is the right {name}.")
