"""Names by their initials, and initials for names: "the European Union" for "EU", "NBA" for its full name.

For fields without phrases, where the value itself stands nowhere.
"""

from __future__ import annotations

import re

from edgejson.forms import FORM, Evidence, Reading
from edgejson.grounding.lexicon import GLUE, PREPOSITIONS
from edgejson.schema.fields import Field

_INITIALS = re.compile(r"[A-Z]{2,5}")
#: Units, which a schema lists in small letters: "au" for "astronomical units".
_LOWER = re.compile(r"[a-z]{2,4}")
_WORD = re.compile(r"[A-Z][\w'-]*")
#: Words that initials leave out.
_SMALL = frozenset(("of", "the", "and", "for", "in"))


def find(reading: Reading, value: str, field: Field) -> list[Evidence]:
    """Places of a name with the initials that a value is, or of the initials of the name that it is."""
    text = reading.text
    if _INITIALS.fullmatch(value):
        letters = r"[\w'-]* (?:(?:of|the|and|for|in) )*".join(value)
        said = re.finditer(rf"(?<![^\W_]){letters}[\w'-]+", text)
        return [Evidence(*match.span(), FORM) for match in said if _initials(match[0]) == value]
    if field.enum and _LOWER.fullmatch(value) and value not in GLUE | PREPOSITIONS:
        said = re.finditer(r"(?<![^\W_])" + " ".join(rf"{letter}[a-z]{{3,}}" for letter in value), reading.lowered)
        return [Evidence(*match.span(), FORM) for match in said]
    initials = _initials(value)
    if not _INITIALS.fullmatch(initials) or len(initials) < 2:
        return []
    return [Evidence(*match.span(), FORM) for match in re.finditer(rf"(?<![^\W_]){initials}(?![^\W_])", text)]


def _initials(name: str) -> str:
    """The initials of a name of capitalised words; "" for anything else."""
    words = [word for word in name.split() if word not in _SMALL]
    return "".join(word[0] for word in words) if len(words) > 1 and all(map(_WORD.fullmatch, words)) else ""
