"""Places that exist: city, region, country, postal codes, position and time zone that belong together.

The sampler draws from them; the judge knows by them what kind of name a word is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.resources import files

from edgejson.language.senses import says
from edgejson.language.vocabulary import vocabulary


@dataclass(frozen=True, slots=True)
class Place:
    """A city with what goes with it."""

    city: str
    region: str  #: state, province or the like
    region_code: str  #: its usual abbreviation, or ""
    country: str  #: ISO 3166-1 alpha-2
    latitude: float  #: degrees north
    longitude: float  #: degrees east
    timezone: str  #: IANA name
    postal_codes: tuple[str, ...]  #: some that are in use there


@dataclass(frozen=True, slots=True)
class Airport:
    """An airport with where it lies."""

    code: str  #: IATA
    latitude: float  #: degrees north
    longitude: float  #: degrees east
    timezone: str  #: IANA name


def _rows(name: str) -> Iterator[list[str]]:
    """The rows of a table beside this module, its notes and heading left out."""
    lines = files(__package__).joinpath(name).read_text("utf-8").splitlines()
    return (line.split(";") for line in [line for line in lines if not line.startswith("#")][1:])


def _place(row: list[str]) -> Place:
    city, region, code, country, latitude, longitude, zone, postal = row
    codes = tuple(postal.split("|") if "|" in postal or country in _SPACED else postal.split())
    return Place(city, region, code, country, float(latitude), float(longitude), zone, codes)


_SPACED = frozenset(("IE", "GB", "NL", "SE", "CA", "CZ"))  # a postal code holds a space there
PLACES: tuple[Place, ...] = tuple(map(_place, _rows("places.csv")))
#: ISO 3166-1 alpha-2 -> (English name, alpha-3, ISO 4217 currency, calling code).
COUNTRIES: dict[str, tuple[str, str, str, str]] = {
    code: (name, alpha3, currency, calling) for code, name, alpha3, currency, calling in _rows("countries.csv")
}
_FURTHER = list(_rows("further_places.csv"))
#: One place of each country that nothing is drawn from unless a schema asks for it by a closed list.
FURTHER_PLACES = tuple(
    Place(city, region, region_code, code, float(latitude), float(longitude), zone, tuple(postal.split("|")))
    for code, _, _, _, city, region, region_code, latitude, longitude, zone, postal in _FURTHER
)
#: ISO 3166-1 alpha-2 -> (English name, alpha-3, ISO 4217 currency), of all countries that a place is known of.
ALL_COUNTRIES: dict[str, tuple[str, str, str]] = {
    **{code: row[:3] for code, row in COUNTRIES.items()},
    **{row[0]: (row[1], row[2], row[3]) for row in _FURTHER},
}
AIRPORTS = {
    code: Airport(code, float(latitude), float(longitude), zone)
    for code, _, _, latitude, longitude, zone in _rows("airports.csv")
}
#: Currency -> roughly what a dollar is in it, where that is much more than one.
PRICE_LEVELS = {code: int(level) for code, (level,) in vocabulary("knowledge/trade").pairs("price levels").items()}
#: Country -> short forms of what its firms are by law.
LEGAL_FORMS = vocabulary("knowledge/trade").pairs("legal forms")
#: Other names, in lower case: short forms, and what people there say.
_CALLED = {name: code for code, names in vocabulary("knowledge/countries").pairs("called").items() for name in names}
_KNOWN = {
    **_CALLED,
    **{form.lower(): code for code, (name, alpha3, _) in ALL_COUNTRIES.items() for form in (code, name, alpha3)},
}


def local_currency(leaves: Iterable[tuple[object, str]]) -> str:
    """The ISO 4217 code of what is paid with in the one country that some leaves name; "" where they name none, or two.

    A leaf comes with the words of its field's name.
    """
    named = {country_named(value) for value, words in leaves if says(words, "of country")} - {""}
    return ALL_COUNTRIES[named.pop()][2] if len(named) == 1 else ""


def country_named(value: object) -> str:
    """The ISO 3166-1 alpha-2 code of a country by its code or its name, in any case; "" for what names none."""
    return _KNOWN.get(value.strip().lower(), "") if isinstance(value, str) else ""


def names_of(code: str) -> tuple[str, ...]:
    """What a country is called, by its ISO 3166-1 alpha-2 code; without names for a code that is none."""
    known = ALL_COUNTRIES.get(code)
    return (known[0], *(name for name, other in _CALLED.items() if other == code)) if known else ()
