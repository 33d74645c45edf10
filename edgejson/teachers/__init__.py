"""Language models that write texts, invent records and read them back, behind one interface."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from types import TracebackType

from edgejson.pipeline.errors import UserError
from edgejson.teachers.cache import Cache
from edgejson.teachers.engines.finding import Engines
from edgejson.teachers.engines.process import TeacherProcess
from edgejson.teachers.engines.requests import Completion, Finish, Payload, Request, identity, named, payload, usable
from edgejson.teachers.engines.requests import key as key_of
from edgejson.teachers.engines.teacher import Teacher
from edgejson.teachers.recorded import Recorded, Source

__all__ = ["Cache", "Completion", "Finish", "Recorded", "Request", "Session", "generate"]


class Session:
    """A teacher with what is recorded and the request cache in front of it.

    Its process starts at the first request that neither knows; its weights need not be there before.
    """

    def __init__(
        self,
        name: str,
        teacher: Teacher,
        engines: Engines,
        cache: Cache,
        recorded: Recorded | None = None,
        *,
        writes: bool = False,
        replays: bool = False,
    ) -> None:
        """`writes` says that the teacher is to describe records, so that an engine without grammars refuses at once.

        `replays`: where the model is not here, what is neither recorded nor cached is refused, not an error.
        """
        self.name = name
        self.teacher = teacher
        self._process = TeacherProcess(name, teacher, engines, writes)
        self._cache = cache
        self._recorded = recorded
        self._replays = replays
        self._absent: set[str] = set()  #: keys of requests that nobody here can answer
        self._identity = ""

    def __enter__(self) -> Session:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.close()

    def missing(self, requests: Sequence[Request]) -> list[Request]:
        """Those requests, each once, whose completions are neither recorded nor cached."""
        keyed = self._keyed(requests)
        known = self._known(keyed)
        return [request for key, request in keyed.items() if key not in known]

    def sources(self, requests: Sequence[Request]) -> Counter[Source]:
        """How many of the requests, each counted once, are recorded, cached, new."""
        keyed = self._keyed(requests)
        known = self._known(keyed)
        return Counter(known[key][1] if key in known else "new" for key in keyed)

    def generate(
        self, requests: Sequence[Request], progress: Callable[[Completion], None] = lambda completion: None
    ) -> list[Completion]:
        """The completions of `requests`, in their order. What is not known goes to the model as one batch.

        Each is on disk as soon as it ends; `progress` is called then, and once for every known one. Raises UserError
        where the teacher can't start or dies; what had ended by then stays in the cache.
        """
        keyed = self._keyed(requests)
        known = self._known(keyed)
        for completion, _ in known.values():
            progress(completion)
        missing = {key: request for key, request in keyed.items() if key not in known}
        for key, completion in self._asked(missing) if missing else ():
            known[key] = completion, "new"
            progress(completion)
        if self._recorded is not None:
            for key, (completion, source) in known.items():
                if key in self._absent:
                    continue
                self._recorded.use(self.name, keyed[key].schema_id, key, completion, source)
        return [known[self._key(request)][0] for request in requests]

    def _asked(self, missing: Mapping[str, Request]) -> Iterator[tuple[str, Completion]]:
        """Ask the model; keep each answer that is one."""
        keys, payloads = list(missing), [payload(self.teacher, request) for request in missing.values()]
        names = self._cache_keys(payloads)
        kept = 0
        try:
            for position, completion in self._process.complete(payloads):
                checked = usable(payloads[position], completion)
                if checked.finish != "refused":
                    self._cache.put(names[position], self.name, checked)
                    kept += 1
                yield keys[position], checked
        except UserError as error:
            more = f" ({kept} of {len(keys)} requests had been answered; they are kept, the next run asks the rest)"
            raise UserError(f"{error}{more if kept else ''}") from error

    def _known(self, keyed: Mapping[str, Request]) -> dict[str, tuple[Completion, Source]]:
        """What is known of some requests, and from where; what is recorded counts before what is cached."""
        recorded = self._recorded.get(keyed) if self._recorded is not None else {}
        known: dict[str, tuple[Completion, Source]] = {key: (one, "recorded") for key, one in recorded.items()}
        rest = [key for key in keyed if key not in known]
        if not rest:
            return known
        payloads = [payload(self.teacher, keyed[key]) for key in rest]
        try:
            names = self._cache_keys(payloads)
        except UserError as error:
            if self._replays:
                self._absent.update(rest)
                none = Completion(f"no recorded answer, and {error}", 0, 0, "refused", None)
                return known | dict.fromkeys(rest, (none, "new"))
            raise UserError(f"{error} ({len(rest)} of {len(keyed)} requests have no recorded answer)") from error
        cached = self._cache.get(names)
        for key, name, asked in zip(rest, names, payloads, strict=True):
            if name not in cached:
                continue
            if usable(asked, cached[name]).finish == "refused":
                self._cache.forget(name)
            else:
                known[key] = cached[name], "cached"
        return known

    def _keyed(self, requests: Iterable[Request]) -> dict[str, Request]:
        """Requests, each once, by the key under which they are recorded."""
        return {self._key(request): request for request in requests}

    def _key(self, request: Request) -> str:
        return key_of(named(self.teacher), payload(self.teacher, request))

    def _cache_keys(self, payloads: Iterable[Payload]) -> list[str]:
        """The keys under which they are cached: where a model's file changes, so do they."""
        self._identity = self._identity or identity(self.teacher)
        return [key_of(self._identity, asked) for asked in payloads]


def generate(
    name: str, teacher: Teacher, engines: Engines, requests: Sequence[Request], cache: Cache | None = None
) -> Iterator[Completion]:
    """One batch of requests to one teacher: its completions, in order.

    `name` is the teacher's key in `llm.teachers`; `cache` is the shared one where none is given. Raises UserError
    where the teacher can't run.
    """
    with cache or Cache() as opened, Session(name, teacher, engines, opened) as session:
        yield from session.generate(requests)
