"""Addresses on the web, and names of hosts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from edgejson.forms.kinds import string
from edgejson.forms.kinds.base import Kind, Stretch, holds_text
from edgejson.forms.scanned import ScannedText
from edgejson.schema.fields import Field

_URL = re.compile(r"(?:https?://|www\.)[^\s<>\"')\]]*[^\s<>\"')\].,;:!?]")


def holds(field: Field) -> bool:
    """By its name."""
    return holds_text(field) and (field.words in ("url", "website", "homepage") or field.words.endswith(" url"))


def every(reading: ScannedText) -> Iterator[Stretch]:
    """All addresses that show their protocol, or begin with "www."."""
    return ((m.group(), m.start(), m.end()) for m in _URL.finditer(reading.text))


KIND = Kind(
    name="url",
    holds=holds,
    formats=("uri", "url", "iri", "uri-reference", "hostname"),
    over=("code", "person", "string"),
    find=string.find,
    every=every,
    pattern=r"[^\s,;\"]+\.[^\s,;\"]+[^\W_]",
    as_is=True,
)
