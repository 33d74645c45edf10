"""A DVC project of the user's own: the files that `edgejson init` writes and `edgejson upgrade` renews.

They are this repository's, which is such a project itself: its stages, settings, pipeline and plots. Only what it has
beside them differs: where its stages depend on the library's modules, a user's depend on one file that holds the
package's version. The files as they were written stay in `.edgejson/`, so that a newer version's changes can be told
from the user's.
"""

from __future__ import annotations

import json
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from edgejson import __version__
from edgejson.pipeline import layout
from edgejson.pipeline.errors import UserError
from edgejson.pipeline.records import whole_file

#: The files as `init` or the last `upgrade` wrote them.
WRITTEN = Path(".edgejson")
#: Files that are the user's from the start: an upgrade never touches them.
_OWN = (".dvc/config", ".gitignore", "budget.json", "exclude.txt", "schemas/", "completions/")
#: Lines of this repository's .gitignore that a project of the user's own doesn't need, or decides on itself.
_NOT_IGNORED = ("/release/", "/build/", "/site/", "/.venv-*/", "*.egg-info/", "/.ipynb_checkpoints/", "!/data/.gitkeep")
_CACHES = ("_cache/", ".hypothesis/")

_ABOUT_PIPELINE = """\
# The pipeline, written by `edgejson init`; `edgejson upgrade` brings it to a newer version. Every stage depends on
# edgejson.version, because DVC does not see what a script imports. A stage's params are the settings that change its
# result: what only changes where or how fast it runs (execution, llm.engines) is left out, so it invalidates nothing.
"""


@dataclass(frozen=True, slots=True)
class File:
    """A file of a project, relative to its folder."""

    path: Path
    text: str

    @property
    def renewed(self) -> bool:
        """Does an upgrade bring it up to date?"""
        return not self.path.as_posix().startswith(_OWN)


def files() -> list[File]:
    """All files of a new project, in order."""
    source = _source()
    found = [
        File(path.relative_to(source), path.read_text(encoding="utf-8"))
        for pattern in json.loads(Path(__file__).with_name("project_files.json").read_text(encoding="utf-8"))
        for path in sorted(source.glob(pattern))
    ]
    found = [File(each.path, _CHANGED.get(each.path.as_posix(), str)(each.text)) for each in found]
    kept = [File(layout.COMPLETIONS / stage / ".gitkeep", "") for stage in ("baseline", "llm")]  # deps have to be there
    return [*found, *kept, File(layout.VERSION, f"{__version__}\n")]


def _source() -> Path:
    """Where the files are: in the wheel below `edgejson/_project/`, in a checkout at its root."""
    package = Path(__file__).parent
    packed = package / "_project"
    return packed if packed.is_dir() else package.parent


def _pipeline(text: str) -> str:
    """dvc.yaml with one dep for the library, without effect/, and with a head that is true of a user's project."""
    _, _, stages = re.sub(r"(?m)^- effect/.*\n", "", text).partition("\n\nstages:")
    library = re.compile(r"(?:^    - edgejson/\S+\n)+", re.M)
    return f"{_ABOUT_PIPELINE}\nstages:" + library.sub(f"    - {layout.VERSION}\n", stages)


def _ignored(text: str) -> str:
    lines = [line for line in text.splitlines() if line not in _NOT_IGNORED and not line.endswith(_CACHES)]
    return "\n".join(lines) + "\n"


def _without_written(text: str) -> str:
    """.dvcignore, so that DVC takes the files of `.edgejson/` for no pipeline."""
    return f"{text}/{WRITTEN}/\n"


_CHANGED = {"dvc.yaml": _pipeline, ".gitignore": _ignored, ".dvcignore": _without_written}


def without_model(file: File) -> File:
    """The settings as they are where no model is installed: nothing is asked of one."""
    if file.path != layout.PARAMS:
        return file
    text, found = re.subn(r"(?m)(^llm:\n  records_per_schema: )\d+ ?", r"\g<1>0 ", file.text)
    assert found == 1, "params.yaml begins the block llm otherwise"
    return File(file.path, text)


def write(folder: Path, files: list[File]) -> None:
    """Write files below a folder, each whole or not at all; one with nothing in it that stood there goes."""
    for file in files:
        path = folder / file.path
        if not file.text and path.exists():
            path.unlink()
            continue
        with whole_file(path) as out:
            out.write(file.text.encode())


def merged(own: str, before: str, new: str) -> tuple[str, bool]:
    """A file with the changes that led from `before` to `new`, and whether none is where `own` has others.

    Where one is, both stand in the text between git's conflict marks. Raises UserError where git can't merge.
    """
    if own in (before, new):
        return new, True
    if before == new:
        return own, True
    with TemporaryDirectory() as folder:
        paths = [Path(folder, name) for name in ("yours", "before", "new")]
        for path, text in zip(paths, (own, before, new), strict=True):
            path.write_text(text, encoding="utf-8")
        names = [word for path in paths for word in ("-L", path.name)]
        command = ["git", "merge-file", "-p", *names, *map(str, paths)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    if not 0 <= done.returncode < 128:
        raise UserError(f"git merge-file: {done.stderr.strip()}")
    return done.stdout, done.returncode == 0
