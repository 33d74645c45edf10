"""The llm stage's work with teachers that write freely: drafts and their repairs, of all schemas together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial

from edgejson.pipeline.metrics import counted
from edgejson.teachers import Session, Turn
from edgejson.teachers.engines.requests import Completion, Request
from edgejson.teachers.writing.drafts import Draft
from edgejson.teachers.writing.freehand import Freehand
from edgejson.teachers.writing.production import Progress, Tally, announce, told_refusals


def write_freely(session: Session, drafts: Sequence[Draft], tally: Tally, progress: Progress) -> None:
    """Have records written; what the checks refuse is told to the teacher, `wording.repairs` times at most.

    A repair is asked for as soon as its draft has failed, beside drafts that are still being written. A record
    against whose last text something is left is lost; the tally says at which step, by which check.
    """
    writing = _Writing(session, tally)
    turns: list[Turn] = []
    for draft in (draft for draft in drafts if not draft.lost):
        with draft.tried():
            draft.take_up(session.teacher)
    for draft in sorted((draft for draft in drafts if draft.free), key=lambda draft: _of(draft).shared):
        turns += writing.turns(draft)
    session.converse(turns, announce(session, "write", [turn.request for turn in turns], progress))
    told_refusals(session.name, writing.came)
    if repairs := len(writing.came) - len(turns):
        print(f"{session.name} write: {counted(repairs, 'repair')} among them", flush=True)


@dataclass(slots=True)
class _Writing:
    """One teacher's drafts on their way, each at a step of its own."""

    session: Session
    tally: Tally
    came: list[Completion] = field(default_factory=list)  #: all answers

    def turns(self, draft: Draft) -> list[Turn]:
        """What a draft's next step asks: `wording.candidates` draws of a text at first, then one for a repair."""
        count = 1 if _of(draft).tries else self.session.teacher.wording.candidates
        drawn: list[Completion | None] = [None] * count
        return [Turn(drafted(draft, draw), partial(self._answered, draft, drawn, draw)) for draw in range(count)]

    def _answered(
        self, draft: Draft, drawn: list[Completion | None], draw: int, completion: Completion
    ) -> Sequence[Turn]:
        """Once all draws of a step are there: what the next one asks, if there is one."""
        self.came.append(completion)
        drawn[draw] = completion
        answers = [one for one in drawn if one is not None]
        if len(answers) < len(drawn):
            return ()
        with draft.tried():
            _take(self.session.name, draft, answers, self.tally)
            if _of(draft).goes_on:
                return self.turns(draft)
            if not _of(draft).accepted:
                _finish(self.session.name, draft, self.tally)
        return ()


def _take(name: str, draft: Draft, drawn: Sequence[Completion], tally: Tally) -> None:
    free = _of(draft)
    for one in drawn:
        tally.completion(name, one)
    begun = free.most_tries
    free.take(drawn, draft.desk.judge)
    own = f"teachers.{name}.written.{free.name}"
    tally.add(f"{own}.drafts", int(free.most_tries > begun))
    tally.add(f"{own}.accepted", int(free.accepted))
    for code in {f"{one['check']}.{one['code']}" for one in free.findings}:
        tally.add(f"{own}.against.{code}")


def _finish(name: str, draft: Draft, tally: Tally) -> None:
    """The last thing that may be done for a draft: its label gives up optional facts that the text is silent on."""
    free = _of(draft)
    free.drop(draft.desk.judge)
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
