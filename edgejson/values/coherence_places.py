"""Places that exist: city, region, country, postal code and position of one place; the currency of a country."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

from edgejson.values.coherence_leaves import Leaf, Rewrite, found_at, holders
from edgejson.values.providers.people import phone_of
from edgejson.values.providers.places import COUNTRIES, PLACES, Place, streets

#: Share of records whose amounts are in the currency of the country that they name.
_LOCAL_CURRENCY = 0.85
#: In what people trade abroad whose own currency a schema doesn't have.
_ABROAD = dict.fromkeys(("PLN", "SEK", "CZK", "DKK", "NOK", "CHF", "GBP"), ("EUR", "USD"))
_COUNTRY = ("country_code", "country", "country_code3")
#: Role -> what a place says of it.
_FIXED: dict[str, Callable[[Place], Any]] = {
    "country_code": lambda place: place.country,
    "country": lambda place: COUNTRIES[place.country][0],
    "country_code3": lambda place: COUNTRIES[place.country][1],
    "city": lambda place: place.city,
    "region": lambda place: place.region,
    "region_code": lambda place: place.region_code,
    "timezone": lambda place: place.timezone,
}
#: Countries whose streets are written in a way of their own.
_OWN_STREETS = frozenset(("DE", "FR", "ES", "IT", "NL", "SE", "PL"))
#: Role -> one of the values that it may have in a place.
_DRAWN: dict[str, Callable[[Place, Random], Any]] = {
    "postal_code": lambda place, rng: place.postal_codes[int(rng.random() * len(place.postal_codes))],
    "latitude": lambda place, rng: round(place.latitude + (rng.random() - 0.5) * 0.1, 4),
    "longitude": lambda place, rng: round(place.longitude + (rng.random() - 0.5) * 0.1, 4),
    "street": lambda place, rng: rng.choice(streets(place.country if place.country in _OWN_STREETS else "")),
    "phone": lambda place, rng: phone_of(place.country, rng),
}
_POSITION = ("latitude", "longitude", "timezone", "country", "country_code")


def place_rules(leaves: list[Leaf]) -> list[Rewrite]:
    """A rewrite of what an object says of one place, with the position in an object inside it."""
    own = [leaf for leaf in leaves if leaf.own and (leaf.role in _FIXED or leaf.role in _DRAWN)]
    roles = {leaf.role for leaf in own}
    inner = [
        leaf
        for leaf in leaves
        if len(leaf.steps) == 2 and "*" not in leaf.steps and leaf.role in _POSITION and leaf.role not in roles
    ]
    told = list({leaf.role: leaf for leaf in reversed(own + inner if "city" in roles or not own else own)}.values())
    said = {leaf.role for leaf in told}
    if len(said) < 2 or not said & set(_FIXED) | ({"latitude"} & said):
        return []
    rule = _Placed(told)
    return [rule] if rule.places else []


class _Placed:
    """The leaves of one place."""

    def __init__(self, leaves: list[Leaf]) -> None:
        self.leaves = [leaf for leaf in leaves if leaf.role in _FIXED]
        self.drawn = [leaf for leaf in leaves if leaf.role in _DRAWN]
        rng = Random(20)
        self.places = [
            place
            for place in PLACES
            if all(leaf.admits(_FIXED[leaf.role](place)) for leaf in self.leaves)
            and all(leaf.admits(_DRAWN[leaf.role](place, rng)) for leaf in self.drawn if leaf.role != "phone")
        ]
        self.told = {id(place): [_FIXED[leaf.role](place) for leaf in self.leaves] for place in self.places}
        keys = [leaf for role in (*_COUNTRY, "city") for leaf in self.leaves if leaf.role == role]
        keys.sort(key=lambda leaf: not leaf.field.enum)
        self.fitting: dict[tuple[Any, ...], list[Place]] = {}
        self.keys = [(leaf.steps, self._by(leaf), bool(leaf.field.enum)) for leaf in keys]

    def _by(self, leaf: Leaf) -> dict[Any, list[Place]]:
        found: dict[Any, list[Place]] = {}
        for place in self.places:
            found.setdefault(_FIXED[leaf.role](place), []).append(place)
        return found

    def _candidates(self, values: tuple[Any, ...]) -> list[Place]:
        """The places that go with the country and the city that were drawn; none for an unknown country."""
        candidates = self.places
        for value, (_, known, closed) in zip(values, self.keys, strict=True):
            if value in known:
                candidates = [place for place in known[value] if place in candidates] or candidates
            elif closed and value is not None:
                return []
        return candidates

    def __call__(self, rng: Random, made: dict[str, Any]) -> None:
        values = tuple(found_at(made, steps) for steps, _, _ in self.keys)
        if values not in self.fitting:
            self.fitting[values] = self._candidates(values)
        candidates = self.fitting[values]
        if not candidates:
            return
        place = candidates[int(rng.random() * len(candidates))]
        for leaf, value in zip(self.leaves, self.told[id(place)], strict=True):
            for container, key in holders(made, leaf.steps):
                container[key] = value
        for leaf in self.drawn:
            for container, key in holders(made, leaf.steps):
                value = _DRAWN[leaf.role](place, rng)
                if value is not None and leaf.admits(value):
                    container[key] = value


def currency_rules(leaves: list[Leaf]) -> list[Rewrite]:
    """The currency of a record's amounts is that of the country that it names first."""
    currencies = [leaf for leaf in leaves if leaf.role == "currency" and "*" not in leaf.steps]
    countries = [leaf for leaf in leaves if leaf.role in (*_COUNTRY, "city") and "*" not in leaf.steps]
    if len(currencies) != 1 or not countries:
        return []
    return [_Currency(currencies[0], min(countries, key=lambda leaf: (leaf.role == "city", len(leaf.steps))))]


class _Currency:
    """A currency that follows a country or a city."""

    def __init__(self, currency: Leaf, country: Leaf) -> None:
        self.currency, self.country = currency, country
        self.known: dict[Any, str] = {place.city: COUNTRIES[place.country][2] for place in PLACES}
        for code, row in COUNTRIES.items():
            self.known |= {code: row[2], row[0]: row[2], row[1]: row[2]}

    def __call__(self, rng: Random, made: dict[str, Any]) -> None:
        local = self.known.get(found_at(made, self.country.steps))
        if local is None or rng.random() > _LOCAL_CURRENCY:
            return
        local = next((code for code in (local, *_ABROAD.get(local, ("USD",))) if self.currency.admits(code)), None)
        if local is None:
            return
        for container, key in holders(made, self.currency.steps):
            container[key] = local
