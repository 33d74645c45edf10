"""The report: numbers, pictures, what is known of each schema, and a sample of the records, as one page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from markupsafe import Markup

from edgejson.pipeline import errors
from edgejson.pipeline.execution import watched
from edgejson.pipeline.figures import figures
from edgejson.pipeline.metrics import counted
from edgejson.pipeline.records import Example, whole_file
from edgejson.report import known
from edgejson.report.collecting import Collected, Evidence
from edgejson.report.markup import Section, browser, part
from edgejson.report.pictures import PICTURES, Sources
from edgejson.report.view import view
from edgejson.schema.loading import Schema

TITLE = "EdgeJSON: the dataset"


def write_page(path: Path, sources: Sources, schemas: Sequence[Schema], text_chars: int) -> None:
    """Write the report to one HTML file, which loads nothing and runs no script but its own.

    Of a text or label `text_chars` characters are shown.
    """
    collected = sources.collected
    with ThreadPoolExecutor(1) as beside:  # what draws is no Python, and takes as long as all the rest
        drawn = beside.submit(lambda: list(_pictures(sources)))
        known_of, records = _schemas(collected, schemas), _views(collected, schemas, text_chars)
    sections = (
        Section("numbers", "Numbers", part("numbers", figures(sources.metrics))),
        Section("pictures", "Pictures", part("pictures", drawn.result())),
        Section("schemas", "Schemas", known_of),
    )
    page = browser(TITLE, _about(collected, schemas), _shown(collected), sections, records)
    with whole_file(path) as out:
        out.write(page.encode())


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


def _pictures(sources: Sources) -> Iterator[tuple[str, Markup]]:
    for caption, draw in PICTURES.items():
        if picture := draw(sources):
            yield caption, Markup(picture)


def _schemas(collected: Collected, schemas: Sequence[Schema]) -> Markup:
    """For each schema what is known of it, and who gave its texts their words, by the sample of kept records."""
    told: dict[str, list[tuple[Example, Evidence]]] = defaultdict(list)
    for example, _ in collected.kept:
        told[example["schema_id"]].append((example, collected.evidence_of(example)))
    return part("striking") + Markup().join(known.shown(schema, told[schema.id]) for schema in schemas)


def _views(collected: Collected, schemas: Sequence[Schema], text_chars: int) -> list[dict[str, Any]]:
    """The views of the kept records, then of the rejected ones."""
    every = [*collected.kept, *((example, "") for example in collected.rejected)]
    files = {schema.id: schema.path for schema in schemas}
    failures, found = errors.Failures(), []
    for example, split in watched(every, "report", len(every)):
        with failures.kept(files.get(example["schema_id"], "")), errors.told(f"record {example['id']}"):
            found.append(view(example, split, collected.evidence_of(example), text_chars))
    failures.end()
    return found
