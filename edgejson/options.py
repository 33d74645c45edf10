"""What the command line's options have in common: numbers within bounds, and mistakes told in one line."""

from __future__ import annotations

import argparse
import math
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NoReturn

from edgejson.pipeline.base import known_locale
from edgejson.pipeline.errors import UserError
from edgejson.pipeline.records import STANDARD, named


class Parser(argparse.ArgumentParser):
    """A parser that says what is wrong in one line, and where to read more, instead of the whole usage."""

    def error(self, message: str) -> NoReturn:
        """Say it on standard error and exit with status 2."""
        self.exit(2, f"error: {message}; see {self.prog} --help\n")


def whole(least: int, most: int = 1_000_000_000) -> Callable[[str], int]:
    """A type of option: a whole number from `least` to `most`."""
    return _within(int, "a whole number", least, most)


def number(least: float, most: float = math.inf) -> Callable[[str], float]:
    """A type of option: a finite number from `least` to `most`."""
    return _within(float, "a number", least, most)


def locale(text: str) -> str:
    """A type of option: a locale that Faker has."""
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
