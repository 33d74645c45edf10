"""What the report needs of the dataset: a sample of records to look at, and counts for the pictures."""

from __future__ import annotations

import heapq
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, field
from itertools import zip_longest
from math import log2
from pathlib import Path

from edgejson.pipeline.records import SPLITS, Example, first_id, read_jsonl, read_schema, split_files
from edgejson.pipeline.settings import Block, Count, Positive
from edgejson.pipeline.streams import stream
from edgejson.schema.loading import Schema


class Report(Block):
    """The block report."""

    kept_records: Count = 1200
    rejected_records: Count = 300
    text_chars: Positive = 20_000


BINS = 20  #: of difficulty, which is 0 to 1

Evidence = dict[str, list[int]]  # JSON pointer of a leaf -> start and end of its place in the text
Ranked = tuple[int, str, Example, str]  # place by chance, id, record, split


@dataclass
class Collected:
    """A sample of the records, and counts of all of them."""

    kept: list[tuple[Example, str]] = field(default_factory=list)  #: with their split
    rejected: list[Example] = field(default_factory=list)
    sizes: Counter[str] = field(default_factory=Counter)  #: records by split
    refused: int = 0  #: rejected records
    registers: Counter[tuple[str, str]] = field(default_factory=Counter)  #: records by schema and register
    difficulty: Counter[tuple[str, int]] = field(default_factory=Counter)  #: by split and bin of BINS
    words: Counter[tuple[str, int]] = field(default_factory=Counter)  #: by split and power of 2
    evidence: dict[str, Evidence] = field(default_factory=dict)  #: of the sample's records as examined, by id

    def evidence_of(self, example: Example) -> Evidence:
        """Where the leaves of a record of the sample stand; an excerpt has a text, so places, of its own."""
        return example["evidence"] if "evidence" in example else self.evidence.get(first_id(example), {})


class Sample:
    """At most `size` records of a stream, by a rank that only depends on the seed and the id."""

    def __init__(self, size: int, seed: int) -> None:
        self._size = size
        self._seed = seed
        self._heap: list[Ranked] = []

    def offer(self, example: Example, split: str = "") -> None:
        """Take the record in, and out again what ranks too high."""
        place = -stream(self._seed, "report", example["id"]).getrandbits(63)
        if self._size and (len(self._heap) < self._size or place > self._heap[0][0]):
            push = heapq.heappush if len(self._heap) < self._size else heapq.heappushpop
            push(self._heap, (place, f"{example['id']} {len(self._heap)}", example, split))

    def taken(self) -> list[tuple[Example, str]]:
        """The sample with the splits, the lowest rank first."""
        return [(example, split) for _, _, example, split in sorted(self._heap, key=lambda ranked: ranked[:2])[::-1]]


def collect(
    dataset: Path, rejected: Path, examined: Path, schemas: Sequence[Schema], settings: Report, seed: int
) -> Collected:
    """One pass over the dataset, the rejected records and what the checks saw; memory holds the sample alone."""
    found = Collected()
    sample = Sample(settings.kept_records, seed)
    for split in SPLITS:
        for path in split_files(dataset, split):
            for example in read_jsonl(path):
                sample.offer(example, split)
                found.sizes[split] += 1
                found.registers[example["schema_id"], example.get("register", "")] += 1
                found.difficulty[split, min(BINS - 1, int(example.get("difficulty", 0.0) * BINS))] += 1
                found.words[split, int(log2(max(1, len(example["text"].split()))))] += 1
    found.kept = sorted(sample.taken(), key=lambda entry: entry[0]["id"])
    by_reason: dict[str, Sample] = defaultdict(lambda: Sample(settings.rejected_records, seed))
    for example in _every(rejected, schemas):
        found.refused += 1
        first = example["reasons"][0]
        by_reason[f"{first['check']}/{first['code']}"].offer(example)
    found.rejected = _in_turn([by_reason[reason].taken() for reason in sorted(by_reason)], settings.rejected_records)
    shown = {first_id(example) for example in (*(kept for kept, _ in found.kept), *found.rejected)}
    found.evidence = _evidence(_every(examined, schemas), shown)
    return found


def _evidence(records: Iterable[Example], wanted: Set[str]) -> dict[str, Evidence]:
    """Where the leaves of some records stand in their texts; nothing of an id that several raw records have."""
    places: dict[str, Evidence] = {}
    for record in records:
        if record["id"] in wanted:
            places[record["id"]] = {} if record["id"] in places else record["evidence"]
    return places


def _every(folder: Path, schemas: Iterable[Schema]) -> Iterator[Example]:
    for schema in schemas:
        yield from read_schema(folder, schema.id)


def _in_turn(samples: list[list[tuple[Example, str]]], size: int) -> list[Example]:
    """One record of each sample in turn, so that rare reasons are shown too; at most `size`, by id."""
    turns = [entry[0] for turn in zip_longest(*samples) for entry in turn if entry is not None]
    return sorted(turns[:size], key=lambda example: example["id"])
