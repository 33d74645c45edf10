"""Strings that bound an amount, and the other words that people have for the same bound."""

from __future__ import annotations

import pytest

from tests.grounding.conftest import TEXT, codes, of, one_of


@pytest.mark.parametrize(
    ("value", "said", "other"),
    [
        ("less than 5 km", "under 5 km", "over 5 km"),
        ("more than 20 kg", "over 20 kg", "under 20 kg"),
        ("more than £30", "£30 or more", "£30 or less"),
        ("up to 3 guests", "at most three guests", "at most four guests"),
        ("65+", "65 or older", "65 or younger"),
        ("above 65", "over 65", "under 65"),
        ("18-25", "between 18 and 25", "between 18 and 35"),
        ("2-3 hours", "2 to 3 hours", "2 to 4 hours"),
        ("£20-25", "between £20 and £25", "between £20 and £35"),
    ],
)
def test_a_bound_in_other_words(value: str, said: str, other: str) -> None:
    schema = of(size=TEXT, name=TEXT)
    label = {"size": value, "name": "Ann Lee"}
    assert codes(schema, f"The name is Ann Lee. The size is {said}.", label) == []
    assert "ungrounded" in codes(schema, f"The name is Ann Lee. The size is {other}.", label)


def test_a_listed_range_is_not_its_neighbour() -> None:
    schema = of(age_group=one_of("18-25", "26-40", "41+"))
    for value, said in (("18-25", "18 to 25"), ("26-40", "between 26 and 40"), ("41+", "41 or older")):
        assert codes(schema, f"age group: {said}", {"age_group": value}) == []
        for other in {"18-25", "26-40", "41+"} - {value}:
            assert codes(schema, f"age group: {said}", {"age_group": other}) != []
