"""A project in a folder of its own that runs this tree's library and stages."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

ROOT = Path(__file__).parents[1]
STAGES = ("template", "llm", "examine", "validate", "balance", "split", "baseline", "metrics", "report")


def lay_out(folder: Path, settings: Mapping[str, Mapping[str, Any]]) -> None:
    """Put all but schemas into a folder: library and stages by links, params.yaml with some settings changed."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("edgejson", "stages"):
        (folder / name).symlink_to(ROOT / name)
    for name in ("budget.json", "exclude.txt"):
        shutil.copy2(ROOT / name, folder)
    yaml = YAML()
    params: Any = yaml.load((ROOT / "params.yaml").read_text(encoding="utf-8"))
    for block, values in settings.items():
        params[block].update(values)
    with (folder / "params.yaml").open("w", encoding="utf-8") as out:
        yaml.dump(params, out)
