"""Which variants a record gets, and the proof that its label is right under them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

import jsonschema_rs

from edgejson.dataset.variants import fields, naming, shape, telling, valued
from edgejson.dataset.variants.case import Borrowed, Case, Variant, stems
from edgejson.dataset.variants.form import ABSENT, Node, Origin, asked, canonical, origin_of, restricted
from edgejson.dataset.variants.reading import read, written
from edgejson.dataset.variants.strangers import Stranger, kinds_in, says, strange_to
from edgejson.pipeline.records import Example
from edgejson.schema.loading import Schema

#: Kind -> its function, in the order in which several are applied: what is asked for, its shape, its values, what is
#: said of it, its names.
KINDS: dict[str, Variant] = {
    "items_as_root": shape.items_as_root,
    "part": fields.part,
    "flat": shape.flat,
    "unasked": fields.unasked,
    "nested": shape.nested,
    "enum_codes": valued.enum_codes,
    "number_as_text": valued.number_as_text,
    "text_as_number": valued.text_as_number,
    "date_format": valued.date_format,
    "null": telling.null,
    "unbounded": telling.unbounded,
    "shortened": telling.shortened,
    "undescribed": telling.undescribed,
    "synonyms": naming.synonyms,
    "prefixed": naming.prefixed,
    "opaque": naming.opaque,
    "styled": naming.styled,
    "reordered": fields.reordered,
}
#: Kinds of which a record gets at most one.
_RIVALS = (
    ("shortened", "undescribed", "opaque"),
    ("synonyms", "prefixed", "opaque"),
    ("opaque", "styled"),
    ("flat", "nested"),
)
#: The kind of a record that is asked for fields of another schema, of which its text says nothing.
NOTHING = "nothing"
#: The kinds that such a record may have besides.
_OF_STRANGERS = ("null", "unbounded", "shortened", "synonyms", "styled", "reordered")
#: Places from which on a schema is the more often asked for in part, the more it has: few want all of a long form.
_MANY = 8
#: Draws for a record before it is left as it is: a drawn kind may have nothing to change in its schema.
_TRIES = 8


@dataclass(frozen=True, slots=True)
class Variation:
    """A record's schema and label under some kinds of variants."""

    kinds: tuple[str, ...]
    document: dict[str, Any]  #: the schema to ask with; of the annotations it has `x-unit` and `x-compare`
    label: Any
    origin: Origin
    form: Node


def vary(
    example: Example,
    schema: Schema,
    pool: Sequence[Borrowed],
    weights: Mapping[str, float],
    most: int,
    rng: Random,
    others: Sequence[Stranger] = (),
) -> Variation | None:
    """A record under one to `most` kinds, drawn by weight; None where its schema or its label allows none.

    With `others` it is asked for what its text says nothing of (NOTHING), if one of them fits.

    Raises RuntimeError where a label is invalid under its schema, or does not map back: a defect of a variant.
    """
    known, label = _of(schema), example["expected_output"]
    root = known.root
    if root is None or not known.validator.is_valid(label):
        return None
    if canonical(asked(root, label), known.origin) != label:  # e.g. for keys that the schema does not declare
        return None
    case = Case(label, example["text"], known.stems | stems([example["text"]]), pool)
    start = strange_to(case, known.kinds, others, rng) if others else None
    kinds: list[str] = []
    form = root
    among = _OF_STRANGERS if start else tuple(KINDS)
    weights = {**weights, "part": weights.get("part", 0) * max(1, known.size / _MANY)}
    for _ in range(_TRIES):
        kinds, form = _applied(_drawn(weights, most, rng, among), start or root, case, rng)
        if kinds or start:
            break
    kinds = [NOTHING, *kinds] if start else kinds
    if not kinds:
        return None
    document = written(form, schema.document)
    made = Variation(tuple(kinds), document, asked(form, label), origin_of(form), form)
    if fault := faults(made, label):
        raise RuntimeError(f"variant {'+'.join(kinds)}: {fault}")
    return made


def _applied(kinds: list[str], form: Node, case: Case, rng: Random) -> tuple[list[str], Node]:
    """The kinds that could do something, and what they made."""
    done = []
    for kind in kinds:
        changed = KINDS[kind](form, case, rng)
        if changed is not None:
            form = changed
            done.append(kind)
    return done, form


def _drawn(weights: Mapping[str, float], most: int, rng: Random, among: Sequence[str]) -> list[str]:
    """Kinds by weight, without rivals, in the table's order."""
    left = {kind: weight for kind, weight in weights.items() if weight > 0 and kind in among}
    chosen: set[str] = set()
    for _ in range(rng.randint(1, most)):
        if not left:
            break
        kind = rng.choices(list(left), list(left.values()))[0]
        chosen.add(kind)
        gone = {kind, *(rival for rivals in _RIVALS if kind in rivals for rival in rivals)}
        left = {other: weight for other, weight in left.items() if other not in gone}
    return [kind for kind in KINDS if kind in chosen]


def faults(made: Variation, label: Any) -> str:
    """What is wrong with a variation of a canonical label; "" for nothing."""
    if isinstance(made.label, type(ABSENT)):
        return "nothing of the label is left"
    if problem := invalid(made.document, made.label):
        return f"the label is invalid: {problem}"
    return unlike(made.label, label, made.origin)


def unlike(asked: Any, label: Any, way: Origin) -> str:
    """How an asked label differs from the canonical one that it must come back as; "" where it does not."""
    back, wanted = canonical(asked, way), restricted(label, way)
    if back is ABSENT and not way.places:  # nothing was asked for that the label has
        back = {}
    if back is ABSENT or back != wanted:
        return f"the label comes back as {back!r:.300}, not as {wanted!r:.300}"
    return ""


def invalid(document: Any, label: Any) -> str:
    """Why a label is invalid under a schema, formats asserted; "" where it is valid."""
    error = next(iter(_validator(document).iter_errors(label)), None)
    return error.message if error else ""


def _validator(document: Any) -> Any:
    return jsonschema_rs.validator_for(document, validate_formats=True)


@dataclass(frozen=True, slots=True)
class _Known:
    """What is worked out of a schema once."""

    schema: Schema
    root: Node | None
    stems: frozenset[str]  #: of all that it says
    kinds: frozenset[str]  #: of its values that are found by their looks
    size: int  #: how many places it has
    origin: Origin  #: of the labels as they are
    validator: Any  #: None where there is no tree


_known: dict[int, _Known] = {}


def _of(schema: Schema) -> _Known:
    found = _known.get(id(schema))
    if found is None or found.schema is not schema:
        root = read(schema.document)
        said = [schema.title, *(text for node in (root.walk() if root else ()) for text in says(node))]
        found = _known[id(schema)] = _Known(
            schema,
            root,
            stems(said),
            kinds_in(schema, root) if root else frozenset(),
            sum(1 for _ in root.walk()) if root else 0,
            origin_of(root) if root else Origin({}, {}, frozenset()),
            _validator(schema.document) if root else None,
        )
    return found


def tree(schema: Schema) -> Node | None:
    """The tree of a schema's fields; None where the schema is no object whose fields could be varied."""
    return _of(schema).root
