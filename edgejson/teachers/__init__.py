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

    def generate(
        self, requests: Sequence[Request], progress: Callable[[Completion], None] = lambda completion: None
    ) -> list[Completion]:
        """The completions of `requests`, in their order. What is not cached goes to the model as one batch.

        Each is on disk as soon as it ends; `progress` is called then, and once for every cached one. Raises UserError
        where the teacher can't start or dies; what had ended by then stays in the cache.
        """
        self._identity = self._identity or identity(self.teacher)
        asked = [payload(self.teacher, request) for request in requests]
        keys = [key(self._identity, one) for one in asked]
        known = self._cache.get(keys)
        for completion in known.values():
            progress(completion)
        missing = {k: one for k, one in zip(keys, asked, strict=True) if k not in known}
        if missing:
            names = list(missing)
            for position, completion in self._process.complete(list(missing.values())):
                if completion.finish != "refused":
                    self._cache.put(names[position], self.name, completion)
                known[names[position]] = completion
                progress(completion)
        return [known[k] for k in keys]


def generate(
    name: str, teacher: Teacher, engines: Engines, requests: Sequence[Request], cache: Cache | None = None
) -> Iterator[Completion]:
    """One batch of requests to one teacher: its completions, in order.

    `name` is the teacher's key in `llm.teachers`; `cache` is the shared one where none is given. Raises UserError
    where the teacher can't run.
    """
    with cache or Cache() as opened, Session(name, teacher, engines, opened) as session:
        yield from session.generate(requests)
