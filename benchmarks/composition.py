"""Does any ordinary schema break the pipeline, and do checks and sampler agree on what schemas composed at random give?

    python -m benchmarks.composition                     # 1,000 schemas of a seed by chance, which is printed
    python -m benchmarks.composition -n 100 --seed 7     # fewer, those of seed 7
    python -m benchmarks.composition --seed 7 --only 31  # one of them: its document, and what happens to it
    python -m benchmarks.composition -n 5000 --seed 7 --kept FILE  # in parts: what FILE has isn't done again

Each schema (see `composing`) goes through the whole pipeline in process (see `journey`): lint, 20 samples for both
validators, texts in every register and under every trouble, all checks, every kind of planted defect, balance, split,
baseline's parsers, report. Exit status 1 where a figure isn't reached: 0 exceptions, 0 schemas over 5 s of CPU, 99% of
clean pairs accepted, 98% of planted label defects caught.

A run that is stopped (Ctrl-C, or SIGTERM) tells the sum of what it has done. With `--kept` each schema's outcome is a
line of a file as soon as it is there; the same command goes on where it was stopped, and `--from K` begins at another
index, so that a long run can be made in parts, all of which the last one sums up.
"""

from __future__ import annotations

import argparse
import json
import secrets
import signal
import traceback
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import orjson

from benchmarks.composing import Composed, composition
from benchmarks.journey import LABEL_DEFECTS, Journey, travel
from edgejson.audit import trial
from edgejson.pipeline.errors import UserError, run
from edgejson.pipeline.execution import Execution, run_map

ACCEPTED, CAUGHT, SECONDS = 0.99, 0.98, 5.0  #: what is asked


@dataclass(frozen=True, slots=True)
class Task:
    """One schema of a seed."""

    seed: int
    index: int


@dataclass(slots=True)
class Outcome:
    """What became of it."""

    index: int
    journey: Journey | None
    failure: str = ""  #: the exception, and where it was raised; empty where there was none


@dataclass(slots=True)
class Total:
    """All schemas together."""

    journey: Journey = field(default_factory=Journey)
    failures: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))  #: exception -> indices
    slow: list[tuple[float, int]] = field(default_factory=list)  #: seconds and index, of all that took too long
    slowest: tuple[float, int] = (0.0, 0)
    reasons: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))  #: refused or missed -> indices

    schemas: int = 0

    def enter(self, outcome: Outcome) -> None:
        """Count one schema."""
        self.schemas += 1
        if outcome.journey is None:
            self.failures[outcome.failure].append(outcome.index)
            return
        journey = outcome.journey
        self.journey.update(journey)
        self.slowest = max(self.slowest, (journey.seconds, outcome.index))
        if journey.seconds > SECONDS:
            self.slow.append((journey.seconds, outcome.index))
        for reason in journey.examples:
            self.reasons[reason].append(outcome.index)

    @property
    def reached(self) -> bool:
        """Are the figures reached?"""
        return (
            not (self.failures or self.slow or self.journey.invalid)
            and self.journey.accepted >= ACCEPTED
            and self.journey.caught >= CAUGHT
        )


def attempt(task: Task) -> Outcome:
    """Compose a schema and take it through the pipeline."""
    schema = composition(task.seed, task.index)
    try:
        journey = travel(schema.name, schema.document, task.seed + task.index)
        journey.trial.misses.clear()  # what is shown of them is in the examples
        return Outcome(task.index, journey)
    except Exception as error:  # a defect of ours: it counts against us, and the run goes on
        return Outcome(task.index, None, _located(error))


class Kept:
    """Outcomes in a file, a line each after the first, which names the seed; without a file, nothing is kept."""

    def __init__(self, path: Path | None, seed: int) -> None:
        """Raises UserError for a file of another seed."""
        self.path, self.outcomes = path, dict[int, Outcome]()
        if path is None:
            return
        if not path.exists():
            path.write_text(json.dumps({"seed": seed}) + "\n", encoding="utf-8")
        first, *lines = path.read_text(encoding="utf-8").split("\n")
        if json.loads(first)["seed"] != seed:
            raise UserError(f"{path} has the outcomes of seed {json.loads(first)['seed']}; use it with that one")
        for line in lines[:-1]:  # what stands behind the last line's end was being written when the run was stopped
            outcome = _revived(json.loads(line))
            self.outcomes[outcome.index] = outcome
        if lines[-1]:
            path.write_text("\n".join([first, *lines[:-1], ""]), encoding="utf-8")

    def add(self, outcome: Outcome) -> None:
        """Write one down."""
        if self.path is not None:
            with self.path.open("ab") as file:
                file.write(orjson.dumps(outcome, option=orjson.OPT_APPEND_NEWLINE))


