"""Another value of the same kind, near enough to be mistaken for it: what a correction takes back."""

from __future__ import annotations

from random import Random
from typing import Any

from edgejson.forms import kind_for
from edgejson.forms.kinds import KINDS
from edgejson.schema.fields import Field


def another(value: Any, field: Field, rng: Random) -> Any | None:
    """A value like `value` but different, or None where none can be made that reads as the same kind."""
    if field.enum:
        others = [member for member in field.enum if member != value and type(member) is type(value)]
        return others[int(rng.random() * len(others))] if others else None
    return KINDS[kind_for(value, field)].alter(value, rng)
