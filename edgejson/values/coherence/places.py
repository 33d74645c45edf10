"""Places that exist: city, region, country, postal code and position of one place; the currency of a country."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random
from typing import Any

from edgejson.knowledge.places import ALL_COUNTRIES, COUNTRIES, FURTHER_PLACES, PLACES, Place, country_named
from edgejson.language.senses import says
from edgejson.values.coherence.leaves import Leaf, Rewrite, found_at, holders, text_at
from edgejson.values.providers.people import phone_of
from edgejson.values.providers.places import streets

#: Share of records whose amounts are in the currency of the country that they name.
_LOCAL_CURRENCY = 0.9
#: In what people trade abroad whose own currency a schema doesn't have.
_ABROAD = dict.fromkeys(("PLN", "SEK", "CZK", "DKK", "NOK", "CHF", "GBP"), ("EUR", "USD"))
_COUNTRY = ("country_code", "country", "country_code3")
#: Role -> what a place says of it.
_FIXED: dict[str, Callable[[Place], Any]] = {
    "country_code": lambda place: place.country,
    "country": lambda place: ALL_COUNTRIES[place.country][0],
    "country_code3": lambda place: ALL_COUNTRIES[place.country][1],
    "city": lambda place: place.city,
    "region": lambda place: place.region,
    "region_code": lambda place: place.region_code,
    "timezone": lambda place: place.timezone,
}
#: Those whose streets are called as in another one.
_LIKE = {"AT": "DE", "MX": "ES", "AR": "ES", "CL": "ES", "CO": "ES"}
#: Role -> one of the values that it may have in a place.
_DRAWN: dict[str, Callable[[Place, Random], Any]] = {
    "postal_code": lambda place, rng: place.postal_codes[int(rng.random() * len(place.postal_codes))],
    "latitude": lambda place, rng: round(place.latitude + (rng.random() - 0.5) * 0.1, 4),
    "longitude": lambda place, rng: round(place.longitude + (rng.random() - 0.5) * 0.1, 4),
    "street": lambda place, rng: rng.choice(streets(_LIKE.get(place.country, place.country))),
    "phone": lambda place, rng: phone_of(place.country, rng),
    "address": lambda place, rng: f"{_DRAWN['street'](place, rng)}, {place.city}",
}
#: Names of the number of a house; where it stands in a street's address.
_HOUSE = frozenset(("house number", "house no", "street number", "building number", "number"))
_NUMBERED = re.compile(r"^\d+\w? (?=\D)|,? \d+\w?$")
_POSITION = ("latitude", "longitude", "timezone", "country", "country_code")


def street_rules(leaves: list[Leaf]) -> list[Rewrite]:
    """A rewrite of an object's street that has its number elsewhere; of none where there is no such member."""
    number = next((leaf.steps[0] for leaf in leaves if leaf.own and leaf.field.words in _HOUSE), "")
    street = next((leaf for leaf in leaves if leaf.own and leaf.role == "street"), None)
    return [_Bare(street, number)] if number and street is not None else []


class _Bare:
    """A street without the number of the house."""

    def __init__(self, street: Leaf, number: str) -> None:
        self.street, self.number = street, number

    def __call__(self, rng: Random, made: dict[str, Any]) -> None:
        name = self.street.steps[0]
        if self.number in made and isinstance(made.get(name), str):
            bare = _NUMBERED.sub("", made[name])
            if bare and self.street.admits(bare):
                made[name] = bare


def place_rules(leaves: list[Leaf]) -> list[Rewrite]:
    """A rewrite of what an object says of one place, with what an object inside it says of it."""
    own = [leaf for leaf in leaves if leaf.own and (leaf.role in _FIXED or leaf.role in _DRAWN)]
    roles = {leaf.role for leaf in own}
    inner = [leaf for leaf in leaves if len(leaf.steps) == 2 and "*" not in leaf.steps and leaf.role not in roles]
    if roles & set(_COUNTRY) and "city" not in roles:
        inner = _part_with_a_city(inner)
    elif "city" in roles or not own:
        placed = {leaf.steps[0] for leaf in inner if leaf.role in ("city", "address")}  # they agree already
        inner = [leaf for leaf in inner if leaf.role in _POSITION and leaf.steps[0] not in placed]
    else:
        inner = []
    told = list({leaf.role: leaf for leaf in reversed(own + inner)}.values())
    told += [leaf for leaf in own if leaf.role == "address" and leaf not in told]
    said = {leaf.role for leaf in told}
    if len(said) < 2 or not said & set(_FIXED) | ({"latitude"} & said):
        return []
    rule = _Placed(told)
    return [rule] if len(rule.leaves) + len(rule.drawn) > 1 else []


def _part_with_a_city(leaves: list[Leaf]) -> list[Leaf]:
    """Those of the leaves that stand in the only object with a city and without a country of its own."""
    parts: dict[str, list[Leaf]] = {}
    for leaf in leaves:
        parts.setdefault(leaf.steps[0], []).append(leaf)
    with_city = [part for part in parts.values() if "city" in (roles := {leaf.role for leaf in part})
                 and not roles & set(_COUNTRY)]  # fmt: skip
    return [leaf for leaf in with_city[0] if leaf.role in _FIXED or leaf.role in _DRAWN] if len(with_city) == 1 else []


def _said(leaf: Leaf, place: Place) -> Any:
    """What a leaf says of a place: where its values are listed, the one that names the same country or region."""
    if leaf.field.enum and leaf.role in _COUNTRY:
        return next((value for value in leaf.field.enum if country_named(value) == place.country), None)
    if leaf.field.enum and leaf.role in ("region", "region_code"):
        return next((value for value in leaf.field.enum if value in (place.region, place.region_code)), None)
    return _FIXED[leaf.role](place)


