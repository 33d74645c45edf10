"""The process that one teacher lives in: settings and requests come in on stdin, completions go out on stdout.

One JSON value a line. In: the settings, then batches (`{"batch": N}` and N requests). Out, for each batch:
`{"position": I, "completion": {...}}` as answers end, then `{"end": true}`; or `{"error": LINE}`.
"""

from __future__ import annotations

import os
import queue
import signal
import sys
import threading
from typing import IO, Any

import orjson

from edgejson.pipeline.errors import UserError
from edgejson.teachers.engines.finding import Engine, Engines, start
from edgejson.teachers.engines.teacher import Teacher


def main() -> None:
    """Serve batches until stdin ends; that, even by the parent's sudden death, ends the whole process group."""
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # libraries print to stdout; that must not get between the answers
    lines: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    threading.Thread(target=_read, args=(sys.stdin.buffer, lines), daemon=True).start()
    engine: Engine | None = None
    try:
        settings = orjson.loads(lines.get())
        engine = start(
            Teacher.model_validate(settings["teacher"]),
            Engines.model_validate(settings["engines"]),
            writes=settings["writes"],
        )
        _say(out, {"ready": True})
        while True:
            _serve(engine, lines, out)
    except UserError as error:
        _say(out, {"error": str(error)})
    except Exception as error:
        # The parent shows one line; the traceback is in the log that stderr goes to.
        _say(out, {"error": f"{type(error).__name__}: {error}"})
        raise
    finally:
        if engine is not None:
            engine.close()


def _serve(engine: Engine, lines: queue.SimpleQueue[bytes], out: IO[bytes]) -> None:
    count = orjson.loads(lines.get())["batch"]
    asked = [orjson.loads(lines.get()) for _ in range(count)]
    for position, completion in engine.complete(asked):
        _say(out, {"position": position, "completion": orjson.Fragment(completion.encode())})
    _say(out, {"end": True})


def _say(out: IO[bytes], message: dict[str, Any]) -> None:
    out.write(orjson.dumps(message, option=orjson.OPT_APPEND_NEWLINE))
    out.flush()


def _read(stdin: IO[bytes], lines: queue.SimpleQueue[bytes]) -> None:
    for line in stdin:
        lines.put(line)
    os.killpg(os.getpgrp(), signal.SIGKILL)  # nobody waits for answers: engines' own children must go too


if __name__ == "__main__":
    main()
