"""What a record is asked for: its own schema, or a variant of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random
from types import MappingProxyType
from typing import Any

from edgejson.dataset.loosely import OPTIONAL, loose, loosen
from edgejson.dataset.settings import Variants
from edgejson.dataset.showing import Shown
from edgejson.dataset.splitting import TEST, TEST_UNSEEN, TEST_VARIANTS
from edgejson.dataset.variants.borrowing import everyday, of_schemas
from edgejson.dataset.variants.drawing import tree, vary
from edgejson.dataset.variants.form import Node
from edgejson.dataset.variants.strangers import strangers
from edgejson.pipeline.records import AGAIN, Example
from edgejson.pipeline.streams import stream
from edgejson.schema.loading import Schema, without_annotations


def shown_of(schema: Schema) -> Shown:
    """What a prompt may show of a schema."""
    return Shown(schema.plain, tree(schema), schema.title)


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A part of a record."""

    text: str
    label: Any
    scores: dict[str, float]
    evidence: dict[str, list[int]]  #: JSON pointer of a leaf -> start and end of its place in the text


class Asking:
    """Gives records variants, each by a random stream of its own."""

    def __init__(
        self,
        schemas: Mapping[str, Schema],
        settings: Variants,
        seed: int,
        excerpts: Mapping[str, Excerpt] = MappingProxyType({}),
    ) -> None:
        """`excerpts`, by the id of their record, stand for it: asked with a schema that requires nothing."""
        self.schemas = schemas
        self._excerpts = excerpts
        self._loose = {schema_id: loose(schema) for schema_id, schema in schemas.items()} if excerpts else {}
        self.seed = seed
        self._settings = settings
        seen = [schema for schema in schemas.values() if not schema.unseen]
        self._pool = [*everyday(), *of_schemas(seen)]
        self._strangers = strangers(seen)

    def ask(self, example: Example, split: str) -> Node | None:
        """Add `variant` to a record, and what a variant changes. Returns the tree of what is asked for.

        None stands for a schema that has no tree: it is asked with as it is.
        """
        schema = self.schemas[example["schema_id"]]
        rng = stream(self.seed, "variant", example["id"])
        example["variant"] = []
        if split == TEST_VARIANTS:
            example["id"] += AGAIN
        elif form := self._ask_excerpt(example, rng):
            return form
        if rng.random() >= self._rate(split):
            return tree(schema)
        return self._vary(example, schema, rng) or tree(schema)

    def _vary(self, example: Example, schema: Schema, rng: Random) -> Node | None:
        others = self._strangers if rng.random() < self._settings.nothing else ()
        found = vary(example, schema, self._pool, self._settings.weights, self._settings.most, rng, others)
        if found is None:
            return None
        example["variant"] = list(found.kinds)
        example["asked_schema"] = found.document
        example["canonical_output"] = example["expected_output"]
        example["expected_output"] = found.label
        example["origin"] = found.origin.as_json()
        return found.form

    def _ask_excerpt(self, example: Example, rng: Random) -> Node | None:
        """Have a part of a record stand for it, where there is one that the loose schema can ask for."""
        part = self._excerpts.get(example["id"])
        if part is None:
            return None
        whole = example.copy()
        example["text"], example["expected_output"] = part.text, part.label
        schema = self._loose[example["schema_id"]]
        form = loosen(example, schema)
        if form is None:
            example.update(whole)
            return None
        example["scores"], example["evidence"] = part.scores, part.evidence
        varied = self._vary(example, schema, rng)
        if varied:
            example["variant"].insert(0, OPTIONAL)
        return varied or form

    def ask_plainly(self, example: Example) -> Node | None:
        """Take a record's variant back: its prompt would be too long."""
        in_part = OPTIONAL in example["variant"]
        example["variant"] = []
        example["expected_output"] = example.pop("canonical_output")
        del example["asked_schema"], example["origin"]
        schema_id = example["schema_id"]
        return loosen(example, self._loose[schema_id]) if in_part else tree(self.schemas[schema_id])

    def shown(self, example: Example, form: Node | None) -> Shown:
        """What a prompt may show of what a record is asked for."""
        schema = self.schemas[example["schema_id"]]
        if "asked_schema" not in example:
            return shown_of(schema)
        document = without_annotations(example["asked_schema"])
        return Shown(document, form, str(document.get("title") or schema.title))

    def _rate(self, split: str) -> float:
        rates = {TEST: 0.0, TEST_VARIANTS: 1.0, TEST_UNSEEN: self._settings.test_unseen}
        return rates.get(split, self._settings.train)  # validation is as train
