"""Metrics files: flat, finite, rounded, sorted, so that `dvc metrics diff` shows every change."""

from __future__ import annotations

import csv
import json
import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from edgejson.errors import UserError

DIGITS = 4


def share(part: float, whole: float) -> float:
    """part / whole, and 0.0 where there is nothing to share."""
    return part / whole if whole else 0.0


def counted(count: int, noun: str) -> str:
    """A number of things, in words for people: "1 schema", "1,200 schemas"."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def flatten(values: dict[str, Any], prefix: str = "") -> dict[str, float | int]:
    """Nested numbers as one level with dotted names. Raises ValueError for anything but finite numbers."""
    flat: dict[str, float | int] = {}
    for name, value in values.items():
        if isinstance(value, dict):
            flat.update(flatten(value, f"{prefix}{name}."))
        elif isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
            raise ValueError(f"metric {prefix}{name} is not a finite number: {value!r}")
        else:
            flat[prefix + name] = value if isinstance(value, int) else round(value, DIGITS)
    return flat


def write_metrics(path: Path, values: dict[str, Any]) -> None:
    """Write a metrics file: sorted, dotted names of numbers rounded to four digits."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(flatten(values), indent=2, sort_keys=True) + "\n", encoding="utf-8")


def read_metrics(path: Path) -> dict[str, float | int]:
    """The numbers of a metrics file. Raises UserError where it is missing or broken."""
    try:
        return dict(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, json.JSONDecodeError) as error:
        raise UserError(f"{path}: can't be read ({error}); run dvc repro") from error


def write_table(path: Path, rows: Sequence[Mapping[str, Any]]) -> None:
    """Write rows with equal keys as CSV, for `dvc plots`; an empty file where there are none."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as out:
        table = csv.DictWriter(out, fieldnames=list(rows[0]) if rows else [], lineterminator="\n")
        table.writeheader()
        table.writerows(rows)
