"""Places as people put them: "Boston" or "Boston, Massachusetts" for "Boston, MA", "NYC", "Germany" for "DE".

For fields without phrases, where the value itself stands nowhere. `knowledge/large_cities.txt` has where cities lie.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from edgejson.forms import FORM, Evidence, Reading
from edgejson.forms.strings import matches
from edgejson.knowledge.places import country_named, names_of
from edgejson.language.vocabulary import vocabulary
from edgejson.schema.fields import Field

_KNOWN = vocabulary("knowledge/large_cities")
#: A schema that asks for a city with where it lies: "City and state, e.g. San Francisco, CA".
_CITY_AND_REGION = re.compile(
    r"\b[Cc]ity(?: and |, ?| ?/ ?)(?:the )?(?:state|country|region)\b|\b[A-Z][a-z]+, [A-Z][A-Za-z]+"
)
#: Behind a city: where another one of its name lies.
_ELSEWHERE = re.compile(r", ?[A-Z][A-Za-z]")
#: Letters of names that are words in small letters.
_SHORT = 2
_OF_COUNTRY = re.compile(r"\bcountry\b")
_OF_REGION = re.compile(r"\b(?:states?|provinces?|regions?|locations?|jurisdiction|place|where)\b")


def find(reading: Reading, value: str, field: Field) -> list[Evidence]:
    """Places that say a city, a state or a country in other words than the value's; [] where it is none."""
    return (
        _zones(reading, value)
        or _within_regions(reading, value)
        or _cities(reading, value, field)
        or _regions(reading, value, field)
        or _countries(reading, value, field)
    )


@cache
def _regions_of() -> dict[str, frozenset[str]]:
    """By a city in lower case: codes and names of its state or province, and of its country."""
    found: dict[str, set[str]] = {}
    for regions, cities in _KNOWN.pairs("cities").items():
        for city in cities:
            found.setdefault(city.lower(), set()).update(regions.lower().split(", "))
    return {city: frozenset(regions) for city, regions in found.items()}


@cache
def _names() -> dict[str, tuple[str, ...]]:
    """By a code or name of a state or country in lower case: what else it is called. A code may mean two of them."""
    found: dict[str, tuple[str, ...]] = {}
    for regions in _KNOWN.pairs("cities"):
        called = tuple(regions.split(", "))
        for name in called:
            found[name.lower()] = (*found.get(name.lower(), ()), *(other for other in called if other != name))
    return found


@cache
def _nicknames() -> dict[str, tuple[str, ...]]:
    return {city.lower(): said for city, said in _KNOWN.pairs("nicknames").items()}


@lru_cache(maxsize=4096)
def _parts(value: str) -> tuple[str, str]:
    """City and where it lies, of "City, where it lies"; ("", "") for anything else."""
    city, comma, region = value.partition(", ")
    return (city, region) if comma and region.lower() in _names() else ("", "")


def _within_regions(reading: Reading, value: str) -> list[Evidence]:
    """Places of a city with its state or country behind it: "Denver, Colorado" or "Denver CO" for "Denver, CO"."""
    city, region = _parts(value)
    regions = "|".join(re.escape(name.lower()) for name in (region, *_names()[region.lower()])) if city else ""
    behind = re.compile(rf",? (?:{regions})(?![^\W_])") if city else None
    places = reading.strings(city) if behind else []
    found = ((place, behind.match(reading.lowered, place.end)) for place in places if behind)
    return [Evidence(place.start, match.end(), FORM) for place, match in found if match]


def _cities(reading: Reading, value: str, field: Field) -> list[Evidence]:
    """Places that say a city by its short name, or alone where the schema asks for its state or country, too."""
    city, region = _parts(value)
    if city:
        examples = " ".join(str(each) for schema in field.schemas for each in schema.get("examples", ()))
        asked = _CITY_AND_REGION.search(f"{field.description} {examples}")
        if not asked or region.lower() not in _regions_of().get(city.lower(), ()):
            return []
    said = [
        place
        for name in ((city,) if city else ()) + _nicknames().get((city or value).lower(), ())
        for place in reading.strings(name)
        if len(name) > _SHORT or reading.text.startswith(name, place.start)  # "LA", no "la"
    ]
    return [e._replace(grade=FORM) for e in said if not _ELSEWHERE.match(reading.text, e.end)]


def _zones(reading: Reading, value: str) -> list[Evidence]:
    """Places of the city that a time zone is called by: "Berlin time" for "Europe/Berlin"."""
    zone = _ZONE.fullmatch(value)
    return [e._replace(grade=FORM) for e in reading.strings(zone[1].replace("_", " "))] if zone else []


_ZONE = re.compile(r"[A-Z][a-z]+/(?:[A-Z][a-z]+/)?([A-Z][A-Za-z_-]+)")


def _regions(reading: Reading, value: str, field: Field) -> list[Evidence]:
    """Places that name a state by its other name, where the field asks for one: "California" for "CA"."""
    if value.lower() not in _names() or not _OF_REGION.search(f"{field.words} {field.description}".lower()):
        return []
    named = [name for name in _names()[value.lower()] if len(name) > 2]
    spelt = [e._replace(grade=FORM) for name in named for e in reading.strings(name)]
    codes = [name for name in _names()[value.lower()] if len(name) == 2 and len(value) > 2]
    return spelt or [place for code in codes for place in matches(rf"\b{code}\b", reading.text)]


def _countries(reading: Reading, value: str, field: Field) -> list[Evidence]:
    """Places that name the country whose code a value is, where the field asks for one: "Germany" for "DE"."""
    code = (
        country_named(value)
        if len(value) in (2, 3) and _OF_COUNTRY.search(f"{field.words} {field.description}")
        else ""
    )
    return [e._replace(grade=FORM) for name in names_of(code) for e in reading.strings(name)] if code else []
