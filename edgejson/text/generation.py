"""Template records: sample a value, write a text from it; the same bytes whoever makes which index."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path
from random import Random
from shlex import quote
from typing import Any, NamedTuple

import orjson

from edgejson.pipeline.errors import DefectError, told
from edgejson.pipeline.records import Example
from edgejson.pipeline.settings import Block, Positive, Rate
from edgejson.pipeline.streams import stream
from edgejson.schema.loading import Schema, load_schema
from edgejson.schema.pools import sampled
from edgejson.text import near_misses
from edgejson.text.registers import REGISTERS
from edgejson.text.renderer import Renderer
from edgejson.text.settings import TextSettings
from edgejson.text.trouble import KINDS
from edgejson.values import compile_sampler
from edgejson.values.settings import Values

#: How many of its usual optional fields a sparse record has: a text that says about half of what could be said.
_FEW = 0.4
#: Records that are drawn again, at most, where learned words can't tell all of one.
_RECORDS = 6
#: Records from one with a trouble to the next with a near miss.
_APART = 2
#: Records in one task: enough that compiling the schema in a worker does not count.
TASK_SIZE = 2000


class Template(Block):
    """The block template: how many records of each schema, and how they are sampled and written."""

    records_per_schema: Positive = 36
    values: Values = Values()
    adversarial_share: Rate = 0.1
    near_misses: Rate = 0.2
    sparse: Rate = 0.15
    text: TextSettings = TextSettings()


class GenerationTask(NamedTuple):
    """A range of one schema's records. The schema is read again where the task runs."""

    path: Path
    unseen: bool
    settings: Template
    seed: int
    locale: str
    start: int
    stop: int


def tasks(schemas: list[Schema], settings: Template, seed: int, locale: str) -> Iterator[GenerationTask]:
    """The tasks that make all records, schema by schema."""
    for schema in schemas:
        for start in range(0, settings.records_per_schema, TASK_SIZE):
            stop = min(start + TASK_SIZE, settings.records_per_schema)
            yield GenerationTask(schema.path, schema.unseen, settings, seed, locale, start, stop)


def vet(task: GenerationTask) -> None:
    """Make a task's first record just to see faults of its schema. Raises UserError for one that its user can mend."""
    with suppress(DefectError):  # a defect of ours: `run` tells of it, when the other schemas are done
        next(_records(task))


def run(task: GenerationTask) -> list[Example]:
    """The records of a task."""
    return list(_records(task))


def _records(task: GenerationTask) -> Iterator[Example]:
    again = f"python -m edgejson sample {quote(str(task.path))} --text --seed {task.seed} --index"
    with told(f"record {task.start} of seed {task.seed}", f"{again} {task.start}"):
        maker = _maker(task.path, task.unseen, task.settings.model_dump_json(), task.locale)
    for index in range(task.start, task.stop):
        with told(f"record {index} of seed {task.seed}", f"{again} {index}"):
            record = maker.make(task.seed, index)
        yield record


class Maker:
    """Makes the template records of one schema."""

    def __init__(self, schema: Schema, settings: Template, locale: str) -> None:
        self.schema = schema
        self.share = settings.adversarial_share
        self.settings = settings
        self.sampler = compile_sampler(schema, settings.values, locale)
        self.renderer = Renderer(schema, settings.text)
        self.troubles = _turns(settings.text.trouble, schema.id)
        self.strict = _in_learned_words(schema, settings.text)

    def make(self, seed: int, index: int) -> Example:
        """The record with an index: it depends on seed, schema and index alone."""
        rng = stream(seed, self.schema.id, index)
        few = _falls(index, self.settings.sparse)
        value = self._sampled(rng, _FEW if few else 1.0)
        said = self.renderer.render(value, rng, trouble=self.trouble(index), near_miss=self.near_miss(seed, index))
        return {
            "id": f"{self.schema.id}-t-{index:05d}",
            "schema_id": self.schema.id,
            "complexity": self.schema.complexity,
            "source": "template",
            "teacher": "template",
            "register": said.register,
            "text": said.text,
            "instruction": said.instruction,
            "expected_output": value,
            "group": group_of(self.schema.id, value),
            "tags": [*said.tags, *(["sparse"] if few else [])],
            "logprob": None,
            "agreement": None,
        }

    def _sampled(self, rng: Random, keep: float) -> Any:
        """A record; of a schema whose words are learned from examples one that these words can tell, if there is one
        among a few: what none of its people said is no text of theirs.
        """
        value = self.sampler.sample(rng, keep)
        for _ in range(_RECORDS):
            if self.strict is None or self.strict.authored(value, rng)[2]:
                break
            value = self.sampler.sample(rng, keep)
        return value

    def trouble(self, index: int) -> str | None:
        """The kind of trouble that befalls the record with an index, if any.

        Troubled records are spread evenly, and their kinds take turns, so that even a small set has many.
        """
        if not _falls(index, self.share) or not self.troubles:
            return None
        return self.troubles[int(index * self.share) % len(self.troubles)]

    def near_miss(self, seed: int, index: int) -> tuple[str, Any] | None:
        """The kind of near miss in the record with an index, if any, and the record that it takes the value from.

        They are spread evenly and take turns, as troubles do, and mostly in other records than these.
        """
        rate, place = self.settings.near_misses, index + _APART
        if not _falls(place, rate):
            return None
        other = self.sampler.sample(stream(seed, "near miss", self.schema.id, index))
        return near_misses.KINDS[int(place * rate) % len(near_misses.KINDS)], other


def _in_learned_words(schema: Schema, settings: TextSettings) -> Renderer | None:
    """Writes in words that examples taught and in no others; None for a schema without such."""
    if not isinstance(schema.document, dict) or not sampled([schema.document]):
        return None
    document = {keyword: value for keyword, value in schema.document.items() if keyword != "x-sampled"}
    return Renderer(replace(schema, document=document), settings)


def _falls(index: int, rate: float) -> bool:
    """Is the record with an index one of those that a rate asks for, evenly spread?"""
    return int(index * rate) < int((index + 1) * rate)


def group_of(schema_id: str, value: Any) -> str:
    """What records of the same value share: a short hash of schema and value."""
    return blake2b(schema_id.encode() + orjson.dumps(value, option=orjson.OPT_SORT_KEYS), digest_size=8).hexdigest()


def counts(records: list[Example]) -> Counter[str]:
    """Records, by class of register, by trouble, and with dates said by the day of writing, as flat metric names."""
    found: Counter[str] = Counter()
    for record in records:
        found["records"] += 1
        found[f"class.{REGISTERS[record['register']]}"] += 1
        found[f"register.{record['register']}"] += 1
        for tag in record["tags"]:
            kind, _, trouble = tag.partition(":")
            found[kind] += 1
            if trouble:
                found[f"{'trouble' if kind == 'adversarial' else kind}.{trouble}"] += 1
    return found


def _turns(weights: dict[str, int], schema_id: str) -> list[str]:
    """Kinds in the order that they take turns; each schema begins elsewhere."""
    most = max(weights.values(), default=0)
    turns = [kind for round_ in range(most) for kind in KINDS if weights.get(kind, 0) > round_]
    if not turns:
        return []
    start = int.from_bytes(blake2b(schema_id.encode(), digest_size=4).digest(), "big") % len(turns)
    return turns[start:] + turns[:start]


@lru_cache(maxsize=64)  # half a MB each: in a folder of that many, `run` finds what `vet` compiled
def _maker(path: Path, unseen: bool, settings: str, locale: str) -> Maker:
    return Maker(load_schema(path, unseen), Template.model_validate_json(settings), locale)
