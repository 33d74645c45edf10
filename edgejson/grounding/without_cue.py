"""Values of fields with phrases that no cue stands beside, and that can be no other field's all the same.

"Daisy Peterson gave it 4 stars" tells the reviewer, who is the one person that the schema asks for. So it is where no
other field claims the place, the text says the value there alone, and one of these holds: the field's own name stands
farther off in the clause; the value has that name in it, or none but this field could hold it; its kind of words (a
person, a job, a code by its pattern) is asked for by this field alone; it is the one word of the field's list in the
text; it is an amount of money, or stands with the most that a field allows, and one field alone asks for any.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from edgejson.forms.kinds import KINDS, NUMBERS, OPEN
from edgejson.grounding.affinity import class_of_field, class_of_value
from edgejson.grounding.binding import Bound
from edgejson.grounding.candidates import NEAR, Leaf, could_hold
from edgejson.grounding.cue_parts import Target
from edgejson.grounding.lexicon import PREPOSITIONS
from edgejson.language.senses import says
from edgejson.schema.ecma import finder

#: Classes of words that tell what a value is.
_TELLING = frozenset(("person", "job", "city", "country", "state"))
#: Letters of the shortest word of a list that is no word of any sentence.
_SHORTEST = 4
#: Words of people's names that have no capital.
_PARTICLES = frozenset(("de", "van", "von", "der", "da", "di", "el", "bin"))
_WORD = re.compile(r"[^\W_]+")
_AMOUNT = re.compile(r"[$€£¥₹]|\b(?:usd|eur|gbp|chf|cad|aud|sek)\b")


def is_told(leaf: Leaf, leaves: Sequence[Leaf], bound: Bound) -> bool:
    """Does the text tell a value, whose place is chosen, without a cue beside it?"""
    place = leaf.chosen
    assert place is not None
    if leaf.target.listed or len({(each.start, each.end) for each in leaf.candidates}) > 1:
        return False
    claims = bound.claims(place.start, place.end)
    if any(score >= NEAR for target, score in claims.items() if target != leaf.target.id):
        return False
    if leaf.own >= NEAR:
        return True
    rivals = [
        each for each in bound.cues.targets if each is not leaf.target and could_hold(each, leaf.value, leaf.kind)
    ]
    if leaf.kind in NUMBERS:
        if any(each.place.start == place.start and each.fields == {leaf.target.id} for each in bound.scaled):
            return True  # "4 out of 5", where one field goes up to 5
        amount = _AMOUNT.search(bound.lowered, max(0, place.start - 4), place.end + 4)
        money = [each for each in bound.cues.targets if each.kind in NUMBERS and says(each.field.words, "money")]
        return amount is not None and money == [leaf.target]
    if leaf.target.field.enum:
        return not any(rival.field.enum for rival in rivals) and _is_alone(leaf, bound)
    named = not str(leaf.value).rpartition(" ")[2].islower()
    ended = named or _ENDS.match(bound.lowered, place.end) is not None
    if _follows_another(leaf, leaves, bound.reading.text):
        return False
    said = bound.reading.text[place.start : place.end]
    return leaf.kind in OPEN and ended and _is_telling(leaf, said, rivals)


_GOING_ON = frozenset(("and", "is", "was", "has", "which", "who", "that"))
#: Behind a string in small letters, which no cue tells the length of: a mark, or a word that is none of a name.
_ENDS = re.compile(rf" ?[^\w\s]|\s*\Z|\n| (?:{'|'.join(sorted(PREPOSITIONS | _GOING_ON))})(?![^\W_])")


def _is_telling(leaf: Leaf, said: str, rivals: Sequence[Target]) -> bool:
    """Does a string's kind of words, or its pattern, say of which field it is?"""
    value, field = str(leaf.value), leaf.target.field
    if field.pattern and any(map(str.isdigit, value)) and finder(field.pattern)(value):
        return not any(rival.field.pattern for rival in rivals)
    asks = {rival.id: class_of_field(rival.field.words) for rival in rivals}
    rivals = [each for each in rivals if asks[each.id] not in _TELLING or asks[each.id] == class_of_value(said)]
    asked = class_of_field(field.words)
    if asked == "person" and any(word[0].islower() for word in value.split() if word not in _PARTICLES):
        return False  # "Ana Lind wants"
    named = set(_WORD.findall(value.lower())) & set(field.words.split())
    if named or (not rivals and (" " in value or not value.islower())):
        return True  # "checkout-service" for a `service`; no other field could hold it
    if asked not in _TELLING or any(class_of_field(rival.field.words) == asked for rival in rivals):
        return False
    if asked == "person":
        return " " in value
    return asked in (class_of_value(value), class_of_value(said))


def _follows_another(leaf: Leaf, leaves: Sequence[Leaf], text: str) -> bool:
    """Does a string follow in a row on a name that is no leaf's: "Art House, Perth" of a label without a name?"""
    place = leaf.chosen
    ahead = _NAME_AHEAD.search(text, max(0, place.start - 60), place.start) if place else None
    if ahead is None:
        return False
    taken = (each for other in leaves for each in other.candidates)
    return not any(each.start < ahead.end(1) and ahead.start(1) < each.end for each in taken)


_NAME_AHEAD = re.compile(r"((?<![^\W_])[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)*), \Z")


def _is_alone(leaf: Leaf, bound: Bound) -> bool:
    """Is a listed value the one word of its list in the text, and no short one?"""
    field, place = leaf.target.field, leaf.chosen
    if place is None or place.end - place.start < _SHORTEST:
        return False
    find = KINDS["enum"].find
    return not any(find(bound.reading, other, field) for other in field.enum if other not in (leaf.value, None))
