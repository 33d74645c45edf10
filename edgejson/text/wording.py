"""How a field can be said: phrases split once per schema, so that rendering only fills them.

Every way of saying a field is a format string with `{v}` for the value. A clause has a subject (`{it}` or
`{its}`); a fragment has none: it follows a noun ("aged {v}", a *trailing* fragment) or is a noun phrase
itself ("a rating of {v}", "SKU {v}").
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from dataclasses import field as dataclass_field
from typing import Any

from edgejson.forms import kind_for, kind_of
from edgejson.language import nouns
from edgejson.language.names import in_words, singular
from edgejson.language.vocabulary import vocabulary
from edgejson.schema.documents import properties
from edgejson.schema.fields import Field, FieldMap, value_key
from edgejson.text.field_phrases import Said
from edgejson.text.frame_writing import Cast, cast
from edgejson.text.generic import avoiding, generic_value, generic_ways, undeclared_ways
from edgejson.text.hands import Hand, hand

_WORDS = vocabulary("language/en/nouns")
#: Words that begin a fragment which follows a noun, besides prepositions and participles.
_TRAILING = frozenset(_WORDS.words("trailing"))
#: Fields that say what their object is called.
_NAMING = frozenset(
    {"name", "full name", "company name", "product name", "display name", "brand name", "legal name", "trade name"}
)
_NOT_ADVERBS = frozenset(nouns.words("apply supply reply assembly family monopoly"))
#: Words that no label begins with.
_NO_LABEL = frozenset(_WORDS.words("no label begins"))
_PARTICIPLE = re.compile(r"[a-z-]{2,}(?:ed|ing)$")
#: A phrase for a value that is a sentence of its own, though it has no subject slot: "the patient smokes".
_SENTENCE = re.compile(
    r"(?:the|another) (?:[\w-]+ ){1,2}(?:is|are|was|were|has|have|does|do|will|can|cannot|\w*[^s\W]s)(?: |$)"
)
_SPLIT = re.compile(r"\{(it|its|)\}")


@dataclass(slots=True, eq=False)
class Wording:
    """How one field is said; for an object or array, also what its members are called."""

    field: Field
    noun: str  #: "unit price", "customer ID"
    labels: tuple[str, ...]  #: headings for forms and tables, the plainest first
    said: Said
    declared: bool  #: the schema declares the property; if not, its name is part of the label
    one: str  #: for arrays: what one item is called
    plain: bool = False  #: declared, and without phrases: said by its name alone
    naming: bool = False  #: gives the name of the object that it belongs to
    personal: bool = False  #: that object is a person
    single: Said | None = None  #: for the value 1, where `said` has a plural after the value ("{v} stars")
    values: dict[str, Said] = dataclass_field(default_factory=dict)  #: for booleans, nulls, empties: by the value's key
    members: dict[str, Wording] = dataclass_field(default_factory=dict)  #: by property name; "*" for items
    cues: tuple[str, ...] = ()  #: labels of all members, for column headings
    sentences: tuple[Cast, ...] = ()  #: an object's x-sentences
    mentions: tuple[Cast, ...] = ()  #: an object's x-mentions
    hand: Hand | None = None  #: of a record: how the author of its x-texts writes
    usual: bool = False  #: an object whose frames are of the library, not of its schema
    two_voices: bool = False  #: some sentences are in the first person, and some are not


class Lexicon:
    """The wordings of a schema, made when first needed and kept."""

    def __init__(self, document: Any, noun: str) -> None:
        self.fields = FieldMap(document)
        self._noun = noun
        names = [in_words(name).split() for name, _ in properties(document)]
        #: Words that are names of fields, and those that stand in a longer name.
        self._words = frozenset(word for words in names for word in words)
        self._compounded = frozenset(word for words in names if len(words) > 1 for word in words)
        self.root = self._make((), "", True)

    def member(self, parent: Wording, name: str) -> Wording:
        """The wording of a property of an object (`name`) or of the items of an array ("*")."""
        found = parent.members.get(name)
        if found is None:
            path = parent.field.path
            declared = name == "*" or name in self.fields.properties(path)
            found = parent.members[name] = self._make((*path, name), name, declared)
        return found

    def value(self, wording: Wording, value: Any) -> Said:
        """How a boolean, null or empty value of a field is said, or an enum value with phrases of its own."""
        key = value_key(value)
        found = wording.values.get(key)
        if found is None:
            found = wording.values[key] = _said_of_value(wording, key)
        return found

    def typed(self, wording: Wording, value: Any) -> Said:
        """How a value of a plain field is said that may be of another kind than the field's."""
        kind = kind_for(value, wording.field)
        if kind == kind_of(wording.field):
            return wording.said
        found = wording.values.get(f"a {kind}")
        if found is None:
            found = wording.values[f"a {kind}"] = self._generic(wording.noun, kind)
        return found

    def _make(self, path: tuple[str, ...], name: str, declared: bool) -> Wording:
        described = self.fields.field(path)
        if not path:
            noun = self._noun
        elif declared or name == "*":
            noun = nouns.spoken(described.words) or described.name or "value"
            if declared and name.isupper() and len(name) < 4:  # "A", "CO2": as people see them
                noun = name
        else:
            noun = name
        plain = declared and not described.phrases
        title = described.title if path and declared and len(described.title) <= 40 else ""
        if title and any(self.fields.field((*path[:-1], other)).title == title for other in self._others(path)):
            title = ""  # two fields called alike
        clauses, trailing, nominal = sort_phrases(described.phrases)
        several = "array" in described.types
        generic = (
            self._generic(noun, kind_of(described), several)
            if declared
            else avoiding(undeclared_ways(noun, self._words), noun, self._words)
        )
        if clauses:
            said = Said(clauses, trailing, nominal if nominal or trailing else generic.nominal)
        elif trailing or nominal:
            said = replace(generic, trailing=trailing + generic.trailing, nominal=nominal or generic.nominal)
        else:
            said = generic
        labels = _labels(noun, title, clauses, trailing, nominal, bool(described.unit)) if declared else (noun,)
        found = Wording(described, noun, labels, said, declared, self._one(described), plain)
        found.single = _single(said, noun)
        if several and plain and nouns.is_plural(noun):
            found.single = self._generic(singular(noun), "enum")
        found.sentences = tuple(cast(frame, True) for frame in described.sentences)
        found.usual = bool(described.sentences or described.mentions) and not self.fields.annotated
        found.two_voices = len({cast.firsthand for cast in found.sentences}) == 2
        found.mentions = tuple(cast(frame, False) for frame in described.mentions)
        found.hand = hand(self.fields) if not path else None
        found.naming = described.words in _NAMING and "string" in described.types and not described.enum
        found.personal = found.naming and (kind_of(described) == "person" or described.words == "full name")
        return found

    def _generic(self, noun: str, kind: str, several: bool = False) -> Said:
        said = generic_ways(noun, kind, several, noun.rpartition(" ")[2] in self._compounded)
        return avoiding(said, noun, self._words)

    def _others(self, path: tuple[str, ...]) -> list[str]:
        """The declared properties beside one."""
        return [name for name in self.fields.properties(path[:-1]) if name != path[-1]]

    def _one(self, described: Field) -> str:
        """What one item of an array is called: by its schema's title, or its array's name in the singular."""
        title = self.fields.field((*described.path, "*")).title if "array" in described.types else ""
        if title and title.count(" ") < 3 and len(title) <= 30:
            return nouns.head_noun(title, title.lower())
        return nouns.spoken(singular(in_words(described.name))) or "item"


