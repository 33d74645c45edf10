"""The page of verdicts: what it counts, what it shows of a pair, and that nothing of the data is markup."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from edgejson.checks import Checker
from edgejson.checks.base import Pair
from edgejson.checks.settings import Validate
from edgejson.pipeline.records import Reason
from edgejson.report.verdicts import SHOWN, SHOWN_PASSED, Judged, Verdicts
from edgejson.schema.loading import Schema

ATTACK = "</td></script><script>document.title='ran'</script><img src=x onerror=\"document.title='ran'\">\u202e\x07\x00"
SCHEMA = {"type": "object", "properties": {"total": {"type": "string"}, "company": {"type": "string"}}}
RECEIPT = """FERN & DAUGHTERS
12 Quay Street
Soap         4.00
Brush        6.50
Sub-total   10.50
VAT 20%      2.10
TOTAL       12.60
CASH        20.00
CHANGE       7.40"""


def judged(text: str, label: Any, name: str = "r1") -> Judged:
    checker = Checker(Schema("receipt", Path("x"), SCHEMA, "simple", False), Validate())
    pair = Pair(text, label)
    reasons = checker.verdict(pair, checker.examine(pair)).findings
    places, struck, trace = checker.evidence_of(pair), checker.dropped_of(pair), checker.trace_of(pair)
    return Judged(name, text, label, reasons, places, struck, trace)


def page_of(folder: Path, *pairs: Judged) -> str:
    verdicts = Verdicts()
    for pair in pairs:
        verdicts.add(pair)
    verdicts.write(folder / "page.html", "Verdicts")
    return (folder / "page.html").read_text("utf-8")


def test_the_reason_stands_on_the_spot(tmp_path: Path) -> None:
    page = page_of(tmp_path, judged(RECEIPT, {"total": "20.00", "company": "Fern & Daughters"}))
    assert '<mark class="" title="/company: form">FERN &amp; DAUGHTERS</mark>' in page
    assert re.search(r'<mark class="not" title="/total: dropped: other-amount">20.00</mark>', page)
    assert "what it comes to in the end is 12.60" in page
    assert "<td><bdi>/total</bdi><td><bdi>&quot;20.00&quot;</bdi><td><bdi></bdi><td><bdi>other-amount: " in page
    row = page.partition("<td><bdi>/total</bdi>")[2].partition("</details>")[0]  # the trace stands under its leaf
    assert "<summary>/total = &quot;20.00&quot; (string): other-amount</summary><ul><li>" in row
    assert re.search(r"<li>\d+-\d+ &quot;20.00&quot;, literal; [^<]*; dropped: other-amount", row)
    assert len(re.findall("<summary>/company = ", page)) == 1
    assert "1 pair of a text and a label: 0 pass, 1 are surely wrong, 0 perhaps wrong." in page


def test_reasons_are_counted_by_how_sure_they_are(tmp_path: Path) -> None:
    perhaps = Reason(check="language", code="quality", path="", detail="0.5")
    surely = Reason(check="schema", code="type", path="/total", detail="1 is no string")
    pairs = [
        Judged("a", "x", {"total": 1}, [surely, perhaps]),
        Judged("b", "y", {"total": "2"}, [perhaps]),
        Judged("c", "z", {"total": "3"}, []),
    ]
    page = page_of(tmp_path, *pairs)
    assert "3 pairs of a text and a label: 1 pass, 1 are surely wrong, 1 perhaps wrong." in page
    assert re.findall(r"<code>([^<]*)</code><td class=\"count\">(\d+)<td class=\"count\">(\d+)", page) == [
        ("language/quality", "2", "0"),
        ("schema/type", "1", "1"),
    ]


def test_of_many_pairs_few_of_each_reason_are_kept() -> None:
    verdicts = Verdicts()
    rare = Reason(check="schema", code="type", path="", detail="")
    for number in range(500):
        common = Reason(check="language", code="quality", path="", detail="")
        verdicts.add(Judged(str(number), "x", {}, [common] if number % 2 else []))
    verdicts.add(Judged("rare", "x", {}, [rare]))
    assert len(verdicts.kept) == SHOWN + SHOWN_PASSED + 1
    assert verdicts.kept[-1].id == "rare"
    assert (verdicts.pairs, verdicts.passed) == (501, 250)


class Tags(HTMLParser):
    """The elements of a page, and the attributes that run code."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.handlers: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.handlers += [name for name, _ in attrs if name.startswith("on")]


@pytest.mark.parametrize("surrogate", ["", "\ud800"])
def test_hostile_values_are_text(tmp_path: Path, surrogate: str) -> None:
    hostile = ATTACK + surrogate
    reason = Reason(check=hostile, code=hostile, path=f"/{hostile}", detail=hostile)
    evidence = [{"path": f"/{hostile}", "start": 0, "end": 9, "grade": hostile}]
    page = page_of(
        tmp_path, Judged(hostile, hostile, {hostile: hostile, "n": 1 << 80}, [reason], evidence, (), [hostile])
    )
    parser = Tags()
    parser.feed(page)
    assert parser.handlers == []
    assert parser.tags.count("script") == 1
    assert "img" not in parser.tags
    assert "default-src 'none'" in page
    assert "\x07" not in page
    assert "\u202e" not in page
    assert json.dumps(ATTACK)[1:8] not in page


def test_a_label_of_any_shape_is_shown(tmp_path: Path) -> None:
    for label in (None, [], {}, 3, "x", [[1, {"a": None}]]):
        assert "<article" in page_of(tmp_path, Judged("r", "text", label, []))
