"""One surface form of a value, as a person would write it; every form here is read back by `reading`."""

from __future__ import annotations

from random import Random
from typing import Any

from edgejson.forms import numbers
from edgejson.forms.context import PLAIN, Context
from edgejson.forms.kinds import KINDS, kind_for
from edgejson.schema.fields import Field


def literal(value: Any) -> str:
    """The canonical plain text of a value: JSON's, with strings as they are; "none" for null and empty values."""
    if isinstance(value, str) and value:
        return value
    if value is True or value is False:
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return numbers.plain(value)
    return "none"


def styles(value: Any, field: Field) -> list[str]:
    """Names of the styles that a value can be written in: for dates, times and money; [] for all else."""
    return [name for name, _ in KINDS[kind_for(value, field)].styled(value, PLAIN)]


def style_of(value: Any, said: str, field: Field) -> str:
    """The name of the style that a value is written in: of a date, time, amount or whole number; "" for none known."""
    kind = KINDS[kind_for(value, field)]
    if kind.style_of is not None:
        return kind.style_of(value, said)
    return next((name for name, text in kind.styled(value, PLAIN) if text == said), "")


def write(value: Any, field: Field, rng: Random, *, context: Context = PLAIN) -> str:
    """One surface form of `value`: in the context's style where it names one that fits, else drawn with `rng`."""
    kind = KINDS[kind_for(value, field)]
    if kind.write is None or (context.plainly and kind.plainly):
        return literal(value)
    return kind.write(value, field, rng, context)
