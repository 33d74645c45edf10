"""What is surely wrong, and what a text in other words may only seem to be."""

from __future__ import annotations

from typing import Any

import pytest

from edgejson.checks.certainty import PERHAPS, SURELY, certainty, of_all
from edgejson.pipeline.records import Reason

LEAVES: list[tuple[tuple[str | int, ...], Any]] = [
    (("total",), 12.5),
    (("name",), "Ada"),
    (("code",), "A-1"),
    (("on",), True),
]


@pytest.mark.parametrize(
    ("check", "code", "path", "told"),
    [
        ("parse", "doubled-key", "", SURELY),
        ("schema", "type", "/name", SURELY),
        ("placeholders", "word", "/name", SURELY),
        ("totals", "does-not-add-up", "/total", SURELY),
        ("grounding", "ungrounded", "/total", SURELY),
        ("grounding", "ungrounded", "/code", SURELY),
        ("grounding", "ungrounded", "/name", PERHAPS),
        ("grounding", "ungrounded", "/on", PERHAPS),
        ("grounding", "other-amount", "/total", SURELY),
        ("grounding", "no-cue", "/total", PERHAPS),
        ("language", "quality", "", PERHAPS),
        ("duplicates", "same-text", "", PERHAPS),
    ],
)
def test_a_finding_is_sure_or_not(check: str, code: str, path: str, told: str) -> None:
    assert certainty(Reason(check=check, code=code, path=path, detail=""), LEAVES) == told


def test_one_sure_finding_makes_a_pair_surely_wrong() -> None:
    perhaps = Reason(check="language", code="quality", path="", detail="")
    surely = Reason(check="schema", code="type", path="", detail="")
    assert [of_all(each, LEAVES) for each in ([], [perhaps], [perhaps, surely])] == ["", PERHAPS, SURELY]
