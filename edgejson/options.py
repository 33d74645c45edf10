"""What the commands have in common: options within bounds, help, mistakes told in one line, output as JSON, colour."""

from __future__ import annotations

import argparse
import math
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NoReturn

import orjson

from edgejson.pipeline.errors import UserError
from edgejson.pipeline.records import STANDARD, named


class _Help(argparse.HelpFormatter):
    """Help whose paragraphs stay paragraphs, and whose indented examples stay as they are."""

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        fill = super()._fill_text
        parts = text.split("\n\n")
        return "\n\n".join(part if part.startswith("    ") else fill(part, width, indent) for part in parts)


class Parser(argparse.ArgumentParser):
    """A parser that says what is wrong in one line, and where to read more, instead of the whole usage."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**{"formatter_class": _Help, **settings})

    def error(self, message: str) -> NoReturn:
        """Say it on standard error and exit with status 2."""
        self.exit(2, f"error: {message}; see {self.prog} --help\n")


def as_json(parser: argparse._ActionsContainer) -> None:
    """Give a command the option --json."""
    parser.add_argument("--json", action="store_true", help="print it as one JSON value, for programs")


def print_json(value: Any) -> None:
    """Print a value for programs: indented, UTF-8 whatever the terminal is set to; a named tuple is a list."""
    sys.stdout.flush()
    sys.stdout.buffer.write(orjson.dumps(value, default=list, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE))
    sys.stdout.buffer.flush()


def say(text: str, colour: str = "") -> None:
    """Print a line, on a terminal in a colour; not with NO_COLOR set, nor where the output goes anywhere else."""
    if not (colour and sys.stdout.isatty()):
        print(text)
        return
    from rich.console import Console  # late: only a terminal needs it

    Console(soft_wrap=True).print(text, style=colour, markup=False, highlight=False, emoji=False)


def whole(least: int, most: int = 1_000_000_000) -> Callable[[str], int]:
    """A type of option: a whole number from `least` to `most`."""
    return _within(int, "a whole number", least, most)


def number(least: float, most: float = math.inf) -> Callable[[str], float]:
    """A type of option: a finite number from `least` to `most`."""
    return _within(float, "a number", least, most)


def locale(text: str) -> str:
    """A type of option: a locale that Faker has."""
    from edgejson.pipeline.base import known_locale  # late, so that help is quick

    try:
        return known_locale(text)
    except UserError as error:
        raise argparse.ArgumentTypeError(str(error)) from error


def once(paths: Sequence[Path]) -> None:
    """Raises UserError where more than one of the files to read is standard input."""
    if paths.count(STANDARD) > 1:
        raise UserError(f"{named(STANDARD)}: can be read once only; give a file for all but one -")


def _within(kind: Callable[[str], Any], name: str, least: float, most: float) -> Callable[[str], Any]:
    bounds = f"{least} or more" if math.isinf(most) else f"{least} to {most}"

    def read(text: str) -> Any:
        try:
            value = kind(text)
        except ValueError:
            value = math.nan
        if not (math.isfinite(value) and least <= value <= most):
            raise argparse.ArgumentTypeError(f"{text!r} is not {name}, {bounds}")
        return value

    return read
