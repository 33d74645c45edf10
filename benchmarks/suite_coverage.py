"""How many satisfiable groups of the official JSON Schema Test Suite give valid instances?

    python -m benchmarks.suite_coverage SUITE [--draft draft7 --draft draft2020-12] [--optional] [-n 20]

SUITE is a checkout of json-schema-org/JSON-Schema-Test-Suite. A group counts as satisfiable when one of its tests is
valid; it is covered when N instances, drawn from N streams, are all valid for jsonschema and jsonschema-rs, formats
asserted. Groups about a format are optional in the suite (`--optional`). Its `remotes/` count as local.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.judges import Judge
from edgejson.pipeline.errors import UserError, run
from edgejson.pipeline.streams import stream
from edgejson.schema.drafts import DRAFTS
from edgejson.values import compile_sampler
from edgejson.values.settings import Values

SETTINGS = Values(optional_rate=0.7, max_items=4, max_depth=4)
FOLDERS = {
    "draft4": "draft4",
    "draft6": "draft6",
    "draft7": "draft7",
    "draft2019-09": "2019-09",
    "draft2020-12": "2020-12",
}


def remotes_of(suite: Path, folder: str) -> dict[str, Any]:
    """The suite's remote schemas for a draft, by the URI that its tests refer to them by."""
    root = suite / "remotes"
    found = {}
    for path in sorted(root.rglob("*.json")):
        place = path.relative_to(root)
        contents = json.loads(path.read_text("utf-8"))
        if place.parts[0] == folder or not place.parts[0].startswith(("draft", "v1")):
            found[f"http://localhost:1234/{place.as_posix()}"] = with_dialect(contents, folder)
    return found


def groups(suite: Path, folder: str, optional: bool) -> Iterator[tuple[str, Any]]:
    """(name, schema) of each group that has a valid test."""
    root = suite / "tests" / folder
    if not root.is_dir():
        raise UserError(f"{root}: no such folder; give the root of a checkout of JSON-Schema-Test-Suite")
    for path in sorted([*root.glob("*.json"), *(root.rglob("optional/**/*.json") if optional else ())]):
        for group in json.loads(path.read_text("utf-8")):
            if any(test["valid"] for test in group["tests"]):
                yield f"{path.relative_to(root)}: {group['description']}", group["schema"]


def with_dialect(schema: Any, folder: str) -> Any:
    """The schema with its draft written out, as a test's folder implies it."""
    dialect = next(uri for uri, (name, _) in DRAFTS.items() if name == FOLDERS[folder])
    return {"$schema": dialect, **schema} if isinstance(schema, dict) else schema


def covered(schema: Any, remotes: dict[str, Any], name: str, count: int) -> str:
    """Why a group is not covered; empty where it is."""
    try:
        sampler = compile_sampler(schema, SETTINGS, others=remotes)
        judge = Judge(schema, remotes)
        for index in range(count):
            reason = judge.refusal(sampler.sample(stream(0, name, index)))
            if reason:
                return reason
    except UserError as error:
        return f"no instance: {error}"
    return ""


def main() -> int:
    """Print the share of each draft and every group that fails."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("suite", type=Path)
    parser.add_argument("--draft", action="append", choices=FOLDERS, help="a draft's folder (all)")
    parser.add_argument("--optional", action="store_true", help="the suite's optional tests too")
    parser.add_argument("-n", type=int, default=20, help="instances of each group (20)")
    given = parser.parse_args()
    for folder in given.draft or FOLDERS:
        count, failed, began = 0, [], time.process_time()
        remotes = remotes_of(given.suite, folder)
        for name, schema in groups(given.suite, folder, given.optional):
            count += 1
            reason = covered(with_dialect(schema, folder), remotes, name, given.n)
            if reason:
                failed.append(f"  {name}: {reason[:200]}")
        share = 1 - len(failed) / max(count, 1)
        seconds = time.process_time() - began
        print(f"{folder}: {count - len(failed)} of {count} groups covered ({share:.1%}), {seconds:.1f} s of CPU")
        print("\n".join(failed))
    return 0


if __name__ == "__main__":
    run(main)
