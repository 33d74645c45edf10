"""What every engine offers, and how one is found by its name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib import import_module
from typing import Protocol

from edgejson.params import Engines, Teacher
from edgejson.teachers.engines.requests import Completion, Payload


class Engine(Protocol):
    """A model that is ready to answer. Lives in a process of its own (see `worker.py`)."""

    def complete(self, asked: Iterable[Payload]) -> Iterator[tuple[int, Completion]]:
        """Answer all requests; yields (position, completion) as they end, in any order.

        Raises UserError for what makes every further request fail.
        """
        ...

    def close(self) -> None:
        """Free what the engine holds."""
        ...


def start(teacher: Teacher, engines: Engines, *, writes: bool = False) -> Engine:
    """Load a teacher's model with the engine that its settings name (`llamacpp`, `vllm` or `openai`).

    `writes`: it will describe records, which takes grammars. Raises UserError where the engine's package, the model or
    the server is missing, or the server takes no grammars although it `writes`.
    """
    module = import_module(f"edgejson.teachers.engines.{teacher.engine}")
    engine: Engine = module.start(teacher, engines, writes=writes)
    return engine
