"""Metrics: flat, finite, rounded, sorted, so that `dvc metrics diff` shows every change.

A stage's headline numbers are JSON, which DVC compares (`metrics/NAME.json`); all of its numbers, those included, are
one CSV beside it (`metrics/tables/NAME.csv`, columns metric and value), which git compares and the report reads.
"""

from __future__ import annotations

import csv
import io
import json
import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any, TypeVar

from edgejson.pipeline.errors import UserError
from edgejson.pipeline.records import whole_file

DIGITS = 4

#: The headline numbers by file, as patterns of names: at most 40, and no more than 15 that one threshold moves, so that
#: `dvc metrics diff` and `dvc exp show` can be read.
HEADLINES: dict[str, tuple[str, ...]] = {
    "template": ("records",),
    "llm": ("asked", "records"),
    "validate": ("records", "kept", "pass_rate", "pass_rate.*"),
    "audit": ("caught_all", "clean_rejected"),
    "balance": ("llm_share",),
    "wording": ("written.records", "written.own_4grams", "chosen.records", "chosen.own_4grams"),
    "split": (
        "novelty",
        "test.leakage.exact_value",
        "test.leakage.masked_text_share",
        "test.leakage.near_duplicates",
        "test.records",
        "train.records",
    ),
    "baseline": (
        "gold.passed",
        "model.*.json_exact",
        "parser.best.json_exact",
        "parser.best.twin.flips",
    ),
}


CountsT = TypeVar("CountsT")


def totalled(parts: Iterable[CountsT], total: CountsT) -> CountsT:
    """`total` with all that the parts counted: dataclasses and mappings by their members, numbers and lists added."""
    for part in parts:
        total = _plus(total, part)
    return total


def _plus(total: Any, part: Any) -> Any:
    if isinstance(total, Counter):
        total.update(part)
    elif isinstance(total, dict):
        for key, more in part.items():
            total[key] = _plus(total[key], more) if key in total else more
    elif is_dataclass(total):
        for each in fields(total):
            setattr(total, each.name, _plus(getattr(total, each.name), getattr(part, each.name)))
    elif isinstance(total, set):
        total |= part
    else:
        total += part
    return total


def share(part: float, whole: float) -> float:
    """part / whole, and 0.0 where there is nothing to share."""
    return part / whole if whole else 0.0


def proportional(weights: Mapping[str, float], total: int) -> dict[str, int]:
    """`total` divided in proportion to weights by largest remainder, ties by name; in their order."""
    whole = sum(weights.values())
    exact = {name: total * weight / whole for name, weight in weights.items()}
    parts = {name: int(part) for name, part in exact.items()}
    by_remainder = sorted(exact, key=lambda name: (parts[name] - exact[name], name))
    for name in by_remainder[: total - sum(parts.values())]:
        parts[name] += 1
    return parts


def counted(count: int, noun: str) -> str:
    """A number of things, in words for people: "1 schema", "1,200 schemas"."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def rounded(value: float) -> float:
    """Rounded to DIGITS; but a share that isn't quite 0 or 1 never becomes that: "all" is said of all alone."""
    least = 10**-DIGITS
    near = round(value, DIGITS)
    return min(max(near, least), 1 - least) if 0 < value < 1 else near


def percent(value: float, digits: int = 1) -> str:
    """A share in percent, with more digits where fewer would say 0% or 100% of what isn't quite that."""
    while value not in (0, 1) and digits < DIGITS - 2 and float(f"{value:.{digits + 2}f}") in (0, 1):
        digits += 1
    return f"{rounded(value):.{digits}%}"


def shown(value: float, style: str) -> str:
    """A number for people: a share (style ".1%", ".2%") as `percent` tells it, anything else by `format`."""
    return percent(value, int(style[1])) if style.startswith(".") and style.endswith("%") else format(value, style)


def flatten(values: dict[str, Any], prefix: str = "") -> dict[str, float | int]:
    """Nested numbers as one level with dotted names. Raises ValueError for anything but finite numbers."""
    flat: dict[str, float | int] = {}
    for name, value in values.items():
        if isinstance(value, dict):
            flat.update(flatten(value, f"{prefix}{name}."))
        elif isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
            raise ValueError(f"metric {prefix}{name} is not a finite number: {value!r}")
        else:
            flat[prefix + name] = value if isinstance(value, int) else rounded(value)
    return flat


def place(name: str, metric: str) -> Path:
    """The file, below the metrics folder, in which a metric of the stage's file `name` is best looked up."""
    headline = any(fnmatchcase(metric, pattern) for pattern in HEADLINES[name])
    return Path(f"{name}.json" if headline else f"tables/{name}.csv")


def write_metrics(path: Path, values: dict[str, Any]) -> None:
    """Write a stage's numbers, by sorted, dotted names: the headline ones to `path`, all of them to the table beside.

    The file's stem is one of HEADLINES; numbers are rounded to four digits.
    """
    flat = dict(sorted(flatten(values).items()))
    headline = {name: value for name, value in flat.items() if place(path.stem, name).name == path.name}
    with whole_file(path) as out:
        out.write((json.dumps(headline, indent=2) + "\n").encode())
    rows = [{"metric": name, "value": value} for name, value in flat.items()]
    write_table(path.parent / "tables" / f"{path.stem}.csv", rows)


def read_metrics(folder: Path) -> dict[str, dict[str, float | int]]:
    """All numbers of each stage that has run, by the name of its file; from the metrics folder. Raises UserError."""
    found: dict[str, dict[str, float | int]] = {}
    for path in sorted((folder / "tables").glob("*.csv")):
        try:
            found[path.stem] = {row["metric"]: json.loads(row["value"]) for row in read_table(path)}
        except (OSError, KeyError, TypeError, ValueError) as error:
            raise UserError(f"{path}: can't be read ({error}); run dvc repro") from error
    return found


def read_table(path: Path) -> list[dict[str, str]]:
    """The rows of a table; none where the file is missing."""
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def write_table(path: Path, rows: Sequence[Mapping[str, Any]], columns: Sequence[str] = ()) -> None:
    """Write rows with equal keys as CSV, for `dvc plots`; `columns` heads a table without any row."""
    written = io.StringIO(newline="")
    table = csv.DictWriter(written, fieldnames=list(rows[0]) if rows else columns, lineterminator="\n")
    table.writeheader()
    table.writerows(rows)
    with whole_file(path) as out:
        out.write(written.getvalue().encode())
