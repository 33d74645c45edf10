"""What is known of a schema beyond the schema: the file `NAME.annotations.yaml` beside it (docs/annotations.md).

By JSON pointer into the schema stand its words (phrases, sentences, mentions, synonyms), its values (pools, providers)
and its facts (units, rules, derived fields), each entry with where it comes from. `annotated` puts what the file says
into the schema as the `x-*` keywords of one name, where the schema has none of that name itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, TypeVar

from pydantic import AfterValidator, BeforeValidator, Field, ValidationError
from pydantic_core import ErrorDetails

from edgejson.pipeline.errors import UserError, hint, together
from edgejson.pipeline.settings import Block, Positive
from edgejson.schema.documents import ANNOTATIONS_ENDING, MAPS, escaped
from edgejson.schema.located import Located, read_located
from edgejson.schema.texts import faults_of

HAND = "hand"
#: The key of phrases that hold for every value: those with "{}" for it.
ANY = ""


class Entry(Block):
    """One thing that is known, and from whom."""

    value: Any
    by: Annotated[str, Field(pattern=r"^(hand|examples|[\w.-]+@[\w.:/+-]+)$")] = HAND
    """`hand`, `examples`, or a teacher with its revision, `NAME@REVISION`."""
    seen: Positive | None = None  #: in how many examples or texts it was found; only of learned ones
    struck: bool = False  #: kept so that it isn't learned again, and used for nothing


class Text(Entry):
    """An entry that is words, or an expression."""

    value: str


class PoolEntry(Entry):
    """An entry of a pool."""

    said: str = ""
    """How sentences say a text where that is more than itself: `the kitchen` for `kitchen`; "": as it is."""


#: pydantic's types of error, in our words.
_NEEDED = {
    "string_type": "a text is needed; write one, in quotes where it looks like a number",
    "list_type": "a list is needed; begin each entry with `- `",
    "dict_type": "a mapping of values to lists is needed",
    "model_type": "a mapping of what is known there is needed: `phrases:`, `sentences:`, ...",
}

EntryT = TypeVar("EntryT", bound=Entry)


def _entry(given: Any) -> Any:
    """An entry from what stands in the file: by hand where nothing else is said."""
    return given if isinstance(given, dict) else {"value": given}


def _learned(entry: EntryT) -> EntryT:
    if (entry.by == HAND) != (entry.seen is None):
        told = "what is by hand has no `seen`" if entry.by == HAND else f"it is by {entry.by}: say how often, `seen: N`"
        raise ValueError(told)
    return entry


def _by_value(given: Any) -> Any:
    return {ANY: given} if isinstance(given, list) else given


def _written_out(entry: PoolEntry) -> PoolEntry:
    if entry.value == {}:
        raise ValueError("an entry of a pool is a value, or `value:` with some of an object's properties")
    if entry.said and not (isinstance(entry.value, str) and entry.said.endswith(f" {entry.value}")):
        raise ValueError("`said` is a word or more and the entry's text, `said: the kitchen`; others are `synonyms`")
    return entry


def _provider(given: Any) -> Any:
    if isinstance(given, str) or (isinstance(given, dict) and isinstance(given.get("provider"), str)):
        return given
    raise ValueError("a provider's name is needed, or a mapping with `provider` and its arguments")


def _unit(given: Any) -> Any:
    also = given.get("also", {}) if isinstance(given, dict) else {}
    said = given.get("unit") if isinstance(given, dict) and given.keys() <= {"unit", "also"} else given
    if isinstance(said, str) and isinstance(also, dict) and not any(isinstance(f, (dict, list)) for f in also.values()):
        return given
    raise ValueError("a symbol is needed, or `unit: kg` and `also: {g: 1000}`, how many of another one make one")


Said = Annotated[Text, BeforeValidator(_entry), AfterValidator(_learned)]
Drawn = Annotated[PoolEntry, BeforeValidator(_entry), AfterValidator(_learned), AfterValidator(_written_out)]


class Words(Block):
    """All that is known of one place of a schema; what the `x-*` keyword of the same name says, in entries."""

    faker: Annotated[Any, AfterValidator(_provider)] = None
    """A provider's name, or a mapping of `provider` and its arguments."""
    derived: Said | None = None
    """An expression over the enclosing object that the value must equal."""
    rules: list[Said] = Field(default_factory=list)
    """Boolean expressions that hold of an object."""
    unit: Annotated[Any, AfterValidator(_unit)] = None
    """A symbol, or a mapping of `unit` and `also`, the other units with how many of them make one."""
    compare: Any = None  #: how the scorer compares the values (scoring/comparing.py)
    phrases: Annotated[dict[str, list[Said]], BeforeValidator(_by_value)] = Field(default_factory=dict)
    """Clauses and fragments that say a field; by value (its JSON text, without "{}"), or all under ANY (with "{}")."""
    synonyms: dict[str, list[Said]] = Field(default_factory=dict)
    """By value, other words for it."""
    sentences: list[Said] = Field(default_factory=list)
    """Whole sentences about an object, with slots for its properties."""
    mentions: list[Said] = Field(default_factory=list)
    """Noun phrases that say an object in one go."""
    texts: list[Said] = Field(default_factory=list)
    """Whole texts about the record."""
    styles: list[Said] = Field(default_factory=list)
    """Names of styles of dates, times and amounts; `seen` is the weight of each."""
    pool: list[Drawn] = Field(default_factory=list)
    """Values of this place; of an object some of its properties, which occur together."""
    shapes: list[Said] = Field(default_factory=list)  #: optional properties that occur together, "colour, size"

    def keywords(self) -> dict[str, Any]:
        """The `x-*` keywords that say the same, in the order of this class."""
        said = {f"x-{name}": _keyword(getattr(self, name)) for name in type(self).model_fields}
        said |= {
            f"x-{n}": {e.value: e.seen or 1 for e in getattr(self, n) if not e.struck} for n in ("styles", "shapes")
        }
        said["x-synonyms"] = self._as_said() | said["x-synonyms"]
        said["x-sampled"] = any(entry.by != HAND and not entry.struck for entry in self.pool) or None
        phrases = said.get("x-phrases")
        if isinstance(phrases, dict) and ANY in phrases:
            said["x-phrases"] = phrases[ANY]
        return {name: value for name, value in said.items() if value not in (None, [], {})}

    def _as_said(self) -> dict[str, list[str]]:
        """What sentences have for texts of the pool, as synonyms."""
        return {entry.value: [entry.said] for entry in self.pool if entry.said and not entry.struck}


