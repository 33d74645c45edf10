"""Language models that write texts, invent records and read them back, behind one interface."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from types import TracebackType

from edgejson.params import Engines, Teacher
from edgejson.teachers.cache import Cache
from edgejson.teachers.process import TeacherProcess
from edgejson.teachers.requests import Completion, Finish, Request, identity, key, payload

__all__ = ["Cache", "Completion", "Finish", "Request", "Session", "generate"]


class Session:
    """A teacher with the request cache in front of it. Its process starts at the first request that is not cached."""

    def __init__(self, name: str, teacher: Teacher, engines: Engines, cache: Cache) -> None:
        self.name = name
        self.teacher = teacher
        self._process = TeacherProcess(name, teacher, engines)
        self._cache = cache
        self._identity = ""

    def __enter__(self) -> Session:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.close()

    def missing(self, requests: Sequence[Request]) -> list[Request]:
        """Those requests, each once, whose completions are not cached."""
        keys = self._keys(requests)
        known = self._cache.get(keys)
        return list({key: one for key, one in zip(keys, requests, strict=True) if key not in known}.values())

    def generate(
        self, requests: Sequence[Request], progress: Callable[[Completion], None] = lambda completion: None
    ) -> list[Completion]:
        """The completions of `requests`, in their order. What is not cached goes to the model as one batch.

        Each is on disk as soon as it ends; `progress` is called then, and once for every cached one. Raises UserError
        where the teacher can't start or dies; what had ended by then stays in the cache.
        """
        keys = self._keys(requests)
        known = self._cache.get(keys)
        for completion in known.values():
            progress(completion)
        missing = {key: one for key, one in zip(keys, requests, strict=True) if key not in known}
        if missing:
            names = list(missing)
            asked = [payload(self.teacher, request) for request in missing.values()]
            for position, completion in self._process.complete(asked):
                if completion.finish != "refused":
                    self._cache.put(names[position], self.name, completion)
                known[names[position]] = completion
                progress(completion)
        return [known[key] for key in keys]

    def _keys(self, requests: Sequence[Request]) -> list[str]:
        self._identity = self._identity or identity(self.teacher)
        return [key(self._identity, payload(self.teacher, request)) for request in requests]


def generate(
    name: str, teacher: Teacher, engines: Engines, requests: Sequence[Request], cache: Cache | None = None
) -> Iterator[Completion]:
    """One batch of requests to one teacher: its completions, in order.

    `name` is the teacher's key in `llm.teachers`; `cache` is the shared one where none is given. Raises UserError
    where the teacher can't run.
    """
    with cache or Cache() as opened, Session(name, teacher, engines, opened) as session:
        yield from session.generate(requests)