_COUNTED = re.compile(r"\{v\}((?: \w+){1,2})")


def _single(said: Said, noun: str) -> Said | None:
    """The ways of saying that fit the value 1; None where all fit."""

    def fitting(forms: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(
            f for f in forms if not ((match := _COUNTED.search(f)) and any(map(nouns.is_plural, match[1].split())))
        )

    clauses, trailing, nominal = fitting(said.clauses), fitting(said.trailing), fitting(said.nominal)
    if (clauses, trailing, nominal) == (said.clauses, said.trailing, said.nominal):
        return None
    if not clauses:
        had = tuple(f"{{it}} has {form}" for form in nominal if form.startswith(("a ", "an ")))
        clauses = had or (f"{{its}} {'number of ' if nouns.is_plural(noun) else ''}{noun} is {{v}}",)
    nominal = nominal if trailing or nominal else (f"{noun} {{v}}",)
    return Said(clauses, trailing, nominal, said.bare, fitting(said.being))


def sort_phrases(phrases: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Phrases as (clauses, trailing fragments, noun phrases), with `{v}` for the value."""
    clauses: list[str] = []
    trailing: list[str] = []
    nominal: list[str] = []
    for phrase in phrases:
        form = _SPLIT.sub(lambda match: "{v}" if not match[1] else match[0], phrase)
        if "{it}" in phrase or "{its}" in phrase or ("{v}" not in form and _SENTENCE.match(form)):
            clauses.append(form)
        else:
            (trailing if is_trailing(form) else nominal).append(form)
    return tuple(clauses), tuple(trailing), tuple(nominal)


def is_trailing(fragment: str) -> bool:
    """Does the fragment follow a noun ("aged {v}"), or is it a noun phrase ("a rating of {v}")?"""
    first, _, rest = fragment.partition(" ")
    if first in ("{v}", "a", "an", "the", '"{v}"'):
        return rest.endswith(" old")
    lowered = first.lower()
    if (
        lowered in _TRAILING
        or lowered in nouns.PREPOSITIONS
        or (lowered.endswith("ly") and lowered not in _NOT_ADVERBS)
    ):
        return True
    return bool(_PARTICIPLE.match(lowered)) and lowered not in ("speed", "rating", "heading", "building", "bed", "king")


_LABEL_IN_CLAUSE = re.compile(r"\{its\} ([\w' -]+?) (?:is|are|was|were)(?: on| at)? \{v\}$")
_LABEL_IN_FRAGMENT = re.compile(r"(?:with (?:the |a |an )?|an? )?([\w'. -]+?) \{v\}$")


def _labels(
    noun: str,
    title: str,
    clauses: tuple[str, ...],
    trailing: tuple[str, ...],
    nominal: tuple[str, ...],
    measured: bool,
) -> tuple[str, ...]:
    """What a form calls the field: its title or name, and what its phrases call it ("order no.", "paid with")."""
    found = [title, noun] if title and title.lower() != noun.lower() else [title or noun]
    found += [match[1] for form in clauses if (match := _LABEL_IN_CLAUSE.match(form))]
    for form in (*trailing, *nominal):
        match = _LABEL_IN_FRAGMENT.match(form)
        if match and _makes_label(match[1].split(" ")):
            found.append(match[1])
    plain, _, unit = found[0].rpartition(" ")
    if measured and unit in _UNITS:  # the value has its unit: "Mileage", not "Mileage km"
        found = found[1:] or [plain]
    return tuple(dict.fromkeys(label for label in found if label))


def _makes_label(words: list[str]) -> bool:
    """Would a form ask for it? "order no.", "signed by" and "issued on", but no "labelled with" and "last seen on"."""
    first, last = words[0], words[-1]
    if last in nouns.PREPOSITIONS or last == "within":
        return len(words) == 2 and last in ("by", "on") and (first.endswith("ed") or first in _PARTICIPLES)
    return (
        len(words) < 4
        and first not in nouns.PREPOSITIONS
        and first not in _NO_LABEL
        and not first.endswith("ing")
        and last not in ("the", "a", "an", "is", "as", "be")
        and not last.endswith("ing")
        and not (len(words) > 2 and first.endswith("ed"))  # "filed under MRN"
        and (len(words) > 1 or not _PARTICIPLE.match(last))  # no form asks for "Named" or "Coloured"
        and not (
            words[1:-1] and (words[1] in ("to", "by", "for", "as", "in") or words[-2].endswith("ing"))
        )  # "sent as HTTP"
    )


#: Units as property names end in them.
_UNITS = frozenset(_WORDS.words("units"))
#: Participles that don't look like it.
_PARTICIPLES = frozenset(_WORDS.words("participles"))


def _said_of_value(wording: Wording, key: str) -> Said:
    """Booleans, nulls and empties in words, from x-phrases or from the name."""
    own = wording.field.value_phrases.get(key)
    if own:
        return Said(*sort_phrases(own))
    boolean = kind_of(wording.field) == "boolean" or "boolean" in wording.field.types
    return generic_value(wording.noun, key, boolean, wording.declared) or wording.said
