"""The report's pictures: small Vega-Lite charts, drawn to SVG here, so that the page needs no charting script."""

from __future__ import annotations

import html
import json
from collections.abc import Sequence
from typing import Any

import altair as alt
import vl_convert

from edgejson.report import telling
from edgejson.report.telling import Row

WIDTH = 380  #: pixels; readable on a phone without zooming
#: Okabe and Ito's palette for all kinds of colour vision, as far as it is readable on white and on black.
BLUE, ORANGE, GREEN, PINK, GREY = "#0072B2", "#D55E00", "#009E73", "#CC79A7", "#888888"
COLOURS = (BLUE, ORANGE, GREEN, PINK, GREY)
#: Stands for the page's text colour, which the drawing library has no name for.
_TEXT = "#010203"


def _data(rows: Sequence[Row]) -> alt.InlineData:
    return alt.InlineData(values=list(rows))


def svg(chart: Any, description: str) -> str:
    """A chart as an SVG element that takes the page's text colour and scales down with it.

    To a screen reader it is one image with a description: the hundreds of marks in it say nothing one by one.
    """
    told = (
        chart.properties(width=WIDTH, autosize=alt.AutoSizeParams(type="fit-x", contains="padding"))
        .configure(
            font="sans-serif", padding={"left": 22, "right": 30, "top": 4, "bottom": 4}, background="transparent"
        )
        .configure_view(stroke=None)
        .configure_axis(
            labelColor=_TEXT,
            titleColor=_TEXT,
            domainColor=_TEXT,
            tickColor=_TEXT,
            gridColor=_TEXT,
            gridOpacity=0.15,
            labelLimit=150,
            titleFontWeight="normal",
        )
        .configure_legend(
            labelColor=_TEXT, titleColor=_TEXT, orient="top", title=None, symbolStrokeWidth=2, columns=3, offset=4
        )
    )
    drawn: str = vl_convert.vegalite_to_svg(json.dumps(told.to_dict()))
    image = f'<svg role="img" aria-label="{html.escape(description)}" '
    return drawn.replace(_TEXT, "currentColor").replace("<svg ", image, 1)


def _colour(field: str, values: Sequence[str], **options: Any) -> alt.Color:
    return alt.Color(f"{field}:N", scale=alt.Scale(domain=list(values), range=list(COLOURS)), **options)


def _names(rows: Sequence[Row], field: str) -> list[str]:
    return list(dict.fromkeys(str(row[field]) for row in rows))


def bars(rows: Sequence[Row], label: str, value: str, kind: str, title: str) -> str:
    """Horizontal bars with their numbers; `kind` gives the colour, which the label repeats in words."""
    base = alt.Chart(_data(rows)).encode(
        y=alt.Y(f"{label}:N", sort=None, title=None),
        x=alt.X(f"{value}:Q", title=title, axis=alt.Axis(format="~s", tickCount=5)),
    )
    marks = base.mark_bar().encode(color=_colour(kind, _names(rows, kind), legend=None))
    numbers = base.mark_text(align="left", dx=3, fontSize=10, color=_TEXT).encode(
        text=alt.Text(f"{value}:Q", format=",")
    )
    return svg((marks + numbers).properties(height={"step": 17}), telling.bars(rows, label, value, title))


def rates(rows: Sequence[Row], label: str, value: str, kind: str, title: str) -> str:
    """A point for each label and kind on a scale of 0 to 100%; kinds differ in colour and shape."""
    kinds = _names(rows, kind)
    chart = (
        alt.Chart(_data(rows))
        .mark_point(filled=True, size=45, opacity=0.85)
        .encode(
            y=alt.Y(f"{label}:N", sort=None, title=None, axis=alt.Axis(grid=True)),
            x=alt.X(f"{value}:Q", title=title, scale=alt.Scale(domain=[0, 1]), axis=alt.Axis(format="%", tickCount=5)),
            color=_colour(kind, kinds),
            shape=alt.Shape(f"{kind}:N", scale=alt.Scale(domain=kinds)),
        )
    )
    return svg(chart.properties(height={"step": 14}), telling.rates(rows, label, value, kind, title))


def intervals(rows: Sequence[Row], label: str, title: str) -> str:
    """Points with intervals (`value`, `low`, `high`, 0 to 1) and their numbers."""
    base = alt.Chart(_data(rows)).encode(y=alt.Y(f"{label}:N", sort=None, title=None))
    scale = alt.Scale(domain=[0, 1])
    rule = base.mark_rule(color=BLUE, strokeWidth=2).encode(
        x=alt.X("low:Q", title=title, scale=scale, axis=alt.Axis(format="%")), x2="high:Q"
    )
    point = base.mark_point(filled=True, size=55, color=BLUE, opacity=1).encode(x=alt.X("value:Q", scale=scale))
    number = base.mark_text(align="left", dx=6, fontSize=10, color=_TEXT).encode(
        x=alt.X("high:Q", scale=scale), text=alt.Text("value:Q", format=".1%")
    )
    return svg((rule + point + number).properties(height={"step": 18}), telling.intervals(rows, label, title))


def matrix(rows: Sequence[Row], across: str, down: str, value: str) -> str:
    """Numbers in cells; the shade repeats them."""
    base = alt.Chart(_data(rows)).encode(
        x=alt.X(f"{across}:N", title=None, sort=None, axis=alt.Axis(orient="top", labelAngle=-60)),
        y=alt.Y(f"{down}:N", title=None, sort=None),
    )
    highest = max([row[value] for row in rows], default=1)
    cells = base.mark_rect(color=BLUE).encode(
        opacity=alt.Opacity(f"{value}:Q", legend=None, scale=alt.Scale(domain=[0, highest], range=[0.08, 0.7]))
    )
    numbers = base.mark_text(fontSize=9, color=_TEXT).encode(text=alt.Text(f"{value}:Q", format="~s"))
    return svg((cells + numbers).properties(height={"step": 15}), telling.matrix(rows, across, down, value))


def lines(rows: Sequence[Row], x: str, y: str, kind: str, x_title: str, y_title: str, log: bool = False) -> str:
    """A line for each kind; kinds differ in colour and dash."""
    kinds = _names(rows, kind)
    scale = alt.Scale(type="log" if log else "linear")
    chart = (
        alt.Chart(_data(rows))
        .mark_line(point=alt.OverlayMarkDef(size=18), strokeWidth=2)
        .encode(
            x=alt.X(f"{x}:Q", title=x_title, scale=scale, axis=alt.Axis(tickCount=6)),
            y=alt.Y(f"{y}:Q", title=y_title, axis=alt.Axis(format="%")),
            color=_colour(kind, kinds),
            strokeDash=alt.StrokeDash(f"{kind}:N", scale=alt.Scale(domain=kinds)),
        )
    )
    return svg(chart.properties(height=170), telling.lines(rows, x, y, kind, x_title, y_title))
