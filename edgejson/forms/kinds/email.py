"""E-mail addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator

from edgejson.forms.kinds import string
from edgejson.forms.kinds.base import Kind, Stretch, holds_text
from edgejson.forms.scanned import ScannedText
from edgejson.schema.fields import Field

_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


def holds(field: Field) -> bool:
    """By its name."""
    return holds_text(field) and field.words.endswith("email")


def every(reading: ScannedText) -> Iterator[Stretch]:
    """All addresses."""
    return ((m.group(), m.start(), m.end()) for m in _EMAIL.finditer(reading.text))


KIND = Kind(
    name="email",
    holds=holds,
    formats=("email", "idn-email"),
    over=("url", "code", "person", "string"),
    find=string.find,
    every=every,
    pattern=r"[^\s,;\"@]+@[^\s,;\"()<>]+[^\W_]",
    as_is=True,
)
