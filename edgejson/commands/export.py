"""Write the dataset as a folder that can be uploaded, with card, Croissant metadata and checksums.

It has the records as JSONL and Parquet, chats, preference pairs, evidence, schemas, metrics.

Example:

    $ edgejson export release
"""

from __future__ import annotations

import argparse
from pathlib import Path

from edgejson.params.whole import load
from edgejson.pipeline.errors import UserError
from edgejson.pipeline.metrics import counted
from edgejson.pipeline.records import STANDARD
from edgejson.release.export import export


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", type=Path, metavar="DIR", help="new, empty, or an earlier release (replaced)")
    parser.add_argument("--name", default="EdgeJSON", help="the dataset's name on its card (default: %(default)s)")


def run(given: argparse.Namespace) -> None:
    """Export and say what was written."""
    if given.folder == STANDARD:
        raise UserError("-: a release is a folder of files, and can't go to standard output; name a folder")
    params = load()
    contents = export(given.folder, params.base, params.llm, params.validation, given.name)
    sizes = ", ".join(f"{split} {count:,}" for split, count in contents.records.items())
    print(f"{given.folder}: {sizes}; {counted(len(contents.schemas), 'schema')}; see README.md there")
