"""Records asked with a schema that requires nothing, so that what their own one requires may be left out, too."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace
from typing import Any, cast

from edgejson.dataset.asking import shown_of
from edgejson.dataset.finishing import add_prompt
from edgejson.dataset.settings import Split
from edgejson.dataset.showing import Shown
from edgejson.dataset.variants.drawing import tree
from edgejson.dataset.variants.form import Node, Place, asked, origin_of, rewritten
from edgejson.dataset.variants.reading import written
from edgejson.pipeline.records import Example
from edgejson.schema.loading import Schema, without_annotations

#: The kind of variant that such a record has, and how its id ends.
OPTIONAL, SUFFIX = "optional", "-optional"


def is_loose(record: Example) -> bool:
    """Is a record asked so?"""
    return record.get("variant") == [OPTIONAL]


def loose(schema: Schema) -> Schema:
    """A schema, annotations and all, that requires nothing: what the checks judge such a record's label by."""
    return replace(schema, document=_without_required(schema.document))


def _without_required(value: Any) -> Any:
    if isinstance(value, list):
        return [_without_required(each) for each in value]
    if not isinstance(value, dict):
        return value
    return {
        name: _without_required(each)
        for name, each in value.items()
        if not (name == "required" and isinstance(each, list))
    }


def ask_loosely(record: Example, schema: Schema, settings: Split, seed: int) -> Example | None:
    """A record asked once more with the loose schema; None where that isn't exact, or no prompt is short enough."""
    root = tree(schema)
    if root is None:
        return None
    form = rewritten(root, lambda node: replace(node, required=False))
    label = record["expected_output"]
    if asked(form, label) != label:
        return None
    made = deepcopy(bare(record))
    document = written(form, schema.document)
    made["id"] = record["id"] + SUFFIX
    made["variant"] = [OPTIONAL]
    made["asked_schema"] = document
    made["canonical_output"] = label
    made["origin"] = origin_of(form).as_json()
    shown = Shown(without_annotations(document), form, shown_of(schema).title)
    return made if add_prompt(made, shown, settings, seed) else None


def bare(record: Example) -> Example:
    """A record without what was measured of it alone."""
    return cast(Example, {key: each for key, each in record.items() if key not in ("scores", "agreement", "logprob")})


def leaf_places(root: Node, required: bool) -> frozenset[Place]:
    """The places of leaves that a label may lack; with `required`, of those that it may not lack as well."""
    leaves = (node for node in root.walk() if node.source and node.kind == "leaf")
    return frozenset(node.source for node in leaves if node.source and (required or not node.required))
