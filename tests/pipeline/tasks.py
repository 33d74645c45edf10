"""Functions that workers import."""

import os
import signal
import time
from pathlib import Path

from edgejson.pipeline.errors import UserError

#: What a process that has this module may set.
LOADED = ""


def loaded(number: int) -> str:
    return LOADED


def squared(number: int) -> int:
    return number * number


def picky(number: int) -> int:
    if number == 3:
        raise UserError("number 3 is wrong")
    return number


def deadly(number: int) -> int:
    if number == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def slow(number: int) -> int:
    time.sleep(0.2)
    return number


def dies_once(task: tuple[int, str]) -> int:
    """Kills its own process the first time that task 3 runs."""
    number, marker = task
    if number == 3 and not Path(marker).exists():
        Path(marker).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return number * number
