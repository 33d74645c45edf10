"""Is each schema valid, satisfiable and fully supported? Exit 1 where one is not.

Also says which keywords have no effect, which fields get generic values (a pool, examples or a clearer name gives those
a meaning), and, where some are annotated, which have no words. With --strict, a required field of generic values fails.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from edgejson.options import locale
from edgejson.pipeline import layout
from edgejson.pipeline.errors import UserError, as_told
from edgejson.schema.annotations import annotations_file
from edgejson.schema.documents import schema_files
from edgejson.schema.loading import load_schema
from edgejson.values.linting import lint
from edgejson.values.settings import Values

_SETTINGS = Values(optional_rate=0.9, max_items=3, max_depth=3)


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument(
        "paths", type=Path, nargs="*", metavar="FILE|DIR", help=f"schemas, or folders of them ({layout.SCHEMAS})"
    )
    parser.add_argument("--strict", action="store_true", help="exit 1 where a required field gets generic values")
    parser.add_argument("--locale", type=locale, default="en_US", help="locale of names and places (en_US)")


def run(given: argparse.Namespace) -> int:
    """Print a line for each schema and each thing found in it. Returns 1 if a schema can't be used."""
    failed = 0
    for path, root in _files(given.paths or [layout.SCHEMAS]):
        try:
            found = lint(load_schema(path, root=root), _SETTINGS, given.locale)
        except Exception as error:
            print(as_told(error, str(path)))
            failed += 1
            continue
        failed += bool(found.problems or (given.strict and found.demanded))
        for problem in found.problems:
            print(problem)
        if not found.problems:
            print(f"{path}: ok")
        for notice in found.notices:
            print(f"  note: {path}#{notice}")
        if found.generic:
            beside = annotations_file(path).name
            print(f"  generic values: {', '.join(found.generic)} (add examples, or a pool in {beside})")
        if found.left_out:
            print(f"  left out, for nothing plausible is known: {', '.join(found.left_out)} (the same helps)")
        if found.demanded and given.strict:
            print(f"  required, and nothing plausible is known: {', '.join(found.demanded)}")
        if found.wordless and annotations_file(path).is_file():
            print(
                f"  no words: {', '.join(found.wordless)} (add phrases or sentences to {annotations_file(path).name})"
            )
    return 1 if failed else 0


def _files(paths: list[Path]) -> list[tuple[Path, Path | None]]:
    """Schema files, those of folders in order, with the folder. Raises UserError for a path that leads to none."""
    files: list[tuple[Path, Path | None]] = []
    for path in paths:
        found = [(one, path) for one in schema_files(path)] if path.is_dir() else [(path, None)]
        if not found:
            raise UserError(f"{path}: no schemas here; put *.json or *.yaml files there")
        files += found
    return files