def _keyword(said: Any) -> Any:
    if isinstance(said, Entry):
        return None if said.struck else said.value
    if isinstance(said, list):
        return [entry.value for entry in said if not entry.struck]
    if isinstance(said, dict) and all(isinstance(each, list) for each in said.values()):
        kept = {key: _keyword(entries) for key, entries in said.items()}
        return {key: values for key, values in kept.items() if values}
    return said


class Annotations(Block):
    """What is known of the places of one schema, by JSON pointer ("" is the root)."""

    places: dict[str, Words] = Field(default_factory=dict)

    @cached_property
    def keywords(self) -> dict[str, dict[str, Any]]:
        """The `x-*` keywords by JSON pointer."""
        return {place: words.keywords() for place, words in self.places.items()}


def annotations_file(path: Path) -> Path:
    """The annotations of a schema file: beside it, `order.annotations.yaml` of `order.json`."""
    return path.with_name(path.stem + ANNOTATIONS_ENDING)


def annotated(document: Any, path: Path) -> Any:
    """A schema file's document with what the file beside it says; itself where there is none.

    Raises UserError, a line for each mistake, with file, line, what is wrong, what to do.
    """
    beside = annotations_file(path)
    if not beside.is_file():
        return document
    said = read_annotations(beside, document).keywords
    return _with(document, "", said)


def read_annotations(path: Path, document: Any) -> Annotations:
    """What a file of annotations says of a schema's document. Raises UserError as `annotated`."""
    located = read_located(path)
    content = {} if located.content is None else located.content
    if not isinstance(content, dict):
        raise UserError(f"{path}:1: a mapping of JSON pointers to what is known there is needed")
    known = dict(subschemas(document))
    found = [(located.line((place,)), fault) for place in content if (fault := _misplaced(place, known))]
    try:
        annotations = Annotations(places=content)
    except ValidationError as error:
        found += [_told(each, located) for each in error.errors()]
    else:
        found += _faults(annotations, known, located)
    if found:
        raise together([f"{path}:{line}: {fault}" for line, fault in sorted(set(found))])
    return annotations


def _misplaced(place: str, known: dict[str, Any]) -> str:
    if place not in known:
        return f"the schema has nothing at {place!r}; {hint(place, known)}"
    if not isinstance(known[place], dict):
        return f"the schema at {place!r} is a boolean, of which nothing can be said; write {{}} for true there"
    return ""


def _told(found: ErrorDetails, located: Located) -> tuple[int, str]:
    place, cause = _as_in_file(found["loc"][1:]), found.get("ctx", {}).get("error")
    line, key = located.line(place), ".".join(str(step) for step in place[1:]) or "this place"
    if found["type"] == "missing":
        return line, f"{key}: missing; write `value: ...`, around the properties of an object too"
    if found["type"] == "extra_forbidden":
        names = (Words if len(place) == 2 else PoolEntry if place[1] == "pool" else Entry).model_fields
        return line, f"{key}: no such key; {hint(str(place[-1]), names)}"
    if place[-1:] == ("by",):
        return line, f"{key}: {found['input']!r} is nobody; write hand, examples, or a teacher as NAME@REVISION"
    return line, f"{key}: {cause or _NEEDED.get(found['type'], found['msg'])}"


