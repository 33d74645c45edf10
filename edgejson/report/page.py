"""The page itself: template, style and script in one file, with the data in it as inert JSON."""

from __future__ import annotations

import base64
import hashlib
import html
import re
from collections.abc import Iterator, Sequence
from importlib import resources
from pathlib import Path
from typing import Any

import orjson

from edgejson.pipeline import errors
from edgejson.pipeline.execution import watched
from edgejson.pipeline.metrics import counted, percent, shown
from edgejson.pipeline.records import first_id, whole_file
from edgejson.report.collecting import Collected
from edgejson.report.pictures import PICTURES, Metrics, Sources
from edgejson.report.view import view
from edgejson.schema.loading import Schema

TITLE = "EdgeJSON: the dataset"


def write_page(path: Path, sources: Sources, schemas: Sequence[Schema], text_chars: int) -> None:
    """Write the report to one HTML file, which loads nothing and runs no script but its own.

    Of a text or label `text_chars` characters are shown.
    """
    collected = sources.collected
    style, script = part("style.css"), part("app.js")
    parts = {
        "title": html.escape(TITLE),
        "policy": f"default-src 'none'; img-src data:; style-src '{digest(style)}'; script-src '{digest(script)}'; "
        "base-uri 'none'; form-action 'none'",
        "style": style,
        "script": script,
        "about": html.escape(_about(collected, schemas)),
        "shown": html.escape(_shown(collected)),
        "numbers": "".join(_numbers(sources.metrics)),
        "pictures": "".join(_figures(sources)),
        "data": inert({"records": _views(collected, schemas, text_chars)}),
    }
    page = re.sub(r"\{\{(\w+)\}\}", lambda place: parts[place[1]], part("template.html"))
    with whole_file(path) as out:
        out.write(page.encode())


def part(name: str) -> str:
    """A file of this package: a template, a style, a script."""
    return resources.files("edgejson.report").joinpath(name).read_text(encoding="utf-8")


def digest(content: str) -> str:
    """The source expression of Content Security Policy that allows this content and no other."""
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()


def inert(data: Any) -> str:
    """Data as JSON that can stand in an HTML script element: no "<", ">", "&", so no tag, comment or entity."""
    text = orjson.dumps(data).decode()
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _about(collected: Collected, schemas: Sequence[Schema]) -> str:
    seen = sum(not schema.unseen for schema in schemas)
    unseen = f" and {counted(len(schemas) - seen, 'unseen one')}" if seen < len(schemas) else ""
    sizes = ", ".join(f"{split} {count:,}" for split, count in collected.sizes.items())
    pairs, count = counted(collected.sizes.total(), "pair"), counted(seen, "schema")
    return (
        f"{pairs} of a text and the JSON that a schema asks for, of {count}{unseen}: "
        f"{sizes}. Each record was sampled first, its text written from it, and every pair checked from text, label "
        "and schema alone."
    )


def _shown(collected: Collected) -> str:
    told = []
    for what, count, total in (
        ("kept", len(collected.kept), collected.sizes.total()),
        ("rejected", len(collected.rejected), collected.refused),
    ):
        told.append(
            f"all {total:,} {what} records" if count == total else f"a sample of {count:,} of {total:,} {what} records"
        )
    return f"Here are {told[0]} and {told[1]}. Underlined values have their evidence in the text, dotted ones don't."


def _numbers(metrics: Metrics) -> Iterator[str]:
    """The headline numbers, those that there are."""
    audit = {key: value for key, value in metrics.get("audit", {}).items() if key.startswith("caught.")}
    told: list[tuple[str, str]] = []
    for file, key, style, label in _HEADLINES:
        if key in metrics.get(file, {}):
            told.append((shown(metrics[file][key], style), label))
    if audit:
        told.append(
            (percent(min(audit.values())), f"of planted defects caught, the least of {counted(len(audit), 'kind')}")
        )
    scores = metrics.get("baseline", {})
    for key, value in scores.items():
        if name := re.fullmatch(r"model\.([^.]+)\.json_exact", key):
            records = scores[f"model.{name[1]}.records"]
            told.append((f"{value * records:.0f} of {records:,}", f"test records tried were solved by {name[1]}"))
    for number, label in told:
        yield f"<div><b>{html.escape(number)}</b><span>{html.escape(label)}</span></div>"


_HEADLINES = (
    ("validate", "pass_rate", ".1%", "of raw records pass validation"),
    ("validate", "pass_rate.template", ".1%", "of those by templates"),
    ("validate", "pass_rate.llm", ".1%", "of those by models"),
    ("balance", "llm_share", ".1%", "of the dataset worded by models"),
    ("wording", "written.records", ",d", "valid records that models wrote themselves"),
    ("wording", "written.own_4grams", ".1%", "of the 4-grams in these are no template's"),
    ("wording", "chosen.own_4grams", ".1%", "of the 4-grams are no template's where models chose the words"),
    ("split", "test.leakage.masked_text_share", ".1%", "of test skeletons occur in train"),
    ("split", "test.leakage.near_duplicates", ",", "near-duplicates between test and train"),
    ("baseline", "gold.passed", ".1%", "of the gold passes validation again"),
    ("baseline", "parser.best.json_exact", ".1%", "of the test set solved by the best parser"),
    ("baseline", "parser.best.prose.json_exact", ".1%", "of its prose solved by the best parser"),
    ("audit", "clean_rejected", ".2%", "of clean records refused in the audit"),
)


def _figures(sources: Sources) -> Iterator[str]:
    for caption, draw in PICTURES.items():
        if picture := draw(sources):
            yield f"<figure><figcaption>{html.escape(caption)}</figcaption>{picture}</figure>"


def _views(collected: Collected, schemas: Sequence[Schema], text_chars: int) -> list[dict[str, Any]]:
    """The views of the kept records, then of the rejected ones."""
    every = [*collected.kept, *((example, "") for example in collected.rejected)]
    files = {schema.id: schema.path for schema in schemas}
    failures, found = errors.Failures(), []
    for example, split in watched(every, "report", len(every)):
        with failures.kept(files.get(example["schema_id"], "")), errors.told(f"record {example['id']}"):
            found.append(view(example, split, collected.evidence.get(first_id(example), {}), text_chars))
    failures.end()
    return found
