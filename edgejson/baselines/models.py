"""Models that try the test set: zero-shot or with examples from train, free or constrained by the schema."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from time import monotonic
from typing import Any

from edgejson.baselines.settings import BaselineModel
from edgejson.dataset.finishing import OPTIONAL_SUFFIX
from edgejson.pipeline.records import Example
from edgejson.schema.loading import COMPLEXITIES, Schema
from edgejson.teachers import Cache, Completion, Recorded, Request, Session
from edgejson.teachers.committee import progress_bar
from edgejson.teachers.engines.finding import Engines
from edgejson.teachers.engines.teacher import Teacher

SYSTEM = "You extract data from text. Answer with one JSON object and nothing else."


@dataclass(slots=True)
class Answers:
    """What one model said to the records that were chosen for it."""

    records: list[Example]
    completions: list[Completion]
    twins: list[Example] = field(default_factory=list)  #: of those records, and what they are compared with
    twin_completions: list[Completion] = field(default_factory=list)

    def lines(self) -> list[dict[str, Any]]:
        """The predictions as `score` reads them; what an engine refused is no output at all."""
        return _lines(self.records, self.completions)

    def twin_lines(self) -> list[dict[str, Any]]:
        """The same of the twins."""
        return _lines(self.twins, self.twin_completions)

    def count(self, finish: str) -> int:
        """Completions that ended so ("stop", "length", "refused")."""
        return sum(completion.finish == finish for completion in self.completions)


def _lines(records: Sequence[Example], completions: Sequence[Completion]) -> list[dict[str, Any]]:
    return [
        {"id": record["id"], "raw": None if completion.finish == "refused" else completion.text}
        for record, completion in zip(records, completions, strict=True)
    ]


def twins_of(records: Iterable[Example], twins: Iterable[Example]) -> list[Example]:
    """Of a set of twins those of some records, with the records that are asked once more for twins of their own."""
    known = {record["id"] for record in records}
    known |= {f"{name}{OPTIONAL_SUFFIX}" for name in known}
    return [each for each in twins if each["id"] in known or each.get("twin", {}).get("of") in known]


def _chance(record: Example) -> bytes:
    """A record's place in an order that depends on its id alone: the same records are chosen whatever else there is."""
    return blake2b(record["id"].encode(), digest_size=8).digest()


def choose(records: Iterable[Example], count: int) -> list[Example]:
    """`count` records, as equally as can be over the complexities, the lowest hashes of ids first; 0 means all."""
    ordered = sorted(records, key=_chance)
    if not count or count >= len(ordered):
        return ordered
    by_complexity = {name: [r for r in ordered if r.get("complexity") == name] for name in COMPLEXITIES}
    queues = [queue for queue in by_complexity.values() if queue]
    chosen: list[Example] = []
    for place in range(max(map(len, queues))):
        chosen += [queue[place] for queue in queues if place < len(queue)]
    return sorted(chosen[:count], key=_chance)


def examples(train: Iterable[Example], wanted: Mapping[str, int]) -> dict[str, list[Example]]:
    """For each schema id the `wanted` number of its train records, those with the shortest prompts."""
    found: dict[str, list[Example]] = {schema_id: [] for schema_id in wanted}
    for record in train:
        if record["schema_id"] in found:
            found[record["schema_id"]].append(record)
    return {
        schema_id: sorted(records, key=lambda record: (len(record["prompt"]), _chance(record)))[: wanted[schema_id]]
        for schema_id, records in found.items()
    }


def request(record: Example, shots: Sequence[Example], schema: Schema, settings: BaselineModel) -> Request:
    """The prompt as the dataset has it, after `shots` answered ones, decoded greedily."""
    messages = [("system", SYSTEM)]
    for shot in shots:
        answer = json.dumps(shot["expected_output"], ensure_ascii=False)
        messages += [("user", shot["prompt"]), ("assistant", answer)]
    messages.append(("user", record["prompt"]))
    return Request(
        messages=tuple(messages),
        schema=schema.asked_with(record).plain if settings.constrained else None,
        max_tokens=settings.max_tokens,
        temperature=0.0,
        schema_id=record["schema_id"],
    )


def ask(
    runs: Mapping[str, BaselineModel],
    test: Sequence[Example],
    train: Sequence[Example],
    schemas: Mapping[str, Schema],
    teachers: Mapping[str, Teacher],
    engines: Engines,
    logs: Path,
    recorded: Recorded | None = None,
    twins: Sequence[Example] = (),
) -> dict[str, Answers]:
    """Each run's answers, in the order of the runs; how fast they came goes to a log in the folder `logs`.

    A run that is to answers the twins of its records, too.

    Runs of one teacher share its process, which ends before the next starts. What is `recorded` is not asked again.
    Raises UserError where a teacher can't run.
    """
    answers: dict[str, Answers] = {}
    for name in dict.fromkeys(run.teacher for run in runs.values()):
        mine = {key: run for key, run in runs.items() if run.teacher == name}
        window = max(run.max_model_len for run in mine.values())
        teacher = teachers[name].model_copy(update={"max_model_len": window})
        with Cache() as cache, Session(name, teacher, engines, cache, recorded) as session:
            for key, run in mine.items():
                records = choose(test, run.records)
                shots = examples(train, {record["schema_id"]: run.shots for record in records})
                further = twins_of(records, twins) if run.twins else []
                asked = [*records, *further]
                requests = [request(r, shots[r["schema_id"]], schemas[r["schema_id"]], run) for r in asked]
                start = monotonic()
                with progress_bar(session.name, key, len(requests)) as progress:
                    came = session.generate(requests, progress)
                count = len(records)
                answers[key] = Answers(records, came[:count], further, came[count:])
                _log(logs, key, answers[key], monotonic() - start)
    return {name: answers[name] for name in runs}


def _log(logs: Path, name: str, answers: Answers, seconds: float) -> None:
    """One line: what came and how fast. Cached answers are counted in; a second run looks faster than it is."""
    logs.mkdir(parents=True, exist_ok=True)
    tokens = sum(completion.tokens_out for completion in (*answers.completions, *answers.twin_completions))
    speed = f"{tokens} tokens in {seconds:.1f} s, {tokens / seconds:.1f} tokens/s"
    with (logs / "baseline.log").open("a", encoding="utf-8") as log:
        log.write(f"{name}: {len(answers.records) + len(answers.twins)} answers, {speed}\n")
