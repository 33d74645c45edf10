"""A release's splits as tasks of lm-evaluation-harness, with the metrics of `edgejson score`.

The harness is no dependency: it reads the files that `tasks` names, and calls back what stands below.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import orjson

from edgejson.checks.parsing import parse_output
from edgejson.pipeline.records import Example
from edgejson.release.templates import filled
from edgejson.schema.loading import Schema, load_folder
from edgejson.scoring import METRICS, UNPARSED, Row, score


def tasks(splits: Iterable[str]) -> dict[str, str]:
    """File name -> content of a task a split, `edgejson_SPLIT`; the tag `edgejson` names all of them."""
    named = {f"edgejson_{split}": split for split in splits}
    return {f"{name}.yaml": filled("task.yaml", name=name, split=split) for name, split in named.items()}


def documents(release: Path, split: str) -> Any:
    """A split's records as a DatasetDict with it alone."""
    from datasets import load_dataset  # comes with the harness

    files = sorted(str(path) for path in (release / "data").glob(f"{split}-*.parquet"))
    return load_dataset("parquet", data_files={split: files})


def scores(release: Path, row: dict[str, Any], answer: str) -> dict[str, Any]:
    """`json_exact` and `schema_valid`, 0 or 1, and `leaf_f1` as (part, whole), of a model's raw answer to a record."""
    asked = {"asked_schema": orjson.loads(row["asked_schema"])} if row["asked_schema"] else {}
    output = orjson.loads(row["expected_output"])
    record: Example = {"id": row["id"], "schema_id": row["schema_id"], "text": "", "expected_output": output, **asked}  # type: ignore[typeddict-item]
    parsed = parse_output(answer)
    found = score([record], {row["id"]: parsed.value if parsed.ok else UNPARSED}, _schemas(release))
    counts = dict(zip(Row._fields, found.rows[0].tolist(), strict=True))
    return {
        "json_exact": counts["exact"],
        "schema_valid": counts["valid_formats"],
        "leaf_f1": METRICS["leaf_f1"](counts),
    }


def leaf_f1(counts: list[tuple[float, float]]) -> float:
    """Leaf F1 over all records, 0 to 1, of what `scores` gave for each."""
    return sum(part for part, _ in counts) / sum(whole for _, whole in counts)


@cache
def _schemas(release: Path) -> dict[str, Schema]:
    return {schema.id: schema for schema in load_folder(release / "schemas")}
