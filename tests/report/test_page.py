"""The page as a file: what is in it, and that nothing of it can run."""

from __future__ import annotations

import json
import re
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from report_records import ATTACK, Build, everything, record, rejected

from edgejson.report.collecting import Collected
from edgejson.report.pictures import Sources, funnel
from edgejson.report.view import laid_out, utf16, view
from edgejson.schema.loading import pointer

SVG = {"svg", "g", "path", "line", "text", "rect", "clippath", "defs", "title"}
WORDS = (
    "html head meta link title style body header h1 h2 p nav a button main section div b span figure figcaption form "
    "label input select option output kbd ol article noscript script details summary table tr th td bdi code del"
)
HTML = set(WORDS.split())


class Page(HTMLParser):
    """The elements of a page with their attributes, and the contents of its scripts."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.scripts: list[str] = []
        self._script = False
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._script = tag == "script"

    def handle_data(self, data: str) -> None:
        if self._script:
            self.scripts.append(data)
            self._script = False


def records(path: Path) -> list[dict[str, Any]]:
    """The records in a page."""
    found: list[dict[str, Any]] = json.loads(Page(path).scripts[0])["records"]
    return found


def test_nothing_of_the_data_becomes_markup(page: Path) -> None:
    found = Page(page)
    assert {tag for tag, _ in found.tags} <= SVG | HTML
    assert len(found.scripts) == 2
    assert not any(name.startswith("on") for _, attributes in found.tags for name in attributes)
    assert any(told["id"] == f"person-t-{ATTACK}" for told in records(page))


def test_the_page_loads_nothing(page: Path) -> None:
    found = Page(page)
    loaded = [
        value
        for tag, attributes in found.tags
        for name, value in attributes.items()
        if name in ("src", "href", "xlink:href", "action", "data") and value and not value.startswith(("#", "data:"))
    ]
    assert loaded == []
    policy = next(a["content"] for tag, a in found.tags if tag == "meta" and "http-equiv" in a)
    assert policy is not None
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert not re.search(r"url\(|@import", page.read_text(encoding="utf-8").split("<body>")[0])


def test_metrics_without_a_file_leave_their_number_out(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert "<b>85.7%</b><span>raw records that passed validation</span>" in text
    assert "test records that pass validation again" not in text
    assert "<b>40.0%</b><span>test records of 5 tried that small solves exactly</span>" in text


def test_each_picture_is_told_to_those_who_do_not_see_it(page: Path) -> None:
    """A screen reader meets one image a figure, and its label has the figures that the picture shows."""
    found = Page(page).tags
    pictures = [attributes for tag, attributes in found if tag == "svg"]
    assert len(pictures) == sum(tag == "figure" for tag, _ in found) > 4
    assert {attributes["role"] for attributes in pictures} == {"img"}
    labels = [attributes["aria-label"] or "" for attributes in pictures]
    assert len(set(labels)) == len(labels) and all(re.search(r"\d", label) for label in labels)
    funnel = labels[0]
    assert funnel.startswith("Bars of records: raw ")
    drawn = page.read_text(encoding="utf-8").split("<figure>")[1]
    told = re.findall(r" ([\d,]*\d)(?=; |\.$)", funnel)
    assert re.findall(r">([\d,]+)</text>", drawn)[-len(told) :] == told  # after those of the axis


def test_records_made_of_tests_are_none_that_were_chosen(tmp_path: Path) -> None:
    sizes = Counter(train=30, test=10, test_variants=10, test_twins=19)
    drawn = funnel(Sources({"validate": {"records": 70, "kept": 60}}, tmp_path, Collected(sizes=sizes)))
    assert "not chosen 20;" in drawn and "in test_twins, made of test 19" in drawn


def test_a_sample_says_so_and_has_every_reason(build: Build) -> None:
    kept = [record(number) for number in range(300)]
    refused = [rejected(number, "common") for number in range(100)] + [rejected(200, "rare")]
    path = build(kept, refused, kept_records=40, rejected_records=10)
    text = path.read_text(encoding="utf-8")
    assert "a sample of 40 of 300 kept records and a sample of 10 of 101 rejected records" in text
    told = records(path)
    assert sum("reasons" not in one for one in told) == 40
    assert {one["reasons"][0][1] for one in told if "reasons" in one} == {"common", "rare"}


def test_leaves_point_at_their_json_and_their_evidence(page: Path) -> None:
    told = next(one for one in records(page) if one["id"] == "person-t-00003")
    groups = [told["leaves"][place : place + 4] for place in range(0, len(told["leaves"]), 4)]
    in_json = [cut(told["json"], start, end) for start, end, _, _ in groups]
    in_text = [cut(told["text"], start, end) for _, _, start, end in groups]
    assert in_json == ['"Person D"', "23"]
    assert in_text == ["Person D", "23"]


def cut(text: str, start: int, end: int) -> str:
    """A part of a text by places in UTF-16, as a browser cuts it."""
    return text.encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le")


def test_findings_point_at_their_leaf(page: Path) -> None:
    told = next(one for one in records(page) if "reasons" in one)
    _, _, path, _, leaf = told["reasons"][0]
    assert (path, cut(told["json"], *told["leaves"][4 * leaf : 4 * leaf + 2])) == ("/age", "20")


def test_long_texts_are_cut_and_counted() -> None:
    told = view(record(1, text="x" * 3_000, expected_output={"name": "y" * 10}), "train", {}, 1_000)  # type: ignore[arg-type]
    assert (len(told["text"]), told["cut"]) == (1_000, 2_000)
    assert told["leaves"] == [12, 24, -1, -1]


def test_json_is_laid_out_with_numbers_as_they_are() -> None:
    value = {"a/b": [1.0, 12345678901234567890, "é😀"], "e": {}, "n": None}
    text, spans = laid_out(value)
    assert text == json.dumps(value, indent=2, ensure_ascii=False)
    assert [(pointer(path), text[start:end]) for path, start, end in spans] == [
        ("/a~1b/0", "1.0"),
        ("/a~1b/1", "12345678901234567890"),
        ("/a~1b/2", '"é😀"'),
        ("/e", "{}"),
        ("/n", "null"),
    ]
    assert utf16("é😀x") == [0, 1, 3, 4]


def test_the_page_of_equal_data_is_equal(page: Path, build: Build) -> None:
    before = page.read_bytes()
    assert build(*everything()).read_bytes() == before
