"""Makers of scalars: the value that fits the field's meaning where its schema admits it, else any that it admits."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

from edgejson.values.engine import scalars
from edgejson.values.engine.alternatives import Building
from edgejson.values.engine.formats import CONTENTS
from edgejson.values.engine.normal_form import FAR, Shape, identity, type_of
from edgejson.values.meaning.stand_ins import stand_in, stand_in_number

Maker = Callable[[Random], Any]

#: Values tried when a provider is judged, and the share of them that must be admitted for it to be used.
TRIALS, SHARE = 24, 0.2
#: Draws from a provider before the generic maker steps in.
DRAWS = 6


def leaf_maker(builder: Building, kind: str, shape: Shape, path: tuple[str, ...]) -> Maker | None:
    """A maker of scalars of one type (one of shapes.TYPES) with a shape; None where there are none."""
    if kind == "null":
        return lambda rng: None
    generic = _generic(kind, shape)
    if generic is None:
        return None
    provider = builder.provider(path) if _speaks_of(builder, shape, path) else None
    said = shape.patterns or shape.formats or shape.contents
    if provider is None and kind == "string" and not said:
        generic = _standing_in(builder, generic, shape, path)
    if provider is None and kind in ("integer", "fraction"):
        generic = _number_standing_in(builder, generic, shape, path)
    maker = generic if provider is None else _preferring(builder, provider, generic, kind, shape)
    if maker is generic and kind != "boolean" and not said and not builder.fields.field(path).derived:
        builder.generic[path] = None
    return maker


def _speaks_of(builder: Building, shape: Shape, path: tuple[str, ...]) -> bool:
    """Is what is said of a place said of this shape? Items of several kinds share a place: of a name and a date, the
    date alone has the format."""
    if any(content in CONTENTS for content in shape.contents):
        return False  # how a string is encoded says more than the name
    form = builder.fields.field(path).format if path[-1:] == ("*",) else ""
    return not form or form in shape.formats


def _standing_in(builder: Building, generic: Maker, shape: Shape, path: tuple[str, ...]) -> Maker:
    """What is said with the field's own words where nothing is known of it."""
    made = stand_in(builder.fields.field(path).name) if path[:1] != (FAR,) else None
    return generic if made is None else _preferring(builder, made, generic, "string", shape)


def _number_standing_in(builder: Building, generic: Maker, shape: Shape, path: tuple[str, ...]) -> Maker:
    """Numbers as most of an everyday record's are, where nothing is known of one and its bounds are open."""
    field = builder.fields.field(path)
    bounded = (shape.low is not None and shape.high is not None) or shape.multiples
    if path[:1] == (FAR,) or not field.name or field.derived or bounded:
        return generic
    made = stand_in_number(field.words, field.schemas, "fraction" not in shape.types)
    return generic if made is None else _preferring(builder, made, generic, "integer", shape)


def _generic(kind: str, shape: Shape) -> Maker | None:
    if kind == "boolean":
        return lambda rng: rng.random() < 0.5
    if kind == "string":
        return scalars.strings(shape)
    if kind == "integer":
        return scalars.integers(shape)
    return scalars.fractions(shape, "integer" in shape.types)


def _preferring(builder: Building, provider: Maker, generic: Maker, kind: str, shape: Shape) -> Maker:
    """The provider's value wherever the shape admits it."""
    fits = builder.validators.of_shape(shape).is_valid
    kinds = {"integer", "fraction"} & shape.types if kind in ("integer", "fraction") else {kind}
    if len(shape.types) > 5 and not shape.hints:
        kinds = set(shape.types)  # nothing is said about the type: the meaning decides
    excluded = {identity(value) for value in shape.excluded}

    def admits(value: Any) -> bool:
        return type_of(value) in kinds and fits(value) and identity(value) not in excluded

    trial = Random(0)
    admitted = sum(admits(provider(trial)) for _ in range(TRIALS))
    if admitted == TRIALS:
        return provider
    if admitted < TRIALS * SHARE:
        return generic

    def make(rng: Random) -> Any:
        for _ in range(DRAWS):
            value = provider(rng)
            if admits(value):
                return value
        return generic(rng)

    return make
