"""Dates said by the day of writing are read back as those dates, and only where a text states that day."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

import pytest

from edgejson.forms import Reading
from edgejson.forms.relative import FORMS, day_of, phrases
from edgejson.schema.fields import FieldMap

FIELDS = FieldMap(
    {
        "properties": {
            "due": {"type": "string", "format": "date"},
            "seen_at": {"type": "string", "format": "date-time"},
        }
    }
)
DUE, SEEN = FIELDS.field(("due",)), FIELDS.field(("seen_at",))


def test_every_form_has_one_reading_which_is_its_date() -> None:
    rng = Random("relative dates")
    for _ in range(1500):
        written = date(1990, 1, 1) + timedelta(rng.randrange(20_000))
        said: dict[str, date] = {}
        for away in range(-25, 26):
            day = written + timedelta(away)
            for form in FORMS.values():
                if text := form(day, written):
                    assert day_of(text, written) == day
                    assert said.setdefault(text.lower(), day) == day, f"{text!r} on {written} says two days"
        for text, day in said.items():
            assert [phrase for phrase, _, _ in phrases(f"it came {text}, then")] == [text]
            if day != written:
                reading = Reading(f"Note of {written}\n\nIt came {text}, and left again.")
                assert [e.start for e in reading.find(day.isoformat(), DUE)] == [len("Note of 2024-01-01\n\nIt came ")]
                for other in (-7, -1, 1, 7):
                    shifted = day + timedelta(other)
                    assert shifted == written or not reading.find(shifted.isoformat(), DUE)


@pytest.mark.parametrize(
    "text",
    [
        "3 May 2024\n\n{}",
        "(May 3, 2024 16:04)\n{}",
        "Friday, May 3, 2024 at 08:10\n\nHello,\n\n{}",
        "By the way, hello.\n\nNote of May 3, 2024\n\n{}",
        "3 May 2024, 07:11 - Freya\n{}",
        "[2024/05/03 07:11] Freya: {}",
        "--- 2024-05-03 ---\nFreya:\n07:11 {}",
        "Call of 3 May 2024, 09:03\n(00:03) Clerk: {}",
        "Seen.\n\nSue Doe (3 May 2024, 11:52) wrote:\n> Hi,\n>\n> {}",
        "Seen.\n\nOn May 3, 2024 at 11:52, Sue Doe wrote:\n> {}",
        "Subject: Fwd: news\nDate: 3 May 2024 11:52\n\n{}",
    ],
)
def test_the_day_of_writing_is_read_where_texts_state_it(text: str) -> None:
    reading = Reading(text.format("it is due in three days, seen last Thursday at 3 PM UTC"))
    assert reading.find("2024-05-06", DUE) and not reading.find("2024-05-07", DUE)
    assert not reading.find("2024-05-05", DUE)
    assert not reading.find("2024-05-02T15:00:00Z", SEEN)  # on a Friday, this may be any of two Thursdays
    reading = Reading(text.format("it was seen this past Monday at 3 PM UTC"))
    assert reading.find("2024-04-29T15:00:00Z", SEEN) and not reading.find("2024-04-30T15:00:00Z", SEEN)


@pytest.mark.parametrize(
    "text",
    [
        "It is due tomorrow.",
        "The bill of 3 May 2024 is due tomorrow.",
        "3 May 2024\n\nIt is due tomorrow.\n\n4 May 2024\n\nNoted.",
        "Sue (3 May 2024, 11:52) wrote:\n> Bob (1 May 2024, 11:50) wrote:\n> > due tomorrow",
        "05/03/2024\n\nIt is due tomorrow.",
    ],
)
def test_without_one_day_of_writing_a_relative_date_says_nothing(text: str) -> None:
    assert not Reading(text).find("2024-05-04", DUE) or "4 May 2024" in text
    assert not Reading(text).find("2024-05-02", DUE)


@pytest.mark.parametrize(
    "said",
    ["a week from tomorrow", "tomorrow week", "about three days ago", "yesterday's bread", "over three days ago",
     "more than two weeks ago", "not yesterday", "never today",
     "if it isn't tomorrow", "next Tuesday", "on Tuesday", "in a few days", "twenty-two days ago"],
)  # fmt: skip
def test_what_blurs_a_form_or_moves_it_makes_it_no_date(said: str) -> None:
    assert len(Reading(f"3 May 2024\n\nIt came {said}.").tokens.dates) == 1


@pytest.mark.parametrize("text", ["9999-12-31\n\nIt is due tomorrow.", "0001-01-01\n\nIt came a week ago."])
def test_a_date_that_lies_beyond_the_calendar_is_none(text: str) -> None:
    assert len(Reading(text).tokens.dates) == 1
