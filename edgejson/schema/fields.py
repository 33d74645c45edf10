"""What a schema says about each field: the one description that text, teachers and checks share."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, TypeAlias, TypeGuard

from referencing.exceptions import Unresolvable

from edgejson.language.composed import compose
from edgejson.language.names import in_words, is_function, singular, without_article
from edgejson.schema.combined import enum_of, first_of, listed, types_of, unit_of
from edgejson.schema.common_frames import common_mentions, object_mentions
from edgejson.schema.common_sentences import common_sentences
from edgejson.schema.documents import mentions
from edgejson.schema.drafts import registry_for
from edgejson.schema.frames import Frame
from edgejson.schema.frames import parse as parse_frame
from edgejson.schema.members import Member
from edgejson.schema.pools import FEWEST, rows, sampled, scalars, values_below
from edgejson.schema.single_sentences import one_by_one
from edgejson.schema.texts import Text, parse_text

#: Names and indices from the root of an instance to a place in it.
Path: TypeAlias = tuple[str | int, ...]

_COMBINERS = ("allOf", "anyOf", "oneOf")
_CONDITIONALS = ("if", "then", "else")
_ITEMS = ("prefixItems", "items", "additionalItems", "unevaluatedItems")


@dataclass(frozen=True, slots=True, eq=False)
class Field:
    """One field of a schema: a place in its instances, with all that is said about it there.

    Its words and values are composed (NFC), as text and label are where they are compared; its path is the schema's.
    """

    path: tuple[str, ...]  #: property names from the root, "*" for the items of an array
    name: str  #: the property's name; for array items the array's name in the singular; "" at the root
    words: str  #: the name in lower-case words: "unitPrice" -> "unit price"
    title: str  #: the schema's title for it, without an article, or ""
    description: str
    types: frozenset[str]  #: JSON types that it may have; empty where nothing is said
    format: str
    pattern: str
    enum: tuple[Any, ...]  #: values of enum or const, or ()
    phrases: tuple[str, ...]  #: x-phrases with one "{}" for the value
    value_phrases: dict[str, tuple[str, ...]]  #: x-phrases by value (its JSON text), without "{}"
    sentences: tuple[Frame, ...]  #: x-sentences of an object: whole sentences that say several of its properties
    mentions: tuple[Frame, ...]  #: x-mentions of an object: noun phrases that say it in one go
    texts: tuple[Text, ...]  #: x-texts of the record: whole texts about it
    styles: dict[str, int]  #: x-styles: style of a date, time or amount -> how often it was seen
    synonyms: dict[str, tuple[str, ...]]  #: x-synonyms: canonical value -> other words for it
    unit: str  #: x-unit: the symbol that the value is given in, or ""
    unit_factors: dict[str, str]  #: other units: symbol -> how many of it make one `unit` (decimal text)
    derived: str  #: x-derived, or ""
    required: bool  #: every enclosing object must have it
    unique: bool  #: for an array: uniqueItems
    schemas: tuple[dict[str, Any], ...]  #: every subschema that may apply here, references resolved
    pool: tuple[Any, ...] = field(default=())  #: scalars seen here: of its own x-pool, or of one of an object around it
    cues: tuple[str, ...] = field(default=())  #: words that name the field, the most specific first
    memo: dict[Any, Any] = field(default_factory=dict, repr=False)  #: what others work out from the field, kept with it


def is_number(value: object) -> TypeGuard[int | float]:
    """Is a value a number for JSON? A boolean is none."""
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def leaves(value: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Every leaf of an instance with its path, in order: scalars, null, and empty objects and arrays."""
    found: list[tuple[Path, Any]] = []
    _collect(value, path, found)
    return iter(found)


def _collect(value: Any, path: Path, found: list[tuple[Path, Any]]) -> None:
    if not value or not isinstance(value, (dict, list)):
        found.append((path, value))
        return
    for step, member in value.items() if isinstance(value, dict) else enumerate(value):
        if member.__class__ in _SCALARS:
            found.append(((*path, step), member))
        else:
            _collect(member, (*path, step), found)


_SCALARS = frozenset((str, int, float, bool, type(None)))


@lru_cache(maxsize=65536)
def pattern_of(path: Path) -> tuple[str, ...]:
    """A path with its indices replaced by "*"."""
    return tuple("*" if isinstance(step, int) else step for step in path)


class _Place:
    """Where the same subschemas apply: one place of the instances, or any number in a recursive schema."""

    def __init__(self, nodes: list[tuple[dict[str, Any], Any]]) -> None:
        self.nodes = nodes  #: each with its resolver
        self.schemas = tuple(node for node, _ in nodes)
        self.names = tuple(dict.fromkeys(name for node in self.schemas for name in node.get("properties") or {}))
        lists = [node["required"] for node in self.schemas if isinstance(node.get("required"), list)]  # draft 3: a flag
        self.required = [name for names in lists for name in names]
        self.rows = rows(self.schemas)  #: what is known to occur together here
        self.seen = [value for node in self.schemas for value in node.get("x-pool") or ()]
        self.below: dict[str, _Place] = {}  #: by the next step
        self.said: dict[str, Any] | None = None  #: of the field, wherever it stands


