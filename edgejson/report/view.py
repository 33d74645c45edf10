"""A record as the page shows it: its JSON laid out, and where each leaf stands in the JSON and in the text."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from edgejson.dataset.variants.form import origin, source_of
from edgejson.pipeline.records import Example
from edgejson.report.collecting import Evidence
from edgejson.schema.fields import Path
from edgejson.schema.loading import pointer

Span = tuple[Path, int, int]


def laid_out(value: Any) -> tuple[str, list[Span]]:
    """A value as indented JSON, and the place of each leaf in it: path, start, end.

    Numbers stand as they are in the record, which a browser's own JSON reader would not keep.
    """
    parts: list[str] = []
    spans: list[Span] = []
    length = 0
    for piece, path in _pieces(value, (), "\n"):
        if path is not None:
            spans.append((path, length, length + len(piece)))
        parts.append(piece)
        length += len(piece)
    return "".join(parts), spans


def _pieces(value: Any, path: Path, newline: str) -> Iterator[tuple[str, Path | None]]:
    """The text in pieces; a piece with a path is that leaf."""
    if not isinstance(value, (dict, list)) or not value:
        yield json.dumps(value, ensure_ascii=False), path
        return
    named = isinstance(value, dict)
    deeper = newline + "  "
    members: list[tuple[str | int, Any]] = list(value.items()) if isinstance(value, dict) else list(enumerate(value))
    yield "{" if named else "[", None
    for number, (step, member) in enumerate(members):
        yield ("," if number else "") + deeper + (json.dumps(step, ensure_ascii=False) + ": " if named else ""), None
        yield from _pieces(member, (*path, step), deeper)
    yield newline + ("}" if named else "]"), None


def utf16(text: str) -> list[int] | None:
    """For each code point's place in a text its place in UTF-16, as browsers count; None where both are the same."""
    if text.isascii() or max(text) < "\U00010000":
        return None
    places = [0]
    for character in text:
        places.append(places[-1] + (2 if character > "\uffff" else 1))
    return places


def view(example: Example, split: str, places: Evidence, text_chars: int) -> dict[str, Any]:
    """The record for the page. Text and JSON are cut at `text_chars` characters, and the page says so.

    `leaves` are flat groups of four numbers: start and end in the JSON, start and end in the text (-1 without
    evidence, of which `places` tells). A finding has the number of the leaf that it is about, or -1.
    """
    text = example["text"]
    output, spans = laid_out(example["expected_output"])
    way = origin(example["origin"]) if "origin" in example else None
    in_text, in_output = utf16(text[:text_chars]), utf16(output[:text_chars])
    flat: list[int] = []
    leaf_of: dict[str, int] = {}
    for path, start, end in spans:
        if end > text_chars:
            break
        place = pointer(path)
        leaf_of[place] = len(flat) // 4
        evidence = places.get(source_of(path, way) if way else place)
        flat += _moved(start, end, in_output)
        flat += _moved(evidence[0], evidence[1], in_text) if evidence and evidence[1] <= text_chars else (-1, -1)
    told: dict[str, Any] = {
        "id": example["id"],
        "schema": example["schema_id"],
        "split": split,
        "source": example.get("source", ""),
        "teacher": example.get("teacher", ""),
        "register": example.get("register", ""),
        "text": text[:text_chars],
        "json": output[:text_chars],
        "leaves": flat,
        "scores": example.get("scores", {}),
        "tags": [*example.get("tags", []), *(f"variant:{kind}" for kind in example.get("variant", []))],
        "words": len(text.split()),
    }
    if "difficulty" in example:
        told["scores"] = {**told["scores"], "difficulty": example["difficulty"]}
    cut = max(len(text), len(output)) - text_chars
    if cut > 0:
        told["cut"] = cut
    if reasons := example.get("reasons"):
        told["reasons"] = [
            [reason["check"], reason["code"], reason["path"], reason["detail"][:500], leaf_of.get(reason["path"], -1)]
            for reason in reasons
        ]
    return told


def _moved(start: int, end: int, places: list[int] | None) -> tuple[int, int]:
    return (start, end) if places is None else (places[start], places[end])
