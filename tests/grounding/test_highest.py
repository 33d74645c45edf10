"""A number that stands with the most that its field may have: "4 out of 5", "4/5"."""

from typing import Any

import pytest

from tests.grounding.conftest import codes, of

_MOST_5 = {"type": "integer", "minimum": 1, "maximum": 5}
_REVIEW = of(place={"type": "string"}, stars=_MOST_5, visits={"type": "integer"}, paid={"type": "number"})
_MOST_10 = of(film={"type": "string"}, score={"type": "number", "maximum": 10}, seats={"type": "integer"})


@pytest.mark.parametrize(
    ("schema", "text", "label"),
    [
        (_REVIEW, "Blue Door gets 4 out of 5.", {"place": "Blue Door", "stars": 4}),
        (_REVIEW, "4/5 for Blue Door, 5 visits", {"place": "Blue Door", "stars": 4, "visits": 5}),
        (_REVIEW, "I give Blue Door 5 out of 5 stars", {"place": "Blue Door", "stars": 5}),
        (_MOST_10, "I'd rate Night Ferry 7.5/10.", {"film": "Night Ferry", "score": 7.5}),
        (_MOST_10, "Night Ferry, score 6 out of a possible 10.", {"film": "Night Ferry", "score": 6}),
    ],
)
def test_is_the_value_and_the_most_is_none(schema: dict[str, Any], text: str, label: dict[str, Any]) -> None:
    assert not codes(schema, text, label)


@pytest.mark.parametrize(
    ("schema", "text", "label"),
    [
        (_REVIEW, "Blue Door gets 4 out of 5 stars.", {"place": "Blue Door", "stars": 5}),
        (_REVIEW, "Blue Door: 4/5", {"place": "Blue Door", "stars": 5}),
        (_REVIEW, "Blue Door: 3/4", {"place": "Blue Door", "stars": 3}),  # 4 is not the most
        (_REVIEW, "Blue Door gets 4 out of 5.", {"place": "Blue Door"}),
        (_REVIEW, "Blue Door, stars 4/5", {"place": "Blue Door"}),
        (_MOST_10, "I'd rate Night Ferry 7.5/10.", {"film": "Night Ferry", "score": 10}),
    ],
)
def test_nothing_else_is(schema: dict[str, Any], text: str, label: dict[str, Any]) -> None:
    assert codes(schema, text, label)
