"""All teachers, one after another: who writes which record, what fails, what is counted."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial

from tqdm import tqdm

from edgejson.pipeline import layout
from edgejson.pipeline.base import Base
from edgejson.pipeline.errors import Failures, UserError, told
from edgejson.pipeline.records import Example
from edgejson.schema.loading import Schema
from edgejson.teachers import Cache, Recorded, Session
from edgejson.teachers.engines.requests import Completion
from edgejson.teachers.routing import budget, route
from edgejson.teachers.settings import Llm
from edgejson.teachers.writing.drafts import FAILED, Desk, Draft, Judges
from edgejson.teachers.writing.production import Tally, describe, invent, verify
from edgejson.teachers.writing.verifying import told_apart
from edgejson.teachers.writing.writing_freely import write_freely

LOG = layout.WORK / "logs" / "llm.log"


class Committee:
    """Makes the llm stage's records. Errors of a teacher are collected, and the others go on."""

    def __init__(
        self,
        base: Base,
        llm: Llm,
        schemas: Sequence[Schema],
        cache: Cache,
        recorded: Recorded | None = None,
        judges: Judges | None = None,
    ) -> None:
        """`judges` gives the checks of a schema: what teachers that write freely are judged by."""
        self._base = base
        self._llm = llm
        self.schemas = [schema for schema in schemas if llm.unseen or not schema.unseen]
        self._counts = budget(llm, list(schemas))
        self.tally = Tally()
        self.problems: list[str] = []  #: one line for each teacher that failed
        self.failures = Failures()  #: in the work on single schemas
        self.agreement: dict[str, float] = {}  #: mean agreement of the verifiers by schema id, 0 to 1
        self._cache = cache
        self._recorded = recorded
        self._judges = judges

    def produce(self) -> dict[str, list[Example]]:
        """The finished records by schema id, in order of index; fewer where there are `problems` or `failures`.

        Raises UserError before any teacher is asked where schemas have faults that the user can mend.
        """
        llm = self._llm
        if llm.verify.teachers and any(teacher.free for teacher in llm.teachers.values()):
            told_apart(llm.teachers)
        work: dict[str, list[Draft]] = {name: [] for name in llm.teachers}
        seed = self._base.seed
        for schema in (schema for schema in self.schemas if self._counts[schema.id]):
            with self.failures.kept(schema.path), told(f"seed {seed}"):
                desk = Desk(schema, llm, self._base.locale, self.failures, self._judges)
                for index in range(self._counts[schema.id]):
                    work[route(schema, index, llm, seed)].append(Draft(desk, index, seed))
        self.failures.end_for_mistakes()
        last = llm.router.fallback
        for name in sorted(work, key=lambda name: name == last):  # in their order, the fallback last
            if work[name]:
                self._run(name, partial(self._write, work[name]), writes=not llm.teachers[name].free)
            if last and name != last:
                self._pass_on(work, name, last)
        for name in llm.verify.teachers:
            others = [draft for writer, drafts in work.items() if writer != name for draft in drafts if draft.whole]
            if others:
                self._run(name, partial(self._read, others), writes=False)
        for draft in (draft for drafts in work.values() for draft in drafts if draft.whole):
            if draft.free and draft.free.unproven:
                draft.lost = "reading.too_few"
        return self._finished(work)

    def metrics(self) -> dict[str, float | int]:
        """What goes into metrics/llm.json."""
        means = {f"schemas.{name}.agreement": value for name, value in self.agreement.items()}
        return {**self.tally.counts, **means, **self.tally.of_writers(), **self.tally.of_choosers()}

    def _pass_on(self, work: dict[str, list[Draft]], name: str, last: str) -> None:
        """Let the fallback have the records that a teacher lost; the ledger says where."""
        for draft in [draft for draft in work[name] if draft.lost and draft.lost != FAILED]:
            self.tally.add(f"teachers.{name}.passed_on.{draft.lost}")
            work[last].append(Draft(draft.desk, draft.index, draft.seed))
        work[name] = [draft for draft in work[name] if not draft.lost or draft.lost == FAILED]

    def _write(self, drafts: list[Draft], session: Session) -> None:
        share = session.teacher.invent.share
        own = [draft for draft in drafts if draft.random("task").random() < share]
        if own:
            with progress_bar(session.name, "invent", len(own)) as progress:
                invent(session, own, self.tally, progress)
        for draft in drafts:
            if draft.value is None and not draft.lost:
                with draft.tried():
                    draft.sample()
        task, work = ("write", write_freely) if session.teacher.free else ("describe", describe)
        with progress_bar(session.name, task, len(drafts)) as progress:
            work(session, drafts, self.tally, progress)

    def _read(self, drafts: list[Draft], session: Session) -> None:
        with progress_bar(session.name, "verify", len(drafts)) as progress:
            verify(session, drafts, self._llm.verify.max_tokens, self.tally, progress)

    def _run(self, name: str, job: Callable[[Session], None], *, writes: bool) -> None:
        """Do a teacher's work in its process, which is gone afterwards."""
        llm = self._llm
        start = time.monotonic()
        try:
            replays = llm.router.fallback not in ("", name)
            with Session(
                name, llm.teachers[name], llm.engines, self._cache, self._recorded, writes=writes, replays=replays
            ) as session:
                job(session)
        except UserError as error:  # told once, at the stage's end, since the other teachers go on
            self.problems.append(str(error))
        LOG.parent.mkdir(parents=True, exist_ok=True)
        with LOG.open("a", encoding="utf-8") as log:
            log.write(f"{time.strftime('%Y-%m-%dT%H:%M:%S')} {name}: {time.monotonic() - start:.1f} s\n")

    def _finished(self, work: dict[str, list[Draft]]) -> dict[str, list[Example]]:
        for name in ("asked", "records"):  # none is a count too
            self.tally.add(name, 0)
        made: dict[str, list[tuple[int, Example]]] = {schema.id: [] for schema in self.schemas}
        agreements: dict[str, list[float]] = {schema.id: [] for schema in self.schemas}
        for name, drafts in work.items():
            for draft in drafts:
                schema_id = draft.desk.schema.id
                self.tally.add(f"schemas.{schema_id}.asked")
                self.tally.add("asked")
                with draft.tried():
                    example = draft.example(name) if draft.whole else None
                if not draft.whole or example is None:
                    self.tally.add(f"lost.{draft.lost or 'teacher_failed'}")
                    continue
                self.tally.add(f"schemas.{schema_id}.records")
                self.tally.add("records")
                if draft.free is None:
                    self.tally.bits.setdefault(name, []).append(draft.bits)
                made[schema_id].append((draft.index, example))
                agreements[schema_id] += [example["agreement"]] if example["agreement"] is not None else []
        self.agreement = {name: sum(found) / len(found) for name, found in agreements.items() if found}
        return {
            schema_id: [example for _, example in sorted(found, key=lambda one: one[0])]
            for schema_id, found in made.items()
        }


@contextmanager
def progress_bar(teacher: str, task: str, requests: int) -> Iterator[Callable[[Completion], None]]:
    """A bar with an estimate of the time left; more requests than planned (retries) let it grow."""
    with tqdm(total=requests, desc=f"{teacher} {task}", unit="req", file=sys.stderr, disable=None, leave=False) as bar:

        def step(completion: Completion) -> None:
            if bar.total is not None and bar.n >= bar.total:
                bar.total += 1
            bar.update()

        yield step
