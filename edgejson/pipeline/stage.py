"""How a stage of the pipeline runs: the project is checked first, and one that fails has its earlier outputs put back.

DVC deletes what a stage writes before it runs it. `persist: true` would prevent that, but a stage with such an output
is never restored from DVC's run-cache.

The check reads all settings and schemas, so it needs the code of all stages. It runs in a process of its own, which can
refuse but hand nothing on: what it consists of changes no result, and so is no dep of the stage. It takes two seconds,
so a project that was found right is looked at again only after a change: `dvc repro` looks once, not at every stage.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from edgejson.pipeline import errors, layout
from edgejson.pipeline.state import LIBRARY, digest

LOCK = Path("dvc.lock")
#: What the project was like that was last found right.
CHECKED = layout.WORK / "checked"


def run(main: Callable[[], int | None]) -> None:
    """Check the project and run a stage's `main`, as `errors.run` does.

    Where either fails and DVC started the stage, put its earlier outputs back.
    """
    try:
        errors.run(lambda: _checked() or main())
    except BaseException as end:
        failed = not isinstance(end, SystemExit) or end.code
        if failed and (stage := os.environ.get("DVC_STAGE")):
            _put_back(stage)
        raise


def declared(path: Path) -> dict[str, Any]:
    """The stages of dvc.yaml or dvc.lock, by name; none without the file. Raises UserError for a broken one."""
    try:
        content = YAML(typ="safe").load(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except YAMLError as error:
        raise errors.UserError(f"{path}: not YAML: {error}; restore it from git") from error
    return dict((content or {}).get("stages") or {})


def _checked() -> int:
    """The exit status of a look at all settings and schemas; what is wrong with them it has printed."""
    state = digest([layout.PARAMS, layout.SCHEMAS, LIBRARY])  # all that the look rests on
    if CHECKED.exists() and CHECKED.read_text(encoding="utf-8") == state:
        return 0
    status = subprocess.run([sys.executable, "-m", "edgejson.project"], check=False).returncode
    if status == 0:
        CHECKED.parent.mkdir(exist_ok=True)
        CHECKED.write_text(state, encoding="utf-8")
    return status


def _put_back(stage: str) -> None:
    """Check out all outputs that dvc.lock has of the stage, unless none is missing (a gate fails with them made)."""
    outputs = [output["path"] for output in declared(LOCK).get(stage, {}).get("outs", [])]
    if all(Path(path).exists() for path in outputs):
        return
    command = ["dvc", "checkout", "--force", stage]
    done = subprocess.run([sys.executable, "-m", *command], capture_output=True, check=False)
    if done.returncode:
        print(f"{stage}: its earlier outputs are not in DVC's cache; run: dvc pull {stage}", file=sys.stderr)
    else:
        print(f"{stage}: its earlier outputs are back ({' '.join(command)})", file=sys.stderr)
