"""Is each schema valid, satisfiable and fully supported? Exit 1 where one is not.

Also says which keywords have no effect, which fields get generic values (a pool, examples or a clearer name gives those
a meaning), and, where some are annotated, which have no words. With --strict, a required field of generic values fails.

Examples:

    $ edgejson lint schemas/mine.json
    $ edgejson lint --strict schemas
    $ edgejson lint openapi.yaml#Order shop/models.py:Order
"""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path

from edgejson.options import as_json, locale, print_json, say
from edgejson.pipeline import layout
from edgejson.pipeline.errors import UserError, as_told
from edgejson.schema.documents import schema_files
from edgejson.schema.loading import load_schema
from edgejson.schema.sources import is_foreign, schema_at
from edgejson.values.linting import Lint, lint
from edgejson.values.settings import Values

_SETTINGS = Values(optional_rate=0.9, max_items=3, max_depth=3)


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "paths", type=Path, nargs="*", metavar="FILE|DIR", help=f"schemas, or folders of them ({layout.SCHEMAS})"
    )
    parser.add_argument("--strict", action="store_true", help="exit 1 where a required field gets generic values")
    parser.add_argument("--locale", type=locale, default="en_US", help="locale of names and places (en_US)")
    as_json(parser)


def run(given: argparse.Namespace) -> int:
    """Print a line for each schema and each thing found in it. Returns 1 if a schema can't be used."""
    failed, told = False, []
    for path, root in _files(given.paths or [layout.SCHEMAS]):
        found = _linted(path, root, given.locale)
        failed |= bool(found.problems or (given.strict and found.demanded))
        if given.json:
            told.append({"path": str(path), **asdict(found)})
        else:
            _tell(path, found, given.strict)
    if given.json:
        print_json(told)
    return int(failed)


def _linted(path: Path, root: Path | None, locale: str) -> Lint:
    """What there is to say about a file; of one that is no schema, what is wrong with it."""
    try:
        return lint(load_schema(path, root=root) if root else schema_at(path), _SETTINGS, locale)
    except Exception as error:
        return Lint(problems=str(as_told(error, str(path))).splitlines())


def _tell(path: Path, found: Lint, strict: bool) -> None:
    for problem in found.problems:
        say(problem, "red")
    if not found.problems:
        say(f"{path}: ok", "green")
    for line in found.advice(path, strict):
        print(f"  {line}")


def _files(paths: list[Path]) -> list[tuple[Path, Path | None]]:
    """Schema files, those of folders in order, with the folder. Raises UserError for a path that leads to none."""
    files: list[tuple[Path, Path | None]] = []
    for path in paths:
        if not path.exists() and not is_foreign(str(path)):
            raise UserError(f"{path}: can't be read (no such file or folder)")
        found = [(one, path) for one in schema_files(path)] if path.is_dir() else [(path, None)]
        if not found:
            raise UserError(f"{path}: no schemas here; put *.json or *.yaml files there")
        files += found
    return files
