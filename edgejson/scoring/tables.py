"""A report as text: one row a group, one column a metric, in percent with its interval."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from edgejson.pipeline.metrics import counted

#: The columns of the tables by group: metric -> heading.
COLUMNS = {
    "parse_rate": "parsed",
    "schema_valid": "valid",
    "json_exact": "JSONExact",
    "leaf_f1": "leaf F1",
    "leaf_f1_macro": "macro F1",
    "omission": "omitted",
    "wrong_value": "wrong",
    "hallucination": "halluc.",
}


def render(report: dict[str, Any], title: str, signed: bool = False) -> str:
    """A report (or a comparison, `signed`) as a table. Percent; the 95% interval in brackets."""
    blocks = [f"{title}: {counted(report['records'], 'record')}, scorer version {report['scorer_version']}", ""]
    overall = report["overall"]
    blocks += [f"  {name:<30}{_cell(value, signed)}" for name, value in overall.items() if name != "records"]
    if "exact" in report:
        exact = report["exact"]
        blocks += ["", f"  exact only in the first {exact['only_first']}, only in the second {exact['only_second']}"]
        blocks[-1] += f", p = {exact['p']:.3g} (sign test)"
    for kind, groups in report["by"].items():
        if len(groups) > 1 or kind == "schema":
            blocks += ["", *_table(kind, groups, signed)]
    return "\n".join(blocks) + "\n"


def _table(kind: str, groups: dict[str, Any], signed: bool) -> Iterator[str]:
    metrics = [name for name in COLUMNS if name in next(iter(groups.values()))]
    width = max(len(kind), *map(len, groups)) + 2
    cells = {name: [_short(part[metric], metric, signed) for metric in metrics] for name, part in groups.items()}
    widths = [max(len(COLUMNS[m]), *(len(row[i]) for row in cells.values())) + 2 for i, m in enumerate(metrics)]
    yield f"{kind:<{width}}{'n':>6}" + "".join(f"{COLUMNS[m]:>{w}}" for m, w in zip(metrics, widths, strict=True))
    for name, part in groups.items():
        yield f"{name:<{width}}{part['records']:>6}" + "".join(
            f"{cell:>{w}}" for cell, w in zip(cells[name], widths, strict=True)
        )


def _short(estimate: Any, metric: str, signed: bool) -> str:
    """The number; for JSONExact, the headline, with its interval."""
    return _cell(estimate, signed) if metric == "json_exact" else _percent(estimate.value, signed)


def _cell(estimate: Any, signed: bool) -> str:
    low, high = _percent(estimate.low, signed), _percent(estimate.high, signed)
    return f"{_percent(estimate.value, signed):>6} [{low}, {high}]"


def _percent(value: float, signed: bool) -> str:
    return f"{100 * value:+.1f}" if signed else f"{100 * value:.1f}"
