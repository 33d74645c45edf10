"""Postal codes by country, and the country that an object names. Forms as the national posts publish them (UPU)."""

from __future__ import annotations

import re
from typing import Any

_UK = r"GIR ?0AA|[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}"
#: Digits only, by their number.
_DIGITS = {
    3: "FO IS",
    4: "AT AU BD BE BG CH CY DK GE GL HU LI MD MK NO NZ PH PY SI TN VE ZA",
    5: "CU DE DO DZ EE EG ES FI FR GT HR ID IT JO KE KR KW LK MA MM MX MY NP PE PK RS SA SN TH TR UA UY VN",
    6: "BY CN CO EC KG KZ NG RO RU SG",
    7: "IL",
}
#: Forms that are more than a number of digits.
_OTHERS = {
    "AD": r"AD\d{3}",
    "AR": r"[A-Z]?\d{4}(?:[A-Z]{3})?",
    "BR": r"\d{5}-?\d{3}",
    "CA": r"[ABCEGHJ-NPRSTVXY]\d[ABCEGHJ-NPRSTV-Z] ?\d[ABCEGHJ-NPRSTV-Z]\d",
    "CL": r"\d{3}-?\d{4}",
    "CZ": r"\d{3} ?\d{2}",
    "GB": _UK,
    "GR": r"\d{3} ?\d{2}",
    "IE": r"(?:[AC-FHKNPRTV-Y]\d{2}|D6W) ?[0-9AC-FHKNPRTV-Y]{4}",
    "IN": r"[1-9]\d{2} ?\d{3}",
    "JP": r"\d{3}-?\d{4}",
    "LT": r"(?:LT-?)?\d{5}",
    "LU": r"(?:L-?)?\d{4}",
    "LV": r"(?:LV-?)?\d{4}",
    "MT": r"[A-Z]{3} ?\d{2,4}",
    "NL": r"[1-9]\d{3} ?[A-Z]{2}",
    "PL": r"\d{2}-?\d{3}",
    "PT": r"\d{4}(?:-?\d{3})?",
    "SE": r"\d{3} ?\d{2}",
    "SK": r"\d{3} ?\d{2}",
    "TW": r"\d{3}(?:-?\d{2,3})?",
    "US": r"\d{5}(?:[- ]?\d{4})?",
}
#: ISO 3166 code -> form of its postal codes, in capitals. Countries that aren't here have none, or any.
POSTAL_CODES: dict[str, re.Pattern[str]] = {
    **{code: re.compile(rf"\d{{{length}}}") for length, codes in _DIGITS.items() for code in codes.split()},
    **{code: re.compile(form) for code, form in _OTHERS.items()},
}

#: Names of countries as people write them -> ISO 3166 code.
_NAMES = {
    "united states": "US", "united states of america": "US", "usa": "US", "u.s.": "US", "u.s.a.": "US", "america": "US",
    "united kingdom": "GB", "uk": "GB", "u.k.": "GB", "great britain": "GB", "england": "GB", "scotland": "GB",
    "wales": "GB", "northern ireland": "GB", "gbr": "GB", "canada": "CA", "can": "CA", "germany": "DE", "deu": "DE",
    "france": "FR", "fra": "FR", "italy": "IT", "ita": "IT", "spain": "ES", "esp": "ES", "portugal": "PT",
    "netherlands": "NL", "the netherlands": "NL", "nld": "NL", "belgium": "BE", "luxembourg": "LU", "austria": "AT",
    "switzerland": "CH", "ireland": "IE", "denmark": "DK", "sweden": "SE", "norway": "NO", "finland": "FI",
    "poland": "PL", "czechia": "CZ", "czech republic": "CZ", "slovakia": "SK", "hungary": "HU", "romania": "RO",
    "bulgaria": "BG", "greece": "GR", "turkey": "TR", "ukraine": "UA", "russia": "RU", "japan": "JP", "jpn": "JP",
    "china": "CN", "chn": "CN", "india": "IN", "ind": "IN", "south korea": "KR", "korea": "KR", "singapore": "SG",
    "australia": "AU", "aus": "AU", "new zealand": "NZ", "mexico": "MX", "brazil": "BR", "bra": "BR",
    "argentina": "AR", "chile": "CL", "colombia": "CO", "south africa": "ZA", "israel": "IL",
}  # fmt: skip
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
