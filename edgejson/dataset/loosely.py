"""Records asked with a schema that requires nothing, so that what their own one requires may be left out, too."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TypeVar

from edgejson.dataset.variants.drawing import tree
from edgejson.dataset.variants.form import Node, Place, asked, origin_of, rewritten
from edgejson.dataset.variants.reading import written
from edgejson.pipeline.records import Example
from edgejson.schema.loading import Schema, without

Judge = TypeVar("Judge")
#: The kind of variant that such a record has.
OPTIONAL = "optional"


def is_loose(record: Example) -> bool:
    """Is a record asked so?"""
    return OPTIONAL in record.get("variant", ())


def loose(schema: Schema) -> Schema:
    """A schema, annotations and all, that requires nothing: what the checks judge such a record's label by."""
    return replace(schema, document=without(schema.document, ("required",)))


def judged(
    records: Iterable[Example], schemas: Mapping[str, Schema], judge: Callable[[Schema], Judge]
) -> Iterator[tuple[Example, Judge]]:
    """Each record with what judges its canonical label, made once: by its own schema, or that without requirements."""
    made: dict[tuple[str, bool], Judge] = {}
    for record in records:
        which = record["schema_id"], is_loose(record)
        if which not in made:
            schema = schemas[record["schema_id"]]
            made[which] = judge(loose(schema) if is_loose(record) else schema)
        yield record, made[which]


def loosen(record: Example, schema: Schema) -> Node | None:
    """Have a record ask with the loose schema. Returns the tree of it; None, and no change, where that isn't exact."""
    root, label = tree(schema), record["expected_output"]
    form = rewritten(root, lambda node: replace(node, required=False)) if root else None
    if form is None or asked(form, label) != label:
        return None
    record["variant"] = [OPTIONAL]
    record["asked_schema"] = written(form, schema.document)
    record["canonical_output"] = label
    record["origin"] = origin_of(form).as_json()
    return form


def leaf_places(root: Node, required: bool) -> frozenset[Place]:
    """The places of leaves that a label may lack; with `required`, of those that it may not lack as well."""
    leaves = (node for node in root.walk() if node.source and node.kind == "leaf")
    return frozenset(node.source for node in leaves if node.source and (required or not node.required))
