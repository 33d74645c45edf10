"""Values like those that have been seen: strings as they were, numbers in their range and as round as they were."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from random import Random

from edgejson.schema.fields import Field
from edgejson.values.meaning.numbers import Make, Range, numbers
from edgejson.values.providers.templates import pick

#: Numbers of which so many were seen have a range; fewer are drawn as they were.
ENOUGH = 3
#: How often a value is one that was seen where the field's meaning has others as good.
SHARE = 0.5


def like_seen(field: Field, values: Sequence[object]) -> Make | None:
    """A maker of values like some that a field has had; None where there are none."""
    if not values:
        return None
    amounts = [value for value in values if isinstance(value, (int, float)) and not isinstance(value, bool)]
    if len(amounts) < len(values) or len(set(amounts)) < ENOUGH:
        return pick(values)
    known = Range(min(amounts), max(amounts), max(map(_decimals, amounts)), "even")
    return numbers(known, field.schemas, "number" not in field.types, certain=True) or pick(values)


def shaped_like(code: object) -> Make | None:
    """A maker of codes with other digits than one that was seen; None for what is no code."""
    if not isinstance(code, str) or " " in code or not any(letter.isdigit() for letter in code):
        return None

    def draw(rng: Random) -> str:
        return "".join(str(rng.randint(letter != "0", 9)) if letter.isdigit() else letter for letter in code)

    return draw


def mixed(seen: Make, meant: Make) -> Make:
    """Values that were seen, and others of the same meaning."""
    return lambda rng: seen(rng) if rng.random() < SHARE else meant(rng)


def _decimals(amount: int | float) -> int:
    """Decimals of a number; of a round one, negative, how many zeros it ends in."""
    return -int(Decimal(repr(amount)).normalize().as_tuple().exponent)
