"""Names of which a label's string is but a part: "Bruins" of "the Boston Bruins", "Treaty" of "Treaty of Paris"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from edgejson.forms import Evidence
from edgejson.grounding.affinity import asks_for_name, class_of_field, class_of_value
from edgejson.grounding.binding import Bound
from edgejson.language.vocabulary import vocabulary
from edgejson.schema.fields import Field

_TITLES = frozenset(vocabulary("language/en/cues").words("titles"))
#: Classes of words that have a capital, and are no part of a name.
_TIMES = ("month", "weekday", "time")


def is_part_of_title(bound: Bound, place: Evidence, field: Field, taken: Sequence[tuple[int, int]]) -> bool:
    """Is a capitalised string but a part of a name within a sentence, without phrases: "Bruins" of "Boston Bruins",
    "Treaty" of "Treaty of Paris", "Dyson" of "Dyson V8"? What other leaves have `taken` is none of it.

    A person may be told without a first name, which has no article: "Stones" of "The Rolling Stones".
    """
    text = bound.reading.text
    last = text[place.start : place.end].rpartition(" ")[2]
    if not text[place.start].isupper() or last.isupper():
        return False
    person = class_of_field(field.words) == "person"
    ahead = (_NAME_BEHIND_THE if person else _CAPITAL_AHEAD).search(text, max(0, place.start - 40), place.start)
    behind = _OF_CAPITAL.match(text, place.end) if last[:1].isupper() and not person else None
    model = None if asks_for_name(field.words) else _MODEL.match(text, place.end)
    for word in (ahead, behind, model):
        if word and not any(start <= word.start(1) < end for start, end in taken):
            said = word[1].lower()
            plain = word[1].isupper() or said in _TITLES or class_of_value(said) in _TIMES
            if word is ahead and word.end(1) in bound.ends:
                continue  # the name of a field, spelt as titles are: "Home City Boston"
            if (word is model or not plain) and word.start(1) not in bound.starts:
                return True
    return False


#: A capitalised word ahead of a name, not the first one of a sentence; one behind that belongs to it.
_CAPITAL_AHEAD = re.compile(r"(?<=[a-z] )([A-Z][a-z]+) $")
_NAME_BEHIND_THE = re.compile(r"(?<![^\W_])The ([A-Z][a-z]+) $")
_OF_CAPITAL = re.compile(r" of ([A-Z][a-z]+)")
#: The number of a model.
_MODEL = re.compile(r" ([A-Z]{1,5}-?\d+[A-Za-z]*)(?![^\W_])")
