"""Addresses on the web, and names of hosts."""

from __future__ import annotations

import re

from edgejson.forms.kinds import string
from edgejson.forms.kinds.base import Kind, holds_text, matches
from edgejson.schema.fields import Field

_URL = re.compile(r"(?:https?://|www\.)[^\s<>\"')\]]*[^\s<>\"')\].,;:!?]")


def holds(field: Field) -> bool:
    """By its name."""
    return holds_text(field) and (field.words in ("url", "website", "homepage") or field.words.endswith(" url"))


KIND = Kind(
    name="url",
    holds=holds,
    formats=("uri", "url", "iri", "uri-reference", "hostname"),
    over=("code", "person", "string"),
    find=string.find,
    every=matches(_URL),
    pattern=r"[^\s,;\"]+\.[^\s,;\"]+[^\W_]",
    as_is=True,
)
