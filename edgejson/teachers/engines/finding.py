"""What every engine offers, and how one is found by its name."""

from __future__ import annotations

from concurrent.futures import Future
from typing import Protocol

from edgejson.pipeline.settings import Block
from edgejson.teachers.engines.endpoint import Settings as OpenAi
from edgejson.teachers.engines.llamacpp import LlamaCppEngine
from edgejson.teachers.engines.llamacpp import Settings as LlamaCpp
from edgejson.teachers.engines.openai import OpenAiEngine
from edgejson.teachers.engines.requests import Completion, Payload
from edgejson.teachers.engines.teacher import Teacher
from edgejson.teachers.engines.vllm import Settings as Vllm
from edgejson.teachers.engines.vllm import VllmEngine


class Engine(Protocol):
    """A model that is ready to answer. Lives in a process of its own (see `worker.py`)."""

    room: int  #: requests that it works on at once; more would only wait

    def ask(self, asked: Payload) -> Future[Completion]:
        """Take a request up at once, beside those under way; which of them ends first is open.

        This or the future raises UserError for what makes every further request fail.
        """
        ...

    def step(self) -> bool:
        """Work on what is under way, where the engine has no threads of its own; is there more of it?"""
        ...

    def close(self) -> None:
        """Free what the engine holds."""
        ...


class Engines(Block):
    """How teachers run on this machine. Changes no promise of theirs, so DVC does not track it."""

    llamacpp: LlamaCpp = LlamaCpp()
    vllm: Vllm = Vllm()
    openai: OpenAi = OpenAi()


def start(teacher: Teacher, engines: Engines, *, writes: bool = False) -> Engine:
    """Load a teacher's model with the engine that its settings name (`llamacpp`, `vllm` or `openai`).

    `writes`: it will describe records, which takes grammars. Raises UserError where the engine's package, the model or
    the server is missing, or the server takes no grammars although it `writes`.
    """
    match teacher.engine:
        case "llamacpp":
            return LlamaCppEngine(teacher, engines.llamacpp)
        case "vllm":
            return VllmEngine(teacher, engines.vllm)
        case "openai":
            return OpenAiEngine(teacher, engines.openai, writes=writes)
