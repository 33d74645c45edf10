"""What is known of a schema, with where it comes from, and how much of the texts' wording each source gave."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import groupby, islice
from typing import Any, NamedTuple

from markupsafe import Markup

from edgejson.dataset.own_words import CHOSEN, VALUE, WAYS, WRITTEN, how, ways
from edgejson.pipeline.metrics import counted, percent, share
from edgejson.pipeline.records import Example
from edgejson.report.collecting import Evidence
from edgejson.report.markup import part
from edgejson.schema.annotations import subschemas
from edgejson.schema.fields import leaves
from edgejson.schema.loading import Schema, pointer
from edgejson.schema.texts import units

#: Sources beside `hand`, `examples` and teachers: keywords in the schema itself; what no entry says.
SCHEMA, BUILT_IN = "the schema itself", "built-in grammar"
#: Entries of one kind at one place that are shown, the first ones.
SHOWN = 100
#: Words in a row that are some entry's wherever they stand; fewer may be anybody's ("on the").
FREE = 3
_FRAMES = ("sentences", "mentions", "texts")
_KINDS = (*_FRAMES, "phrases", "synonyms", "styles", "pool", "shapes")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_SENTENCE = re.compile(r"[.!?\n]")


class Known(NamedTuple):
    """An entry with its place."""

    place: str  #: JSON pointer into the schema
    kind: str  #: one of _KINDS
    value: Any
    by: str
    seen: int | None = None
    struck: bool = False


class Pieces(NamedTuple):
    """What entries say between values."""

    by: dict[tuple[str, ...], str]  #: words -> source
    sizes: dict[str, list[int]]  #: first word -> numbers of words of the pieces that begin with it, the largest first


def entries(schema: Schema) -> Iterator[Known]:
    """What the file beside a schema says, in its order, then what the schema has in keywords of its own.

    `examples` serve as a pool where there is no other.
    """
    told = set()
    for place, words in schema.annotations.places.items():
        for kind in _KINDS:
            for entry in _flat(getattr(words, kind)):
                told.add((place, kind, repr(entry.value)))
                yield Known(place, kind, entry.value, entry.by, entry.seen, entry.struck)
    for place, node in subschemas(schema.document):
        for kind in _KINDS if isinstance(node, dict) else ():
            for value in _flat(node.get(f"x-{kind}", node.get("examples") if kind == "pool" else None)):
                if (place, kind, repr(value)) not in told:
                    yield Known(place, kind, value, SCHEMA)


def _flat(said: Any) -> Iterator[Any]:
    """The entries of a list, or of lists by value; the names of styles that are weighed."""
    for each in said if isinstance(said, (list, dict)) else ():
        inner = said[each] if isinstance(said, dict) else each
        yield from inner if isinstance(inner, list) else [each]


def wording(known: Iterable[Known], told: Iterable[tuple[Example, Evidence]]) -> Counter[str]:
    """Words of records' texts by who gave them, values aside: the source of an entry, a teacher, or the grammar.

    `told` are records with where their leaves stand. What a teacher wrote freely is the teacher's. Elsewhere a run of
    words between two values is an entry's where it is in the entry so: FREE words or more, or fewer beside a value.
    """
    said = _pieces(known)
    found: Counter[str] = Counter()
    for example, evidence in told:
        runs = list(_runs(example, evidence))
        if how(example) == WRITTEN:
            found[example["teacher"]] += sum(map(len, runs))
            continue
        rest = f"{BUILT_IN}, chosen by {example['teacher']}" if how(example) == CHOSEN else BUILT_IN
        for run in runs:
            at = 0
            while at < len(run):
                size, by = _longest(said, run, at)
                found[by or rest] += size
                at += size
    return found


def _pieces(known: Iterable[Known]) -> Pieces:
    """The words that stand between values in entries, with the source of the first entry that has them."""
    said: dict[tuple[str, ...], str] = {}
    for entry in known:
        if entry.struck or entry.kind not in (*_FRAMES, "phrases") or not isinstance(entry.value, str):
            continue
        for unit, _ in units(entry.value):
            for way in islice(ways(unit), WAYS):
                for between in VALUE.split(way):
                    for piece in _SENTENCE.split(between.lower()):
                        if words := tuple(_WORD.findall(piece)):
                            said.setdefault(words, entry.by)
    sizes: dict[str, set[int]] = defaultdict(set)
    for words in said:
        sizes[words[0]].add(len(words))
    return Pieces(said, {first: sorted(those, reverse=True) for first, those in sizes.items()})


def _runs(example: Example, evidence: Evidence) -> Iterator[list[str]]:
    """The words of a record's text in runs between its values; a boolean's words are no value's."""
    label = example.get("canonical_output", example["expected_output"])
    named = {pointer(path) for path, value in leaves(label) if not isinstance(value, bool | None)}
    spans = sorted(evidence[place] for place in named & evidence.keys())
    end = 0
    for start, stop in [*spans, [len(example["text"])] * 2]:
        if start > end and (words := _WORD.findall(example["text"][end:start].lower())):
            yield words
        end = max(end, stop)


def _longest(said: Pieces, run: list[str], at: int) -> tuple[int, str]:
    """How many words from a place of a run on are one source's, and whose, or 1 and ""; few count only at its ends."""
    for size in said.sizes.get(run[at], ()):
        by = said.by.get(tuple(run[at : at + size])) if at + size <= len(run) else None
        if by and (size >= FREE or at == 0 or at + size == len(run)):
            return size, by
    return 1, ""


def shown(schema: Schema, told: Iterable[tuple[Example, Evidence]]) -> Markup:
    """HTML on a schema, to be unfolded: how much of the wording each source gave, and all entries."""
    known, records = list(entries(schema)), list(told)
    words = wording(known, records)
    shares = {by: percent(share(count, words.total())) for by, count in words.most_common()}
    kinds = Counter((entry.by, entry.kind) for entry in known if not entry.struck)
    used = [kind for kind in _KINDS if any(kind == each for _, each in kinds)]
    counts = {by: [kinds[by, kind] for kind in used] for by in (*shares, *(by for by, _ in kinds))}
    return part("known", schema.id, shares, counted(len(records), "text"), used, counts, list(_grouped(known)))


def _grouped(known: list[Known]) -> Iterator[tuple[str, str, list[Known], int]]:
    """Entries by place and kind, the first SHOWN of each, and how many more there are."""
    for (place, kind), group in groupby(known, key=lambda each: each[:2]):
        members = list(group)
        yield place, kind, members[:SHOWN], max(0, len(members) - SHOWN)
