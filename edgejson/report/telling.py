"""What a picture shows, in words, for those who don't see it: its kind, how much stands there, and what sticks out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from edgejson.pipeline.metrics import counted, percent

Row = dict[str, Any]

_LOWEST = 3  #: points that are named as the lowest


def bars(rows: Sequence[Row], label: str, value: str, title: str) -> str:
    """All bars with their numbers."""
    return f"Bars of {title}: {'; '.join(f'{row[label]} {row[value]:,}' for row in rows)}."


def rates(rows: Sequence[Row], label: str, value: str, kind: str, title: str) -> str:
    """For each kind how many points there are, their range, and which are lowest."""
    told = []
    for name in dict.fromkeys(row[kind] for row in rows):
        own = sorted((row for row in rows if row[kind] == name), key=lambda row: row[value])
        low, high = percent(own[0][value]), percent(own[-1][value])
        lowest = ", ".join(f"{row[label]} {percent(row[value])}" for row in own[:_LOWEST])
        ends = f"all at {low}" if low == high else f"from {low} to {high}, the lowest {lowest}"
        told.append(f"{name}: {counted(len(own), 'point')} {ends}")
    return f"Points of {title} by {label}. {'; '.join(told)}."


def intervals(rows: Sequence[Row], label: str, title: str) -> str:
    """All points with their intervals."""
    told = []
    for row in rows:
        value, low, high = (percent(row[name]) for name in ("value", "low", "high"))
        told.append(f"{row[label]} {value}, between {low} and {high}")
    return f"Points with intervals of {title}: {'; '.join(told)}."


def matrix(rows: Sequence[Row], across: str, down: str, value: str) -> str:
    """How large the table is, how many cells are empty, and the cells with the least and the most."""
    wide, high = len({row[across] for row in rows}), len({row[down] for row in rows})
    full = [row for row in rows if row[value]]
    empty = wide * high - len(full)
    least, most = min(full, key=lambda row: row[value]), max(full, key=lambda row: row[value])
    ends = " to ".join(f"{row[value]:,} ({row[down]}, {row[across]})" for row in (least, most))
    return f"Table of {value}, {high} by {down} and {wide} by {across}: from {ends}; {empty} cells are empty."


def lines(rows: Sequence[Row], x: str, y: str, kind: str, x_title: str, y_title: str) -> str:
    """For each line where it begins and ends, and where it is highest."""
    told = []
    for name in dict.fromkeys(row[kind] for row in rows):
        own = [row for row in rows if row[kind] == name]
        peak = max(own, key=lambda row: row[y])
        told.append(f"{name} is highest at {peak[x]:g} with {percent(peak[y])}")
    ends = f"{min(row[x] for row in rows):g} to {max(row[x] for row in rows):g}"
    return f"Lines of {y_title} over {x_title} {ends}: {'; '.join(told)}."
