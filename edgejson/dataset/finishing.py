"""What a record becomes in its split: rank, what it is asked for, prompt; done in tasks that any worker can do."""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from pathlib import Path
from random import Random
from typing import BinaryIO, cast

import orjson

from edgejson.dataset.asking import Asking, Excerpt, shown_of
from edgejson.dataset.loosely import loosen
from edgejson.dataset.prompts import as_text, compose
from edgejson.dataset.settings import Split
from edgejson.dataset.showing import Shown, formats_for
from edgejson.dataset.splitting import TEST_VARIANTS
from edgejson.dataset.written import Written
from edgejson.pipeline.errors import Failures, told
from edgejson.pipeline.execution import Execution, run_map
from edgejson.pipeline.metrics import totalled
from edgejson.pipeline.records import Example
from edgejson.pipeline.streams import stream
from edgejson.schema.loading import Schema, without_annotations

#: Files that are open at once; systems allow a process 256 (macOS) or 1,024 (Linux) as a rule.
MOST_OPEN = 128
#: Records of a task.
CHUNK = 250
#: Fewer records than these are finished in this process, before other ones would have started.
FEW = 1_000


@dataclass(frozen=True, slots=True)
class Entry:
    """A record's place in the balanced set, and what its place in the dataset depends on."""

    id: str
    schema_id: str
    path: Path
    offset: int  #: of its line, bytes
    chance: int  #: its place in the shuffled order
    difficulty: float


@dataclass(frozen=True, slots=True)
class FinishTask:
    """Some records of a split, in its order."""

    split: str
    entries: Sequence[tuple[Entry, int]]  #: each with its rank
    settings: Split
    asking: bytes  #: pickled, because a worker makes one of it for all of its tasks


class Finishing:
    """The records of all splits, finished in the order in which the splits are asked for."""

    def __init__(
        self,
        orders: Mapping[str, Sequence[tuple[Entry, int]]],
        schemas: Mapping[str, Schema],
        settings: Split,
        seed: int,
        execution: Execution,
        excerpts: Mapping[str, Excerpt] | None = None,
    ) -> None:
        """`orders` has of each split its entries in their order, with their ranks; `excerpts` is by record."""
        asking = pickle.dumps((dict(schemas), settings.variants, seed, dict(excerpts or {})))
        tasks = [
            FinishTask(split, order[start : start + CHUNK], settings, asking)
            for split, order in orders.items()
            for start in range(0, len(order), CHUNK)
        ]
        count = sum(map(len, orders.values()))
        self.written = Written()
        self._left = {split: -(-len(order) // CHUNK) for split, order in orders.items()}
        self._results = run_map(
            finish,
            tasks,
            execution if count >= FEW else Execution(workers=1),
            "split",
            total=count,
            weight=lambda task: len(task.entries),
        )

    def lines(self, split: str) -> Iterator[orjson.Fragment]:
        """A split's records, to be written as they are. Raises UserError for those that failed."""
        for _ in range(self._left[split]):
            lines, written = next(self._results)
            totalled([written], self.written)
            yield from map(orjson.Fragment, lines)

    def end(self) -> None:
        """End the workers. Raises UserError for what failed."""
        for _ in self._results:
            raise AssertionError("a split's records were not asked for")


def finish(task: FinishTask) -> tuple[list[bytes], Written]:
    """The records of a task as JSON, and what was written, counted. Raises UserError, a line a schema."""
    asking, settings = _asking(task.asking), task.settings
    lines: list[bytes] = []
    written, failures = Written(), Failures()
    ranks = [rank for _, rank in task.entries]
    for (entry, example), rank in zip(fetch(entry for entry, _ in task.entries), ranks, strict=True):
        schema = asking.schemas[entry.schema_id]
        with failures.kept(schema.path), told(f"record {example['id']}, seed {asking.seed}"):
            example["rank"] = rank
            form = asking.ask(example, task.split)
            if not add_prompt(example, asking.shown(example, form), settings, asking.seed) and example["variant"]:
                form = asking.ask_plainly(example)
                add_prompt(example, asking.shown(example, form), settings, asking.seed)
            if task.split == TEST_VARIANTS and not example["variant"]:
                continue
            written.add(task.split, example, form, schema)
            lines.append(orjson.dumps(example))
    failures.end()
    return lines, written


@lru_cache(maxsize=1)
def _asking(pickled: bytes) -> Asking:
    return Asking(*pickle.loads(pickled))


def prompt_stream(example: Example, seed: int, prompt_format: str) -> Random:
    """The random stream of a record's prompt in a format."""
    return stream(seed, "prompt", example["id"], prompt_format)


def add_prompt(example: Example, shown: Shown, settings: Split, seed: int) -> bool:
    """Add prompt, messages and format to a record. Is the prompt short enough?

    The format is drawn; where its prompt has more than the usual length, it is put briefly, then the next shorter
    format is tried. Where none is that short, the shortest of them is taken.
    """
    formats, shares = formats_for(shown), settings.prompt_formats
    weights = [getattr(shares, "schema_" if name == "schema" else name) for name in formats]
    drawn = stream(seed, "prompt format", example["id"]).choices(formats, weights if any(weights) else None)[0]
    example["prompt"] = ""  # one of what was asked before says nothing of what is asked now
    for prompt_format, brief in product(formats[formats.index(drawn) :], (False, True)):
        rng = prompt_stream(example, seed, prompt_format)
        messages = compose(example, shown, prompt_format, rng, brief=brief)
        prompt = as_text(messages)
        if not example["prompt"] or len(prompt) < len(example["prompt"]):
            example["messages"], example["prompt"], example["prompt_format"] = messages, prompt, prompt_format
        if len(prompt) <= settings.usual_prompt_chars:
            break
    return len(example["prompt"]) <= settings.max_prompt_chars


#: How the id of a record ends that is asked with a schema that requires nothing.
OPTIONAL_SUFFIX = "-optional"


def ask_loosely(record: Example, schema: Schema, settings: Split, seed: int) -> Example | None:
    """A record asked once more with the loose schema; None where that isn't exact, or no prompt is short enough."""
    made = deepcopy(bare(record))
    form = loosen(made, schema)
    if form is None:
        return None
    made["id"] += OPTIONAL_SUFFIX
    shown = Shown(without_annotations(made["asked_schema"]), form, shown_of(schema).title)
    return made if add_prompt(made, shown, settings, seed) else None


def bare(record: Example) -> Example:
    """A record without what was measured of it alone."""
    left_out = ("scores", "agreement", "logprob")
    return cast(Example, {key: each for key, each in record.items() if key not in left_out})


def fetch(entries: Iterable[Entry]) -> Iterator[tuple[Entry, Example]]:
    """Records by their places. The files of sets, which are one per schema as a rule, stay open, MOST_OPEN of them."""
    files: dict[Path, BinaryIO] = {}
    try:
        for entry in entries:
            if entry.path not in files:
                if len(files) == MOST_OPEN:
                    files.pop(next(iter(files))).close()
                files[entry.path] = entry.path.open("rb")
            files[entry.path].seek(entry.offset)
            yield entry, orjson.loads(files[entry.path].readline())
    finally:
        for file in files.values():
            file.close()
