"""What a schema of plain names says of a text and a label."""

from typing import Any

from edgejson.grounding.grounder import Grounder
from edgejson.schema.fields import FieldMap


def codes(schema: dict[str, Any], text: str, label: Any) -> list[str]:
    return [code for code, _, _ in Grounder(FieldMap(schema), schema).ground(text, label).problems]


def of(**properties: dict[str, Any]) -> dict[str, Any]:
    return {"title": "Order", "type": "object", "properties": properties}


STRING, NUMBER, BOOLEAN = {"type": "string"}, {"type": "number"}, {"type": "boolean"}
