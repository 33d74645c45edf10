"""The names by which a text may call a field, or the record as a whole, as sequences of words; what else people put
beside its values."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator

from edgejson.forms.words import bare_clause
from edgejson.grounding.cue_parts import words_of
from edgejson.grounding.lexicon import ALSO, CHARGES, UNITS
from edgejson.language.names import in_words, singular
from edgejson.language.vocabulary import vocabulary
from edgejson.schema.fields import Field, FieldMap

#: Units as names of numbers end in them.
_MEASURES = frozenset(vocabulary("language/en/nouns").words("measures"))


def record_names(fields: FieldMap) -> list[tuple[str, ...]]:
    """The title, what it ends in, its singular."""
    title = fields.field(()).title.lower()
    parts = title.split()
    known = {in_words(name) for name in fields.properties(())}
    tails = [" ".join(parts[at:]) for at in range(1, len(parts) - 1) if parts[at] in known]  # "code grant request"
    return _as_words([title, title.casefold(), *tails, title.rpartition(" ")[2], singular(title)])


def with_parent(field: Field) -> list[str]:
    """A field's name behind that of the object that it is in."""
    if len(field.path) < 2 or not field.words:
        return []
    parent = in_words(next((step for step in reversed(field.path[:-1]) if step != "*"), ""))
    return [f"{singular(parent)} {field.words}", f"{parent} {field.words}"]


def names_of(field: Field, above: Field | None, fields: FieldMap) -> list[tuple[str, ...]]:
    """Name, title, name with its parent's, in the singular, run together. `above`: the list that it is the item of."""
    if not field.path:
        return record_names(fields)
    named = [field.words, field.title, in_words(field.title)]
    named += with_parent(field) if above is None else [above.words, above.title, singular(above.words)]
    if field.words.endswith(" number") and not field.phrases:
        named.append(f"{field.words.removesuffix('number')}no")  # "Invoice no. 17"
    named += _unmeasured(field, fields)
    named.append(field.words.casefold())  # "STRASSE" is how capitals say "straße"
    several = field.words + "s" if field.words not in ("", "time") else ""  # "four times" is no plural of a time
    return _as_words([*named, field.words.replace(" ", ""), several, singular(field.words), field.name])


def words_around(phrase: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words of a phrase ahead of its value and behind it; of "{it} is called {}" no auxiliary."""
    before, _, after = bare_clause(phrase).partition("{}")
    ahead = words_of(before)
    while "{it" in phrase and len(ahead) > 1 and ahead[0] in _AUXILIARIES:
        ahead = ahead[1:]
    return ahead, words_of(after)


_AUXILIARIES = frozenset(("is", "was", "are", "were", "has", "have", "had", "been", "be"))


def said_ahead(words: str, siblings: Container[str], numeric: bool) -> Iterator[tuple[str, ...]]:
    """Prepositions and nouns that people put ahead of a value, by the words of its field's name.

    Not by those that name another property beside: "playlist owner", where there is a "playlist" too.
    """
    for word in _own_words(words, siblings):
        yield from map(words_of, (*ALSO.get(word, ()), *(CHARGES.get(word, ()) if numeric else ())))


def said_behind(words: str, siblings: Container[str]) -> Iterator[tuple[str, ...]]:
    """Units, and what is counted, behind a number, by the words of its field's name."""
    for word in _own_words(words, siblings):
        yield from map(words_of, UNITS.get(word, ()))
    counted = _COUNTED.fullmatch(words)
    thing = (counted[1] or counted[2]) if counted else ""
    if thing and thing not in siblings:
        yield from (words_of(thing), words_of(singular(thing)))


#: Names of counts: what they count may stand behind the number.
_COUNTED = re.compile(r"(?:number|num|no|count|quantity) (?:of )?([a-z]+)|([a-z]+) count")


def _own_words(words: str, siblings: Container[str]) -> list[str]:
    return [word for word in words.split() if word == words or word not in siblings]


def _unmeasured(field: Field, fields: FieldMap) -> list[str]:
    """The name of a number without its unit, "weight" for `weight_kg`, unless another field beside is called so."""
    name, _, unit = field.words.rpartition(" ")
    if not name or unit not in _MEASURES or field.phrases or not field.types & {"integer", "number"}:
        return []
    return [] if name in map(in_words, fields.properties(field.path[:-1])) else [name]


def _as_words(names: list[str]) -> list[tuple[str, ...]]:
    return list(dict.fromkeys(words for name in names if name and (words := words_of(name))))
