"""What kind of value a field holds: the one decision that every surface form and its inverse hang on.

| kind | said by |
|---|---|
| date, datetime, time, duration | `format` |
| email, url | `format` email, idn-email; uri, iri, url, uri-reference, hostname |
| phone | `format` phone, or a name with phone, mobile, fax, telephone |
| boolean, integer, number | `type` (or the JSON type of the value) |
| money, percent, fraction | a number whose unit or name says so; fraction: 0 to 1, may be written as a percentage |
| currency | an enum or pattern of three capitals whose name says currency |
| enum | `enum` or `const` of strings |
| code | `format` uuid, ipv4, ipv6; a `pattern` with digits and no lower case; a name that ends in id, code, ... |
| person | a name such as "full name", "customer name", "author", or the x-faker provider `name` |
| string | anything else that is text |
"""

from __future__ import annotations

import re
from typing import Any

from edgejson.language.names import in_words
from edgejson.language.senses import says
from edgejson.schema.fields import Field

_BY_FORMAT = {
    form: kind
    for kind, forms in {
        "date": ("date",),
        "datetime": ("date-time",),
        "time": ("time",),
        "duration": ("duration",),
        "email": ("email", "idn-email"),
        "url": ("uri", "url", "iri", "uri-reference", "hostname"),
        "phone": ("phone",),
        "code": ("uuid", "ipv4", "ipv6"),
    }.items()
    for form in forms
}
_CURRENCY_SYMBOLS = frozenset({"$", "€", "£", "¥", "₹", "USD", "EUR", "GBP", "JPY", "INR", "CHF", "CAD", "AUD"})
_ISO_DATE = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])")
_ISO_DATETIME = re.compile(_ISO_DATE.pattern + r"[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?")
_CLOCK = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?")


def kind_of(field: Field) -> str:
    """The kind of value that a field holds: one of the names in this module's table."""
    kind: str | None = field.memo.get("kind")
    if kind is None:
        kind = field.memo["kind"] = _decide(field)
    return kind


def kind_for(value: Any, field: Field) -> str:
    """The kind of one value: the field's, unless the value is of another JSON type.

    Adds `null`, `yesno` ("yes" or "no" as text) and `empty` (a list, object or string) to them, and takes an ISO date,
    date-time or clock time for one even where the schema states no format.
    """
    if value is None:
        return "null"
    if value is True or value is False:
        return "boolean"
    kind = kind_of(field)
    if isinstance(value, str):
        if not value:
            return "empty"
        if value in _YES_NO and kind in ("string", "enum"):
            return "yesno"
        if kind == "enum" and value not in field.enum:
            return _kind_of_text(value, "string")  # an alternative of the schema's allows any text
        if kind in _TEXT:
            return _kind_of_text(value, kind) if kind in OPEN else kind
        return "enum" if field.enum else _kind_of_text(value, "string")
    if isinstance(value, (int, float)):
        return kind if kind in NUMBERS else "integer" if isinstance(value, int) else "number"
    return "empty"


_YES_NO = frozenset({"yes", "no", "Yes", "No"})
#: Kinds by what they have in common: the sets that other modules tell kinds apart by.
NUMBERS = frozenset({"integer", "number", "money", "percent", "fraction"})
DAYS = frozenset({"date", "datetime"})
TIMES = DAYS | {"time", "duration"}
#: Texts of which nothing but the words around them shows where they end.
OPEN = frozenset({"string", "code", "person"})
#: Texts that are words, which people put in other words.
WORDED = frozenset({"string", "enum", "person"})
#: Values that stand in any text by chance, so that only a cue makes them evidence.
SAID_BY_CUE = frozenset({"boolean", "yesno", "null", "empty"})
_TEXT = OPEN | {"date", "datetime", "time", "duration", "email", "url", "phone", "currency", "enum"}


def _kind_of_text(value: str, otherwise: str) -> str:
    if value[0].isdigit():
        for pattern, kind in ((_ISO_DATE, "date"), (_ISO_DATETIME, "datetime"), (_CLOCK, "time")):
            if pattern.fullmatch(value):
                return kind
    return otherwise


def _decide(field: Field) -> str:
    numeric = field.types & {"number", "integer"}
    if field.format in _BY_FORMAT and not numeric:
        return _BY_FORMAT[field.format]
    if field.enum:
        return _of_enum(field)
    if numeric and "string" not in field.types:
        return _of_number(field)
    if field.types == {"boolean"} or field.types == {"boolean", "null"}:
        return "boolean"
    if "string" in field.types or not field.types:
        return _of_string(field)
    return "string"


def _of_enum(field: Field) -> str:
    if all(isinstance(member, bool) or member is None for member in field.enum):
        return "boolean"
    if all(isinstance(member, (int, float)) for member in field.enum):
        return "integer" if all(isinstance(member, int) for member in field.enum) else "number"
    if field.words.endswith("currency") or "currency code" in field.words:
        return "currency"
    return "enum"


def _of_number(field: Field) -> str:
    if field.unit == "%" or says(field.words, "percent"):
        return "percent"
    if field.unit in _CURRENCY_SYMBOLS:
        return "money"
    bounds = {
        keyword: schema[keyword] for schema in field.schemas for keyword in ("minimum", "maximum") if keyword in schema
    }
    if bounds.get("maximum") == 1 and bounds.get("minimum") == 0 and "number" in field.types:
        return "fraction"
    if "integer" in field.types and "number" not in field.types:
        return "integer"
    if field.words in ("amount", "value") and any(says(in_words(step), "measured") for step in field.path[-3:-1]):
        return "number"
    return "money" if not field.unit and says(field.words, "money") else "number"


def _of_string(field: Field) -> str:
    words = field.words
    if says(words, "phone"):
        return "phone"
    if words.endswith("currency") or words.endswith("currency code"):
        return "currency"
    if words.endswith("email"):
        return "email"
    if words in ("url", "website", "homepage") or words.endswith(" url"):
        return "url"
    if says(words, "code") or says(words, "numbered"):
        return "code"
    if field.pattern and (re.search(r"\\d|\[0-9|\[A-Z", field.pattern)) and "a-z" not in field.pattern:
        return "code"
    faker = next((schema["x-faker"] for schema in field.schemas if "x-faker" in schema), "")
    provider = faker.get("provider", "") if isinstance(faker, dict) else faker
    if provider in ("name", "name_female", "name_male", "name_nonbinary") or says(words, "person name"):
        return "person"
    return "string"
