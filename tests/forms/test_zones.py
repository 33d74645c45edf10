"""Zones in words: written only where the date tells their offset, and read back as it."""

from __future__ import annotations

from random import Random

import pytest

from edgejson.forms import Context, Reading, write
from edgejson.forms.zones import names_at, offset_at
from edgejson.schema.fields import FieldMap

FIELD = FieldMap({"properties": {"at": {"type": "string", "format": "date-time"}}}).field(("at",))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("at 3 March 2025, 14:05 New York time", "2025-03-03T14:05:00-05:00"),
        ("on July 10, 2023 at 3:30 PM Eastern time.", "2023-07-10T15:30:00-04:00"),
        ("10 July 2023, 3:30pm (Berlin time)", "2023-07-10T15:30:00+02:00"),
        ("10 January 2023 15:30 Central European time", "2023-01-10T15:30:00+01:00"),
        ("10 January 2023 15:30 Central time", "2023-01-10T15:30:00-06:00"),
        ("9:15 PM London time on July 1, 2024", "2024-07-01T21:15:00+01:00"),
    ],
)
def test_the_date_tells_the_offset(text: str, value: str) -> None:
    reading = Reading(text)
    assert reading.find(value, FIELD)
    moved = f"{value[:-6]}+03:00"
    assert not reading.find(moved, FIELD)


def test_what_is_written_in_words_is_found_and_no_other_offset_is() -> None:
    rng = Random(5)
    for style in ("worded", "placed"):
        for month in range(1, 13):
            for offset in ("-08:00", "-05:00", "-04:00", "+01:00", "+02:00", "+05:30", "+09:00", "+13:00", "Z"):
                value = f"2024-{month:02d}-17T09:40:00{offset}"
                said = write(value, FIELD, rng, context=Context(styles={"zone": style, "date": "long", "time": "12h"}))
                reading = Reading(f"It was on {said}.")
                assert reading.find(value, FIELD), said
                assert not reading.find(f"{value[:19]}-02:00", FIELD), said


def test_no_name_is_given_where_clocks_are_changed_or_none_fits() -> None:
    assert offset_at("Europe/Berlin", (2024, 10, 27), 2.5 * 3600) is None
    assert offset_at("America/New_York", (2024, 2, 31), 0) is None
    assert not names_at(123, (2024, 5, 5), 0)
    assert "Denver time" in names_at(-360, (2024, 7, 5), 0)
