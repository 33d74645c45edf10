"""From the words that stand for a value to the value: the canonical form that a field's plain schema asks for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import cache
from typing import Any

import phonenumbers
from dateutil import parser as dates

from edgejson.language.names import in_words
from edgejson.language.vocabulary import vocabulary
from edgejson.schema.fields import Field

#: What `read` returns where the words can't stand for a value of the field.
MISSING: Any = object()

_WORDS = vocabulary("baselines/words")
TRUE = frozenset(_WORDS.rows("true"))
FALSE = frozenset(_WORDS.rows("false"))
NOTHING = frozenset(_WORDS.rows("nothing"))

EMAIL = re.compile(r"[\w.+%'-]+@[\w-]+(?:\.[\w-]+)+")
URL = re.compile(r"\b[a-z][a-z0-9+.-]*://[^\s<>\"'|]*[^\s<>\"'|.,;:!?)\]]", re.IGNORECASE)
UUID = re.compile(r"\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b", re.IGNORECASE)
IPV4 = re.compile(r"\b\d{1,3}(?:\.\d{1,3}){3}\b")
IPV6 = re.compile(r"(?<![\w:])(?:[0-9a-f]{0,4}:){2,7}[0-9a-f]{0,4}(?![\w:])", re.IGNORECASE)
TIME = re.compile(r"\b([01]?\d|2[0-3])[:.h]([0-5]\d)(?:[:.]([0-5]\d))?\s*([ap]\.?m\.?)?", re.IGNORECASE)
MONTH = rf"(?:{'|'.join(_WORDS.words('months'))})[a-z]*\.?"
DATE = re.compile(
    rf"\b(?:\d{{4}}[-/.]\d{{1,2}}[-/.]\d{{1,2}}|\d{{1,2}}[-/.]\d{{1,2}}[-/.]\d{{2,4}}"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?(?: of)?[ -]{MONTH},?[ -]\d{{4}}|{MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}})",
    re.IGNORECASE,
)
_CLOCK = r"(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d+)?)?(?:\s*[ap]\.?m\.?)?"
_ZONE = r"(?:\s*(?:\(?(?:UTC|GMT)?[+-]\d\d:?\d\d\)?|(?:Z|UTC|GMT)\b))?"
DATE_TIME = re.compile(
    rf"(?:{DATE.pattern})(?:T|,? at | |, )\s*{_CLOCK}{_ZONE}|{_CLOCK}{_ZONE} on (?:{DATE.pattern})", re.IGNORECASE
)
PHONE = re.compile(r"(?<![\w.])\+?\(?\d[\d ().-]{6,18}\d\b")
NUMBER = re.compile(r"(?<![\w.])[-−]?\d+(?:[,' ]\d{3})*(?:\.\d+)?(?![\d])")
_FACTORS = {"k": 1_000, "thousand": 1_000, "m": 1_000_000, "mio": 1_000_000, "million": 1_000_000}
_ONES = _WORDS.words("ones")
_TENS = re.findall(r"\w+", "twenty thirty forty fifty sixty seventy eighty ninety")
WORDS = {
    **{word: number for number, word in enumerate(_ONES)},
    **{word: 10 * (number + 2) for number, word in enumerate(_TENS)},
    **{f"{ten} {one}": 10 * (t + 2) + o for t, ten in enumerate(_TENS) for o, one in enumerate(_ONES[:10]) if o},
    "a dozen": 12,
    "hundred": 100,
    "a hundred": 100,
}
#: Codes of a few currencies (ISO 4217), countries (ISO 3166-1) and languages (ISO 639-1), with the words for each.
_CODES = {
    code: re.compile(rf"(?<![^\W\d_])(?:{words})(?![^\W\d_])", re.IGNORECASE)
    for code, _, words in (row.partition(": ") for row in _WORDS.rows("codes"))
}


def codes(words: str) -> Iterator[str]:
    """The codes that words may stand for, the longest words first ("Canadian dollars": CAD before USD)."""
    found = [(match.end() - match.start(), code) for code, p in _CODES.items() if (match := p.search(words))]
    return (code for _, code in sorted(found, key=lambda one: -one[0]))


def read(field: Field, words: str) -> Any:
    """The value of a leaf that `words` state, or MISSING."""
    words = words.strip(" \t_*`")
    if len(words) > 1 and words[0] in "\"'“‘«" and words[-1] in "\"'”’»":
        words = words[1:-1]
    if field.enum:
        return _choice(field.enum, words)
    if "null" in field.types and in_words(words) in NOTHING:
        return None
    for name, reader in _BY_TYPE.items():
        if name in field.types:
            value = reader(words)
            if value is not MISSING:
                return value
    return MISSING if field.types and "string" not in field.types else _string(field, words)


def _choice(enum: tuple[Any, ...], words: str) -> Any:
    said = in_words(words)
    exact = [value for value in enum if str(value).lower() == words.lower()]
    alike = exact or [value for value in enum if said and in_words(str(value)) == said]
    if alike:
        return alike[0]
    held = [value for value in enum if value is not None and re.search(rf"\b{re.escape(in_words(str(value)))}\b", said)]
    if len(held) == 1:
        return held[0]
    return next((code for code in codes(words) if code in enum), MISSING)


def _boolean(words: str) -> Any:
    said = words.lower().strip(" .!")
    first = said.split()[0].strip(",.;") if said.split() else ""
    if said in TRUE or first in TRUE:
        return True
    return False if said in FALSE or first in FALSE else MISSING


def number_in(words: str) -> Any:
    """The one number that words state ("$1,234.50", "12 %", "3.5k", "twenty one"), or MISSING."""
    said = words.lower().strip()
    found = NUMBER.findall(said)
    if not found:
        return WORDS.get(said.replace("-", " "), MISSING)
    if len(found) > 1:
        return MISSING
    digits = re.sub(r"[,' ]", "", found[0]).replace("−", "-")
    value: int | float = float(digits) if "." in digits else int(digits)
    suffix = re.match(r"\s*([a-z]+)", said[said.index(found[0]) + len(found[0]) :])
    factor = _FACTORS.get(suffix[1], 1) if suffix else 1
    return value if factor == 1 else round(value * factor, 6)


def _integer(words: str) -> Any:
    value = number_in(words)
    return int(value) if value is not MISSING and value == int(value) else MISSING


_BY_TYPE: dict[str, Callable[[str], Any]] = {"boolean": _boolean, "integer": _integer, "number": number_in}


def _zone(name: str | None, offset: int | None) -> tzinfo | None:
    """The zone that dateutil has found: an offset in seconds, or universal time by name; no other name is known."""
    if offset is not None:
        return timezone(timedelta(seconds=offset))
    return UTC if name in ("Z", "UTC", "GMT") else None


def _moment(words: str) -> datetime | None:
    try:
        return dates.parse(words, default=datetime(2000, 1, 1), fuzzy=True, tzinfos=_zone)
    except (ValueError, OverflowError, TypeError):  # dateutil's ways of saying "no date"
        return None


def _date(words: str) -> Any:
    found = DATE.search(words)
    moment = _moment(found[0] if found else words) if re.search(r"\d", words) else None
    return moment.date().isoformat() if moment else MISSING


_RFC_3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)")


def _date_time(words: str) -> Any:
    found = _RFC_3339.search(words)
    if found:
        return found[0]
    # "UTC-05:00" is a POSIX zone for dateutil, with the sign turned round
    plain = re.sub(r"\b(?:at|on)\b|\(?\b(?:UTC|GMT)(?=[+-]\d)", " ", words).replace(")", "")
    moment = _moment(plain) if re.search(r"\d", words) else None
    if moment is None:
        return MISSING
    stated = moment.isoformat()
    return stated.replace("+00:00", "Z") if moment.tzinfo else stated + "Z"


def _time(words: str) -> Any:
    found = TIME.search(words)
    if not found:
        return MISSING
    hour = int(found[1]) % 12 + 12 * (found[4].lower().startswith("p")) if found[4] else int(found[1])
    return f"{hour:02}:{found[2]}:{found[3] or '00'}"


def _found(pattern: re.Pattern[str]) -> Callable[[str], Any]:
    def find(words: str) -> Any:
        found = pattern.search(words)
        return found[0] if found else MISSING

    return find


def phone_in(words: str) -> Any:
    """A phone number in E.164 form, read as in the United States where it has no country code; or MISSING."""
    try:
        number = phonenumbers.parse(words, "US")
    except phonenumbers.NumberParseException:
        return MISSING
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


#: What values of a format look like in a text, and how they are read.
SHAPES = {
    **{"email": EMAIL, "uri": URL, "url": URL, "uuid": UUID, "ipv4": IPV4, "ipv6": IPV6},
    **{"date": DATE, "date-time": DATE_TIME, "time": TIME},
}
FORMATS: dict[str, Callable[[str], Any]] = {name: _found(shape) for name, shape in SHAPES.items()}
FORMATS |= {"date": _date, "date-time": _date_time, "time": _time}


def is_phone(field: Field) -> bool:
    """Does a field hold phone numbers in E.164 form, to judge by its pattern?"""
    return field.pattern.startswith(r"^\+") and "phone" in f"{field.words} {field.description.lower()}"


#: Words of any text; a pattern that takes one of them tells nothing about where a value stands.
_ORDINARY = ("a", "the", "with", "Order", "order details", "7", "12", "2024")


@cache
def searchable(pattern: str) -> re.Pattern[str] | None:
    """A schema's pattern for finding it inside a text, or None where it says too little or isn't Python's syntax."""
    inner = pattern.removeprefix("^").removesuffix("$")
    try:
        if any(re.fullmatch(inner, word) for word in _ORDINARY):
            return None
        return re.compile(rf"(?<![\w])(?:{inner})(?![\w])")
    except re.error:
        return None


