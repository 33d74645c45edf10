"""Postal codes by country, and the country that an object names. Forms as the national posts publish them (UPU)."""

from __future__ import annotations

import re
from typing import Any

from edgejson.language.vocabulary import vocabulary

_COUNTRIES = vocabulary("knowledge/countries")
#: ISO 3166 code -> form of its postal codes, in capitals. Countries that aren't here have none, or any.
POSTAL_CODES: dict[str, re.Pattern[str]] = {
    **{code: re.compile(rf"\d{{{length}}}") for length, codes in _COUNTRIES.pairs("digits").items() for code in codes},
    **{row[:2]: re.compile(row[4:]) for row in _COUNTRIES.rows("codes")},
}

#: Names of countries as people write them -> ISO 3166 code.
_NAMES = {name: code for code, names in _COUNTRIES.pairs("named in records").items() for name in names}
_CODE = re.compile(r"[A-Z]{2}")


def country_of(holder: Any) -> str:
    """The ISO 3166 code of the country that an object names in a property of that name, or ""."""
    if holder.__class__ is not dict:
        return ""
    for name in ("country", "country_code", "countryCode", "addressCountry"):
        value = holder.get(name)
        if value.__class__ is str:
            return value if _CODE.fullmatch(value) else _NAMES.get(value.strip().casefold(), "")
    return ""
