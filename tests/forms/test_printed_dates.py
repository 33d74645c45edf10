"""Dates as papers print them, and amounts of other locales, each in its place."""

from __future__ import annotations

from datetime import date

import pytest

from edgejson.forms.locales import english_numbers
from edgejson.forms.printed_dates import find_date, printed_dates


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("DATE: 14-03-2018 17:36", "2018-03-14"),
        ("SAT 21/10/2017", "2017-10-21"),
        ("20180428/191204", "2018-04-28"),
        ("[31.12.19] 004417", "2019-12-31"),
        ("Bill No 5512 (05/02/2024)", "2024-02-05"),
        ("25/12/201820:13:39", "2018-12-25"),
        ("27 MAR 2018", "2018-03-27"),
        ("27-Mar-18 9:02PM", "2018-03-27"),
        ("March 27, 2018", "2018-03-27"),
        ("2018-03-27T10:00:00Z", "2018-03-27"),
        ("9. 3. 2018", "2018-03-09"),
    ],
)
def test_a_day_is_found_in_whatever_form(text: str, day: str) -> None:
    assert [text[place.start : place.end] for place in find_date(text, day)] != []
    assert find_date(text, date.fromisoformat(day).replace(year=2011).isoformat()) == []


@pytest.mark.parametrize(
    "text", ["Tel 03-33241190", "1234/56", "v2.10.13.4", "9555001230017", "31/02/2018", "99.99.99"]
)
def test_other_numbers_are_no_days(text: str) -> None:
    assert list(printed_dates(text)) == []


def test_a_day_whose_order_is_open_may_be_either() -> None:
    assert [days for days, _, _ in printed_dates("03/04/2018")] == [{date(2018, 4, 3), date(2018, 3, 4)}]


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("zusammen 1.250,00 eur", "zusammen 1,250.00 eur"),
        ("le prix est €1 250,00, dont 250,00", "le prix est €1,250.00, dont 250.00"),
        ("3,49 € und 12,00", "3.49 € und 12.00"),
        ("chf 1'250,50", "chf 1,250.50"),
    ],
)
def test_amounts_of_other_locales_are_read_at_equal_length(text: str, english: str) -> None:
    assert english_numbers(text) == english
    assert len(english) == len(text)


@pytest.mark.parametrize("text", ["sizes 3,49 and 5", "1,250.00 and 3,49", "rows 1,10", "$1,250"])
def test_english_texts_stay(text: str) -> None:
    assert english_numbers(text) == text
