"""Annotations in a schema itself that hold another type than they must are one line, with their place."""

from __future__ import annotations

from typing import Any

import pytest

from edgejson.pipeline.errors import UserError
from edgejson.schema.loading import schema_of

WRONG: list[tuple[str, Any, str]] = [
    ("x-sentences", [True], "a list of strings"),
    ("x-mentions", 1.5, "a list of strings"),
    ("x-rules", "a > b", "a list of strings"),
    ("x-derived", 3, "an expression"),
    ("x-phrases", {"true": "opted in"}, "a list of strings"),
    ("x-synonyms", ["under way"], "lists of strings by value"),
    ("x-shapes", {"colour": "often"}, "names with numbers"),
    ("x-styles", {"iso": {}}, "names with numbers"),
    ("x-shapes", {"colour": 1e308}, "names with numbers"),
    ("x-pool", {"colour": "red"}, "a list of values"),
    ("x-sampled", "yes", "true or false"),
]


@pytest.mark.parametrize(("keyword", "value", "told"), WRONG)
def test_a_wrong_type_is_told_with_its_place(keyword: str, value: Any, told: str) -> None:
    document = {"type": "object", "properties": {"a": {"type": "object", keyword: value}}}
    with pytest.raises(UserError, match=rf"#/properties/a/{keyword}: {told}"):
        schema_of(document, "mine")
