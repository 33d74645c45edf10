"""A teacher in a process of its own, whose end frees all that it held."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import IO, Any

import orjson

import edgejson
from edgejson.pipeline import layout
from edgejson.pipeline.errors import UserError
from edgejson.teachers.engines.finding import Engines
from edgejson.teachers.engines.requests import Completion, Payload
from edgejson.teachers.engines.teacher import Teacher

LOGS = layout.WORK / "logs"


class TeacherProcess:
    """Starts `worker.py` in its own process group. `close` ends it and everything that it started."""

    def __init__(self, name: str, teacher: Teacher, engines: Engines, writes: bool = False) -> None:
        self.name = name
        self._writes = writes
        self._teacher = teacher
        self._engines = engines
        self._process: subprocess.Popen[bytes] | None = None

    def ask(self, position: int, asked: Payload, *, ahead: bool = False) -> None:
        """Send a request with a number of its own, to go `ahead` of all that waits; the first one loads the model.

        Raises UserError where the teacher can't start. Its reader takes in whatever it is sent, so this never waits
        for answers.
        """
        process = self._process or self._start()
        assert process.stdin is not None
        line = {"position": position, "asked": asked, "ahead": ahead}
        _send(process.stdin, orjson.dumps(line, option=orjson.OPT_APPEND_NEWLINE))

    def answer(self) -> tuple[int, Completion]:
        """The next answer, with its request's number; some request must be under way.

        Raises UserError where the teacher fails or dies.
        """
        assert self._process is not None, "nothing was asked"
        message = self._receive(self._process)
        return message["position"], Completion(**message["completion"])

    def close(self) -> None:
        """End the process and wait until it is gone."""
        process, self._process = self._process, None
        if process is None:
            return
        with suppress(ProcessLookupError):  # it has ended by itself
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with suppress(BrokenPipeError):  # what was still to be sent has no reader any more
                    pipe.close()

    def _start(self) -> subprocess.Popen[bytes]:
        python = (self._engines.vllm.python if self._teacher.engine == "vllm" else "") or sys.executable
        LOGS.mkdir(parents=True, exist_ok=True)
        package = str(Path(next(iter(edgejson.__path__))).resolve().parent)
        paths = os.pathsep.join(filter(None, [package, os.environ.get("PYTHONPATH", "")]))
        try:
            with self._log.open("wb") as log:
                process = subprocess.Popen(
                    [python, "-m", "edgejson.teachers.engines.worker"],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=log,
                    env={**os.environ, "PYTHONPATH": paths},
                    start_new_session=True,
                )
        except OSError as error:
            raise UserError(f"teacher {self.name}: {python} can't be run ({error.strerror})") from error
        self._process = process
        assert process.stdin is not None
        settings = {
            "teacher": self._teacher.model_dump(),
            "engines": self._engines.model_dump(),
            "writes": self._writes,
        }
        _send(process.stdin, orjson.dumps(settings, option=orjson.OPT_APPEND_NEWLINE))
        self._receive(process)
        return process

    def _receive(self, process: subprocess.Popen[bytes]) -> dict[str, Any]:
        assert process.stdout is not None
        line = process.stdout.readline()
        if not line:
            raise UserError(self._epitaph(process))
        message: dict[str, Any] = orjson.loads(line)
        if "error" in message:
            raise UserError(f"teacher {self.name}: {message['error']}")
        return message

    def _epitaph(self, process: subprocess.Popen[bytes]) -> str:
        """One line on how the process died, and what to do about it."""
        status = process.wait()
        last = (self._log.read_text(encoding="utf-8", errors="replace").strip().splitlines() or [""])[-1]
        if status == -signal.SIGKILL:
            fix = "memory is probably used up: take a smaller model, or fewer servers or max_num_seqs"
        else:
            fix = f"see {self._log}"
        return f"teacher {self.name}: its process died (status {status}; last words: {last[:200]!r}); {fix}"

    @property
    def _log(self) -> Path:
        return LOGS / f"teacher-{self.name}.log"


def _send(pipe: IO[bytes], data: bytes) -> None:
    with suppress(BrokenPipeError, ValueError):  # the process has died: reading its answer says so
        pipe.write(data)
        pipe.flush()
