"""What belongs together: a theme says which values of several roles make sense beside each other.

A family is a set of themes of one kind (products, diagnoses, support tickets). Its providers draw from all
of its themes; coherence then makes the values of one object, or one record, come from the same theme.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from random import Random
from typing import TypeAlias

from edgejson.language.names import in_words
from edgejson.language.vocabulary import entries
from edgejson.values.providers.templates import Make, drawn_from, pool


@dataclass(frozen=True, slots=True)
class Span:
    """Numbers from `low` to `high`, both included; `money` ones end as prices do."""

    low: float
    high: float
    decimals: int = 0
    money: bool = False


#: Role -> templates of its texts, or the span of its numbers.
Theme: TypeAlias = Mapping[str, tuple[str, ...] | Span]


@dataclass(frozen=True)
class Family:
    """Themes of one kind."""

    keys: tuple[str, ...]  #: roles whose value tells which theme an instance has, the most decisive first
    themes: tuple[Theme, ...]
    whole: bool = False  #: the theme is that of a whole record, with everything inside it

    @cached_property
    def roles(self) -> frozenset[str]:
        """All roles that a theme of the family speaks of."""
        return frozenset(role for theme in self.themes for role in theme)


def texts(theme: Theme, role: str, size: int = 400) -> tuple[str, ...]:
    """The texts that a theme has for a role; none for numbers or another role."""
    templates = theme.get(role, ())
    if isinstance(templates, Span) or not templates:
        return ()
    return _texts(templates, size)


@lru_cache(maxsize=4096)
def _texts(templates: tuple[str, ...], size: int) -> tuple[str, ...]:
    return pool(tuple(template.partition("=")[0] for template in templates), size)


def names(theme: Theme, role: str) -> frozenset[str]:
    """All that a theme's value of a role is called, in the form of `normal`."""
    templates = theme.get(role, ())
    if isinstance(templates, Span):
        return frozenset()
    others = (name for template in templates for name in template.split("=")[1:])
    return frozenset(normal(name) for name in (*texts(theme, role), *others))


def normal(value: object) -> str:
    """A value as themes are looked up by: in lower-case words ("in_progress" -> "in progress", 5 -> "5")."""
    return in_words(str(value)) or str(value)


def table(columns: str, rows: tuple[str, ...]) -> tuple[Theme, ...]:
    """Themes from rows of text, one each, its columns separated by ";" (not "; "), the entries of a column by "|",
    other words for an entry following it after "=".

    A column that is called `role:span` holds `low..high`, with as many decimals as `low` has; `role:money` prices.
    """
    names = columns.split(";")
    themes = []
    for row in rows:
        theme: dict[str, tuple[str, ...] | Span] = {}
        for name, cell in zip(names, re.split(r";(?! )", row), strict=True):
            role, _, kind = name.partition(":")
            if kind and cell:
                low, _, high = cell.partition("..")
                decimals = 2 if kind == "money" else len(low.partition(".")[2])
                theme[role] = Span(float(low), float(high), decimals, kind == "money")
            elif cell:
                theme[role] = entries((cell,))
        themes.append(theme)
    return tuple(themes)


def providers(families: Mapping[str, Family]) -> dict[str, Make]:
    """A provider for each role of text: it draws from all themes alike."""
    worded: dict[str, list[Theme]] = {}
    spans: dict[str, list[Span]] = {}
    for theme in (theme for family in families.values() for theme in family.themes):
        for role, said in theme.items():
            if isinstance(said, Span):
                spans.setdefault(role, []).append(said)
            else:
                worded.setdefault(role, []).append(theme)
    made = {role: _worded(role, themes) for role, themes in worded.items()}
    return {**made, **{role: _within(some) for role, some in spans.items()}}


def _worded(role: str, themes: list[Theme]) -> Make:
    return drawn_from(lambda: [text for theme in themes for text in texts(theme, role, 120)])


def _within(spans: list[Span]) -> Make:
    def draw(rng: Random) -> float:
        span = spans[int(rng.random() * len(spans))]
        return round(span.low + (span.high - span.low) * rng.random(), span.decimals)

    return draw
