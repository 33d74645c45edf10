"""The one exception for what a user can mend."""

from __future__ import annotations

import sys
from collections.abc import Callable


class UserError(Exception):
    """A mistake that the user can mend.

    The message is one line: the file, the place in it (JSON pointer, key or line number), what is
    wrong, what to do.
    """


def run(main: Callable[[], int | None]) -> None:
    """Run a program's `main` and exit the process with its status.

    A UserError becomes one line on standard error and exit status 1, Ctrl-C becomes 130. Any other
    exception is a defect of ours and keeps its traceback.
    """
    try:
        status = main()
    except UserError as error:
        print(f"error: {' '.join(str(error).split())}", file=sys.stderr)
        sys.exit(1)
    except KeyboardInterrupt:
        print("interrupted", file=sys.stderr)
        sys.exit(130)
    sys.exit(status or 0)
