"""The one exception for what a user can mend, and how a program of ours ends."""

from __future__ import annotations

import difflib
import errno
import os
import select
import sys
from collections.abc import Callable, Iterable, Sequence
from typing import TextIO

#: Exit status where the reader of the output has gone (`| head`): as a shell tells of a program ended by SIGPIPE.
UNREAD = 141
#: Names that a hint lists at most.
_LISTED = 12


class UserError(Exception):
    """A mistake that the user can mend.

    The message is one line: the file, the place in it (JSON pointer, key or line number), what is
    wrong, what to do.
    """


class Several(UserError):
    """Several mistakes, each told in a line of its own."""

    def __init__(self, errors: Sequence[UserError]) -> None:
        super().__init__(errors)
        self.errors = errors

    def __str__(self) -> str:
        return "\n".join(map(str, self.errors))


def together(lines: Sequence[str]) -> UserError:
    """One error that tells of all mistakes found at once, a line each; there must be one."""
    errors = [UserError(line) for line in lines]
    return errors[0] if len(errors) == 1 else Several(errors)


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The known name that another one looks like a slip of; None where none is near."""
    return next(iter(difflib.get_close_matches(name, known, n=1)), None)


def hint(name: str, known: Iterable[str]) -> str:
    """What may have been meant by a name that is not among the known ones: the nearest, else those that there are."""
    names = list(known)
    if near := nearest(name, names):
        return f"did you mean {near!r}?"
    if not names:
        return "there is none"
    more = f" and {len(names) - _LISTED} more" if len(names) > _LISTED else ""
    return f"use one of {', '.join(names[:_LISTED])}{more}"


def run(main: Callable[[], int | None]) -> None:
    """Run a program's `main` and exit the process with its status.

    A UserError becomes a line on standard error for each mistake and exit status 1, as does a file that can't be read
    or written; Ctrl-C becomes 130, a reader of the output that has gone UNREAD, without a word. Any other exception is
    a defect of ours and keeps its traceback.
    """
    status = _status(main)
    streams = [stream for stream in (sys.stdout, sys.stderr) if stream]  # None: it was closed from the start
    try:
        for stream in streams:
            stream.flush()
    except BrokenPipeError:
        status = UNREAD
    for stream in streams:
        if _is_unread(stream):  # what is left in its buffer would be complained of when the interpreter ends
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
    sys.exit(status)


def _status(main: Callable[[], int | None]) -> int | str | None:
    try:
        return main() or 0
    except SystemExit as end:  # of argparse, which has printed its help or what is wrong
        return end.code
    except UserError as error:
        return _failed(*(error.errors if isinstance(error, Several) else [error]))
    except BrokenPipeError:
        if not any(_is_unread(stream) for stream in (sys.stdout, sys.stderr) if stream):
            raise
        return UNREAD
    except OSError as error:
        if error.filename is None and error.errno != errno.ENOSPC:
            raise
        return _failed(f"{error.filename or 'the disk'}: {error.strerror}")
    except KeyboardInterrupt:
        print("interrupted", file=sys.stderr)
        return 130


def _failed(*messages: object) -> int:
    for message in messages:
        print(f"error: {' '.join(str(message).split())}", file=sys.stderr)
    return 1


def _is_unread(stream: TextIO) -> bool:
    """Has the process at the other end of a pipe, which this stream writes to, closed it?"""
    try:
        watched = select.poll()
        watched.register(stream.fileno(), 0)
        return any(event & (select.POLLERR | select.POLLHUP) for _, event in watched.poll(0))
    except (OSError, ValueError):  # no file of the system's: a string, or closed
        return False