#: "Lee, Ann"
_TURNED = re.compile(r"^([^\W\d_][\w'’.-]+(?: [\w'’.-]+)?), ([^\W\d_][\w'’.-]*(?: [\w'’.-]+)?)$")
#: Words of fields that hold a person's name.
_PEOPLE = frozenset(
    re.findall(
        r"\w+",
        "name person people who owner author holder contact lead head chair attendee agent manager physician clinician "
        "borrower assignee reporter technician inspector",
    )
)


def is_plain(field: Field) -> bool:
    """Does a field hold strings without any shape that a parser could know them by?"""
    shaped = field.enum or field.pattern or field.format in FORMATS
    return not shaped and not field.types & {"number", "integer", "boolean"}


def _string(field: Field, words: str) -> Any:
    if field.format in FORMATS:
        return FORMATS[field.format](words)
    pattern = searchable(field.pattern) if field.pattern else None
    if pattern and pattern.fullmatch(words):
        return words
    if is_phone(field):
        return phone_in(words)
    if pattern:
        found = pattern.search(words) or pattern.search(words.upper())
        coded = next((code for code in codes(words) if pattern.fullmatch(code)), MISSING)
        if coded is not MISSING or found:
            return found[0] if found else coded
    turned = _TURNED.match(words)
    if turned and set(f"{field.words} {field.description.lower()}".split()) & _PEOPLE:
        return f"{turned[2]} {turned[1]}"
    return words or MISSING
