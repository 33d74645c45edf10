"""How much of an engine's speed does the llm stage keep? Its way (own process, cache, checks) against the bare engine.

    python -m benchmarks.teacher_throughput [--teacher NAME] [--records N] [--rounds N]

In each round both get the same new requests in the same order, one after the other, and the one that begins changes
from round to round, so that a machine that slows down slows both alike. Loading the model is left out of both, and so
is the shared prefix of the prompts, which both have seen. The stage's side is `production.describe` (plans, grammars)
or, for a teacher that writes freely, the first step of `writing_freely.write_freely` (cards, checks); with both cache
keys, the teacher's process, completions on disk. Prints each round, then the medians: tokens a second and their ratio,
by the clock and by processor time (Linux): on a machine that does other work only the second says much.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from edgejson.params.whole import Params, load
from edgejson.pipeline import layout
from edgejson.pipeline.errors import UserError, run
from edgejson.schema.loading import load_folder
from edgejson.teachers import Cache, Completion, Request, Session
from edgejson.teachers.engines.finding import start
from edgejson.teachers.engines.requests import payload
from edgejson.teachers.engines.teacher import Teacher
from edgejson.teachers.writing.drafts import Desk, Draft
from edgejson.teachers.writing.production import Tally, describe, question
from edgejson.teachers.writing.writing_freely import drafted, write_freely
from stages.llm import judge_of


@dataclass(slots=True)
class Bout:
    """One side's work on one round."""

    tokens: int  #: read and written
    seconds: float
    cpu: float  #: processor seconds of the process that holds the model

    @property
    def speeds(self) -> tuple[float, float]:
        """Tokens a second, by the clock and by processor time."""
        return self.tokens / self.seconds, self.tokens / self.cpu if self.cpu else float("nan")


def drafts(desks: list[Desk], params: Params, first: int, count: int) -> list[Draft]:
    """`count` sampled records over all schemas in turn."""
    made = [Draft(desks[index % len(desks)], first + index, params.base.seed) for index in range(count)]
    for draft in made:
        draft.sample()
    return made


def questions(made: list[Draft], teacher: Teacher) -> list[Request]:
    """What the stage will ask about these drafts, in its order; of who writes freely, the first step."""
    if teacher.free:
        for draft in made:
            draft.take_up(teacher)
        return [drafted(draft, 0) for draft in made]
    for draft in made:
        draft.prepare(teacher)
    return [question(draft, number, teacher, 0) for draft in made for number in range(len(draft.worded))]


def processor(pid: int | None) -> float:
    """Processor seconds of another process so far; 0 where the system does not tell."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")  # utime and stime, see proc(5)


def timed(work: Callable[[], int], cpu: Callable[[], float]) -> Bout:
    """Do some work that returns its tokens."""
    before, begun = cpu(), time.perf_counter()
    count = work()
    return Bout(count, time.perf_counter() - begun, cpu() - before)


def once(teacher: Teacher) -> Teacher:
    """A teacher that is asked for no repair, so that both sides get the same requests."""
    return teacher.model_copy(update={"wording": teacher.wording.model_copy(update={"repairs": 0})})


def tokens(came: list[Completion]) -> int:
    """Tokens read and written."""
    return sum(one.tokens_in + one.tokens_out for one in came)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--teacher", default="smollm2", help="one of llm.teachers (default: smollm2)")
    parser.add_argument("--records", type=int, default=24, help="records in a round (default: 24)")
    parser.add_argument("--rounds", type=int, default=4, help="rounds (default: 4)")
    given = parser.parse_args()
    params = load()
    if given.teacher not in params.llm.teachers:
        raise UserError(f"--teacher {given.teacher}: not in llm.teachers")
    teacher, engines = once(params.llm.teachers[given.teacher]), params.llm.engines
    schemas = [schema for schema in load_folder(layout.SCHEMAS) if not schema.unseen]
    desks = [Desk(schema, params.llm, params.base.locale, judges=judge_of) for schema in schemas]
    direct = start(teacher, engines)
    sides: dict[str, list[Bout]] = {"direct": [], "stage": []}
    with (
        tempfile.TemporaryDirectory() as folder,
        Cache(Path(folder) / "cache.sqlite") as cache,
        Session(given.teacher, teacher, engines, cache) as session,
    ):

        def bare(requests: list[Request]) -> int:
            futures = [direct.ask(payload(teacher, request)) for request in requests]
            while direct.step():
                pass
            return tokens([future.result() for future in futures])

        def staged(made: list[Draft]) -> int:
            tally = Tally()
            (write_freely if teacher.free else describe)(session, made, tally, lambda completion: None)
            return sum(tally.counts[f"teachers.{session.name}.tokens_{way}"] for way in ("in", "out"))

        warm = questions(drafts(desks, params, 10**6, 16), teacher)
        bare(warm)
        session.generate(warm)
        process = session._process._process
        pid = process.pid if process else None
        for number in range(given.rounds):
            made = drafts(desks, params, number * given.records, given.records)
            requests = questions(made, teacher)
            work = {
                "direct": (lambda asked=requests: bare(asked), time.process_time),
                "stage": (lambda made=made: staged(made), lambda: processor(pid)),
            }
            for side in list(work)[:: 1 if number % 2 else -1]:
                sides[side].append(timed(*work[side]))
            speeds = ", ".join(f"{side} {bouts[-1].speeds[0]:.1f}" for side, bouts in sides.items())
            print(f"round {number + 1}: {len(requests)} requests, {speeds} tokens/s", flush=True)
    direct.close()
    print_medians(sides)


def print_medians(sides: dict[str, list[Bout]]) -> None:
    """Print the medians of both sides' rounds, and their ratio."""
    for place, measure in enumerate(("by the clock", "by processor time")):
        pairs = list(zip(sides["stage"], sides["direct"], strict=True))
        ratio = median(stage.speeds[place] / plain.speeds[place] for stage, plain in pairs)
        told = ", ".join(f"{side} {median(one.speeds[place] for one in bouts):.1f}" for side, bouts in sides.items())
        print(f"{measure}: {told} tokens/s, ratio {ratio:.3f} (medians of {len(pairs)} rounds)")


if __name__ == "__main__":
    run(main)
