"""Write refused pairs as a test case: a folder below tests/cases/ with schema, pairs, and what the checks said.

A line is an object with "text" (or "prompt") and "expected_output" (or "output"), or a record of data/rejected/, whose
schema is known. The folder's README.md asks for what is right; CONTRIBUTING.md ("Mend a false refusal") goes on.

Example:

    $ edgejson case pair.jsonl --schema schemas/mine.json --name two-dates
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any, TypeAlias

from edgejson.checks.examining import Judge
from edgejson.commands.check import label_of, read_pairs
from edgejson.params.whole import load
from edgejson.pipeline import layout
from edgejson.pipeline.errors import UserError
from edgejson.pipeline.records import STANDARD, Reason, named, whole_folder, write_jsonl
from edgejson.schema.loading import Schema, load_folder
from edgejson.schema.sources import schema_at

#: Where test cases lie, relative to the working directory.
CASES = Path("tests/cases")
#: What a test needs of a pair; all else that a record carries is left out.
_KEPT = ("text", "prompt", "expected_output", "output")
#: A line's text, its object, and what is wrong with how it was written.
Pair: TypeAlias = tuple[str, dict[str, Any], list[Reason]]

_NOTE = """# {name}

TODO: what is right, and why? One sentence on each pair, then the test that holds it (see CONTRIBUTING.md, "Mend a false
refusal"). The schema may be cut down to what the mistake needs.

What the checks said when this was written:

{said}
"""


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "pairs", type=Path, metavar="PAIR.jsonl", help="a file of pairs, one a line (-: standard input)"
    )
    parser.add_argument("--schema", type=Path, metavar="FILE", help="the pairs' schema; not needed for records")
    parser.add_argument("--name", metavar="NAME", help="the case's name (the file's)")
    parser.add_argument("--params", type=Path, metavar="FILE", help="settings (params.yaml, where there is one)")


def run(given: argparse.Namespace) -> int:
    """Write the case and print its folder. Returns 0."""
    if given.pairs == STANDARD and not given.name:
        raise UserError("standard input has no name; give --name")
    name = given.name or given.pairs.stem
    folder = CASES / name
    if not name or Path(name).name != name:
        raise UserError(f"--name {name}: not a folder's name; use letters, digits and dashes")
    if folder.exists():
        raise UserError(f"{folder}: is there already; give another --name")
    if not CASES.is_dir():
        raise UserError(f"{CASES}: no such folder; run this in a clone of the project")
    pairs = [(text, pair, written) for _, text, pair, written in read_pairs(given.pairs)]
    schema = schema_at(given.schema) if given.schema else _schema_of(pairs, given.pairs)
    note = _NOTE.format(name=name, said=_observed(Judge(schema, load(given.params).validation), pairs))
    with whole_folder(folder) as part:
        document = json.dumps(schema.document, indent=2, ensure_ascii=False)
        (part / "schema.json").write_text(document + "\n", encoding="utf-8")
        write_jsonl(part / "pairs.jsonl", ({key: pair[key] for key in _KEPT if key in pair} for _, pair, _ in pairs))
        (part / "README.md").write_text(note, encoding="utf-8")
    print(folder)
    return 0


def _schema_of(pairs: list[Pair], path: Path) -> Schema:
    """The one schema that records name. Raises UserError where they name none, several, or one that isn't there."""
    ids = {str(pair.get("schema_id", "")) for _, pair, _ in pairs}
    if len(ids) > 1 or "" in ids:
        raise UserError(
            f"{named(path)}: its lines name {'several schemas' if len(ids) > 1 else 'no schema'}; give --schema"
        )
    (wanted,) = ids
    found = [schema for schema in load_folder(layout.SCHEMAS) if schema.id == wanted]
    if not found:
        raise UserError(f"{named(path)}: no schema {wanted} in {layout.SCHEMAS}; give --schema")
    return found[0]


def _observed(judge: Judge, pairs: list[Pair]) -> str:
    """What the checks find, a bullet a finding, pair by pair."""
    lines = []
    for number, (text, pair, found) in enumerate(pairs, 1):
        label, reasons = label_of(pair, found)
        if not reasons:
            reasons, _ = judge.judge(f"pair {number}", text, label)
        lines += [
            f"- pair {number}: {each['check']}/{each['code']} {each['path']}: {each['detail']}" for each in reasons
        ]
        lines += [] if reasons else [f"- pair {number}: nothing"]
    return "\n".join(lines)
