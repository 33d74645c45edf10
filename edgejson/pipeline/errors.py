"""What a user is told when something goes wrong, one line a mistake or a defect of ours, and how a program ends."""

from __future__ import annotations

import difflib
import errno
import os
import select
import shlex
import sys
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

#: Exit status where the reader of the output has gone (`| head`): as a shell tells of a program ended by SIGPIPE.
UNREAD = 141
#: Environment variable that lets an exception that nobody foresaw through where it is met first, traceback and all.
TRACEBACK = "EDGEJSON_TRACEBACK"

#: Names that a hint lists at most.
_LISTED = 12
#: Errors of the machine (no disk, no memory, no files left, no leave to write): whichever schema meets one, the others
#: would too.
_MACHINE = {
    *(errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EACCES, errno.EPERM, errno.EIO),
    *(errno.EMFILE, errno.ENFILE, errno.ENOMEM),
}
#: Characters of a name of which a like one is looked for, at most: the time for it grows with their square.
_LONGEST_NAME = 200
_ROOT = Path(__file__).parents[2]


class UserError(Exception):
    """A mistake that the user can mend.

    The message is one line: the file, the place in it (JSON pointer, key or line number), what is
    wrong, what to do.
    """


class Several(UserError):  # noqa: N818 - it tells of errors and is none of its own
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


class DefectError(UserError):
    """An exception that nobody foresaw, told in one line like a mistake: where, what, the command that shows it again.

    `fault` is the exception with the line of code that raised it, `place` the schema's file, `detail` record and seed;
    `again` is the program's own command where it is empty.
    """

    def __init__(self, fault: str, detail: str = "", again: str = "", place: str = "") -> None:
        self.fault, self.detail, self.again, self.place = fault, detail, again, place
        told = ": ".join(filter(None, [", ".join(filter(None, [place, detail])), fault]))
        command = again or shlex.join(["python", *sys.orig_argv[1:]])
        super().__init__(f"{told}; a defect of EdgeJSON, which this shows again: {TRACEBACK}=1 {command}")

    def __reduce__(self) -> tuple[type[DefectError], tuple[str, ...]]:
        # made anew where it arrives: it comes from workers, whose command isn't the user's
        return type(self), (self.fault, self.detail, self.again, self.place)


class Failures:
    """Errors in the work on single schemas, the first of each, kept so that the work on the others is finished."""

    def __init__(self) -> None:
        self._found: dict[str, UserError] = {}

    def __bool__(self) -> bool:
        return bool(self._found)

    @contextmanager
    def kept(self, place: object = "") -> Iterator[None]:
        """Keep what is raised inside; `place` is the schema's file."""
        try:
            yield
        except Exception as error:
            self.add(as_told(error), place)

    def add(self, error: UserError, place: object = "") -> None:
        """Keep an error, of a schema in whose work no other was met before."""
        if isinstance(error, Several):
            for one in error.errors:
                self.add(one)
            return
        if isinstance(error, DefectError):
            place = error.place or place
            error = DefectError(error.fault, error.detail, error.again, str(place))
        self._found.setdefault(str(place) or str(error), error)

    def end_for_mistakes(self) -> None:
        """Raise what was kept where the user can mend something, and needn't wait for the rest of the work to know."""
        if not all(isinstance(error, DefectError) for error in self._found.values()):
            self.end()

    def end(self) -> None:
        """Raise what was kept; do nothing where nothing was."""
        errors = list(self._found.values())
        if errors:
            raise errors[0] if len(errors) == 1 else Several(errors)


@contextmanager
def told(detail: str, again: str = "") -> Iterator[None]:
    """Let an exception that nobody foresaw say which record it met, and the command that shows it again."""
    try:
        yield
    except UserError:
        raise
    except Exception as error:
        raise as_told(error, detail, again) from error


def as_told(error: Exception, detail: str = "", again: str = "") -> UserError:
    """An exception as the user is told of it: a UserError is that already, any other is a DefectError.

    Raises it as it is where EDGEJSON_TRACEBACK is set, and where it is the machine's (memory or disk used up), so that
    no other schema is worth trying.
    """
    if isinstance(error, UserError):
        return error
    if traceback_wanted() or isinstance(error, MemoryError) or getattr(error, "errno", None) in _MACHINE:
        raise error
    return DefectError(_fault(error), detail, again)


