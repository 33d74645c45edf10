"""Mentions of objects that are common everywhere: an address, a range, a price, a size.

They serve objects whose schema has no `x-mentions`: both writers and checks get them through `Field.mentions`. An
object has one of these meanings where its properties, by their names in words, fill all parts that the frame asks for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

#: Role -> names in words that mean it, the most usual first.
_ROLES: dict[str, tuple[str, ...]] = {
    "street": ("street", "street address", "address line 1", "address line1", "line 1", "line1", "address 1"),
    "number": ("house number", "street number", "number"),
    "city": ("city", "town", "locality"),
    "region": ("state", "region", "province", "county"),
    "postcode": ("postal code", "postcode", "zip", "zip code", "post code"),
    "country": ("country", "country code", "country name"),
    "start": ("start", "from", "begin", "start date", "start time", "starts at", "valid from", "gte"),
    "end": ("end", "to", "until", "end date", "end time", "ends at", "valid to", "lte"),
    "min": ("min", "minimum", "lower", "low"),
    "max": ("max", "maximum", "upper", "high"),
    "first": ("first name", "given name", "firstname", "forename"),
    "last": ("last name", "family name", "surname", "lastname"),
    "latitude": ("latitude", "lat"),
    "longitude": ("longitude", "lon", "lng", "long"),
    "amount": ("amount", "value", "price"),
    "currency": ("currency", "currency code"),
    "value": ("value", "amount", "magnitude"),
    "unit": ("unit", "units", "uom"),
    "width": ("width",),
    "height": ("height",),
    "depth": ("depth",),
    "length": ("length",),
    "x": ("x",),
    "y": ("y",),
    "name": ("name", "full name"),
    "email": ("email", "e mail", "email address"),
}

#: Frames over roles, the fullest first.
_FRAMES = (
    "{street}, {city}[, {region}][ {postcode}][, {country}]",
    "{street}, {postcode} {city}[, {region}][, {country}]",
    "{first} {last}[ <{email}>]",
    "{name} <{email}>",
    "from {start} to {end}",
    "from {min} to {max}",
    "between {min} and {max}",
    "latitude {latitude}, longitude {longitude}",
    "{amount} {currency}",
    "{value} {unit}",
    "{width} wide and {height} high[ and {depth} deep]",
    "{length} long and {width} wide[ and {height} high]",
    "x = {x}, y = {y}",
)
_SLOT = re.compile(r"\{(\w+)\}")
#: Names that a slot can hold.
_PLAIN_NAME = re.compile(r"\w+")


def common_mentions(named: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """Frames for an object, from its properties' names as they are and in words; () where none fits.

    Only frames that can say every one of the properties are given.
    """
    by_words = {words: name for name, words in named if _PLAIN_NAME.fullmatch(name)}
    if not 2 <= len(by_words) <= 6:
        return ()
    found = []
    for frame in _FRAMES:
        filled = {role: next((by_words[w] for w in _ROLES[role] if w in by_words), "") for role in _SLOT.findall(frame)}
        used = [name for name in filled.values() if name]
        if len(used) == len(set(used)) == len(by_words):
            source = _without_absent(frame, filled)
            if source:
                found.append(source)
    return tuple(found)


def _without_absent(frame: str, filled: dict[str, str]) -> str:
    """The frame with the properties' own names; "" where it asks for a role that none has."""

    def optional(part: re.Match[str]) -> str:
        return part[0] if all(filled[role] for role in _SLOT.findall(part[0])) else ""

    kept = re.sub(r"\[[^\]]*\]", optional, frame)
    roles = _SLOT.findall(kept)
    return _SLOT.sub(lambda slot: f"{{{filled[slot[1]]}}}", kept) if all(filled[role] for role in roles) else ""
