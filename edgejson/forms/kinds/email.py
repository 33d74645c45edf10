"""E-mail addresses."""

from __future__ import annotations

import re

from edgejson.forms.kinds import string
from edgejson.forms.kinds.base import Kind, holds_text, matches
from edgejson.schema.fields import Field

_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


def holds(field: Field) -> bool:
    """By its name."""
    return holds_text(field) and field.words.endswith("email")


KIND = Kind(
    name="email",
    holds=holds,
    formats=("email", "idn-email"),
    over=("url", "code", "person", "string"),
    find=string.find,
    every=matches(_EMAIL),
    pattern=r"[^\s,;\"@]+@[^\s,;\"()<>]+[^\W_]",
    as_is=True,
)
