"""What a schema of plain names says of a text and a label, and how the schemas of requests are put together."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from edgejson.checks import Checker
from edgejson.checks.settings import Validate
from edgejson.grounding.grounder import Grounder
from edgejson.schema.fields import FieldMap
from edgejson.schema.loading import Schema


def codes(schema: dict[str, Any], text: str, label: Any) -> list[str]:
    return [code for code, _, _ in Grounder(FieldMap(schema), schema).ground(text, label).problems]


def of(**properties: dict[str, Any]) -> dict[str, Any]:
    return {"title": "Order", "type": "object", "properties": properties}


STRING, NUMBER, BOOLEAN = {"type": "string"}, {"type": "number"}, {"type": "boolean"}
TEXT, WHOLE = STRING, {"type": "integer"}
MAP_OF_OBJECTS = {
    "title": "Order",
    "type": "object",
    "additionalProperties": {"type": "object", "properties": {"kind": {"enum": ["north", "south"]}}},
}


def told(kind: dict[str, Any], description: str) -> dict[str, Any]:
    return {**kind, "description": description}


def one_of(*values: str) -> dict[str, Any]:
    return {"type": "string", "enum": list(values)}


@pytest.fixture(scope="module")
def passes() -> Callable[[dict[str, Any], str, Any], bool]:
    """Do all checks accept a text and arguments of a request with such properties?"""

    def judge(properties: dict[str, Any], text: str, label: Any) -> bool:
        document = {"type": "object", "properties": properties}
        checker = Checker(Schema("request", Path("request.json"), document, "simple", False), Validate())
        return checker.check(text, label).passed

    return judge
