"""The llm stage's work with teachers that write freely: drafts of all schemas together, then their repairs."""

from __future__ import annotations

from collections.abc import Sequence

from edgejson.teachers import Session
from edgejson.teachers.engines.requests import Completion, Request
from edgejson.teachers.writing.drafts import Draft
from edgejson.teachers.writing.freehand import Freehand, step_name
from edgejson.teachers.writing.production import Progress, Tally, announce, told_refusals


def write_freely(session: Session, drafts: Sequence[Draft], tally: Tally, progress: Progress) -> None:
    """Have records written; what the checks refuse is told to the teacher, `wording.repairs` times at most.

    A record against whose last text something is left is lost; the tally says at which step, by which check.
    """
    wording = session.teacher.wording
    waiting = []
    for draft in (draft for draft in drafts if not draft.lost):
        with draft.tried():
            draft.take_up(session.teacher)
            waiting.append(draft)
    for step in range(1 + wording.repairs):
        waiting = _round(session, waiting, wording.candidates if step == 0 else 1, tally, progress)
        if not waiting:
            return
    for draft in waiting:
        with draft.tried():
            _finish(session.name, draft, tally)


def _round(session: Session, waiting: Sequence[Draft], draws: int, tally: Tally, progress: Progress) -> list[Draft]:
    """One step of all drafts that wait, as one batch; those that go on waiting."""
    questions = [drafted(draft, draw) for draft in waiting for draw in range(draws)]
    step = step_name(_of(waiting[0]).step) if waiting else ""
    answers = session.generate(questions, announce(session, f"write {step}", questions, progress))
    told_refusals(session.name, answers)
    left = []
    for place, draft in enumerate(waiting):
        drawn = answers[place * draws : (place + 1) * draws]
        with draft.tried():
            _take(session.name, draft, drawn, tally)
            if not _of(draft).accepted:
                left.append(draft)
    return left


def _take(name: str, draft: Draft, drawn: Sequence[Completion], tally: Tally) -> None:
    free = _of(draft)
    step = step_name(free.step)
    for one in drawn:
        tally.completion(name, one)
    free.take(drawn, draft.desk.judge, draft.desk.lexicon.fields)
    tally.add(f"teachers.{name}.written.{step}.drafts")
    tally.add(f"teachers.{name}.written.{step}.accepted", int(free.accepted))
    for code in {f"{one['check']}.{one['code']}" for one in free.findings}:
        tally.add(f"teachers.{name}.written.{step}.against.{code}")


def _finish(name: str, draft: Draft, tally: Tally) -> None:
    """The last thing that may be done for a draft: its label gives up optional facts that the text is silent on."""
    free = _of(draft)
    free.drop(draft.desk.judge, draft.desk.lexicon.fields)
    if free.accepted:
        draft.value = free.label
        tally.add(f"teachers.{name}.written.by_dropping.accepted")
        tally.add(f"teachers.{name}.written.by_dropping.leaves", free.dropped)
    else:
        draft.lost = free.lost_at


def drafted(draft: Draft, draw: int) -> Request:
    """The request for a draw of a draft's next step."""
    free = _of(draft)
    seed = draft.number("write", free.step, draw)
    return Request(tuple(free.messages), seed=seed, schema_id=draft.desk.schema.id)


def _of(draft: Draft) -> Freehand:
    assert draft.free is not None
    return draft.free
