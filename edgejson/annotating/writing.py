"""What has been learned, as entries of the schema's annotations: beside those by hand, without what was struck."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace
from typing import Any

from edgejson.annotating.learning import Learned
from edgejson.annotating.pointers import pointer_of
from edgejson.schema.annotations import Annotations, Entry, PoolEntry, Text, Words
from edgejson.schema.loading import Schema, at

EXAMPLES = "examples"
#: Lists of entries that are learned.
_LISTS = ("sentences", "mentions", "texts", "styles", "pool", "shapes")


def without_learned(schema: Schema) -> Schema:
    """The schema as it is before anything is learned from examples, so that learning again gives the same."""
    document = deepcopy(schema.document)
    for place, words in schema.annotations.places.items():
        node = at(document, place)
        for name in _LISTS:
            learned = [entry.value for entry in getattr(words, name) if not _stays(entry)]
            held = node.get(f"x-{name}") if learned else None
            if held:
                kept = [value for value in held if value not in learned]
                node[f"x-{name}"] = {value: held[value] for value in kept} if isinstance(held, dict) else kept
                if not kept:
                    del node[f"x-{name}"]
        if any(not _stays(entry) for entry in words.pool):
            node.pop("x-sampled", None)
        for value, entries in words.synonyms.items():
            learned = [entry.value for entry in entries if not _stays(entry)]
            held = node.get("x-synonyms", {})
            if learned and value in held:
                held[value] = [word for word in held[value] if word not in learned]
    return replace(schema, document=document)


def struck(annotations: Annotations) -> set[str]:
    """The frames and synonyms that a person has struck out."""
    return {
        entry.value
        for words in annotations.places.values()
        for entries in (words.sentences, words.mentions, words.texts, *words.synonyms.values())
        for entry in entries
        if entry.struck
    }


def merged(annotations: Annotations, learned: Learned, schema: Schema) -> Annotations:
    """The annotations with what has been learned in place of what was learned from examples before.

    Entries by hand, by teachers, and struck ones stay as they are.
    """
    places = {place: _before(words) for place, words in annotations.places.items()}
    for place, name, entries in _entries(learned, schema):
        words = places.get(place, Words())
        held: list[Entry] = list(getattr(words, name))
        known = {_key(entry.value) for entry in held}
        held += [entry for entry in entries if _key(entry.value) not in known]
        places[place] = words.model_copy(update={name: held})
    for path, by_value in learned.synonyms.items():
        place = pointer_of(schema.document, path)
        words = places.get(place, Words())
        synonyms = {value: _joined(words.synonyms.get(value, []), said) for value, said in by_value.items()}
        places[place] = words.model_copy(update={"synonyms": {**words.synonyms, **synonyms}})
    return Annotations(places=places)


def _joined(held: list[Text], said: dict[str, set[int]]) -> list[Text]:
    known = {entry.value for entry in held}
    return [*held, *(entry for entry in _texts(said) if entry.value not in known)]


def _before(words: Words) -> Words:
    """The words of a place without what was learned from examples."""
    kept: dict[str, Any] = {name: [entry for entry in getattr(words, name) if _stays(entry)] for name in _LISTS}
    kept["synonyms"] = {
        value: stay
        for value, entries in words.synonyms.items()
        if (stay := [entry for entry in entries if _stays(entry)])
    }
    return words.model_copy(update=kept)


def _stays(entry: Entry) -> bool:
    return entry.by != EXAMPLES or entry.struck


def _entries(learned: Learned, schema: Schema) -> list[tuple[str, str, list[Entry]]]:
    """What has been learned, by place in the schema and key."""
    gathered, document = learned.gathered, schema.document
    found: list[tuple[str, str, list[Any]]] = [
        ("", "sentences", _texts(gathered.sentences)),
        ("", "texts", _texts(gathered.texts)),
    ]
    for path, known in gathered.mentions.items():
        found.append((pointer_of(document, path), "mentions", _texts(known)))
    by_place = [(place, "styles", styles) for place, styles in learned.styles.items()]
    by_place += [(pointer_of(document, path), "shapes", shapes) for path, shapes in learned.shapes.items()]
    for place, name, counts in by_place:
        found.append((place, name, [Text(value=said, by=EXAMPLES, seen=seen) for said, seen in counts.items()]))
    for path, values in learned.pools.items():
        found.append((pointer_of(document, path), "pool", _tuples(values)))
    return [each for each in found if each[2]]


def _texts(sources: dict[str, set[int]]) -> list[Text]:
    return [Text(value=source, by=EXAMPLES, seen=len(seen)) for source, seen in sources.items()]


def _tuples(values: list[Any]) -> list[PoolEntry]:
    counts: dict[str, tuple[Any, int]] = {}
    for value in values:
        key = _key(value)
        counts[key] = (value, counts.get(key, (value, 0))[1] + 1)
    return [PoolEntry(value=value, by=EXAMPLES, seen=seen) for value, seen in counts.values()]


def _key(value: Any) -> str:
    return repr(sorted(value.items())) if isinstance(value, dict) else repr(value)
