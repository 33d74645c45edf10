"""What each keyword demands: one function a keyword, one signature, a table.

An assertion narrows one shape, in place: `(schema, value, shape)`. Applicators have a table of their own. No keyword
knows another, but where the specification says so (`minimum` and draft 4's `exclusiveMinimum`).
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any, TypeAlias

from edgejson.schema.fields import is_number
from edgejson.values.engine.applicators import APPLICATORS
from edgejson.values.engine.normal_form import ANY_TYPE, Shape, intersect

Schema: TypeAlias = dict[str, Any]
Assertion: TypeAlias = Callable[[Schema, Any, Shape], None]

NUMBER = frozenset(("integer", "fraction"))


def types_named(value: Any) -> frozenset[str]:
    """The types that a `type` keyword names."""
    named = [value] if isinstance(value, str) else value
    found: set[str] = set()
    for name in named:
        found |= NUMBER if name == "number" else {name} & ANY_TYPE
    return frozenset(found)


def decimal(value: Any) -> Decimal:
    """A JSON number, exactly as it is written."""
    return Decimal(repr(value) if isinstance(value, float) else value)


# Assertions


def type_(schema: Schema, value: Any, shape: Shape) -> None:
    shape.types &= types_named(value)


def enum(schema: Schema, value: Any, shape: Shape) -> None:
    shape.values = tuple(value) if shape.values is None else tuple(v for v in shape.values if v in value)


def const(schema: Schema, value: Any, shape: Shape) -> None:
    enum(schema, [value], shape)


def minimum(schema: Schema, value: Any, shape: Shape) -> None:
    _raise_low(shape, decimal(value), schema.get("exclusiveMinimum") is True)


def maximum(schema: Schema, value: Any, shape: Shape) -> None:
    _lower_high(shape, decimal(value), schema.get("exclusiveMaximum") is True)


def exclusive_minimum(schema: Schema, value: Any, shape: Shape) -> None:
    if not isinstance(value, bool):  # in draft 4 it is a flag of `minimum`
        _raise_low(shape, decimal(value), True)


def exclusive_maximum(schema: Schema, value: Any, shape: Shape) -> None:
    if not isinstance(value, bool):
        _lower_high(shape, decimal(value), True)


def _raise_low(shape: Shape, low: Decimal, is_open: bool) -> None:
    if shape.low is None or low > shape.low or (low == shape.low and is_open):
        shape.low, shape.low_open = low, is_open


def _lower_high(shape: Shape, high: Decimal, is_open: bool) -> None:
    if shape.high is None or high < shape.high or (high == shape.high and is_open):
        shape.high, shape.high_open = high, is_open


def multiple_of(schema: Schema, value: Any, shape: Shape) -> None:
    shape.multiples = (decimal(value),)


def min_length(schema: Schema, value: Any, shape: Shape) -> None:
    shape.min_length = int(value)


def max_length(schema: Schema, value: Any, shape: Shape) -> None:
    shape.max_length = int(value)


def pattern(schema: Schema, value: Any, shape: Shape) -> None:
    shape.patterns = (value,)


def format_(schema: Schema, value: Any, shape: Shape) -> None:
    shape.formats = (value,)


def content_encoding(schema: Schema, value: Any, shape: Shape) -> None:
    shape.contents = ((value, schema.get("contentMediaType", "")),)


def content_media_type(schema: Schema, value: Any, shape: Shape) -> None:
    shape.contents = ((schema.get("contentEncoding", ""), value),)


def min_items(schema: Schema, value: Any, shape: Shape) -> None:
    shape.min_items = int(value)


def max_items(schema: Schema, value: Any, shape: Shape) -> None:
    shape.max_items = int(value)


def unique_items(schema: Schema, value: Any, shape: Shape) -> None:
    shape.unique = value is True


def min_properties(schema: Schema, value: Any, shape: Shape) -> None:
    shape.min_properties = int(value)


def max_properties(schema: Schema, value: Any, shape: Shape) -> None:
    shape.max_properties = int(value)


def required(schema: Schema, value: Any, shape: Shape) -> None:
    if isinstance(value, list):  # draft 3 had a flag here, and real schemas still have it
        shape.required = tuple(dict.fromkeys(value))


def dependent_required(schema: Schema, value: Any, shape: Shape) -> None:
    shape.dependents += tuple((name, tuple(names)) for name, names in value.items())


ASSERTIONS: dict[str, Assertion] = {
    "type": type_,
    "enum": enum,
    "const": const,
    "minimum": minimum,
    "maximum": maximum,
    "exclusiveMinimum": exclusive_minimum,
    "exclusiveMaximum": exclusive_maximum,
    "multipleOf": multiple_of,
    "minLength": min_length,
    "maxLength": max_length,
    "pattern": pattern,
    "format": format_,
    "contentEncoding": content_encoding,
    "contentMediaType": content_media_type,
    "minItems": min_items,
    "maxItems": max_items,
    "uniqueItems": unique_items,
    "minProperties": min_properties,
    "maxProperties": max_properties,
    "required": required,
    "dependentRequired": dependent_required,
}

#: The type that an assertion speaks of: a schema without `type` most likely means that one.
SPEAKS_OF: dict[str, str] = {
    **dict.fromkeys(("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"), "integer"),
    **dict.fromkeys(("minLength", "maxLength", "pattern", "format", "contentEncoding", "contentMediaType"), "string"),
    **dict.fromkeys(("minItems", "maxItems", "uniqueItems"), "array"),
    **dict.fromkeys(("minProperties", "maxProperties", "required", "dependentRequired"), "object"),
}

_DRAFTS = ("draft4", "draft6", "draft7", "2019-09", "2020-12")
_SINCE = {
    "draft6": ("const", "contains", "propertyNames", "contentEncoding", "contentMediaType"),  # validators ask for these
    "draft7": ("if",),
    "2019-09": ("dependentRequired", "dependentSchemas", "unevaluatedProperties", "unevaluatedItems"),
    "2020-12": ("prefixItems", "$dynamicRef"),
}
_UNTIL = {"2019-09": ("additionalItems", "$recursiveRef")}


def vocabulary(draft: str) -> frozenset[str]:
    """The keywords that a draft knows (and `dependencies`, which validators still honour in all)."""
    known = {*ASSERTIONS, *APPLICATORS}
    for since, words in _SINCE.items():
        if _DRAFTS.index(draft) < _DRAFTS.index(since):
            known -= set(words)
    for until, words in _UNTIL.items():
        if _DRAFTS.index(draft) > _DRAFTS.index(until):
            known -= set(words)
    if draft != "2019-09":
        known -= {"$recursiveRef"}
    return frozenset(known)


#: Keywords of which the one must not be above the other.
_BOUNDS = (
    ("minimum", "maximum"), ("minimum", "exclusiveMaximum"), ("exclusiveMinimum", "maximum"),
    ("exclusiveMinimum", "exclusiveMaximum"), ("minLength", "maxLength"), ("minItems", "maxItems"),
    ("minProperties", "maxProperties"), ("minContains", "maxContains"),
)  # fmt: skip


def contradiction(schema: Schema) -> tuple[str, str] | None:
    """The keyword by which a schema alone can't be met, and why; None where nothing in it contradicts itself."""
    if schema.get("enum") == []:
        return "enum", "it lists no value"
    for low, high in _BOUNDS:
        least, most = schema.get(low), schema.get(high)
        if not is_number(least) or not is_number(most):
            continue
        if least > most:
            return low, f"{low} {least} is above {high} {most}"
        if least == most and "exclusive" in low + high:
            return low, f"{low} {least} and {high} {most} leave nothing between them"
    return None


def asserted(schema: Schema, known: frozenset[str]) -> Shape:
    """What the assertions of one schema demand, its applicators left aside."""
    shape = Shape()
    hints = set()
    for word, value in schema.items():
        if word in ASSERTIONS and word in known:
            ASSERTIONS[word](schema, value, shape)
            if word in SPEAKS_OF:
                hints.add(SPEAKS_OF[word])
    shape.hints = frozenset(hints)
    return intersect(shape, Shape())
