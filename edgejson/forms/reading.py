"""What a text says: where it says a value, and all values of a kind."""

from __future__ import annotations

from typing import Any

from edgejson.forms.kinds import KINDS, kind_for
from edgejson.forms.scan import GRADES, Evidence
from edgejson.forms.scanned import ScannedText
from edgejson.schema.fields import Field


class Reading(ScannedText):
    """What a text says. Offsets are those of the text as given."""

    def find(self, value: Any, field: Field, kind: str | None = None) -> list[Evidence]:
        """Every place that says `value`, best grade first, then in order of the text. [] where there is none.

        `kind` is `kind_for(value, field)`, where the caller has it already.
        """
        found = KINDS[kind or kind_for(value, field)].find(self, value, field)
        if len(found) > 1:
            found.sort(key=lambda e: (-GRADES[e.grade], e.start))
        return found

    def values(self, kind: str) -> list[tuple[Any, int, int]]:
        """All values of a kind with their spans, in order. [] for a kind that can't be listed (string, enum, ...).

        Numbers (for number, integer, money, percent, fraction), dates as ISO text, times as seconds after
        midnight, date-times as (date, seconds, offset), phone numbers as digits, e-mails and URLs as text.
        """
        every = KINDS[kind].every
        return sorted(every(self), key=lambda v: v[1]) if every else []
