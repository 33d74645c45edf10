"""The wheel also holds what `edgejson init` writes: this repository's pipeline, by edgejson/project_files.json.

So there is no second copy of it that could differ. The rest of the build is in pyproject.toml.
"""

import json
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

ROOT = Path(__file__).parent


class WithProject(build_py):
    """Puts the project's files below edgejson/_project/ in the wheel; an editable install finds them where they are."""

    def run(self) -> None:
        super().run()
        if not self.editable_mode:
            for name in project_files():
                target = Path(self.build_lib, "edgejson", "_project", name)
                target.parent.mkdir(parents=True, exist_ok=True)
                self.copy_file(str(ROOT / name), str(target))

    def get_source_files(self) -> list[str]:
        """What a source distribution has to hold."""
        return [*super().get_source_files(), *project_files()]


def project_files() -> list[str]:
    patterns = json.loads((ROOT / "edgejson/project_files.json").read_text(encoding="utf-8"))
    return sorted(path.relative_to(ROOT).as_posix() for pattern in patterns for path in ROOT.glob(pattern))


setup(cmdclass={"build_py": WithProject})
