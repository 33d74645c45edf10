"""Numbers that a schema's description gives a word for: 1 of "1 highest to 5 lowest", 2 of "0 = none, 2 = full".

For fields without phrases: there people say the word, or what `language/en/everyday.txt` has for it.
"""

from __future__ import annotations

import re

from edgejson.forms import FORM, Evidence
from edgejson.forms.numbers import plain
from edgejson.language.vocabulary import vocabulary
from edgejson.schema.fields import Field

_SAME = {
    "highest": "top|highest|high|most important|urgent",
    "lowest": "lowest|low|least important",
}
_GENERIC = frozenset(vocabulary("language/en/numbers").words("names of no number"))


def find(lowered: str, value: float, field: Field) -> list[Evidence]:
    """Places of the word that a description has beside a number, "1 (highest)", "low: 3"."""
    number = re.escape(plain(value))
    ahead = re.findall(
        rf"(?<![\w.,-]){number} ?(?:=|:|\(|is|for|means|-|–)? ?([a-z][a-z-]+)", field.description.lower()
    )
    words = [word for word in ahead if word not in _GENERIC]
    if not words or not re.search(r"\d.*\d", field.description):
        return []
    said = "|".join(_SAME.get(word, re.escape(word)) for word in words)
    return [Evidence(*match.span(), FORM) for match in re.finditer(rf"(?<![^\W_])(?:{said})(?![^\W_])", lowered)]
