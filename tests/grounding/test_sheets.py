"""Sheets: what amounts on a paper are, which is owed, and where words stand that run over lines."""

from __future__ import annotations

from decimal import Decimal

import pytest

from edgejson.grounding.scattered import Words
from edgejson.grounding.sheets import is_sheet
from edgejson.knowledge.printed_amounts import decimal_mark, parse_amount, payable, read_amounts, role_of
from edgejson.language.composed import compose, with_offsets


@pytest.mark.parametrize(
    ("label", "role"),
    [
        ("total qty:", "count"),
        ("total excl. tax", "subtotal"),
        ("sub-total", "subtotal"),
        ("rounded total (rm)", "payable"),
        ("round d total", "payable"),
        ("total incl. gst", "payable"),
        ("total gst", "tax"),
        ("gst included in total", "tax"),
        ("total savings", "discount"),
        ("rounding adj", "rounding"),
        ("cash tendered", "tendered"),
        ("change due", "change"),
        ("balance due", "payable"),
        ("toial", "total"),
        ("summe eur", "total"),
        ("rückgeld", "change"),
        ("total ttc", "payable"),
        ("wok 32cm", ""),
        ("service charge", "tax"),
    ],
)
def test_a_label_says_what_an_amount_is(label: str, role: str) -> None:
    assert role_of(label) == role


@pytest.mark.parametrize(
    ("text", "owed"),
    [
        ("Soap 4.00\nBrush 6.50\nTotal 10.50\nCash 20.00\nChange 9.50", ["10.50"]),
        ("TOTAL:\nROUNDING\nTOTAL\n54.21\n-0.01\n54.20\nCASH\n100.00\nCHANGE\n45.80", ["54.20"]),
        ("Soap\n4.00\n4.00\nTOTAL\nVISA\n4.00", ["4.00"]),
        ("TOTAL: 84.43\nGST SUMMARY\nTOTAL: 79.65 4.78", ["84.43"]),
        ("lost label\n22.55\nlost\n30.00\nlost too\n7.45", ["22.55"]),
        ("Netto 10,00\nMwSt 1,90\nSumme 11,90", ["11.90"]),
        ("TOTAL 147.32\nROUNDING -0.02\nTOTAL 147.30", ["147.30"]),
        ("no amounts at all", []),
    ],
)
def test_one_amount_is_owed_in_the_end(text: str, owed: list[str]) -> None:
    assert payable(read_amounts(text)) == {Decimal(each) for each in owed}


@pytest.mark.parametrize(
    ("said", "mark", "value"),
    [
        ("RM 39.80", ".", "39.80"),
        ("39.80RM", ".", "39.80"),
        ("1.234,50 €", ",", "1234.50"),
        ("9.000", ".", "9.000"),
        ("9.000", "", "9000"),
        ("Rp 481.290.000", "", "481290000"),
        ("-0.75", ".", "-0.75"),
        ("−0.75", ".", "-0.75"),
        ("1'250.00", ".", "1250.00"),
    ],
)
def test_an_amount_is_read_by_the_papers_decimal_mark(said: str, mark: str, value: str) -> None:
    assert parse_amount(said, mark) == Decimal(value)


def test_the_decimal_mark_is_what_the_paper_uses() -> None:
    assert [decimal_mark(text) for text in ("1.50 9.000", "1,50 1.000", "1.000 2.000")] == [".", ",", ""]


ADDRESS = "MILL & CO\n(88312-T)\nNO 12-G, LORONG 3,\nTEL: 04-228 7719\nTAMAN SERAI,\n14000 PENANG TEL 04\nEND"


@pytest.mark.parametrize(
    ("value", "whole"),
    [
        ("No 12-G, Lorong 3, Taman Serai, 14000 Penang", True),
        ("NO 12-G LORONG 3 TAMAN SERAI", True),
        ("Mill & Co", True),
        ("12-G, Lorong 3", False),
    ],
)
def test_words_stand_on_several_lines(value: str, whole: bool) -> None:
    run = Words(ADDRESS).find(value)
    assert run is not None
    assert run.whole is whole


@pytest.mark.parametrize("value", ["No 12-G Taman", "Lorong 3 Mill", "No 12-G Lorong 4", "Mill End"])
def test_words_in_another_order_or_out_of_reach_are_no_value(value: str) -> None:
    assert Words(ADDRESS).find(value) is None


def test_a_sheet_has_many_short_lines() -> None:
    assert is_sheet("TOTAL 1.00\n" * 9)
    assert not is_sheet("TOTAL 1.00\n" * 3)
    assert not is_sheet(("word " * 30 + "\n") * 9)


def test_what_nobody_sees_is_left_out_and_places_stay_those_of_the_text() -> None:
    text = "Biblio\u00adthe\u0300que\u200b X"
    composed, offsets = with_offsets(text)
    assert composed == compose(text) == "Bibliothèque X"
    assert text[offsets[composed.index("X")]] == "X"
    assert offsets[len(composed)] == len(text)
