"""What models say that templates can't: word 4-grams, words and sentences of their own, by who worded them.

Values are masked (`similarity.masking`). What templates can say is known from below, by texts that they wrote and by
the annotations of all schemas, each in its ways; so each figure stands beside the one that the same measure gives for
templates themselves, one half of their texts against the other half.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice
from pathlib import Path
from typing import Any, TypeAlias

from edgejson.dataset.similarity import SLOT, masking
from edgejson.pipeline.metrics import share, totalled
from edgejson.pipeline.records import Example, read_schema
from edgejson.schema.fields import leaves
from edgejson.schema.loading import Schema

#: How a record came to its words; `written` and `chosen` are those of models.
WRITTEN, CHOSEN, TEMPLATES = "written", "chosen", "templates"
Gram: TypeAlias = tuple[str, ...]

_SIZE = 4
#: Skeletons of sentences whose share is told, the commonest first.
_COMMONEST = 100
#: Records of one schema and one writer that are looked at, at most: a sample does for shares.
_MOST = 200
#: Ways of one annotation that are read, at most.
WAYS = 64
_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+")
#: In an annotation: what may be left out, one of several words, a boolean's words; what is left is a value.
_OPTIONAL = re.compile(r"\[([^\[\]]*)\]")
_EITHER = re.compile(r"\(([^(){}|]*(?:\|[^(){}|]*)+)\)|\{[^{}?]*\?([^{}]*)\}")
VALUE = re.compile(r"\{[^{}]*\}")


def how(example: Example) -> str:
    """How a record came to its words: written by a model, chosen by one among ready sentences, or by templates."""
    if example.get("source") != "llm":
        return TEMPLATES
    return WRITTEN if WRITTEN in example.get("tags", ()) else CHOSEN


@dataclass(slots=True)
class Said:
    """What some texts say, their values masked."""

    records: int = 0
    words: int = 0
    grams: Counter[Gram] = field(default_factory=Counter)
    types: Counter[str] = field(default_factory=Counter)
    sentences: Counter[str] = field(default_factory=Counter)

    def add(self, text: str, value: Any) -> None:
        """Add one record's text."""
        skeletons = map(masking(leaves(value)), filter(None, _SENTENCE.split(text)))
        told = [skeleton for skeleton in skeletons if set(skeleton.split()) - {SLOT}]
        self.records += 1
        self.sentences.update(told)
        self.say(told)

    def say(self, skeletons: Iterable[str]) -> None:
        """Add masked sentences' words; 4-grams don't reach from one sentence into the next."""
        sentences = [skeleton.split() for skeleton in skeletons]
        words = [word for sentence in sentences for word in sentence if word != SLOT]
        self.words += len(words)
        self.types.update(words)
        self.grams.update(chain.from_iterable(map(_grams, sentences)))

    def against(self, known: Said) -> dict[str, float | int]:
        """Records; shares of 4-grams that are not `known`, new word types a 1,000 words, the commonest sentences.

        Where there is no record nothing is said of its words.
        """
        if not self.records:
            return {"records": 0}
        own = sum(count for gram, count in self.grams.items() if gram not in known.grams)
        new = sum(word not in known.types for word in self.types)
        common = sum(count for _, count in self.sentences.most_common(_COMMONEST))
        return {
            "records": self.records,
            "own_4grams": share(own, self.grams.total()),
            "new_words": 1000 * share(new, self.words),
            "commonest_sentences": share(common, self.sentences.total()),
        }


def _grams(words: Sequence[str]) -> Iterator[Gram]:
    return zip(*(words[start:] for start in range(_SIZE)), strict=False)


def metrics(folder: Path, schemas: Sequence[Schema]) -> dict[str, Any]:
    """The figures of all valid records in `folder`: by how they came to their words, and by teacher."""
    halves = Said(), Said()
    models: dict[tuple[str, str], Said] = {}
    for schema in schemas:
        seen: Counter[tuple[str, str]] = Counter()
        for example in read_schema(folder, schema.id):
            key = how(example), example.get("teacher", "")
            seen[key] += 1
            if seen[key] <= _MOST:
                side = halves[seen[key] % 2] if key[0] == TEMPLATES else models.setdefault(key, Said())
                side.add(example["text"], example["expected_output"])
    annotations = annotated(schemas)
    half = totalled([halves[1], annotations], Said())
    known = totalled([half, halves[0]], Said())
    found: dict[str, Any] = {TEMPLATES: halves[0].against(half)}
    for kind in (WRITTEN, CHOSEN):
        found[kind] = totalled((said for (own, _), said in models.items() if own == kind), Said()).against(known)
    found["teachers"] = {f"{name}.{kind}": said.against(known) for (kind, name), said in sorted(models.items())}
    return found


def failure(measured: Mapping[str, Any], least: float) -> str:
    """Why the gate `balance.min_own_4grams` is shut, or ""; of the records that models worded, if there are any."""
    kinds = [measured[kind] for kind in (WRITTEN, CHOSEN) if measured[kind]["records"]]
    records = sum(kind["records"] for kind in kinds)
    own = share(sum(kind["records"] * kind["own_4grams"] for kind in kinds), records)
    if records and own < least:
        return (
            f"data/metrics/balance/tables/wording.csv: {own:.4f} of the 4-grams in models' records are no template's, "
            f"below balance.min_own_4grams ({least}); take teachers that write (wording.mode: free), or lower the gate"
        )
    return ""


def annotated(schemas: Iterable[Schema]) -> Said:
    said, mask = Said(), masking(())
    sources = chain.from_iterable(_annotations(schema.document) for schema in schemas)
    said.say(mask(VALUE.sub(" 0 ", way)) for source in sources for way in islice(ways(source), WAYS))
    return said


def _annotations(node: Any, inside: bool = False) -> Iterator[str]:
    """All texts in the `x-` keywords of a schema."""
    if isinstance(node, str) and inside:
        yield node
    elif isinstance(node, dict):
        for name, member in node.items():
            yield from _annotations(member, inside or name.startswith("x-"))
    elif isinstance(node, list):
        for member in node:
            yield from _annotations(member, inside)


def ways(source: str) -> Iterator[str]:
    """The ways in which an annotation may be read, with slots for values alone."""
    if optional := _OPTIONAL.search(source):
        options = ["", optional[1]]
    elif optional := _EITHER.search(source):
        options = (optional[1] or optional[2]).split("|")
    else:
        yield source
        return
    for option in options:
        yield from ways(f"{source[: optional.start()]}{option}{source[optional.end() :]}")
