"""Which version of code and data a release is made from, by git and DVC."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from edgejson.pipeline.errors import UserError

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


def revision(dataset: Path, lock: Path = Path("dvc.lock")) -> Revision:
    """The revision of the working directory. Raises UserError for a broken dvc.lock."""
    commit = _git("rev-parse", "HEAD")
    return Revision(
        commit=commit or UNKNOWN,
        date=_git("show", "-s", "--format=%cs", "HEAD"),
        changed=bool(commit and _git("status", "--porcelain", "--untracked-files=no")),
        dataset=_locked(lock, dataset),
    )


def _git(*arguments: str) -> str:
    """What git prints, or "" where there is no git or no repository."""
    try:
        done = subprocess.run(["git", *arguments], capture_output=True, text=True, check=False)
    except FileNotFoundError:
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""


def _locked(lock: Path, out: Path) -> str:
    try:
        stages: dict[str, Any] = (YAML(typ="safe").load(lock.read_text(encoding="utf-8")) or {}).get("stages", {})
    except FileNotFoundError:
        return UNKNOWN
    except YAMLError as error:
        raise UserError(f"{lock}: not YAML: {error}; restore it from git") from error
    for stage in stages.values():
        for entry in stage.get("outs", []):
            if entry["path"] == out.as_posix():
                return str(entry.get("md5", UNKNOWN))
    return UNKNOWN
