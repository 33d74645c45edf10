"""A text asked for what it does not speak of at all: fields of another schema, none of which it could answer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from random import Random

from edgejson.dataset.variants.borrowing import FUNCTION_WORDS
from edgejson.dataset.variants.case import Case, stems
from edgejson.dataset.variants.form import Node
from edgejson.dataset.variants.reading import read
from edgejson.forms.kinds import kind_of
from edgejson.schema.fields import FieldMap
from edgejson.schema.loading import Schema

#: Kinds of values that any text may hold, whatever its words: they are found by their looks.
_BY_LOOKS = frozenset(("date", "datetime", "time", "duration", "email", "url", "phone", "money", "currency", "percent"))
#: Kinds of values that no look and no word gives away: never asked of a stranger.
_UNTOLD = frozenset(("person", "string", "fraction"))
#: Leaves that a stranger is asked for, at least: of few, a reader may find some in anything ("channel", "country").
_FEWEST = 4


@dataclass(frozen=True, slots=True)
class Stranger:
    """What a schema could ask of texts about something else."""

    schema_id: str
    title: str
    form: Node  #: nothing required, no place in a canonical label
    stems: frozenset[str]  #: of all that the schema says, whether asked for or not
    kinds: frozenset[str]  #: of _BY_LOOKS


def strangers(schemas: Iterable[Schema]) -> list[Stranger]:
    """Those of the schemas that have enough fields whose absence can be told."""
    found = []
    for schema in schemas:
        root, fields = read(schema.document), FieldMap(schema.document)
        made = root and _tellable(root, fields)
        leaves = [node for node in made.walk() if node.kind == "leaf"] if made else []
        if root and made and len(leaves) >= _FEWEST:
            kinds = {kind_of(fields.field(node.source or ())) for node in leaves}
            words = stems(text for node in root.walk() for text in says(node)) - FUNCTION_WORDS
            form = replace(_nowhere(made), required=True)
            found.append(Stranger(schema.id, schema.title, form, words, frozenset(kinds & _BY_LOOKS)))
    return found


def says(node: Node) -> list[str]:
    """All words that a node says: name, title, description, values."""
    told = [node.name, *(str(node.keywords.get(key, "")) for key in ("title", "description"))]
    return [*told, *(value for value in node.keywords.get("enum") or () if isinstance(value, str))]


def _tellable(node: Node, fields: FieldMap) -> Node | None:
    if node.kind == "leaf":
        plain = node.keywords.keys() & {"type"} and isinstance(node.keywords["type"], str)
        known = plain and node.keywords["type"] not in ("object", "array")
        return node if known and kind_of(fields.field(node.source or ())) not in _UNTOLD else None
    kept = tuple(child for child in (_tellable(each, fields) for each in node.children) if child is not None)
    return replace(node, children=kept) if kept else None


def _nowhere(node: Node) -> Node:
    """A form without places: none of it is required, and no label has it."""
    children = tuple(_nowhere(child) for child in node.children)
    if node.kind == "array":  # a list that nothing is known of: as a leaf
        items = {"type": "array", "items": {"type": children[0].keywords.get("type", "object")}}
        told = {key: node.keywords[key] for key in ("title", "description") if key in node.keywords}
        return Node("leaf", {**told, **items}, None, node.name)
    return replace(node, source=None, required=False, children=children)


def strange_to(case: Case, kinds: frozenset[str], pool: Iterable[Stranger], rng: Random) -> Node | None:
    """A form of which a text answers nothing; `kinds` are those of its values that are found by their looks."""
    fit = [one for one in pool if one.stems.isdisjoint(case.stems) and one.kinds.isdisjoint(kinds)]
    return rng.choice(fit).form if fit else None


def kinds_in(schema: Schema, root: Node) -> frozenset[str]:
    """The kinds of values that are found by their looks in the texts of a schema."""
    fields = FieldMap(schema.document)
    return frozenset(kind_of(fields.field(node.source or ())) for node in root.walk()) & _BY_LOOKS
