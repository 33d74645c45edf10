""" "yes" or "no" as text."""

from __future__ import annotations

from typing import Any

from edgejson.forms.kinds import boolean
from edgejson.forms.kinds.base import Kind
from edgejson.forms.scan import Evidence
from edgejson.forms.scanned import ScannedText
from edgejson.language.senses import says
from edgejson.schema.fields import Field


def find(reading: ScannedText, value: Any, field: Field) -> list[Evidence]:
    """As a boolean; by clauses only where the field's name is one."""
    found = boolean.find(reading, value.lower() == "yes", field)
    return found if says(field.words, "says itself") else [e for e in found if not e.cued]


KIND = Kind(name="yesno", find=find, said_by_cue=True)
