"""The report's pictures: small Vega-Lite charts, drawn to SVG here, so that the page needs no charting script."""

from __future__ import annotations

import html
import json
from collections.abc import Sequence
from importlib import resources
from typing import Any

import vl_convert

from edgejson.report import telling
from edgejson.report.telling import Row

#: Okabe and Ito's palette for all kinds of colour vision, as far as it is readable on white and on black.
BLUE, ORANGE, GREEN, PINK, GREY = "#0072B2", "#D55E00", "#009E73", "#CC79A7", "#888888"
COLOURS = (BLUE, ORANGE, GREEN, PINK, GREY)
#: Stands in a chart and in the look for the page's text colour, which the drawing library has no name for.
_TEXT = "#010203"
#: The look of all charts.
_COMMON = json.loads(resources.files("edgejson.report").joinpath("charts.json").read_text(encoding="utf-8"))

#: A part of a chart's specification, as Vega-Lite has it.
Part = dict[str, Any]


def svg(rows: Sequence[Row], chart: Part, description: str) -> str:
    """A chart of rows as an SVG element that takes the page's text colour and scales down with it.

    To a screen reader it is one image with a description: the hundreds of marks in it say nothing one by one.
    """
    drawn: str = vl_convert.vegalite_to_svg(json.dumps({**_COMMON, "data": {"values": list(rows)}, **chart}))
    image = f'<svg role="img" aria-label="{html.escape(description)}" '
    return drawn.replace(_TEXT, "currentColor").replace("<svg ", image, 1)


def _amount(field: str, **options: Any) -> Part:
    return {"field": field, "type": "quantitative", **options}


def _name(field: str, **options: Any) -> Part:
    return {"field": field, "type": "nominal", **options}


def _place(field: str, **options: Any) -> Part:
    """Names in the order of the rows, without a title."""
    return _name(field, sort=None, title=None, **options)


def _colour(field: str, values: Sequence[str], **options: Any) -> Part:
    return _name(field, scale={"domain": list(values), "range": list(COLOURS)}, **options)


def _names(rows: Sequence[Row], field: str) -> list[str]:
    return list(dict.fromkeys(str(row[field]) for row in rows))


def _layered(shared: Part, *layers: tuple[Part, Part]) -> Part:
    """Layers, each of a mark and its encoding beside the shared one."""
    return {"layer": [{"mark": mark, "encoding": {**shared, **encoding}} for mark, encoding in layers]}


def bars(rows: Sequence[Row], label: str, value: str, kind: str, title: str) -> str:
    """Horizontal bars with their numbers; `kind` gives the colour, which the label repeats in words."""
    shared = {"y": _place(label), "x": _amount(value, title=title, axis={"format": "~s", "tickCount": 5})}
    chart = _layered(
        shared,
        ({"type": "bar"}, {"color": _colour(kind, _names(rows, kind), legend=None)}),
        (
            {"type": "text", "align": "left", "dx": 3, "fontSize": 10, "color": _TEXT},
            {"text": _amount(value, format=",")},
        ),
    )
    return svg(rows, {**chart, "height": {"step": 17}}, telling.bars(rows, label, value, title))


def rates(rows: Sequence[Row], label: str, value: str, kind: str, title: str) -> str:
    """A point for each label and kind on a scale of 0 to 100%; kinds differ in colour and shape."""
    kinds = _names(rows, kind)
    chart = {
        "mark": {"type": "point", "filled": True, "size": 45, "opacity": 0.85},
        "encoding": {
            "y": _place(label, axis={"grid": True}),
            "x": _amount(value, title=title, scale={"domain": [0, 1]}, axis={"format": "%", "tickCount": 5}),
            "color": _colour(kind, kinds),
            "shape": _name(kind, scale={"domain": kinds}),
        },
        "height": {"step": 14},
    }
    return svg(rows, chart, telling.rates(rows, label, value, kind, title))


def intervals(rows: Sequence[Row], label: str, title: str) -> str:
    """Points with intervals (`value`, `low`, `high`, 0 to 1) and their numbers."""
    scale = {"domain": [0, 1]}
    low = _amount("low", title=title, scale=scale, axis={"format": "%"})
    chart = _layered(
        {"y": _place(label)},
        ({"type": "rule", "color": BLUE, "strokeWidth": 2}, {"x": low, "x2": {"field": "high"}}),
        (
            {"type": "point", "filled": True, "size": 55, "color": BLUE, "opacity": 1},
            {"x": _amount("value", scale=scale)},
        ),
        (
            {"type": "text", "align": "left", "dx": 6, "fontSize": 10, "color": _TEXT},
            {"x": _amount("high", scale=scale), "text": _amount("value", format=".1%")},
        ),
    )
    return svg(rows, {**chart, "height": {"step": 18}}, telling.intervals(rows, label, title))


def matrix(rows: Sequence[Row], across: str, down: str, value: str) -> str:
    """Numbers in cells; the shade repeats them."""
    shade = {"domain": [0, max([row[value] for row in rows], default=1)], "range": [0.08, 0.7]}
    chart = _layered(
        {"x": _place(across, axis={"orient": "top", "labelAngle": -60}), "y": _place(down)},
        ({"type": "rect", "color": BLUE}, {"opacity": _amount(value, legend=None, scale=shade)}),
        ({"type": "text", "fontSize": 9, "color": _TEXT}, {"text": _amount(value, format="~s")}),
    )
    return svg(rows, {**chart, "height": {"step": 15}}, telling.matrix(rows, across, down, value))


def lines(rows: Sequence[Row], x: str, y: str, kind: str, x_title: str, y_title: str, log: bool = False) -> str:
    """A line for each kind; kinds differ in colour and dash."""
    kinds = _names(rows, kind)
    scale = {"type": "log" if log else "linear"}
    chart = {
        "mark": {"type": "line", "point": {"size": 18}, "strokeWidth": 2},
        "encoding": {
            "x": _amount(x, title=x_title, scale=scale, axis={"tickCount": 6}),
            "y": _amount(y, title=y_title, axis={"format": "%"}),
            "color": _colour(kind, kinds),
            "strokeDash": _name(kind, scale={"domain": kinds}),
        },
        "height": 170,
    }
    return svg(rows, chart, telling.lines(rows, x, y, kind, x_title, y_title))
