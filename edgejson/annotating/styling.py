"""How the writers of examples write dates, times and amounts: the styles of `forms/` that they were seen to use."""

from __future__ import annotations

from dataclasses import dataclass, field

from edgejson.annotating.pointers import pointer_of
from edgejson.annotating.spans import Span
from edgejson.forms import style_of
from edgejson.schema.fields import FieldMap, pattern_of
from edgejson.schema.loading import Schema


@dataclass(slots=True)
class Styles:
    """Styles by the field's place in the schema."""

    schema: Schema
    fields: FieldMap
    found: dict[str, dict[str, int]] = field(default_factory=dict)  #: JSON pointer -> style -> how often

    def add(self, text: str, spans: list[Span]) -> None:
        """Count what a text's values are written in."""
        for span in spans:
            style = "" if span.lost else style_of(span.value, text[span.start : span.end], self.fields.field(span.path))
            if style:
                place = pointer_of(self.schema.document, pattern_of(span.path))
                known = self.found.setdefault(place, {})
                known[style] = known.get(style, 0) + 1


def styles_seen(schema: Schema, fields: FieldMap) -> Styles:
    """An empty count."""
    return Styles(schema, fields)
