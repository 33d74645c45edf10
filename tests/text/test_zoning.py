"""A finished text's zones in words are those of its numbers."""

from __future__ import annotations

import pytest

from edgejson.forms import Reading
from edgejson.text.zoning import in_words

TEXTS = [
    ("It began on July 10, 2023 at 3:30 PM UTC-4.", "It began on July 10, 2023 at 3:30 PM New York time."),
    ("10 January 2023, 15:30 (UTC+1)", "10 January 2023, 15:30 Berlin time"),
    ("9 AM GMT+9 on 5 May 2024, 4 May 2024 1:00 UTC+5:30", "9 AM Japan time on 5 May 2024, 4 May 2024 1:00 India time"),
    ("10 January 2023, 15:30 UTC", "10 January 2023, 15:30 UTC"),
    ("at 15:30 UTC-4, whenever that is", "at 15:30 UTC-4, whenever that is"),
    ("10 January 2023, 15:30 UTC-1", "10 January 2023, 15:30 UTC-1"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "worded"), TEXTS)
def test_a_number_becomes_a_name_where_the_date_tells_its_offset(text: str, worded: str) -> None:
    assert in_words(text) == worded
    assert Reading(worded).datetimes.keys() == Reading(text).datetimes.keys()
