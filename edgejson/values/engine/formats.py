"""One maker for each format of the specification; both validators accept what it makes.

Addresses of people and machines come from names and ranges set aside for documentation (RFC 2606, 5737, 3849).
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable
from datetime import date, datetime, timedelta
from random import Random

from edgejson.language.vocabulary import vocabulary

Maker = Callable[[Random], str]

WORDS = vocabulary("values/providers/words").words("nouns")
DOMAINS = ("example.com", "example.org", "example.net")
_FIRST_DAY = date(2021, 1, 1)
_DAYS = 4 * 365
_HEX = "0123456789abcdef"


def word(rng: Random) -> str:
    """A short English noun."""
    return WORDS[int(rng.random() * len(WORDS))]


def host(rng: Random) -> str:
    """A host below a reserved domain."""
    return (
        f"{word(rng)}-{word(rng)}.{DOMAINS[int(rng.random() * 3)]}"
        if rng.random() < 0.5
        else (f"{word(rng)}.{DOMAINS[int(rng.random() * 3)]}")
    )


def day(rng: Random) -> str:
    return (_FIRST_DAY + timedelta(days=int(rng.random() * _DAYS))).isoformat()


def clock(rng: Random) -> str:
    return f"{int(rng.random() * 24):02d}:{int(rng.random() * 60):02d}:{int(rng.random() * 60):02d}Z"


def moment(rng: Random) -> str:
    return f"{day(rng)}T{clock(rng)}"


def duration(rng: Random) -> str:
    return rng.choice(("P{}D", "PT{}M", "PT{}H", "P{}W", "P{}M")).format(rng.randint(1, 23))


def email(rng: Random) -> str:
    return f"{word(rng)}.{word(rng)}@{DOMAINS[int(rng.random() * 3)]}"


def idn_email(rng: Random) -> str:
    return f"{rng.choice(('jürgen', 'zoë', 'renée', 'søren', 'íñigo'))}.{word(rng)}@{rng.choice(DOMAINS)}"


def idn_hostname(rng: Random) -> str:
    return f"{rng.choice(('bücher', 'café', 'münchen', 'español'))}-{word(rng)}.example"


def ipv4(rng: Random) -> str:
    return f"{rng.choice(('192.0.2', '198.51.100', '203.0.113'))}.{rng.randint(1, 254)}"


def ipv6(rng: Random) -> str:
    return f"2001:db8:{rng.randrange(1, 65536):x}::{rng.randrange(1, 65536):x}"


def uri(rng: Random) -> str:
    return f"https://{host(rng)}/{word(rng)}"


def uri_reference(rng: Random) -> str:
    return uri(rng) if rng.random() < 0.5 else f"/{word(rng)}/{word(rng)}"


def iri(rng: Random) -> str:
    return f"https://{idn_hostname(rng)}/{word(rng)}"


def iri_reference(rng: Random) -> str:
    return iri(rng) if rng.random() < 0.5 else f"/{word(rng)}/é{word(rng)}"


def uri_template(rng: Random) -> str:
    return f"https://{host(rng)}/{word(rng)}/{{{word(rng)}}}"


def uuid(rng: Random) -> str:
    digits = f"{rng.getrandbits(128):032x}"
    return (
        f"{digits[:8]}-{digits[8:12]}-4{digits[13:16]}-{_HEX[8 + int(rng.random() * 4)]}{digits[17:20]}-{digits[20:]}"
    )


def json_pointer(rng: Random) -> str:
    return f"/{word(rng)}/{word(rng)}"


def relative_json_pointer(rng: Random) -> str:
    return f"{rng.randint(0, 3)}/{word(rng)}"


def regex(rng: Random) -> str:
    return f"^{word(rng)}-[0-9]{{{rng.randint(1, 6)}}}$"


def color(rng: Random) -> str:
    return f"#{rng.getrandbits(24):06x}"


def base64_text(rng: Random) -> str:
    return b64encode(f"{word(rng)} {word(rng)}".encode()).decode()


def json_text(rng: Random) -> str:
    return f'{{"{word(rng)}": {rng.randint(0, 99)}}}'


def base64_json(rng: Random) -> str:
    return b64encode(json_text(rng).encode()).decode()


FORMATS: dict[str, Maker] = {
    "date": day,
    "time": clock,
    "date-time": moment,
    "duration": duration,
    "email": email,
    "idn-email": idn_email,
    "hostname": host,
    "host-name": host,
    "idn-hostname": idn_hostname,
    "ipv4": ipv4,
    "ip-address": ipv4,
    "ipv6": ipv6,
    "uri": uri,
    "uri-reference": uri_reference,
    "uriref": uri_reference,
    "url": uri,
    "iri": iri,
    "iri-reference": iri_reference,
    "uri-template": uri_template,
    "uuid": uuid,
    "guid": uuid,
    "json-pointer": json_pointer,
    "relative-json-pointer": relative_json_pointer,
    "regex": regex,
    "color": color,
    "byte": base64_text,
    "base64": base64_text,
}

#: (contentEncoding, contentMediaType) -> maker.
CONTENTS: dict[tuple[str, str], Maker] = {
    ("base64", ""): base64_text,
    ("", "application/json"): json_text,
    ("base64", "application/json"): base64_json,
}

#: Formats whose values can be written at a given moment, so that rules can order them.
__all__ = ["CONTENTS", "FORMATS", "WORDS", "datetime", "word"]