def _as_in_file(place: tuple[int | str, ...]) -> tuple[int | str, ...]:
    """The place of a mistake without what only the model has: the key of phrases that hold for every value."""
    return (*place[:2], *place[3:]) if place[1:3] == ("phrases", ANY) else place


def _faults(annotations: Annotations, known: dict[str, Any], located: Located) -> Iterator[tuple[int, str]]:
    """What is wrong with words that are well-formed, with its line."""
    for place, words in annotations.places.items():
        node = known.get(place)
        for name in ("sentences", "mentions", "texts"):
            for index, entry in enumerate(getattr(words, name)):
                line = located.line((place, name, index))
                yield from ((line, f"{name}: {fault}") for fault in faults_of(f"x-{name}", entry.value, node))
        for value, entries in words.phrases.items():
            for index, entry in enumerate(entries):
                if entry.value.count("{}") != (value == ANY):
                    told = "has one {} for the value" if value == ANY else "says the value itself, without {}"
                    line = located.line(_as_in_file((place, "phrases", value, index)))
                    yield line, f"phrases: {entry.value!r}: a phrase there {told}"


def _with(node: Any, place: str, said: dict[str, dict[str, Any]]) -> Any:
    """A document, copied, in which the places have their keywords; a schema's own keywords win."""
    if isinstance(node, list):
        return [_with(member, f"{place}/{index}", said) for index, member in enumerate(node)]
    if not isinstance(node, dict):
        return node
    made = {word: _with(member, f"{place}/{escaped(word)}", said) for word, member in node.items()}
    return {**made, **{word: value for word, value in said.get(place, {}).items() if word not in node}}


#: Keywords whose values hold a list of schemas, or one.
_OF_ITEMS = ("items", "prefixItems", "additionalItems", "unevaluatedItems", "contains")
_OF_MEMBERS = ("additionalProperties", "unevaluatedProperties", "propertyNames", "contentSchema")
_SCHEMAS = (*_OF_ITEMS, *_OF_MEMBERS, "allOf", "anyOf", "oneOf", "not", "if", "then", "else")


def _are_texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(each, str) for each in value)


def _by_key(value: Any) -> bool:
    return isinstance(value, dict) and all(map(_are_texts, value.values()))


#: Of a weight, so that their sum is a number.
_MOST = 10**9


def _weights(value: Any) -> bool:
    weights = value.values() if isinstance(value, dict) else [None]
    return all(isinstance(each, (int, float)) and not isinstance(each, bool) and 0 < each <= _MOST for each in weights)


_LIST = (_are_texts, "a list of strings is needed")
_WEIGHTS = (_weights, "names with numbers from 0 (without it) to a billion are needed, how often each was seen")
#: What the keywords hold that a schema may have itself, and how a person is told so.
_SHAPES: dict[str, tuple[Callable[[Any], bool], str]] = {
    "x-sentences": _LIST,
    "x-mentions": _LIST,
    "x-texts": _LIST,
    "x-rules": _LIST,
    "x-derived": (lambda value: isinstance(value, str), "an expression is needed, a string"),
    "x-phrases": (lambda value: _are_texts(value) or _by_key(value), "a list of strings is needed, or one by value"),
    "x-synonyms": (_by_key, "lists of strings by value are needed"),
    "x-styles": _WEIGHTS,
    "x-shapes": _WEIGHTS,
    "x-pool": (lambda value: isinstance(value, list), "a list of values is needed"),
    "x-sampled": (lambda value: isinstance(value, bool), "true or false is needed"),
}


def misshapen(document: Any) -> Iterator[tuple[str, str]]:
    """Annotations in a schema itself that hold another type than they must: JSON pointer, what is wrong."""
    for place, schema in subschemas(document):
        for keyword, (fits, told) in _SHAPES.items() if isinstance(schema, dict) else ():
            if keyword in schema and not fits(schema[keyword]):
                yield f"{place}/{keyword}", told


def subschemas(node: Any, place: str = "") -> Iterator[tuple[str, Any]]:
    """Every schema in a document with its JSON pointer, the document itself first."""
    yield place, node
    if not isinstance(node, dict):
        return
    for word, value in node.items():
        here = f"{place}/{escaped(word)}"
        if word in MAPS and isinstance(value, dict):
            for name, member in value.items():
                if isinstance(member, (dict, bool)):
                    yield from subschemas(member, f"{here}/{escaped(name)}")
        elif word in _SCHEMAS and isinstance(value, list):
            for index, member in enumerate(value):
                yield from subschemas(member, f"{here}/{index}")
        elif word in _SCHEMAS and isinstance(value, (dict, bool)):
            yield from subschemas(value, here)
