"""Which version of code and data a release is made from, by git and DVC."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from pathlib import Path

from edgejson.pipeline.stage import LOCK, declared

UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Revision:
    """The revision of a release; UNKNOWN where git or DVC don't say."""

    commit: str  #: git commit, 40 hex digits
    date: str  #: of the commit, YYYY-MM-DD; "" where unknown
    changed: bool  #: are there uncommitted changes of tracked files?
    dataset: str  #: DVC's MD5 of the dataset folder, from dvc.lock

    @property
    def label(self) -> str:
        """The commit in words."""
        return f"{self.commit} with uncommitted changes" if self.changed else self.commit


def revision(dataset: Path) -> Revision:
    """The revision of the working directory. Raises UserError for a broken dvc.lock."""
    commit = _git("rev-parse", "HEAD")
    return Revision(
        commit=commit or UNKNOWN,
        date=_git("show", "-s", "--format=%cs", "HEAD"),
        changed=bool(commit and _git("status", "--porcelain", "--untracked-files=no")),
        dataset=_locked(dataset),
    )


def _git(*arguments: str) -> str:
    """What git prints, or "" where there is no git or no repository."""
    try:
        done = subprocess.run(["git", *arguments], capture_output=True, text=True, check=False)
    except FileNotFoundError:
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""


def _locked(out: Path) -> str:
    outs = (entry for stage in declared(LOCK).values() for entry in stage.get("outs", []))
    return next((str(entry.get("md5", UNKNOWN)) for entry in outs if entry["path"] == out.as_posix()), UNKNOWN)
