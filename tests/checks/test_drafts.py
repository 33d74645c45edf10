"""Sound pairs that are no good drafts: numbers and units of their own, a choice between two labels."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from edgejson.checks import Checker, drafts
from edgejson.checks.base import Pair
from edgejson.checks.settings import Validate
from edgejson.schema.loading import Schema

SCHEMA = {
    "title": "Bed feedback",
    "type": "object",
    "properties": {
        "mattress": {"type": "string"},
        "firmness": {"enum": ["soft", "medium", "hard"]},
        "organic": {"type": "boolean"},
        "nights": {"type": "integer"},
        "stars": {"type": "integer", "minimum": 1, "maximum": 5, "x-phrases": ["rated {}"]},
        "width_cm": {"type": "integer", "x-phrases": ["with a width of {}"]},
    },
}
NAMED = {"mattress": "Nimbus Plus"}
SOUND = NAMED | {"firmness": "hard", "organic": False}


@pytest.mark.parametrize(
    ("text", "label", "faults"),
    [
        ("The mattress Nimbus Plus has a firmness of hard. It is not organic.", SOUND, []),
        ("The mattress Nimbus Plus is soft. It's hard, and it's not organic.", SOUND, [("contrary", "/firmness")]),
        ("The mattress Nimbus Plus has a firmness of hard, and it's a must, organic or not.", SOUND,
         [("contrary", "/organic")]),
        ("We slept 3 nights on the mattress Nimbus Plus.", NAMED | {"nights": 3}, []),
        ("The mattress is a Nimbus Plus. See you at 11:30.", NAMED, [("surplus", "")]),
        ("The mattress Nimbus Plus is rated 4 out of 5.", NAMED | {"stars": 4}, []),
        ("The mattress Nimbus Plus comes with a width of 160 cm.", NAMED | {"width_cm": 160}, []),
        ("The mattress Nimbus Plus comes with a width of 160 hours.", NAMED | {"width_cm": 160},
         [("unit", "/width_cm")]),
    ],
)  # fmt: skip
def test_what_a_draft_may_not_have(text: str, label: dict[str, Any], faults: list[tuple[str, str]]) -> None:
    checker = Checker(Schema("bed", Path("bed.json"), SCHEMA, "simple", False), Validate())
    pair = Pair(text, label)
    assert checker.examine(pair) == [], "sound by itself"
    assert [(one["code"], one["path"]) for one in drafts.faults(checker, pair)] == faults
