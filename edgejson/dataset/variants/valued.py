"""Values in other dress: enum values by codes, numbers as text, text as numbers, dates in a stated format."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from random import Random
from typing import Any

from edgejson.dataset.variants.case import STYLES, Case, in_case
from edgejson.dataset.variants.codes import Code, lossless
from edgejson.dataset.variants.form import Node, changed, values
from edgejson.language.names import in_words

#: Chance that a field which could be written another way is.
_RATE = 0.7
#: How a date is written -> what the description says of it.
_DATES = {
    "%d/%m/%Y": "DD/MM/YYYY",
    "%m/%d/%Y": "MM/DD/YYYY",
    "%d.%m.%Y": "DD.MM.YYYY",
    "%Y%m%d": "YYYYMMDD",
    "%d-%m-%Y": "DD-MM-YYYY",
    "%Y/%m/%d": "YYYY/MM/DD",
}
_MOMENTS = {
    "%Y-%m-%d %H:%M:%S%z": "YYYY-MM-DD HH:MM:SS+HHMM, with the offset of the time zone",
    "%d/%m/%Y %H:%M:%S %z": "DD/MM/YYYY HH:MM:SS +HHMM, with the offset of the time zone",
    "%Y%m%dT%H%M%S%z": "YYYYMMDDTHHMMSS+HHMM, with the offset of the time zone",
}
_MOMENTS_WITHOUT_ZONE = {"%Y-%m-%d %H:%M:%S": "YYYY-MM-DD HH:MM:SS", "%d/%m/%Y %H:%M": "DD/MM/YYYY HH:MM"}
#: What stays of a field's keywords before those of its code, and behind them.
_KEPT = ("title", "description"), ("x-unit",)
_MOST_CODED = 40  #: values of an enum that a table is made for


def enum_codes(root: Node, case: Case, rng: Random) -> Node | None:
    """Enum values, and now and then booleans, under other codes, which the description explains where they don't."""
    return _coded(root, case, rng, lambda node: _table(node, rng))


def _table(node: Node, rng: Random) -> tuple[Code, dict[str, Any], str] | None:
    if node.keywords.get("type") == "boolean" and not node.keywords.keys() - {"type", "title", "description"}:
        words = rng.choice((("yes", "no"), ("Y", "N"), (1, 0), ("true", "false")))
        return _by_table([True, False], list(words), "")
    if not _is_enum(node):
        return None
    allowed: list[str] = node.keywords["enum"]
    if all(len(value) <= 3 for value in allowed):
        return None  # codes of a standard, as a rule
    how = rng.choice(("styled", "styled", "numbers", "letters", "short"))
    if how == "numbers":
        start = rng.choice((0, 1, 10, 100))
        codes: list[Any] = [start + number for number in range(len(allowed))]
    elif how == "letters":
        codes = [chr(ord("A") + number) if number < 26 else f"A{number}" for number in range(len(allowed))]
    elif how == "short":
        codes = ["".join(word[:3] for word in in_words(value).split()[:2]).upper() for value in allowed]
    else:
        style = rng.choice(list(STYLES))
        codes = [in_case(in_words(value), style) if in_words(value) else "" for value in allowed]
    if len(set(codes)) < len(allowed) or "" in codes or codes == allowed:
        return None
    pairs = ", ".join(f"{code}: {value}" for code, value in zip(codes, allowed, strict=True))
    return _by_table(allowed, codes, "" if how == "styled" else f"Codes: {pairs}.")


def _is_enum(node: Node) -> bool:
    plain = not node.keywords.keys() - {"type", "title", "description", "enum", "x-unit"}
    allowed = node.keywords.get("enum") or []
    return plain and 2 <= len(allowed) <= _MOST_CODED and all(isinstance(value, str) for value in allowed)


def _by_table(allowed: list[Any], codes: list[Any], stated: str) -> tuple[Code, dict[str, Any], str]:
    table = [[value, code] for value, code in zip(allowed, codes, strict=True)]
    return Code("table", table), {"type": "integer" if isinstance(codes[0], int) else "string", "enum": codes}, stated


def number_as_text(root: Node, case: Case, rng: Random) -> Node | None:
    """Numbers as decimal text."""

    def coded(node: Node) -> tuple[Code, dict[str, Any], str] | None:
        if node.keywords.get("type") not in ("integer", "number") or node.keywords.keys() & {"enum", "const"}:
            return None
        digits = r"^-?[0-9]+$" if node.keywords["type"] == "integer" else r"^-?[0-9]+(\.[0-9]+)?$"
        return Code("text"), {"type": "string", "pattern": digits}, "Digits, as text."

    return _coded(root, case, rng, coded)


def text_as_number(root: Node, case: Case, rng: Random) -> Node | None:
    """Texts that are numbers without leading zeros as integers."""

    def coded(node: Node) -> tuple[Code, dict[str, Any], str] | None:
        plain = node.keywords.get("type") == "string" and "enum" not in node.keywords
        return (Code("number"), {"type": "integer"}, "") if plain else None

    return _coded(root, case, rng, coded)


def date_format(root: Node, case: Case, rng: Random) -> Node | None:
    """Dates and moments in a format that the description states, one for all of them."""
    dates = rng.choice(list(_DATES))
    moments = rng.choice(list(_MOMENTS)), rng.choice(list(_MOMENTS_WITHOUT_ZONE))

    def coded(node: Node) -> tuple[Code, dict[str, Any], str] | None:
        wanted = node.keywords.get("format")
        if node.keywords.get("type") != "string" or "pattern" in node.keywords:
            return None
        if wanted == "date":
            return Code("date", dates), {"type": "string"}, f"As {_DATES[dates]}."
        if wanted != "date-time" or node.source is None:
            return None
        for format, said in zip(moments, (_MOMENTS[moments[0]], _MOMENTS_WITHOUT_ZONE[moments[1]]), strict=True):
            if all(lossless(Code("moment", format), value) for value in values(case.label, node.source)):
                return Code("moment", format), {"type": "string"}, f"As {said}."
        return None

    return _coded(root, case, rng, coded)


def _coded(
    root: Node, case: Case, rng: Random, coded: Callable[[Node], tuple[Code, dict[str, Any], str] | None]
) -> Node | None:
    """A tree with some leaves in another code: where all values of the label can be written so without loss."""

    def change(node: Node) -> Node:
        if node.kind != "leaf" or node.source is None or node.code or rng.random() > _RATE:
            return node
        found = coded(node)
        there = values(case.label, node.source)
        if not found or not there or not all(value is not None and lossless(found[0], value) for value in there):
            return node
        code, keywords, stated = found
        kept, unit = ({key: node.keywords[key] for key in keys if key in node.keywords} for keys in _KEPT)
        return replace(node, code=code, keywords={**kept, **keywords, **unit}, stated=stated)

    return changed(root, change)