def traceback_wanted() -> bool:
    """Is EDGEJSON_TRACEBACK set to anything but 0?"""
    return os.environ.get(TRACEBACK, "") not in ("", "0")


def _fault(error: Exception) -> str:
    """The exception in a few words, and the last line of our own code that it went through."""
    message = " ".join(str(error).split())[:200]
    frames = [(Path(frame.filename), frame.lineno) for frame in traceback.extract_tb(error.__traceback__)]
    ours = [(path.relative_to(_ROOT), line) for path, line in frames if path.is_relative_to(_ROOT)]
    ours = [(path, line) for path, line in ours if "site-packages" not in path.parts]
    place = f" ({ours[-1][0]}:{ours[-1][1]})" if ours else ""
    return f"{type(error).__name__}{f': {message}' if message else ''}{place}"


@contextmanager
def readable(path: Path) -> Iterator[None]:
    """What keeps a text file from being read is told as a UserError that names the file."""
    try:
        yield
    except UnicodeDecodeError as error:
        raise UserError(f"{path}: not UTF-8 (byte {error.start}); save the file as UTF-8") from error
    except OSError as error:
        raise UserError(f"{path}: can't be read ({error.strerror})") from error


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The known name that another one looks like a slip of; None where none is near, or it is too long for a name."""
    return None if len(name) > _LONGEST_NAME else next(iter(difflib.get_close_matches(name, known, n=1)), None)


def hint(name: str, known: Iterable[str]) -> str:
    """What may have been meant by a name that is not among the known ones: the nearest, else those that there are."""
    names = list(known)
    if near := nearest(name, names):
        return f"did you mean {near!r}?"
    if not names:
        return "there is none"
    return f"use one of {first_of(names, _LISTED)}"


def first_of(names: Sequence[str], most: int) -> str:
    """The first of some names, and how many more there are."""
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return f"{', '.join(names[:most])}{more}"


def run(main: Callable[[], int | None], unable: int = 1) -> None:
    """Run a program's `main` and exit the process with its status.

    A UserError becomes a line on standard error for each mistake and the exit status `unable`, as does a file that
    can't be read or written; Ctrl-C becomes 130, a reader of the output that has gone UNREAD, without a word. Any other
    exception is a defect of ours: a line too, or its traceback where EDGEJSON_TRACEBACK is set.
    """
    status = _status(main, unable)
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


def _status(main: Callable[[], int | None], unable: int) -> int | str | None:
    try:
        return main() or 0
    except SystemExit as end:  # of argparse, which has printed its help or what is wrong
        return end.code
    except UserError as error:
        return _told(unable, *(error.errors if isinstance(error, Several) else [error]))
    except BrokenPipeError as error:
        if any(_is_unread(stream) for stream in (sys.stdout, sys.stderr) if stream):
            return UNREAD
        return _told(unable, as_told(error))
    except OSError as error:
        if error.filename is None and error.errno not in _MACHINE:
            return _told(unable, as_told(error))
        return _told(unable, f"{error.filename or 'the disk'}: {error.strerror}")
    except MemoryError:
        return _told(unable, "memory is used up; lower execution.workers in params.yaml, or free some")
    except KeyboardInterrupt:
        print("interrupted", file=sys.stderr)
        return 130
    except Exception as error:
        return _told(unable, as_told(error))


def _told(unable: int, *messages: object) -> int:
    for message in messages:
        print(f"error: {' '.join(str(message).split())}", file=sys.stderr)
    return unable


def _is_unread(stream: TextIO) -> bool:
    """Has the process at the other end of a pipe, which this stream writes to, closed it?"""
    try:
        watched = select.poll()
        watched.register(stream.fileno(), 0)
        return any(event & (select.POLLERR | select.POLLHUP) for _, event in watched.poll(0))
    except (OSError, ValueError):  # no file of the system's: a string, or closed
        return False
