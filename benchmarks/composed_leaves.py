"""Leaves of composed schemas: formats, enumerations, constants, patterns, bounds, and what says next to nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st

from edgejson.values.engine.formats import FORMATS

Node = Any  #: a schema: an object or a boolean
Draw = Callable[[st.SearchStrategy[Any]], Any]

#: Singular, plural, in humps, with underscores.
NAMES = (
    "name", "title", "description", "status", "type", "kind", "id", "code", "age", "price", "total", "amount",
    "quantity", "date", "created_at", "updatedAt", "start", "end", "due_date", "birthDate", "email", "phone", "url",
    "website", "address", "city", "country", "postal_code", "latitude", "temperature", "weight", "height", "rating",
    "score", "color", "size", "category", "priority", "language", "currency", "comment", "author", "owner", "customer",
    "product", "item", "event", "room", "version", "enabled", "active", "isPublic", "has_garden", "verified",
    "firstName", "last_name", "unitPrice", "orderNumber", "min_stock", "max_stock", "phoneNumber", "skuCode",
    "tags", "items", "dates", "notes", "members", "prices", "categories", "addresses", "children", "colors", "readings",
    "phoneNumbers", "line_items", "steps", "scores", "labels", "options", "attributes", "settings", "metadata", "extra",
)  # fmt: skip
#: Words that registers and markers have a use for, names beyond ASCII, and names that are none.
ODD_NAMES = (
    "subject", "from", "to", "re", "cc", "note", "correction", "none", "no", "yes", "not", "sorry", "typo", "update",
    "field", "value", "key", "log", "level", "message", "timestamp", "receipt", "row", "null", "true", "and", "the",
    "größe", "prénom", "año", "straße", "naïve_flag", "名前", "цена", "",
    "x", "id2", "2fa", "p95_ms", "e-mail", "Full Name", "first.name", "@type", "$price", "URL", "HTTPStatus",
    "_internal",
)  # fmt: skip
TITLES = ("Support ticket", "Order", "Booking request", "Weather report", "A customer", "Settings", "Lab result",
          "Invoice", "Sensor reading", "Job posting", "Recipe", "Parcel", "Größentabelle", "API response")  # fmt: skip
DESCRIPTIONS = ("The colour of the cover", "How often it was used.", "When the parcel arrived", "Free text",
                "Internal identifier, assigned by the system", "Whether it may be shown", "Amount in euros",
                "Who is responsible", "One of the usual kinds")  # fmt: skip
WORDS = ("low", "medium", "high", "open", "closed", "in_progress", "red", "dark blue", "A", "B+", "N/A", "other", "EUR",
         "USD", "small", "extra-large", "credit_card", "cash", "north", "Monday", "true", "on hold", "none", "unknown",
         "v1", "2.0", "en-GB", "READ_ONLY", "très bien", "x")  # fmt: skip
SAMPLES = ("blue heron", "Main hall", "INV-2024-001", "left side", "Anna Berg", "n/a", "three of them", "Zürich", "42")
#: Parts of patterns, each with what follows it in a string of that sort.
PATTERN_PARTS = (
    r"[A-Z]{3}", r"\d{4}", r"-", r"[a-z]+", r"[0-9a-f]{8}", r"(red|green|blue)", r"v\d+\.\d+", r"[A-Za-z0-9_]{2,12}",
    r"\d+", r"SKU-", r"/", r"#[0-9a-fA-F]{6}", r"\w+", r"[A-Z][a-z]*", r"\S+", r"x-", r"(?:\d{2}:)?\d{2}", r"\.json",
)  # fmt: skip


def _number(draw: Draw) -> Node:
    """Bounds below, at and above zero, open or closed, or none; steps."""
    kind = draw(st.sampled_from(("integer", "number")))
    node: dict[str, Any] = {"type": kind}
    low = draw(st.sampled_from((None, None, -1000, -40, -1, 0, 0, 1, 18, 500)))
    span = draw(st.sampled_from((None, 10, 100, 100_000)))
    if low is not None:
        node[draw(st.sampled_from(("minimum", "minimum", "exclusiveMinimum")))] = low
    if span is not None:
        node[draw(st.sampled_from(("maximum", "maximum", "exclusiveMaximum")))] = (low or 0) + span
    step = draw(st.sampled_from((None, None, None, 1, 5) if kind == "integer" else (None, None, 0.01, 0.5, 0.1)))
    if step is not None:
        node["multipleOf"] = step
    return node


def _format(draw: Draw) -> Node:
    return {"type": "string", "format": draw(st.sampled_from(sorted(FORMATS)))}


def _length(draw: Draw) -> Node:
    least = draw(st.sampled_from((None, 0, 1, 3, 8)))
    most = draw(st.sampled_from((None, 1, 2, 3, 5, 10, 20, 200)))
    node: dict[str, Any] = {"type": "string"}
    if least is not None:
        node["minLength"] = least
    if most is not None:
        node["maxLength"] = max(most, least or 0)
    return node


def _pattern(draw: Draw) -> Node:
    """With anchors at both ends, one or none."""
    body = "".join(draw(st.lists(st.sampled_from(PATTERN_PARTS), min_size=1, max_size=3)))
    start, end = draw(st.sampled_from((("^", "$"), ("^", "$"), ("^", ""), ("", "$"), ("", ""))))
    return {"type": "string", "pattern": f"{start}{body}{end}"}


_SCALAR_VALUES = st.one_of(
    st.sampled_from(WORDS), st.sampled_from((0, 1, 2, 5, 10, 42, 100, -1, 404, 2024, 0.5, 1.5, 2.25, -0.1))
)


def _enum(draw: Draw) -> Node:
    """Of strings, numbers, both, with null, with booleans, or of objects."""
    sorts = ("strings", "strings", "numbers", "mixed", "null", "booleans", "objects", "lists", "alike")
    sort = draw(st.sampled_from(sorts))

    def several(pool: st.SearchStrategy[Any]) -> list[Any]:
        found: list[Any] = draw(st.lists(pool, min_size=1, max_size=5, unique=True))
        return found

    if sort == "strings":
        values = several(st.sampled_from(WORDS))
        return draw(st.sampled_from(({"type": "string", "enum": values}, {"enum": values})))
    if sort == "numbers":
        return {"enum": several(st.sampled_from((0, 1, 2, 3, 5, 10, 50, 404, 0.5, 1.5, -1)))}
    if sort == "mixed":
        return {"enum": several(_SCALAR_VALUES)}
    if sort == "null":
        return {"enum": [*several(st.sampled_from(WORDS)), None]}
    if sort == "booleans":
        return {"enum": draw(st.sampled_from(([True], [False], [True, False], ["auto", True, False])))}
    if sort == "alike":
        return {"enum": draw(st.sampled_from((["data set", "data-set", "data set owner"], ["on-hold", "on hold"])))}
    if sort == "lists":
        return {"enum": [["a", "b"], ["c"]]}
    return {"enum": [{"name": word, "level": place} for place, word in enumerate(draw(st.lists(
        st.sampled_from(WORDS), min_size=1, max_size=3, unique=True)))]}  # fmt: skip


def _const(draw: Draw) -> Node:
    value = draw(
        st.one_of(_SCALAR_VALUES, st.sampled_from((True, False, None, {"unit": "kg"}, ["a", "b"], [], {}, "")))
    )
    return {"const": value}


def _types(draw: Draw) -> Node:
    chosen = ("string", "integer", "number", "boolean", "null", "array", "object")
    return {"type": draw(st.lists(st.sampled_from(chosen), min_size=2, max_size=3, unique=True))}


def _nullable(draw: Draw) -> Node:
    return {"type": [draw(st.sampled_from(("string", "integer", "number", "boolean"))), "null"]}


def _examples(draw: Draw) -> Node:
    return draw(st.sampled_from((
        {"type": "string", "examples": ["blue heron", "Main hall", "left side"]},
        {"type": "integer", "examples": [3, 12, 450]}, {"type": "string", "default": "standard"},
        {"type": "boolean", "default": False}, {"type": "number", "default": 1.5, "examples": [0.25, 8.75]},
        {"type": "string", "examples": ["Sample value"]}, {"examples": ["either", 7]},
        {"type": "string", "default": ""},
    )))  # fmt: skip


def _bare(draw: Draw) -> Node:
    """Next to nothing is said."""
    text = draw(st.sampled_from(DESCRIPTIONS))
    return draw(st.sampled_from((
        {"description": text}, {"type": "string", "description": text}, {}, True, {"type": "boolean"},
        {"type": "string"}, {"type": "null"}, {"title": text}, {"type": "string", "title": "Unit price (EUR), net"},
    )))  # fmt: skip


def _content(draw: Draw) -> Node:
    return draw(st.sampled_from((
        {"type": "string", "contentEncoding": "base64"}, {"type": "string", "contentMediaType": "application/json"},
        {"type": "string", "format": "uri", "maxLength": 60}, {"type": ["string", "null"], "format": "date"},
        {"type": "string", "format": "date", "pattern": "^20"}, {"type": "string", "format": "decimal"},
    )))  # fmt: skip


LEAVES = (
    _number, _number, _format, _format, _length, _pattern, _enum, _enum, _const, _types, _nullable, _examples, _bare,
    _bare, _content,
)  # fmt: skip
#: Those that a record may be of alone.
SCALARS = (_number, _format, _length, _enum, _nullable)
