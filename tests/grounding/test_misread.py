"""What scanners misread: said so in its own grade, and only where the setting asks for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from edgejson.checks import Checker
from edgejson.checks.settings import Validate, adjusted
from edgejson.schema.loading import Schema

SCHEMA = {"type": "object", "properties": {"invoice_number": {"type": "string"}, "street": {"type": "string"}}}
TEXT = "Invoice number: 1NV-2O4l7\nStreet: JALANMELATI 1O, TAMAN\nINDAH\n"


def checker(scanned: bool) -> Checker:
    settings = adjusted(Validate(), "grounding.scanned", scanned)
    return Checker(Schema("invoice", Path("x"), SCHEMA, "simple", False), settings)


def test_off_by_default() -> None:
    assert Validate().grounding.scanned is False
    codes = {found["code"] for found in checker(False).check(TEXT, {"invoice_number": "INV-20417"}).findings}
    assert "ungrounded" in codes


def test_letters_and_blanks_that_scanners_confuse_are_one() -> None:
    label = {"invoice_number": "INV-20417", "street": "Jalan Melati 10, Taman Indah"}
    assert checker(True).check(TEXT, label).findings == []
    assert [place["grade"] for place in checker(True).evidence(TEXT, label)] == ["misread", "misread"]


@pytest.mark.parametrize("number", ["INV-20418", "INV-2041", "NV-20417", "INV-204171"])
def test_other_letters_are_other_values(number: str) -> None:
    assert not checker(True).check(TEXT, {"invoice_number": number}).passed


def test_a_literal_value_needs_no_misreading() -> None:
    text = "Invoice number: INV-10\nreference INV-1O"
    assert [place["grade"] for place in checker(True).evidence(text, {"invoice_number": "INV-10"})] == ["literal"]
