"""Gather what the stages measured into the folder that git keeps."""

from __future__ import annotations

import shutil

from edgejson.pipeline import layout
from edgejson.pipeline.records import whole_folder
from edgejson.pipeline.stage import run

#: Stages that measure something, each in a folder of its own.
MEASURING = ("template", "llm", "validate", "balance", "split", "baseline")


def main() -> None:
    """Read data/metrics/STAGE/; write metrics/."""
    with whole_folder(layout.METRICS) as folder:
        for stage in MEASURING:
            shutil.copytree(layout.MEASURED / stage, folder, dirs_exist_ok=True)


if __name__ == "__main__":
    run(main)
