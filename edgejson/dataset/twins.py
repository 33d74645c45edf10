"""Counterfactual twins: a test record's text with one fact changed, taken out, given to somebody else, or told of
another as well.

All other text is the same byte for byte. Where no optional fact can be taken out, the record is asked once more with a
schema that requires nothing, and a required one is. A twin is kept only where the checks accept its text with the label
that must follow, and refuse it with the old label, where that is another.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from operator import attrgetter
from pathlib import Path
from random import Random
from typing import Any, cast

from edgejson.checks.remembering import Remembering
from edgejson.checks.settings import Validate
from edgejson.dataset.finishing import ask_loosely, bare
from edgejson.dataset.loosely import leaf_places, loose
from edgejson.dataset.passages import passages
from edgejson.dataset.settings import Split
from edgejson.dataset.splitting import TEST, TEST_TWINS
from edgejson.dataset.variants.drawing import tree
from edgejson.dataset.variants.form import Node, Place, values
from edgejson.language.names import in_words
from edgejson.language.vocabulary import vocabulary
from edgejson.pipeline.errors import told
from edgejson.pipeline.execution import Execution, run_map
from edgejson.pipeline.records import Example, read_jsonl, split_files, write_jsonl
from edgejson.pipeline.state import code
from edgejson.pipeline.streams import stream
from edgejson.schema.fields import leaves, pattern_of
from edgejson.schema.instances import drop, put
from edgejson.schema.loading import Schema, pointer
from edgejson.text import REGISTERS

#: Facts of a record that are tried before a kind of twin is given up.
_TRIES = 6
#: Share of the changed facts in free texts that are put right behind the old value, which stays.
_CORRECTED = 2 / 3
#: Other records of the schema whose values are looked at.
_MOST_KIN = 40
#: A sentence or line: what a list, a quotation or white space sets around it, and how it ends.
_AROUND = re.compile(r"([\s>*•-]*).*?(\s*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Fact:
    """A leaf that the text says once, literally."""

    path: tuple[str | int, ...]
    value: Any
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Twin:
    """What becomes of a record: `path` is the JSON pointer of the fact."""

    kind: str
    path: str
    text: str
    label: Any


@dataclass(frozen=True, slots=True)
class TwinTask:
    """The test records of one schema."""

    schema: Schema
    records: Sequence[Example]
    checks: Validate
    seed: int
    code: str = ""  #: digest of what a remembered verdict rests on besides; "": none is remembered
    split: Split = field(default_factory=Split)  #: how prompts are composed


def write(
    folder: Path,
    schemas: Mapping[str, Schema],
    checks: Validate,
    execution: Execution,
    seed: int,
    split: Split | None = None,
) -> Counter[str]:
    """Write the twins of a dataset's test records beside them, in their order. Returns the number of each kind.

    With them stand the records that are asked once more, for twins of their own.
    """
    records = [record for path in split_files(folder, TEST) for record in read_jsonl(path)]
    grouped: dict[str, list[Example]] = {}
    for record in records:
        grouped.setdefault(record["schema_id"], []).append(record)
    prompts = split or Split()
    tasks = [TwinTask(schemas[schema_id], mine, checks, seed, code(), prompts) for schema_id, mine in grouped.items()]
    made: dict[str, list[Example]] = {}
    for found in run_map(twins_of, tasks, execution, "twins", total=len(tasks), name=attrgetter("schema.path")):
        made |= found
    twins = [twin for record in records for twin in made[record["id"]]]
    if twins:
        write_jsonl(folder / f"{TEST_TWINS}.jsonl", twins)
    return Counter(twin["twin"]["kind"] for twin in twins if "twin" in twin)


def twins_of(task: TwinTask) -> dict[str, list[Example]]:
    """The twins of each record, by its id: at most one of a kind."""
    checker, root = Remembering("twins", task.schema, task.checks, task.code), tree(task.schema)
    loosely = Remembering("loose twins", loose(task.schema), task.checks, task.code)
    optional = leaf_places(root, required=False) if root else frozenset()
    found = {}
    for number, record in enumerate(task.records):
        kin = [*task.records[number + 1 :], *task.records[:number]][:_MOST_KIN]
        with told(f"record {record['id']}, seed {task.seed}"):
            rng = stream(task.seed, "twins", record["id"])
            labels = [other["expected_output"] for other in kin]
            known, spans = _facts(record, checker, rng)
            candidates = (
                changed(record, known, labels, rng),
                removed(record, known, optional, spans, rng),
                reassigned(record, known, optional, spans, task.schema.title, rng),
                another(record, known, labels, task.schema.title, rng),
            )
            made = [_first(each, record, checker) for each in candidates]
            found[record["id"]] = [_recorded(record, twin) for twin in made if twin is not None]
            if made[1] is None and root:
                found[record["id"]] += _without_required(record, known, spans, root, task, loosely, rng)
    checker.save()
    loosely.save()
    return found


def _without_required(
    record: Example,
    known: Sequence[Fact],
    spans: Sequence[tuple[int, int]],
    root: Node,
    task: TwinTask,
    checker: Remembering,
    rng: Random,
) -> list[Example]:
    """A record asked with a schema that requires nothing, and its twins without a required fact; [] for none."""
    asked = ask_loosely(record, task.schema, task.split, task.seed)
    if asked is None:
        return []
    places = leaf_places(root, required=True)
    candidates = (
        removed(asked, known, places, spans, rng),
        reassigned(asked, known, places, spans, task.schema.title, rng),
    )
    made = [_recorded(asked, twin) for each in candidates if (twin := _first(each, asked, checker)) is not None]
    return [asked, *made] if made else []


def _first(candidates: Iterator[Twin], record: Example, checker: Remembering) -> Twin | None:
    """The first that is proven: its own label passes, and the old one does not, unless it is the same."""
    for twin in islice(candidates, _TRIES):
        old = record["expected_output"]
        proven = checker.check(twin.text, twin.label).passed
        if proven and (twin.label == old or not checker.check(twin.text, old).passed):
            return twin
    return None


def _recorded(record: Example, twin: Twin) -> Example:
    """A twin as a record: asked for in the same words."""
    made: dict[str, Any] = {**bare(record)}
    texts = record["text"], twin.text
    messages = [{**message, "content": message["content"].replace(*texts)} for message in record["messages"]]
    made |= {"id": f"{record['id']}-{twin.kind}", "text": twin.text, "expected_output": twin.label}
    made |= {"prompt": record["prompt"].replace(*texts), "messages": messages}
    if "canonical_output" in record:
        made["canonical_output"] = twin.label
    made["twin"] = {"of": record["id"], "kind": twin.kind, "path": twin.path}
    return cast(Example, made)


def _facts(record: Example, checker: Remembering, rng: Random) -> tuple[list[Fact], list[tuple[int, int]]]:
    """The facts of a record in an order by chance, and where all evidence stands in its text."""
    text, label = record["text"], record["expected_output"]
    spans = {one["path"]: (one["start"], one["end"]) for one in checker.evidence(text, label)}
    found = []
    for path, value in leaves(label):
        start, end = spans.get(pointer(path), (0, 0))
        literal = not isinstance(value, bool) and text[start:end] == str(value) != ""
        if literal and text.count(str(value)) == 1:
            found.append(Fact(path, value, start, end))
    rng.shuffle(found)
    return found, list(spans.values())


def changed(record: Example, known: Sequence[Fact], kin: Sequence[Any], rng: Random) -> Iterator[Twin]:
    """One fact with the value that another record has there: in its place, or behind it as a correction.

    Always as a correction where a layout names what stands on each line: to copy another value from its place there
    shows no reading.
    """
    text = record["text"]
    for fact in known:
        there = {str(value): value for value in _values(kin, fact) if type(value) is type(fact.value)}
        free = sorted(said for said in there if said not in text)
        if free:
            new = rng.choice(free)
            corrected = REGISTERS.get(record.get("register", ""), "prose") != "prose" or rng.random() < _CORRECTED
            how = rng.choice(vocabulary("dataset/twin_words").rows("corrected")) if corrected else "{new}"
            said = how.format(old=text[fact.start : fact.end], new=new)
            label = put(record["expected_output"], fact.path, there[new])
            yield Twin("changed", pointer(fact.path), text[: fact.start] + said + text[fact.end :], label)


def removed(
    record: Example, known: Sequence[Fact], optional: frozenset[Place], spans: Sequence[tuple[int, int]], rng: Random
) -> Iterator[Twin]:
    """One optional fact taken out, with the sentence or line that says it and nothing else.

    Of a layout, where a missing line shows no reading, the value alone: a word for "nothing here" stands there instead.
    """
    text, words = record["text"], vocabulary("dataset/twin_words").rows("emptied")
    layout = REGISTERS.get(record.get("register", ""), "prose") != "prose"
    for fact, start, end in _alone(record, known, optional, spans):
        label = drop(record["expected_output"], fact.path)
        left = text[: fact.start] + rng.choice(words) + text[fact.end :] if layout else text[:start] + text[end:]
        yield Twin("removed", pointer(fact.path), left, label)


def reassigned(
    record: Example,
    known: Sequence[Fact],
    optional: frozenset[Place],
    spans: Sequence[tuple[int, int]],
    title: str,
    rng: Random,
) -> Iterator[Twin]:
    """One optional fact given to somebody else: another sentence stands for the one that said it of the record."""
    text = record["text"]
    for fact, start, end in _alone(record, known, optional, spans):
        label = drop(record["expected_output"], fact.path)
        ahead, behind = _AROUND.fullmatch(text[start:end]).groups()  # type: ignore[union-attr]  # it fits anything
        said = f"{ahead}{_of_another(fact, str(fact.value), title, rng)}{behind}"
        yield Twin("reassigned", pointer(fact.path), text[:start] + said + text[end:], label)


def another(record: Example, known: Sequence[Fact], kin: Sequence[Any], title: str, rng: Random) -> Iterator[Twin]:
    """Another one's value of the same kind, told after the text: the answer must stay."""
    text = record["text"]
    for fact in known:
        free = sorted({str(value) for value in _values(kin, fact)} - {str(fact.value)})
        free = [said for said in free if said not in text]
        if free and all(isinstance(step, str) for step in fact.path):  # of the items of a list there are others anyway
            said = _of_another(fact, rng.choice(free), title, rng)
            yield Twin("another", pointer(fact.path), f"{text}\n{said}", record["expected_output"])


def _of_another(fact: Fact, value: str, title: str, rng: Random) -> str:
    """A sentence that tells a value of a fact's kind as another one's."""
    name = in_words(" ".join(map(str, fact.path[-2:])))
    how = rng.choice(vocabulary("language/en/near_misses").rows("other"))
    return how.format(name=name, noun=title.lower(), value=value)


def _alone(
    record: Example, known: Sequence[Fact], optional: frozenset[Place], spans: Sequence[tuple[int, int]]
) -> Iterator[tuple[Fact, int, int]]:
    """Optional facts, each with the sentence or line that says it and nothing else."""
    pieces = list(passages(record["text"]))
    for fact in known:
        for start, end in pieces if pattern_of(fact.path) in optional else ():
            inside = {span for span in spans if span[0] < end and span[1] > start}
            if inside == {(fact.start, fact.end)} and start <= fact.start and fact.end <= end:
                yield fact, start, end


def _values(kin: Sequence[Any], fact: Fact) -> list[Any]:
    found = [value for label in kin for value in values(label, pattern_of(fact.path))]
    return [value for value in found if isinstance(value, (str, int, float)) and not isinstance(value, bool)]
