"""The dataset's files: who is in which split, in which order, with which prompt; whole or in shards."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

import orjson

from edgejson.dataset.asking import Excerpt, shown_of
from edgejson.dataset.finishing import Entry, Finishing, prompt_stream
from edgejson.dataset.leakage import Fingerprint, Leakage, fingerprint, novelty
from edgejson.dataset.prompts import as_text, compose
from edgejson.dataset.selection import cell_of
from edgejson.dataset.settings import Split, Variants
from edgejson.dataset.showing import FORMATS as SHOWN_FORMATS
from edgejson.dataset.showing import field_lines, formats_for
from edgejson.dataset.showing import schema as schema_text
from edgejson.dataset.splitting import TEST, TEST_UNSEEN, TEST_VARIANTS, TRAIN, VALIDATION, assign, groups
from edgejson.dataset.written import Written
from edgejson.pipeline.errors import Failures, told
from edgejson.pipeline.execution import Execution, watched
from edgejson.pipeline.records import SPLITS, Example, schema_parts, write_jsonl
from edgejson.pipeline.streams import stream
from edgejson.schema.loading import Schema

#: Prompt formats.
FORMATS = tuple(SHOWN_FORMATS)
_HERE = Execution(workers=1)
_AROUND = 900  #: characters that the shortest prompt adds to text, instruction and fields, at the very most


@dataclass
class Plan:
    """Where every record goes, counted; and what the tests share with train."""

    leakage: Leakage
    entries: dict[str, list[Entry]] = field(default_factory=lambda: defaultdict(list))
    counts: dict[str, Counter[str]] = field(default_factory=dict)  #: schema -> records by split
    kinds: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))  #: split -> by kind
    novelties: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))  #: source -> by seen record
    too_long: int = 0  #: records whose shortest prompt is longer than the settings allow
    largest_group: int = 0  #: records


@dataclass
class _Read:
    """One schema's records, as far as the split needs them."""

    entries: list[Entry] = field(default_factory=list)
    prints: list[Fingerprint] = field(default_factory=list)
    sources: list[str] = field(default_factory=list)
    registers: list[str] = field(default_factory=list)
    kinds: list[tuple[str, ...]] = field(default_factory=list)


def plan(folder: Path, schemas: Iterable[Schema], settings: Split, seed: int) -> Plan:
    """Decide where each record of a folder of balanced sets goes. Reads each schema once, as a stream."""
    found = Plan(Leakage(settings.near_duplicate))
    failures = Failures()
    ordered = sorted(schemas, key=lambda schema: (not schema.unseen, schema.id))
    for schema in watched(ordered, "split", len(ordered)):
        with failures.kept(schema.path), told(f"seed {seed}"):
            read = _read(folder, schema, found, settings, seed)
            sides = _sides(read, schema, found, settings, seed)
            found.counts[schema.id] = Counter(sides)
            for side, entry, kinds in zip(sides, read.entries, read.kinds, strict=True):
                for name in _sets(side, entry, settings.variants, seed):
                    found.entries[name].append(entry)
                    found.kinds[name].update(kinds)
    failures.end()
    return found


def _sets(side: str, entry: Entry, variants: Variants, seed: int) -> list[str]:
    """The sets that a record of a side is in: some of the test are in one of their own as well."""
    again = side == TEST and stream(seed, TEST_VARIANTS, entry.id).random() < variants.test_variants
    return [side, TEST_VARIANTS] if again else [side]


