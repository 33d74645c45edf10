"""Addresses on the web, and names of hosts."""

from __future__ import annotations

import re
from typing import Any

from edgejson.forms.kinds import string
from edgejson.forms.kinds.base import Kind, holds_text, matches
from edgejson.forms.scan import Evidence
from edgejson.forms.scanned import ScannedText
from edgejson.schema.fields import Field

_URL = re.compile(r"(?:https?://|www\.)[^\s<>\"')\]]*[^\s<>\"')\].,;:!?]")


def holds(field: Field) -> bool:
    """By its name."""
    return holds_text(field) and (field.words in ("url", "website", "homepage") or field.words.endswith(" url"))


#: Behind an address with its scheme: it goes on.
_MORE = re.compile(r"[/?#]\w")


def find(reading: ScannedText, value: Any, field: Field) -> list[Evidence]:
    """Its places, where it is no beginning of a longer address."""
    found = string.find(reading, value, field)
    return [e for e in found if not _MORE.match(reading.text, e.end)] if "://" in value else found


KIND = Kind(
    name="url",
    holds=holds,
    formats=("uri", "url", "iri", "uri-reference", "hostname"),
    over=("code", "person", "string"),
    find=find,
    every=matches(_URL),
    pattern=r"[^\s,;\"]+\.[^\s,;\"]+[^\W_]",
    as_is=True,
)
