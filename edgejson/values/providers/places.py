"""Addresses and names of places, drawn from the places that exist."""

from __future__ import annotations

from functools import lru_cache
from random import Random

from edgejson.knowledge.places import COUNTRIES, PLACES, Place
from edgejson.language.vocabulary import vocabulary
from edgejson.values.providers.templates import Make, drawn_from, parts, pick, pool


@lru_cache(maxsize=64)
def places_of(locale: str) -> tuple[Place, ...]:
    """The places, those of the locale's country ("en_US") making up about half of the sequence."""
    home = [place for place in PLACES if place.country == locale[-2:].upper()]
    return PLACES + tuple(home) * (max(1, len(PLACES) // len(home)) if home else 0)


_TABLES = vocabulary("values/providers/places")
_STREETS = _TABLES.pairs("streets")
_STEMS = _TABLES.pairs("stems")


@lru_cache(maxsize=64)
def streets(country: str) -> tuple[str, ...]:
    """Streets with house numbers, as a country writes them."""
    stems = _STEMS.get(country, parts()["stem"])
    made = pool(_STREETS.get(country, _STREETS["other"]), 1200, {"stem": stems})
    return tuple(street.replace("Sveavävägen", "Sveavägen").replace("Sveavägatan", "Sveagatan") for street in made)


def providers(locale: str) -> dict[str, Make]:
    """Providers of place names and parts of addresses for a locale, by role."""
    places = places_of(locale)
    home = locale[-2:].upper()

    def latitude(rng: Random) -> float:
        return round(places[int(rng.random() * len(places))].latitude + rng.uniform(-0.08, 0.08), 4)

    def longitude(rng: Random) -> float:
        return round(places[int(rng.random() * len(places))].longitude + rng.uniform(-0.08, 0.08), 4)

    street = drawn_from(lambda: streets(home if home in _STREETS else "other"))
    return {
        "city": pick([place.city for place in places]),
        "region": pick([place.region for place in places]),
        "region_code": pick([place.region_code for place in places]),
        "country_code": pick([place.country for place in places]),
        "country_code3": pick([COUNTRIES[place.country][1] for place in places]),
        "country": pick([COUNTRIES[place.country][0] for place in places]),
        "postal_code": pick([code for place in places for code in place.postal_codes]),
        "timezone": pick([place.timezone for place in places]),
        "latitude": latitude,
        "longitude": longitude,
        "street": street,
        "house_number": pick([str(number) for number in range(1, 180)]),
        "address": lambda rng: f"{street(rng)}, {places[int(rng.random() * len(places))].city}",
    }
