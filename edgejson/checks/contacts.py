"""Level 4, contact formats: e-mail, phone, URL and postal code, whether or not the schema asks for a format.

E-mail is judged by email-validator, phones by phonenumbers (Google's libphonenumber), both without any look-up on the
network. Domains that are reserved for examples (RFC 2606) and numbers that are reserved for fiction pass.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from ipaddress import ip_address
from typing import Any, Literal
from urllib.parse import urlsplit

import phonenumbers
from email_validator import EmailNotValidError, validate_email

from edgejson.checks.base import Check, Need, Pair, Subject, reason
from edgejson.checks.branches import Branches
from edgejson.knowledge.postal import POSTAL_CODES, country_of
from edgejson.language.senses import sense_of
from edgejson.pipeline.records import Reason
from edgejson.pipeline.settings import Block
from edgejson.schema.fields import Field, Path
from edgejson.schema.instances import at

NAME = "contacts"
NEEDS: frozenset[Need] = frozenset()


class Settings(Block):
    enabled: bool = True
    phone: Literal["possible", "valid"] = "possible"


#: Judges one value: why it is wrong, or "". `country` is the ISO 3166 code of the enclosing object, or "".
Judge = Callable[[str, str, Settings], str]

_FORMATS = {"email": "email", "idn-email": "email", "phone": "phone", "uri": "url", "iri": "url"}
_CONTACTS = ("contact email", "contact phone", "contact url", "contact postal")
#: Characters that a schema must leave room for, if its field's name is to be believed: "+14155550123", "12345".
_SHORTEST, _SHORTEST_POSTAL = 12, 5
_ENCODED = frozenset(("contentEncoding", "contentMediaType"))
_HOST = re.compile(r"(?=.{1,253}\.?$)(?!-)(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+[^\W\d_][\w-]{0,61}[^\W_]\.?")
_OTHER_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:(?!//|\d)", re.IGNORECASE)  # mailto:, urn:
_PLAIN_EMAIL = re.compile(
    r"(?=[^@]{1,64}@)\w+(?:[.+-]\w+)*@(?:(?!xn--)[a-z0-9]+(?:-[a-z0-9]+)*\.){1,4}[a-z]{2,24}", re.ASCII
)
_DIALLED = re.compile(r"\+?[\d\s().\-/]+(?:(?:,|;|\s)*(?:ext|x|extension)\.?\s*\d{1,7})?", re.IGNORECASE)
_ANY_POSTAL = re.compile(r"(?=.*\d)[A-Za-z0-9][A-Za-z0-9 -]{1,10}[A-Za-z0-9]")


def compile(subject: Subject) -> Check:
    """A check that yields strings of contact fields (by `format`, else by name) that can't be what they should.

    What the schema enumerates is right, and so is what it accepts by an alternative without the format.
    """
    settings = subject.settings(Settings)
    kinds: dict[tuple[str, ...], str] = {}
    branches: dict[str, Branches] = {}

    def kind_at(path: Path) -> str:
        key = tuple("*" if step.__class__ is int else str(step) for step in path)
        if key not in kinds:
            listed = key[-1:] == ("*",) and subject.fields.field(path[:-1]).enum  # the schema enumerates whole lists
            kinds[key] = "" if listed else contact_kind(subject.fields.field(path))
        return kinds[key]

    def allowed_otherwise(value: str, label: Any, path: Path, kind: str) -> bool:
        field = subject.fields.field(path)
        if value in field.enum or field.format not in _FORMATS:
            return value in field.enum
        if kind not in branches:
            formats = [name for name, of in _FORMATS.items() if of == kind]
            branches[kind] = Branches(subject.schema.document, formats)
        return branches[kind].accept(label, path)

    def check(pair: Pair) -> Iterator[Reason]:
        for path, value in pair.leaves:
            if value.__class__ is str and value and (kind := kind_at(path)):
                country = country_of(at(pair.label, path[:-1])) if kind in ("phone", "postal") else ""
                wrong = JUDGES[kind](value, country, settings)
                if wrong and not allowed_otherwise(value, pair.label, path, kind):
                    yield reason("contacts", kind, path, f"{value[:80]!r}: {wrong}")

    return check


def contact_kind(field: Field) -> str:
    """Which contact format a field's strings have: "email", "phone", "url", "postal", or "" for none."""
    if field.format in _FORMATS:
        return _FORMATS[field.format]
    if field.enum or field.format or field.pattern or (field.types and "string" not in field.types):
        return ""  # what the schema says of the value goes before what the name says
    kind = sense_of(field.words, _CONTACTS).removeprefix("contact ")
    least = _SHORTEST_POSTAL if kind == "postal" else _SHORTEST
    said = any(schema.get("maxLength", least) < least or not _ENCODED.isdisjoint(schema) for schema in field.schemas)
    return "" if kind and said else kind


def email(value: str, country: str, settings: Settings) -> str:
    """RFC 5321 and 5322, internationalized addresses included."""
    if len(value) <= 254 and _PLAIN_EMAIL.fullmatch(value):
        return ""  # what every reading of the RFCs accepts needs no library's 20 us
    try:
        validate_email(value, check_deliverability=False, globally_deliverable=False, test_environment=True)
    except EmailNotValidError as error:
        return str(error)
    return ""


def phone(value: str, country: str, settings: Settings) -> str:
    """An international number has a length (or, if so set, a range) that its country uses.

    A national one is judged so where the record names the country; else it has the digits of any number at all:
    5 to 15 (E.164).
    """
    if not _DIALLED.fullmatch(value):
        return "has characters that no phone number has"
    if not value.startswith("+") and not country:
        digits = sum(character.isdigit() for character in value)
        return "" if 5 <= digits <= 15 else f"{digits} digits, a phone number has 5 to 15"
    try:
        number = phonenumbers.parse(value, country or None)
    except phonenumbers.NumberParseException as error:
        return str(error)
    right = phonenumbers.is_valid_number if settings.phone == "valid" else phonenumbers.is_possible_number
    return "" if right(number) else f"not a {settings.phone} number of its country"


@lru_cache(maxsize=4096)
def _host_is_right(host: str) -> bool:
    if host == "localhost" or _HOST.fullmatch(host):
        return True
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def url(value: str, country: str, settings: Settings) -> str:
    """A URL of the web has a host that can be one; one without a scheme ("www.example.com") too. Others pass."""
    if _OTHER_SCHEME.match(value):
        return ""
    try:
        parts = urlsplit(value if "://" in value else f"//{value}")
        host = parts.hostname or ""
        _ = parts.port  # raises for a port that is none
    except ValueError as error:
        return str(error)
    if "://" not in value and not host:
        return ""  # a path; whether that is allowed is the format's business
    if parts.scheme not in ("", "http", "https", "ftp", "ws", "wss"):
        return ""
    if any(character.isspace() for character in value):
        return "has white space"
    return "" if _host_is_right(host) else f"{host!r} can't be a host"


def postal(value: str, country: str, settings: Settings) -> str:
    """The country's own form where the record names the country; else letters and digits as any country has them."""
    form = POSTAL_CODES.get(country)
    if form is None:
        return "" if _ANY_POSTAL.fullmatch(value) else "not in the form of any country"
    return "" if form.fullmatch(value.upper()) else f"not a postal code of {country}"


JUDGES: dict[str, Judge] = {"email": email, "phone": phone, "url": url, "postal": postal}
