"""Words that say of a value that it is not the record's: a text without a hint of them holds none."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from edgejson.language.markers import STRANGE, tells_of_strange
from edgejson.language.vocabulary import vocabulary

ROWS = [row for name in ("strange ahead", "strange behind") for row in vocabulary("language/en/markers").rows(name)]


@pytest.mark.parametrize("row", ROWS)
def test_whatever_a_row_finds_has_a_hint(row: str) -> None:
    @settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
    @given(st.from_regex(re.compile(row), alphabet=st.characters(codec="ascii") | st.just("’")))
    def holds(text: str) -> None:
        lowered = text.lower()
        assert tells_of_strange(lowered) == (STRANGE.search(lowered) is not None)

    holds()


def test_a_row_is_found_and_other_words_are_not() -> None:
    assert tells_of_strange("they asked about 12 may")
    assert not tells_of_strange("it comes to 12 euros; the old bridge is far")
