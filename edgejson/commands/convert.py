"""Turn record types that are described elsewhere into schemas: OpenAPI components, or classes of Pydantic's.

SOURCE is an OpenAPI file (JSON or YAML), a Python module, by its name or its file, or a folder of such files; with
#COMPONENT or :CLASS behind it one of them. A file is written for each; one that is there with another content stays,
unless --force is given.

Examples:

    $ edgejson convert openapi.yaml schemas
    $ edgejson convert shop.models schemas
    $ edgejson convert shop/models schemas
    $ edgejson convert shop.models:Order schemas --force
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from edgejson.pipeline import layout
from edgejson.pipeline.errors import Failures, UserError, together
from edgejson.schema.foreign import file_name
from edgejson.schema.loading import schema_of
from edgejson.schema.sources import described_in


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("source", metavar="SOURCE", help="FILE of OpenAPI, MODULE, FILE.py or DIR")
    parser.add_argument("folder", type=Path, nargs="?", default=layout.SCHEMAS, metavar="DIR", help="where (schemas)")
    parser.add_argument("--force", action="store_true", help="replace schemas that are there")


def run(given: argparse.Namespace) -> int:
    """Write all schemas, or none where one is no valid schema or in the way."""
    texts: dict[Path, str] = {}
    failures = Failures()
    for name, document in described_in(given.source):
        target = given.folder / f"{file_name(name)}.json"
        with failures.kept(target):
            schema_of(document, f"{name} of {given.source}")
            if target in texts:
                raise UserError(f"{target}: two record types have this name; rename one in {given.source}")
        texts[target] = json.dumps(document, indent=2, ensure_ascii=False) + "\n"
    failures.end()
    taken = [target for target, text in texts.items() if target.exists() and target.read_text("utf-8") != text]
    if taken and not given.force:
        raise together([f"{target}: is there with another content; --force replaces it" for target in taken])
    given.folder.mkdir(parents=True, exist_ok=True)
    for target, text in texts.items():
        target.write_text(text, encoding="utf-8")
        print(target)
    return 0
