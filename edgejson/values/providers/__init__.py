"""Providers: functions that draw plausible values, by role ("email", "city", "ticket_subject") and locale.

A provider is cheap (about a microsecond): tables and pools are made once, when a locale is first used.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from edgejson.pipeline.base import known_locale
from edgejson.values.providers import (
    commerce,
    daily,
    health,
    office,
    people,
    places,
    technology,
    templates,
    themes,
    times,
    work,
)
from edgejson.values.providers.templates import POOL_SIZE, Make, pick, roles
from edgejson.values.providers.themes import Family, Span


@lru_cache(maxsize=1)
def families() -> dict[str, Family]:
    """All families of themes, by name."""
    return {
        **commerce.families(),
        **daily.families(),
        **health.families(),
        **office.families(),
        **technology.families(),
        **work.families(),
    }


@lru_cache(maxsize=1)
def closed() -> frozenset[str]:
    """The roles whose texts are of some field of life: values that were seen in a field say better which one it is."""
    known = (theme for family in families().values() for theme in family.themes)
    themed = (role for theme in known for role, said in theme.items() if not isinstance(said, Span))
    return frozenset((*templates.narrow(), *themed)) - {"stars"}


@lru_cache(maxsize=16)
def providers(locale: str) -> dict[str, Make]:
    """All providers of a locale ("en_US"), by role. Raises UserError for an unknown locale."""
    locale = known_locale(locale)
    return {
        **themes.providers(families()),
        **roles(),
        **technology.providers(),
        **office.providers(),
        **commerce.providers(),
        **places.providers(locale),
        **people.providers(locale),
        **times.providers(locale),
    }


@lru_cache(maxsize=256)
def from_faker(locale: str, name: str, arguments: tuple[tuple[str, Any], ...] = ()) -> Make | None:
    """A provider of Faker's, drawn once into a pool; None where Faker has none of that name.

    Raises TypeError where Faker doesn't take the arguments.
    """
    from faker import Faker

    faker = Faker(known_locale(locale))
    faker.seed_instance(20)
    draw = getattr(faker, name, None)
    if not callable(draw) or name.startswith(("_", "seed", "add_", "get_", "set_", "del_")):
        return None
    drawn = [draw(**dict(arguments)) for _ in range(POOL_SIZE // 2)]
    values = list({repr(value): value for value in drawn}.values())
    return pick([value if isinstance(value, (str, int, float, bool)) else str(value) for value in values])
