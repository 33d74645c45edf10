"""The score of a pair: it falls with the steps that lie between what a text says and what the label says."""

from typing import Any

import pytest

from edgejson.grounding.grounder import Grounder
from edgejson.schema.fields import FieldMap

SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        "parcel_number": {"type": "string"},
        "shipped_on": {"type": "string", "format": "date"},
        "pieces": {"type": "integer"},
    },
    "required": ["parcel_number"],
}


def score(text: str, label: Any) -> float:
    found = Grounder(FieldMap(SCHEMA), SCHEMA).ground(text, label)
    assert found.problems == []
    return found.score


def test_each_step_from_the_text_to_the_value_costs() -> None:
    label = {"shipped_on": "2024-07-04"}
    written = "Date: 6 July 2024\n\n"
    scores = [
        score("Shipped on: 2024-07-04", label),
        score("Shipped on: July 4, 2024", label),
        score(f"{written}It was shipped on Thursday, two days ago.", label),
        score("Shipped on: July 4", label),
    ]
    assert scores == sorted(set(scores), reverse=True)
    assert scores[0] == 1.0 and scores[-1] >= 0.4


def test_a_value_beside_the_name_of_its_field_counts_more_than_one_without() -> None:
    label = {"parcel_number": "PX-1001"}
    named, unnamed = score("Parcel number: PX-1001", label), score("Please look after PX-1001.", label)
    assert named == 1.0 > unnamed >= 0.7


def test_the_score_is_the_mean_over_the_leaves() -> None:
    text = "Parcel number: PX-1001, pieces: two"
    both = score(text, {"parcel_number": "PX-1001", "pieces": 2})
    assert both == pytest.approx((1.0 + score("Pieces: two", {"pieces": 2})) / 2)