def _revived(written: dict[str, Any]) -> Outcome:
    """An outcome as a file of `Kept` has it."""
    journey = written["journey"]
    if journey is not None:
        found = journey.pop("trial")
        planted, caught = Counter(found["planted"]), Counter(found["caught"])
        judged = trial.Outcome(planted, caught, found["clean"], found["rejected"])
        journey = Journey(**(journey | {"refused": Counter(journey["refused"])}), trial=judged)
    return Outcome(written["index"], journey, written["failure"])


def _outcomes(tasks: Iterable[Task], count: int, workers: int) -> Iterator[Outcome]:
    """What becomes of each task, until all are done or the run is stopped."""

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, stop)
    with suppress(KeyboardInterrupt):
        yield from run_map(attempt, tasks, Execution(backend="processes", workers=workers), total=count)


def _located(error: Exception) -> str:
    """An exception in one line, with the innermost place in this project."""
    root = str(Path(__file__).parents[1])
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.startswith(root)]
    frames = [frame for frame in frames if "site-packages" not in frame.filename]
    place = f"{Path(frames[-1].filename).relative_to(root)}:{frames[-1].lineno} {frames[-1].name}" if frames else "?"
    return f"{type(error).__name__} at {place}: {str(error)[:160]}"


def lines(total: Total, seed: int) -> Iterable[str]:
    """The tables."""
    journey = total.journey
    failed = sum(map(len, total.failures.values()))
    yield f"{'exceptions':28} {failed}"
    yield f"{f'over {SECONDS:g} s of CPU':28} {len(total.slow)} (longest {total.slowest[0]:.1f} s: {total.slowest[1]})"
    yield f"{'values a validator refuses':28} {len(journey.invalid)} of {journey.records}"
    yield f"{'clean pairs accepted':28} {journey.accepted:.2%} of {journey.records}"
    yield f"{'label defects caught':28} {journey.caught:.2%} of {journey.planted}"
    for title, told in (
        ("exceptions", ((failure, len(indices), indices) for failure, indices in total.failures.items())),
        ("refused", ((reason, n, total.reasons[reason]) for reason, n in journey.refused.items())),
        ("label defects missed", _missed(total, label=True)),
        ("text defects missed", _missed(total, label=False)),
    ):
        rows = sorted(told, key=lambda row: -row[1])
        if rows:
            yield f"\n{title}, with some schemas of seed {seed}:"
        for what, count, indices in rows:
            yield f"  {count:>5}  {what}: {', '.join(map(str, indices[:6]))}"
    for refusal in journey.invalid[:10]:
        yield f"invalid: {refusal[:200]}"


def _missed(total: Total, label: bool) -> Iterable[tuple[str, int, list[int]]]:
    found = total.journey.trial
    for kind, planted in found.planted.items():
        if (kind in LABEL_DEFECTS) is label and planted > found.caught[kind]:
            said = f"{kind} ({found.caught[kind] / planted:.1%} of {planted} caught)"
            yield said, planted - found.caught[kind], total.reasons[kind]


def one(schema: Composed, seed: int) -> int:
    """Show a schema and what happens to it, with the traceback of what it raises."""
    print(json.dumps(schema.document, ensure_ascii=False, indent=1))
    journey = travel(schema.name, schema.document, seed)
    for reason, example in journey.examples.items():
        print(f"\n--- {reason}: {example}")
    print(f"\nrefused: {dict(journey.refused)}; invalid: {journey.invalid}; {journey.seconds:.1f} s")
    return int(bool(journey.examples or journey.invalid))


def main() -> int:
    """Print the tables; exit 1 where a figure isn't reached."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-n", type=int, default=1000, help="schemas (1000)")
    parser.add_argument("--from", type=int, default=0, dest="begin", help="index of the first one (0)")
    parser.add_argument("--seed", type=int, help="of the schemas and all that is drawn from them (by chance)")
    parser.add_argument("--workers", type=int, default=2, help="processes (2)")
    parser.add_argument("--only", type=int, help="the index of the one schema to show")
    parser.add_argument("--kept", type=Path, help="a file for the outcomes; those that it has are summed up, too")
    given = parser.parse_args()
    seed = secrets.randbelow(10**6) if given.seed is None else given.seed
    if given.only is not None:
        return one(composition(seed, given.only), seed + given.only)
    print(f"{'seed':28} {seed}", flush=True)
    kept = Kept(given.kept, seed)
    total = Total()
    for outcome in kept.outcomes.values():
        total.enter(outcome)
    left = [index for index in range(given.begin, given.begin + given.n) if index not in kept.outcomes]
    for outcome in _outcomes((Task(seed, index) for index in left), len(left), given.workers):
        kept.add(outcome)
        total.enter(outcome)
    print(f"{'schemas':28} {total.schemas}")
    print("\n".join(lines(total, seed)))
    return 0 if total.reached else 1


if __name__ == "__main__":
    run(main)
