"""What another threshold would keep: kept records, pass rate and audit errors for each value.

Computed from what the stage examine stored, in a second; nothing in the workspace is touched.

Example:

    $ edgejson sweep validate.language.min 0.4:0.9:0.1
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import pandas as pd

from edgejson.audit import sweeping
from edgejson.options import as_json, print_json
from edgejson.pipeline import layout
from edgejson.pipeline.errors import UserError
from edgejson.project import load_project

_PLOTS = (".html", ".png", ".svg", ".json")
_BAR = 24


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("key", metavar="KEY", help="a threshold, e.g. validate.language.min")
    parser.add_argument("values", metavar="START:STOP:STEP", help="values to try, both ends included")
    parser.add_argument("--plot", type=Path, metavar="FILE", help=f"write a plot there ({', '.join(_PLOTS)})")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--csv", action="store_true", help="print the table as CSV")
    as_json(form)
    parser.add_argument("--no-audit", action="store_true", help="leave the audit's errors out")


def run(given: argparse.Namespace) -> int:
    """Print the table, and write the plot if asked."""
    if given.plot and given.plot.suffix not in _PLOTS:
        raise UserError(f"{given.plot}: a plot's name ends on one of {', '.join(_PLOTS)}")
    params, schemas = load_project()
    values = sweeping.values_of(given.values)
    settings = sweeping.settings_at(params.validation, given.key, values)
    parts = [sweeping.kept_at(schemas, layout.EXAMINED, settings)]
    if not given.no_audit:
        parts.append(sweeping.audit_at(schemas, layout.PLANTED, settings))
    table = sweeping.table(given.key, values, *parts)
    if given.plot:
        _write_plot(given.plot, table, given.key)
    if given.json:
        print_json({"key": given.key, "plot": given.plot and str(given.plot), "values": table.to_dict("records")})
        return 0
    print(table.to_csv(index=False) if given.csv else _bars(table), end="")
    if given.plot:
        print(f"plot: {given.plot}")
    return 0


def _bars(table: pd.DataFrame) -> str:
    """The table, with a bar for the pass rate."""
    bars = ["#" * round(rate * _BAR) for rate in table["pass_rate"]]
    return table.round(4).assign(**{"": bars}).to_string(index=False, justify="left") + "\n"


def _write_plot(path: Path, table: pd.DataFrame, key: str) -> None:
    """Shares over the threshold's values, one line each, as Vega-Lite or what it is drawn to."""
    import vl_convert  # late: only a plot needs it

    shares = [name for name in ("pass_rate", "missed", "clean_rejected") if name in table]
    long = table.rename(columns={key: "value"}).melt("value", shares, "share of", "share")
    chart = {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "title": key,
        "width": 480,
        "height": 300,
        "data": {"values": long.to_dict("records")},
        "mark": {"type": "line", "point": True},
        "encoding": {
            "x": {"field": "value", "type": "quantitative", "title": key},
            "y": {"field": "share", "type": "quantitative"},
            "color": {"field": "share of", "type": "nominal"},
        },
    }
    drawn = (
        json.dumps(chart) if path.suffix == ".json" else getattr(vl_convert, f"vegalite_to_{path.suffix[1:]}")(chart)
    )
    path.write_bytes(drawn if isinstance(drawn, bytes) else drawn.encode())
