"""Documents of our own making, each with right labels and wrong ones: what the checks accept of strangers' papers.

Below tests/documents/ a text file has the document, and the JSON file beside it the fields of its schema (a JSON type,
or "date"), the right labels, and what of the first one to replace so that it is wrong.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from edgejson.checks import Checker
from edgejson.checks.settings import Validate
from edgejson.schema.loading import Schema

FOLDER = Path(__file__).parents[1] / "documents"
NAMES = sorted(path.stem for path in FOLDER.glob("*.json"))


def case(name: str) -> tuple[str, dict[str, Any], Checker]:
    text = (FOLDER / f"{name}.txt").read_text("utf-8")
    told = json.loads((FOLDER / f"{name}.json").read_text("utf-8"))
    types = {"date": {"type": "string", "format": "date"}}
    properties = {field: types.get(kind, {"type": kind}) for field, kind in told["fields"].items()}
    schema = Schema(name, FOLDER, {"type": "object", "properties": properties}, "simple", False)
    return text, told, Checker(schema, Validate())


@pytest.mark.parametrize("name", NAMES)
def test_right_labels_are_accepted(name: str) -> None:
    text, told, checker = case(name)
    assert [checker.check(text, label).findings for label in told["right"]] == [[]] * len(told["right"])


@pytest.mark.parametrize("name", NAMES)
def test_wrong_labels_are_refused(name: str) -> None:
    text, told, checker = case(name)
    accepted = [wrong for wrong in told["wrong"] if checker.check(text, told["right"][0] | wrong).passed]
    assert accepted == []