def _sides(read: _Read, schema: Schema, found: Plan, settings: Split, seed: int) -> list[str]:
    """The split of each of a schema's records, which are compared with those of the schemas before."""
    if schema.unseen:
        found.leakage.add_unseen(TEST_UNSEEN, read.prints)
        return [TEST_UNSEEN] * len(read.entries)
    shares = {TEST: settings.test_share, VALIDATION: settings.validation_share}
    members = groups(read.prints, settings.near_duplicate)
    found.largest_group = max([found.largest_group, *map(len, members)])
    sides = assign(members, read.sources, read.registers, shares, stream(seed, "split", schema.id))
    for source, share in zip(read.sources, novelty(read.prints), strict=True):
        found.novelties[source].append(share)
    by_side = defaultdict(list)
    for side, print_ in zip(sides, read.prints, strict=True):
        by_side[side].append(print_)
    train = by_side.pop(TRAIN, [])
    found.leakage.add(train, by_side)
    return sides


def _read(folder: Path, schema: Schema, found: Plan, settings: Split, seed: int) -> _Read:
    read = _Read()
    for path, offset, example in _balanced(folder, schema.id):
        if not _fits(example, schema, settings.max_prompt_chars, seed):
            found.too_long += 1
            continue
        source, register_class, adversarial = cell_of(example)
        chance = stream(seed, "order", example["id"]).getrandbits(63)
        read.entries.append(Entry(example["id"], schema.id, path, offset, chance, example.get("difficulty", 0.0)))
        read.prints.append(fingerprint(example))
        read.sources.append(source)
        read.registers.append(example.get("register", ""))
        read.kinds.append((source, register_class, *(["adversarial"] if adversarial else [])))
    return read


def _balanced(folder: Path, schema_id: str) -> Iterator[tuple[Path, int, Example]]:
    for path in schema_parts(folder, schema_id):
        with path.open("rb") as lines:
            offset = 0
            for line in lines:
                yield path, offset, orjson.loads(line)
                offset += len(line)


def _fits(example: Example, schema: Schema, limit: int, seed: int) -> bool:
    """Is the shortest prompt short enough? It is composed only where that is not plain to see."""
    shown = shown_of(schema)
    shortest = formats_for(shown)[-1]
    told = sum(map(len, field_lines(shown))) if shown.form else len(schema_text(shown))
    if len(example["text"]) + len(example.get("instruction", "")) + 2 * told + _AROUND <= limit:
        return True
    return len(as_text(compose(example, shown, shortest, prompt_stream(example, seed, shortest)))) <= limit


def write(
    folder: Path,
    planned: Plan,
    schemas: Mapping[str, Schema],
    settings: Split,
    seed: int,
    execution: Execution = _HERE,
    excerpts: Mapping[str, Excerpt] | None = None,
) -> Written:
    """Write the splits that have records; a set of variants has no record whose schema allows none.

    `rank` is a record's place in its split from simple to hard, from 0; ties in the shuffled order.
    """
    orders = {split: _ordered(split, entries, settings) for split in SPLITS if (entries := planned.entries.get(split))}
    finishing = Finishing(orders, schemas, settings, seed, execution, excerpts)
    for split, order in orders.items():
        _write_shards(folder, split, finishing.lines(split), len(order), settings.shard_size)
    finishing.end()
    return finishing.written


def _ordered(split: str, entries: list[Entry], settings: Split) -> list[tuple[Entry, int]]:
    """A split's entries in their order, with their ranks."""
    by_difficulty = sorted(entries, key=lambda entry: (entry.difficulty, entry.chance))
    rank = {entry: number for number, entry in enumerate(by_difficulty)}
    curriculum = split == TRAIN and settings.order == "curriculum"
    order = by_difficulty if curriculum else sorted(entries, key=lambda entry: entry.chance)
    return [(entry, rank[entry]) for entry in order]


def _write_shards(folder: Path, split: str, examples: Iterator[object], count: int, shard_size: int) -> None:
    shards = -(-count // shard_size)
    if shards == 1:
        if not write_jsonl(folder / f"{split}.jsonl", examples):
            (folder / f"{split}.jsonl").unlink()
        return
    for number in range(shards):
        size = count // shards + (number < count % shards)
        write_jsonl(folder / f"{split}-{number:05d}-of-{shards:05d}.jsonl", islice(examples, size))
