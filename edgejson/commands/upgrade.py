"""Bring a project that `edgejson init` made to the installed version, and show what changes.

What you have changed in its files stays; where the new version changes the same lines, both stand there between
conflict marks, as git leaves them, and the exit status is 1. Run it in the project's folder, with all committed.

Examples:

    $ edgejson upgrade --dry-run
    $ edgejson upgrade
"""

from __future__ import annotations

import argparse
import difflib
from pathlib import Path

from edgejson import __version__
from edgejson.options import say
from edgejson.pipeline.errors import UserError
from edgejson.scaffold import WRITTEN, File, files, merged, write

_COLOURS = {"+": "green", "-": "red", "@": "cyan"}


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--dry-run", action="store_true", help="show what would change, write nothing")


def run(given: argparse.Namespace) -> int:
    """Merge the version's files into the project's; show the differences. Returns 1 where some conflict."""
    if not WRITTEN.is_dir():
        raise UserError(f"{WRITTEN}: no such folder; run this in a project that edgejson init made")
    new = [file for file in files() if file.renewed]
    changed: list[File] = []
    conflicts: list[Path] = []
    for file in [*new, *_gone(new)]:
        before, own = _text(WRITTEN / file.path), _text(file.path)
        result, clean = merged(own, before, file.text)
        if result != own:
            changed.append(File(file.path, result))
            _show(file.path, own, result)
        if not clean:
            conflicts.append(file.path)
    if not given.dry_run:
        write(Path(), changed)
        write(WRITTEN, [*new, *_gone(new)])
    for path in conflicts:
        say(f"{path}: you and the new version changed the same lines; {'they conflict' if given.dry_run else 'choose'}")
    if not changed:
        print(f"as edgejson {__version__} has it already")
    elif not given.dry_run:
        print(f"{len(changed)} files changed, for edgejson {__version__}; look at git diff, then: dvc repro")
    return int(bool(conflicts))


def _gone(new: list[File]) -> list[File]:
    """The files that the version no longer has: nothing is to stand in them."""
    known = {file.path for file in new}
    before = sorted(path.relative_to(WRITTEN) for path in WRITTEN.rglob("*") if path.is_file())
    return [File(path, "") for path in before if path not in known]


def _text(path: Path) -> str:
    """What a file holds; nothing where there is none."""
    return path.read_text(encoding="utf-8") if path.exists() else ""


def _show(path: Path, own: str, result: str) -> None:
    lines = difflib.unified_diff(own.splitlines(), result.splitlines(), str(path), str(path), lineterm="")
    for line in lines:
        say(line, _COLOURS.get(line[:1], ""))
