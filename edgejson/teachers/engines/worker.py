"""The process that one teacher lives in: settings and requests come in on stdin, completions go out on stdout.

One JSON value a line. In: the settings, then at any time `{"position": I, "asked": REQUEST, "ahead": BOOL}`; what is
ahead goes before all that waits. Out: `{"ready": true}`,
then `{"position": I, "completion": {...}}` as answers end; or `{"error": LINE}`.
"""

from __future__ import annotations

import os
import queue
import signal
import sys
import threading
from collections import deque
from concurrent.futures import Future
from typing import IO, Any, TypeAlias

import orjson

from edgejson.pipeline.errors import UserError
from edgejson.teachers.engines.finding import Engine, Engines, start
from edgejson.teachers.engines.requests import Completion
from edgejson.teachers.engines.teacher import Teacher

#: What happens to the process: a line that came in, or the answer to the request with a number.
Event: TypeAlias = bytes | tuple[int, Future[Completion]]


def main() -> None:
    """Serve requests until stdin ends; that, even by the parent's sudden death, ends the whole process group."""
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # libraries print to stdout; that must not get between the answers
    events: queue.SimpleQueue[Event] = queue.SimpleQueue()
    settings = orjson.loads(sys.stdin.buffer.readline())
    threading.Thread(target=_read, args=(sys.stdin.buffer, events), daemon=True).start()
    engine: Engine | None = None
    try:
        engine = start(
            Teacher.model_validate(settings["teacher"]),
            Engines.model_validate(settings["engines"]),
            writes=settings["writes"],
        )
        _say(out, {"ready": True})
        service = Service(engine, events, out)
        while True:
            service.step()
    except UserError as error:
        _say(out, {"error": str(error)})
    except Exception as error:
        # The parent shows one line; the traceback is in the log that stderr goes to.
        _say(out, {"error": f"{type(error).__name__}: {error}"})
        raise
    finally:
        if engine is not None:
            engine.close()


class Service:
    """Gives an engine as many requests as it has room for, and passes its answers on."""

    def __init__(self, engine: Engine, events: queue.SimpleQueue[Event], out: IO[bytes]) -> None:
        self._engine = engine
        self._events = events
        self._out = out
        self._waiting: deque[dict[str, Any]] = deque()
        self._under_way = 0

    def step(self) -> None:
        """A step of the engine, then all that has happened meanwhile; with no step to do, wait for something."""
        busy = self._engine.step()
        while not (busy and self._events.empty()):
            self._happened(self._events.get())
            busy = True
            while self._waiting and self._under_way < self._engine.room:
                self._ask(self._waiting.popleft())

    def _happened(self, event: Event) -> None:
        if isinstance(event, bytes):
            asked = orjson.loads(event)
            (self._waiting.appendleft if asked["ahead"] else self._waiting.append)(asked)
            return
        position, future = event
        self._under_way -= 1
        completion = orjson.Fragment(future.result().encode())
        _say(self._out, {"position": position, "completion": completion})

    def _ask(self, asked: dict[str, Any]) -> None:
        self._under_way += 1
        future = self._engine.ask(asked["asked"])
        future.add_done_callback(lambda ended: self._events.put((asked["position"], ended)))


def _say(out: IO[bytes], message: dict[str, Any]) -> None:
    out.write(orjson.dumps(message, option=orjson.OPT_APPEND_NEWLINE))
    out.flush()


def _read(stdin: IO[bytes], events: queue.SimpleQueue[Event]) -> None:
    for line in stdin:
        events.put(line)
    os.killpg(os.getpgrp(), signal.SIGKILL)  # nobody waits for answers: engines' own children must go too


if __name__ == "__main__":
    main()
