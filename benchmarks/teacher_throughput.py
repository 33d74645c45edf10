"""How much of an engine's speed does the llm stage keep? Its way (own process, cache, checks) against the bare engine.

    python -m benchmarks.teacher_throughput [--teacher NAME] [--requests N] [--rounds N]

Both get the same requests in alternate rounds, so that a busy machine slows both alike; loading the model is left
out, and so is the shared prefix of the prompts, which both have seen. Prints tokens a second and the ratio, by the
clock and by processor time (Linux): on a machine that does other work only the second says much.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from edgejson import layout
from edgejson.errors import UserError, run
from edgejson.params import Params, Teacher, load
from edgejson.schemas import load_folder
from edgejson.teachers import Cache, Completion, Request, Session
from edgejson.teachers.describing import ask, best
from edgejson.teachers.drafts import Desk, Draft
from edgejson.teachers.engines import start
from edgejson.teachers.requests import payload


def questions(params: Params, teacher: Teacher, count: int) -> tuple[list[Request], list[Draft]]:
    """`count` describing requests as the stage makes them, over all schemas in turn, and what they are about."""
    desks = [Desk(schema, params) for schema in load_folder(layout.SCHEMAS) if not schema.unseen]
    drafts = [Draft(desks[index % len(desks)], index, params.base.seed) for index in range(count)]
    for draft in drafts:
        draft.sample()
        draft.prepare(teacher)
    drafts = [draft for draft in drafts if draft.plan is not None and draft.plan.parts]
    asked = [ask(draft.plan, draft.plan.parts[0], teacher.wording, draft.index) for draft in drafts if draft.plan]
    return asked, drafts


def tokens(answers: list[Completion]) -> int:
    """Tokens read and written."""
    return sum(one.tokens_in + one.tokens_out for one in answers)


def processor(session: Session) -> dict[str, float]:
    """Processor seconds so far: of this process, where the bare engine runs, and of the stage's teacher process."""
    process = session._process._process
    try:
        fields = Path(f"/proc/{process.pid if process else 0}/stat").read_text().rpartition(")")[2].split()
    except OSError:  # no /proc on this system: the clock alone counts
        return {"direct": time.process_time(), "stage": float("nan")}
    ticks = int(fields[11]) + int(fields[12])  # utime and stime, see proc(5)
    return {"direct": time.process_time(), "stage": ticks / os.sysconf("SC_CLK_TCK")}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--teacher", default="smollm2", help="one of llm.teachers (default: smollm2)")
    parser.add_argument("--requests", type=int, default=16, help="requests in a round (default: 16)")
    parser.add_argument("--rounds", type=int, default=3, help="rounds of each (default: 3)")
    given = parser.parse_args()
    params = load()
    if given.teacher not in params.llm.teachers:
        raise UserError(f"--teacher {given.teacher}: not in llm.teachers")
    teacher, engines = params.llm.teachers[given.teacher], params.llm.engines
    asked, drafts = questions(params, teacher, given.requests)
    direct = start(teacher, engines)
    spent = {"direct": 0.0, "stage": 0.0}
    count = {"direct": 0, "stage": 0}
    with (
        tempfile.TemporaryDirectory() as folder,
        Cache(Path(folder) / "cache.sqlite") as cache,
        Session(given.teacher, teacher, engines, cache) as session,
    ):
        warm = [replace(request, seed=2**30 + index, max_tokens=1) for index, request in enumerate(asked)]
        list(direct.complete([payload(teacher, request) for request in warm]))
        session.generate(warm)
        before = processor(session)
        for number in range(given.rounds):
            requests = [replace(request, seed=number * 1000 + request.seed) for request in asked]
            begun = time.perf_counter()
            plain = [answer for _, answer in direct.complete([payload(teacher, request) for request in requests])]
            spent["direct"] += time.perf_counter() - begun
            count["direct"] += tokens(plain)
            begun = time.perf_counter()
            answers = session.generate(requests)
            for draft, answer in zip(drafts, answers, strict=True):
                assert draft.plan is not None
                best(draft.plan.parts[0], [answer])
            spent["stage"] += time.perf_counter() - begun
            count["stage"] += tokens(answers)
        worked = {name: after - before[name] for name, after in processor(session).items()}
    direct.close()
    speeds = {name: count[name] / spent[name] for name in spent}
    print(f"direct {speeds['direct']:.1f} tokens/s, stage {speeds['stage']:.1f} tokens/s")
    print(f"ratio {speeds['stage'] / speeds['direct']:.3f} ({given.rounds} rounds of {len(asked)} requests)")
    rates = {name: count[name] / worked[name] for name in worked}
    ratio = rates["stage"] / rates["direct"]
    print(f"by processor time: direct {rates['direct']:.1f}, stage {rates['stage']:.1f}, ratio {ratio:.3f}")


if __name__ == "__main__":
    run(main)
