"""Ratios that take more than an expression to say."""

from __future__ import annotations

#: Months of a year, and percent of the whole.
_MONTHS, _PERCENT = 12, 100


def a_month(percent: float, months: float) -> float:
    """The share of a loan that is paid each month where all payments are alike; `percent` is the interest of a year."""
    rate = (percent / _PERCENT if percent >= 1 else percent) / _MONTHS
    if months <= 0:
        return 0
    return rate / (1 - (1 + rate) ** -months) if rate > 0 else 1 / months
