"""Zones that stand as numbers behind the times of a finished text, said in words instead."""

from __future__ import annotations

import re

from edgejson.forms import Reading
from edgejson.forms.zones import names_at

_NUMERIC = re.compile(r" ?\(?\b(?:UTC|GMT)[+-]\d{1,2}(?::\d\d)?\)?")


def in_words(text: str) -> str:
    """A text whose moments have their zones in words, where the date tells a name's offset: "at 3 PM Berlin time"."""
    found: dict[tuple[int, int], str] = {}
    for (day, seconds, offset), places in Reading(text).datetimes.items():
        names = names_at(offset, day, seconds) if offset else ()
        for place in places if names else ():
            if zone := _NUMERIC.search(text, place.start, place.end):
                found[zone.span()] = names[-1]
    for (start, end), name in sorted(found.items(), reverse=True):
        text = f"{text[:start]} {name}{text[end:]}"
    return text
