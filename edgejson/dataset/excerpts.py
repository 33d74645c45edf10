"""Excerpts: some sentences of a record's text alone, and the part of its label that they give.

People seldom say all that a form has room for. An excerpt is asked with a schema that requires nothing, so a model has
to leave out what is about the matter and yet not said. It is kept only where the checks accept it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import pairwise
from operator import attrgetter
from random import Random
from typing import Any

from edgejson.checks.remembering import Remembering
from edgejson.checks.settings import Validate
from edgejson.dataset.asking import Excerpt
from edgejson.dataset.finishing import Entry, fetch
from edgejson.dataset.loosely import loose
from edgejson.dataset.passages import Span, leans, passages, without
from edgejson.dataset.settings import Variants
from edgejson.dataset.splitting import TEST_UNSEEN, TRAIN, VALIDATION
from edgejson.dataset.variants.form import ABSENT
from edgejson.pipeline.errors import told
from edgejson.pipeline.execution import Execution, run_map
from edgejson.pipeline.records import Example
from edgejson.pipeline.state import code
from edgejson.pipeline.streams import stream
from edgejson.schema.fields import leaves
from edgejson.schema.loading import Schema, pointer
from edgejson.text import REGISTERS

#: Choices of sentences before a record is left whole.
_TRIES = 4
#: Share of the sentences with facts that stay, at least and at most.
_FEWEST, _MOST = 0.15, 0.7
#: Registers in which a sentence answers to another one, so that none goes alone.
_IN_TURNS = ("transcript",)
#: Registers of items, which stand each for itself.
_IN_ITEMS = ("notes",)
#: Characters from which on a value that stands in a text is no coincidence.
_TELLING = 3


@dataclass(frozen=True, slots=True)
class ExcerptTask:
    """Records of one schema of which excerpts are wanted."""

    schema: Schema
    entries: Sequence[Entry]
    checks: Validate
    seed: int
    code: str = ""  #: digest of what a remembered verdict rests on besides; "": none is remembered


def drawn(
    entries: Mapping[str, Sequence[Entry]],
    schemas: Mapping[str, Schema],
    settings: Variants,
    checks: Validate,
    execution: Execution,
    seed: int,
) -> dict[str, Excerpt]:
    """Excerpts by the id of their records: of a share of the `entries` of splits that are asked with variants."""
    wanted: dict[str, list[Entry]] = {}
    rates = {TRAIN: settings.train, VALIDATION: settings.train, TEST_UNSEEN: settings.test_unseen}
    for split, rate in rates.items():
        for entry in entries.get(split, ()):
            if stream(seed, "excerpt", entry.id).random() < rate * settings.excerpts:
                wanted.setdefault(entry.schema_id, []).append(entry)
    tasks = [ExcerptTask(schemas[name], mine, checks, seed, code()) for name, mine in sorted(wanted.items())]
    found: dict[str, Excerpt] = {}
    for part in run_map(excerpts_of, tasks, execution, "excerpts", total=len(tasks), name=attrgetter("schema.path")):
        found |= part
    return found


def excerpts_of(task: ExcerptTask) -> dict[str, Excerpt]:
    """The excerpts of those of a task's records that have any, by their ids."""
    checker = Remembering("excerpts", loose(task.schema), task.checks, task.code)
    found = {}
    for entry, record in fetch(task.entries):
        with told(f"record {entry.id}, seed {task.seed}"):
            if can_be_cut(record):
                rng = stream(task.seed, "excerpts", entry.id)
                spans = checker.evidence(record["text"], record["expected_output"])
                for text, label in cut(record, spans, rng):
                    verdict = checker.check(text, label)
                    if verdict.passed:
                        evidence = checker.evidence(text, label)
                        places = {one["path"]: [one["start"], one["end"]] for one in evidence}
                        found[entry.id] = Excerpt(text, label, dict(verdict.scores), places)
                        break
    checker.save()
    return found


def can_be_cut(record: Example) -> bool:
    """Is a record told in sentences of its own, without trouble that one of them brings into another?"""
    register = record.get("register", "")
    in_sentences = REGISTERS.get(register) == "prose" or register in _IN_ITEMS
    troubled = any(tag.startswith("adversarial") for tag in record.get("tags", ()))
    return in_sentences and register not in _IN_TURNS and not troubled


def cut(record: Example, spans: Sequence[Mapping[str, Any]], rng: Random) -> Iterator[tuple[str, Any]]:
    """Up to _TRIES texts with a part of a record's sentences, each with the label that follows.

    `spans` are the places of the label's leaves, as `Checker.evidence` gives them.
    """
    pieces = list(passages(record["text"]))
    bearing = [piece for piece in pieces if any(piece[0] < one["end"] and one["start"] < piece[1] for one in spans)]
    for _ in range(_TRIES if len(bearing) > 1 else 0):
        count = max(1, round(len(bearing) * rng.uniform(_FEWEST, _MOST)))
        gone = set(bearing) - set(rng.sample(bearing, min(count, len(bearing) - 1)))
        found = _excerpt(record, pieces, gone, spans)
        if found:
            yield found


def _excerpt(
    record: Example, pieces: Sequence[Span], gone: Set[Span], spans: Sequence[Mapping[str, Any]]
) -> tuple[str, Any] | None:
    """What is left of a text without some passages; None where one of the others needs them, or says what they say."""
    text, label = record["text"], record["expected_output"]
    if any(_needs(text, *two) for two in pairwise(pieces) if (two[0] in gone) != (two[1] in gone)):
        return None
    said, kept = without(text, gone), [piece for piece in pieces if piece not in gone]
    lost = {one["path"] for one in spans if not any(s <= one["start"] and one["end"] <= e for s, e in kept)}
    values = [str(value) for path, value in leaves(label) if pointer(path) in lost]
    if any(len(value) >= _TELLING and value.lower() in said.lower() for value in values):
        return None
    left = _pruned(label, lost, "")
    return None if left is ABSENT else (said, left)


def _needs(text: str, before: Span, behind: Span) -> bool:
    """Do two passages need each other: does the latter lean on the former, or the former announce the latter?"""
    return leans(text[slice(*behind)]) or text[slice(*before)].rstrip().endswith(":")


def _pruned(value: Any, lost: set[str], place: str) -> Any:
    """A label without some leaves, and without what is empty for want of them."""
    if place in lost:
        return ABSENT
    if isinstance(value, dict) and value:
        members = {name: _pruned(each, lost, place + pointer((name,))) for name, each in value.items()}
        return {name: each for name, each in members.items() if each is not ABSENT} or ABSENT
    if isinstance(value, list) and value:
        items = [_pruned(each, lost, f"{place}/{index}") for index, each in enumerate(value)]
        return [each for each in items if each is not ABSENT] or ABSENT
    return value