def _seen_with(outer: list[_Place], key: tuple[str, ...]) -> Iterator[Any]:
    """The values that a path has had in the objects on the way to it, as far as these are known."""
    for end, place in enumerate(outer):
        values = [value for row in place.rows for value in values_below(row, key[end:])]
        if not (sampled(place.schemas) and all(map(is_number, values)) and len(set(values)) < FEWEST):
            yield from values


class FieldMap:
    """The fields of a schema by path; each is worked out when first asked for, then kept."""

    def __init__(self, document: Any) -> None:
        self.document = document
        self._fields: dict[tuple[str, ...], Field] = {}
        self._places: dict[tuple[int, ...], _Place] = {}  #: by the identity of their subschemas
        self._targets: dict[tuple[int, str], Any] = {}  #: what the references lead to
        self._root = self._place([(document, registry_for(document).resolver())])
        self.annotated = mentions(document, _WORDINGS)  #: the schema says how people put things

    def field(self, path: Path) -> Field:
        """The field at an instance path (indices or "*" for items)."""
        key = pattern_of(path)
        found = self._fields.get(key)
        if found is None:
            found = self._fields[key] = self._describe(key)
        return found

    def properties(self, path: Path) -> tuple[str, ...]:
        """Names that `properties` declares for the object at a path, in the schema's order."""
        return self._at(pattern_of(path))[-1].names

    def _at(self, key: tuple[str, ...]) -> list[_Place]:
        """The places on the way to a path, from the root to what is there."""
        way = [self._root]
        for step in key:
            here = way[-1]
            if step not in here.below:
                start = [child for node, resolver in here.nodes for child in self._children(node, resolver, step)]
                here.below[step] = self._place(start)
            way.append(here.below[step])
        return way

    def _place(self, start: list[tuple[Any, Any]]) -> _Place:
        """The place of some subschemas (with their resolvers) and of all that they refer to."""
        found: dict[int, tuple[dict[str, Any], Any]] = {}
        for node, resolver in start:
            self._expand(node, resolver, found)
        same = tuple(found)
        if same not in self._places:
            self._places[same] = _Place(list(found.values()))
        return self._places[same]

    def _children(self, node: dict[str, Any], resolver: Any, step: str) -> Iterator[tuple[Any, Any]]:
        if step == "*":
            told = [child for word in _ITEMS for child in listed(node.get(word))]
            # what one item must be, says what the items are only where nothing else does
            yield from ((child, resolver) for child in told or listed(node.get("contains")))
        properties = node.get("properties") or {}
        if step in properties:
            yield properties[step], resolver
            return
        matched = False
        for regex, child in (node.get("patternProperties") or {}).items():
            try:
                if re.search(regex, step):
                    matched = True
                    yield child, resolver
            except re.error:  # ECMA-262 syntax that Python lacks: the field only loses a description
                continue
        if not matched and step != "*":
            for word in ("additionalProperties", "unevaluatedProperties"):
                yield from ((child, resolver) for child in listed(node.get(word)))

    def _expand(self, node: Any, resolver: Any, found: dict[int, tuple[dict[str, Any], Any]]) -> None:
        """Add a subschema and all that apply to the same place through $ref and the combiners, by identity."""
        if not isinstance(node, dict) or id(node) in found:
            return
        found[id(node)] = (node, resolver)
        for word in ("$ref", "$dynamicRef", "$recursiveRef"):
            ref = node.get(word)
            if isinstance(ref, str):
                key = (id(node), word)
                if key not in self._targets:
                    try:
                        self._targets[key] = resolver.lookup(ref)
                    except Unresolvable:  # `lint` reports it, with its place
                        self._targets[key] = None
                resolved = self._targets[key]
                if resolved is not None:
                    self._expand(resolved.contents, resolved.resolver, found)
        for word in _COMBINERS:
            for member in listed(node.get(word)):
                self._expand(member, resolver, found)
        for word in _CONDITIONALS:
            self._expand(node.get(word), resolver, found)
        for word in ("dependentSchemas", "dependencies"):
            for member in (node.get(word) or {}).values():
                self._expand(member, resolver, found)

    def _common(self, key: tuple[str, ...], types: frozenset[str]) -> tuple[Frame, ...]:
        """Mentions of an object by what its properties usually mean."""
        if "object" not in types:
            return ()
        scalars = [(name, in_words(name)) for name in self.properties(key) if not self._is_nested((*key, name))]
        if len(scalars) < len(self.properties(key)):
            return ()
        members = [self._member(key, name) for name, _ in scalars] if key and not self.annotated else []
        return tuple(map(parse_frame, common_mentions(scalars) or object_mentions(members)))

    def _usual(self, title: str, types: frozenset[str]) -> tuple[Frame, ...]:
        """Sentences about the record by what its properties usually mean, where the schema has no annotations."""
        if "object" not in types or self.annotated:
            return ()
        names = self.properties(())
        inside = {name for outer in names for key in ((outer,), (outer, "*")) for name in self.properties(key)}
        return tuple(map(parse_frame, common_sentences(title, self._told(names), inside)))

    def _besides(self, title: str, learned: tuple[Frame, ...]) -> tuple[Frame, ...]:
        """Sentences by the names of properties that no learned sentence says by itself."""
        alone = {frame.paths[0][0] for frame in learned if len(frame.paths) == 1}
        members = self._told([name for name in self.properties(()) if name not in alone])
        return tuple(map(parse_frame, one_by_one(members, is_function(title))))

    def _told(self, names: Sequence[str]) -> list[Member]:
        """The record's properties of some names that hold scalars, or lists of them."""
        return [self._member((), name) for name in names if not self._is_nested((name,)) or self._lists_scalars(name)]

    def _member(self, key: tuple[str, ...], name: str) -> Member:
        nodes = self._at((*key, name))[-1].schemas
        values = [value for value in enum_of(nodes) if value is not None]
        texts = frozenset(("string",)) if values and all(isinstance(value, str) for value in values) else frozenset()
        return Member(name, types_of(nodes) - {"null"} or texts, first_of(nodes, "format"), tuple(values))

    def _lists_scalars(self, name: str) -> bool:
        """Is the record's property a list of nothing but scalars?"""
        return types_of(self._at((name,))[-1].schemas) == {"array"} and not self._is_nested((name, "*"))

    def _is_nested(self, key: tuple[str, ...]) -> bool:
        """May there be an object or array?"""
        return any(
            node.get("type") in ("object", "array") or "properties" in node or "items" in node
            for node in self._at(key)[-1].schemas
        )

    def _describe(self, key: tuple[str, ...]) -> Field:
        *outer, place = self._at(key)
        named = next((step for step in reversed(key) if step != "*"), "")
        name = in_words(named)
        if key and key[-1] == "*":
            name = singular(name)
        said = place.said = place.said or self._said_by(place.schemas, key)
        if not (key or said["sentences"]):
            said = {**said, "sentences": self._usual(said["title"], said["types"])}
        elif not key and sampled(place.schemas):
            said = {**said, "sentences": (*said["sentences"], *self._besides(said["title"], said["sentences"]))}
        title = said["title"]
        return Field(
            path=key,
            name=compose(named),
            words=name,
            required=bool(outer) and key[-1] != "*" and key[-1] in outer[-1].required,
            schemas=place.schemas,
            pool=scalars([*place.seen, *_seen_with(outer, key)]),
            cues=tuple(dict.fromkeys(cue for cue in (name, title.lower()) if cue)),
            **said,
        )

    def _said_by(self, nodes: tuple[dict[str, Any], ...], key: tuple[str, ...]) -> dict[str, Any]:
        """What subschemas say of a field, wherever it stands; `key` is one such place."""
        types = types_of(nodes)
        phrases: list[str] = []
        value_phrases: dict[str, tuple[str, ...]] = {}
        synonyms: dict[str, tuple[str, ...]] = {}
        for node in nodes:
            said = node.get("x-phrases")
            if isinstance(said, dict):
                for value, words in said.items():
                    value_phrases[compose(value)] = tuple(map(compose, words))
            elif isinstance(said, list):
                phrases += map(compose, said)
            for value, words in (node.get("x-synonyms") or {}).items():
                synonyms[compose(value)] = tuple(map(compose, words))
        unit, factors = unit_of(nodes)
        return {
            "title": without_article(compose(first_of(nodes, "title"))),
            "description": first_of(nodes, "description"),
            "types": types,
            "format": first_of(nodes, "format"),
            "pattern": first_of(nodes, "pattern"),
            "enum": enum_of(nodes),
            "phrases": tuple(phrases),
            "value_phrases": value_phrases,
            "sentences": _frames(nodes, "x-sentences"),
            "mentions": _frames(nodes, "x-mentions") or self._common(key, types),
            "texts": tuple(parse_text(source) for node in nodes for source in node.get("x-texts") or ()),
            "styles": {style: weight for node in nodes for style, weight in (node.get("x-styles") or {}).items()},
            "synonyms": synonyms,
            "unit": unit,
            "unit_factors": factors,
            "derived": first_of(nodes, "x-derived"),
            "unique": any(node.get("uniqueItems") is True for node in nodes),
        }


def value_key(value: Any) -> str:
    """The key of a value in an x-phrases or x-synonyms object: a string as it is, else its JSON text."""
    return value if isinstance(value, str) else json.dumps(value)


#: Annotations by which a schema says how people put things.
_WORDINGS = frozenset(("x-phrases", "x-sentences", "x-mentions", "x-texts"))


def _frames(nodes: tuple[dict[str, Any], ...], keyword: str) -> tuple[Frame, ...]:
    return tuple(parse_frame(source) for node in nodes for source in node.get(keyword) or ())
