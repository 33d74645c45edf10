"""Another value of the same kind, near enough to be mistaken for it: what a correction takes back."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any

from edgejson.forms import kind_for
from edgejson.forms.kinds import DAYS
from edgejson.schema.fields import Field


def another(value: Any, field: Field, rng: Random) -> Any | None:
    """A value like `value` but different, or None where none can be made that reads as the same kind."""
    if field.enum:
        others = [member for member in field.enum if member != value and type(member) is type(value)]
        return others[int(rng.random() * len(others))] if others else None
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int):
        step = max(1, int(abs(value) * 0.2))
        return value + 1 + int(rng.random() * step)
    if isinstance(value, float):
        return round(value + 1 + int(rng.random() * max(2.0, abs(value) * 0.2)), 2)
    kind = kind_for(value, field)
    if kind in DAYS:
        return _later(value, rng)
    if kind in ("code", "phone"):
        return _other_digit(value, rng)
    return None


def _later(value: str, rng: Random) -> str | None:
    try:
        day = date.fromisoformat(value[:10])
    except ValueError:
        return None
    if day.year > 9000:
        return None
    return (day + timedelta(days=1 + int(rng.random() * 9))).isoformat() + value[10:]


def _other_digit(value: str, rng: Random) -> str | None:
    places = [index for index, letter in enumerate(value) if letter in "0123456789"]
    if not places:
        return None
    at = places[-1 - int(rng.random() * min(3, len(places)))]
    digit = (int(value[at]) + 1 + int(rng.random() * 8)) % 10
    return f"{value[:at]}{digit}{value[at + 1 :]}"
