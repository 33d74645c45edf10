"""Independent validators (jsonschema-rs) of a document, of its parts, and of scalar shapes; formats asserted."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import jsonschema_rs

from edgejson.pipeline.errors import UserError
from edgejson.schema.documents import objects
from edgejson.schema.drafts import DEFAULT_DRAFT, DRAFTS
from edgejson.schema.loading import pointer
from edgejson.values.engine.merging import Merger
from edgejson.values.engine.normal_form import Node, Shape

ROOT = "urn:edgejson:root"


class Validators:
    """Validators, each built when it is first asked for."""

    def __init__(self, merger: Merger) -> None:
        self.merger = merger
        self.dialect = next((uri for uri, (name, _) in DRAFTS.items() if name == merger.draft), DEFAULT_DRAFT)
        self._nodes: dict[Any, Any] = {}

    def _retrieve(self, uri: str) -> Any:
        """A local schema by its URI: nothing else is to be had."""
        if uri == ROOT:
            return self._declared(self.merger.document)
        if uri not in self.merger.others:
            raise ValueError(f"{uri} is not here, and nothing is fetched; copy that schema into $defs")
        return self.merger.others[uri]

    def of_document(self) -> Any:
        """The validator of whole instances. Raises UserError for a schema that it can't use."""
        document = self._declared(self.merger.document)
        try:
            try:
                return self._validator(document)
            except jsonschema_rs.ValidationError:  # references like "#/definitions/List<string>" are common enough
                return self._validator(_with_quoted_references(document))
        except (jsonschema_rs.ValidationError, jsonschema_rs.ReferencingError, ValueError) as error:
            reason = str(error).strip().splitlines()[0]
            place = next((where for where, ref in _references(document) if ref and ref.lstrip("#") in reason), "")
            raise UserError(f"#{place}: the schema can't be used for validation: {reason}") from error

    def _validator(self, schema: Any) -> Any:
        return jsonschema_rs.validator_for(schema, validate_formats=True, retriever=self._retrieve)

    def _declared(self, document: Any) -> Any:
        """The document with its dialect written out, so that every tool takes the same."""
        if isinstance(document, dict) and "$schema" not in document:
            return {"$schema": self.dialect, **document}
        return document

    def of_node(self, node: Node) -> Any | None:
        """The validator of a subschema alone; None where it has no place of its own in the document."""
        if node.key not in self._nodes:
            self._nodes[node.key] = self._build(node)
        return self._nodes[node.key]

    def _build(self, node: Node) -> Any | None:
        if node.inverse:
            return None
        try:
            return self._validator({"$schema": self.dialect, "$ref": f"{node.uri or ROOT}#{_quoted(node.place)}"})
        except (jsonschema_rs.ValidationError, jsonschema_rs.ReferencingError, ValueError):
            return None  # the check of the whole instance still judges it

    def accepts(self, node: Node, value: Any) -> bool:
        """Does a value match a subschema? Taken to, where it can't be judged alone."""
        if isinstance(node.schema, bool):
            return node.schema
        validator = self.of_node(node)
        return validator is None or bool(validator.is_valid(value))

    def of_shape(self, shape: Shape) -> Any:
        """The validator of a scalar shape."""
        schema: dict[str, Any] = {"allOf": [{"pattern": p} for p in shape.patterns]}
        schema["allOf"] += [{"format": name} for name in shape.formats]
        schema["allOf"] += [{"multipleOf": _plain(multiple)} for multiple in shape.multiples]
        if shape.low is not None:
            schema["exclusiveMinimum" if shape.low_open else "minimum"] = _plain(shape.low)
        if shape.high is not None:
            schema["exclusiveMaximum" if shape.high_open else "maximum"] = _plain(shape.high)
        if shape.min_length:
            schema["minLength"] = shape.min_length
        if shape.max_length != float("inf"):
            schema["maxLength"] = shape.max_length
        if not schema["allOf"]:
            del schema["allOf"]
        schema["$schema"] = DEFAULT_DRAFT  # the one whose formats are all asserted, and numbers as written here
        return jsonschema_rs.validator_for(schema, validate_formats=True, offline=True)


def _plain(value: Any) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


def _references(value: Any) -> Iterator[tuple[str, str]]:
    """Where each reference of a schema stands, and what it says."""
    for path, node in objects(value):
        if isinstance(node.get("$ref"), str):
            yield pointer((*path, "$ref")), node["$ref"]


def _with_quoted_references(value: Any) -> Any:
    """A schema whose references are URIs to the letter: what a URI can't hold is percent-encoded."""
    if isinstance(value, list):
        return [_with_quoted_references(member) for member in value]
    if not isinstance(value, dict):
        return value
    return {
        name: quote(member, safe="/~!$&'()*+,;=:@#?%")
        if name == "$ref" and isinstance(member, str)
        else _with_quoted_references(member)
        for name, member in value.items()
    }


def _quoted(place: str) -> str:
    return quote(place, safe="/~!$&'()*+,;=:@")