class _Placed:
    """The leaves of one place."""

    def __init__(self, leaves: list[Leaf]) -> None:
        self.places = list(PLACES)
        countries = [leaf for leaf in leaves if leaf.role in _COUNTRY and leaf.field.enum]
        if any(country_named(value) not in COUNTRIES for leaf in countries for value in leaf.field.enum):
            self.places += FURTHER_PLACES
        leaves = sorted(leaves, key=lambda leaf: leaf.role not in _COUNTRY)
        self.leaves = [leaf for leaf in leaves if leaf.role in _FIXED and self._narrowed(leaf)]
        self.drawn = [leaf for leaf in leaves if leaf.role in _DRAWN and (leaf.role == "phone" or self._narrowed(leaf))]
        self.street = any(leaf.role == "city" for leaf in self.leaves)  #: an address needs no city then
        self.told = {place: [_said(leaf, place) for leaf in self.leaves] for place in self.places}
        keys = [leaf for role in (*_COUNTRY, "city") for leaf in self.leaves if leaf.role == role]
        keys.sort(key=lambda leaf: not leaf.field.enum)
        self.fitting: dict[tuple[Any, ...], list[Place]] = {}
        self.keys = [(leaf.steps, self._by(leaf)) for leaf in keys]

    def _narrowed(self, leaf: Leaf) -> bool:
        """Leave only the places that a leaf admits, where it admits any: what it says agrees with the rest, then."""
        rng = Random(20)
        say = _said if leaf.role in _FIXED else lambda leaf, place: _DRAWN[leaf.role](place, rng)
        fitting = [place for place in self.places if leaf.admits(say(leaf, place))]
        if fitting:
            self.places = fitting
        return bool(fitting)

    def _by(self, leaf: Leaf) -> dict[Any, list[Place]]:
        found: dict[Any, list[Place]] = {}
        for place in self.places:
            found.setdefault(_said(leaf, place), []).append(place)
        return found

    def _candidates(self, values: tuple[Any, ...]) -> list[Place]:
        """The places that go with the country and the city that were drawn; any, where none is known of them."""
        candidates = self.places
        for value, (_, known) in zip(values, self.keys, strict=True):
            if value in known and candidates is self.places:
                candidates = known[value]
            elif value in known:
                candidates = [place for place in known[value] if place in candidates] or candidates
        return candidates

    def __call__(self, rng: Random, made: dict[str, Any]) -> None:
        values = tuple(found_at(made, steps) for steps, _ in self.keys)
        if values not in self.fitting:
            self.fitting[values] = self._candidates(values)
        candidates = self.fitting[values]
        place = candidates[int(rng.random() * len(candidates))]
        for leaf, value in zip(self.leaves, self.told[place], strict=True):
            for container, key in holders(made, leaf.steps):
                container[key] = value
        for leaf in self.drawn:
            for container, key in holders(made, leaf.steps):
                plain = leaf.role == "address" and self.street and not says(leaf.field.words, "full address")
                value = _DRAWN["street" if plain else leaf.role](place, rng)
                if value is not None and leaf.admits(value):
                    container[key] = value


def currency_rules(leaves: list[Leaf]) -> list[Rewrite]:
    """The currency of a record's amounts is that of the country that it names first."""
    currencies = [leaf for leaf in leaves if leaf.role == "currency" and "*" not in leaf.steps]
    countries = [leaf for leaf in leaves if leaf.role in (*_COUNTRY, "city") and "*" not in leaf.steps]
    if len(currencies) != 1 or not countries:
        return []
    return [_Currency(currencies[0], sorted(countries, key=lambda leaf: (leaf.role == "city", len(leaf.steps))))]


def phone_rules(leaves: list[Leaf]) -> list[Rewrite]:
    """The phone number of somebody of whom no place is known is one of the country that the record names first."""
    phones = [leaf for leaf in leaves if leaf.role == "phone" and "*" not in leaf.steps]
    places = [leaf for leaf in leaves if leaf.role in (*_COUNTRY, "city") and "*" not in leaf.steps]
    placed = {leaf.steps[:-1] for leaf in places}
    if len(phones) != 1 or not places or phones[0].own or phones[0].steps[:-1] in placed:
        return []
    return [_Reached(phones[0], min(places, key=lambda leaf: (leaf.role == "city", len(leaf.steps))))]


class _Reached:
    """A phone number of a country, named itself or by its city."""

    def __init__(self, phone: Leaf, place: Leaf) -> None:
        self.phone, self.place = phone, place
        self.cities = {place.city: place.country for place in PLACES}

    def __call__(self, rng: Random, made: dict[str, Any]) -> None:
        named = text_at(made, self.place.steps)
        code = country_named(named) or self.cities.get(named, "")
        number = phone_of(code, rng) if code else None
        for container, key in holders(made, self.phone.steps) if number and self.phone.admits(number) else ():
            container[key] = number


class _Currency:
    """A currency that follows a country or a city."""

    def __init__(self, currency: Leaf, places: list[Leaf]) -> None:
        self.currency, self.places = currency, places
        self.cities = {place.city: place.country for place in PLACES}

    def __call__(self, rng: Random, made: dict[str, Any]) -> None:
        named = next((text for place in self.places if (text := text_at(made, place.steps))), "")
        code = country_named(named) or self.cities.get(named, "")
        local = ALL_COUNTRIES[code][2] if code else None
        if local is None or rng.random() > _LOCAL_CURRENCY:
            return
        local = next((code for code in (local, *_ABROAD.get(local, ("USD",))) if self.currency.admits(code)), None)
        if local is None:
            return
        for container, key in holders(made, self.currency.steps):
            container[key] = local
