"""Records that are asked once more, for twins of their own."""

from __future__ import annotations

from copy import deepcopy
from typing import cast

from edgejson.dataset.asking import shown_of
from edgejson.dataset.finishing import add_prompt
from edgejson.dataset.loosely import loosen
from edgejson.dataset.settings import Split
from edgejson.dataset.showing import Shown
from edgejson.pipeline.records import Example
from edgejson.schema.loading import Schema, without_annotations

#: How the id of a record ends that is asked with a schema that requires nothing.
SUFFIX = "-optional"


def ask_loosely(record: Example, schema: Schema, settings: Split, seed: int) -> Example | None:
    """A record asked once more with the loose schema; None where that isn't exact, or no prompt is short enough."""
    made = deepcopy(bare(record))
    form = loosen(made, schema)
    if form is None:
        return None
    made["id"] += SUFFIX
    shown = Shown(without_annotations(made["asked_schema"]), form, shown_of(schema).title)
    return made if add_prompt(made, shown, settings, seed) else None


def bare(record: Example) -> Example:
    """A record without what was measured of it alone."""
    left_out = ("scores", "agreement", "logprob")
    return cast(Example, {key: each for key, each in record.items() if key not in left_out})
