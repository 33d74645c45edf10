"""What a stage found out about a record is remembered, in `.work/`: a threshold leaves most records as they are.

An answer is known by all that it rests on: code and libraries, schema, settings, the record itself. The
file of a schema holds what its last run asked for, so it stays as large as what the stage writes.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from hashlib import blake2b
from pathlib import Path
from typing import Any

from edgejson.pipeline import layout
from edgejson.pipeline.errors import UserError
from edgejson.pipeline.records import read_jsonl, write_jsonl

#: The answers of each kind, a file a schema.
FOLDER = layout.WORK / "remembered"


class Remembered:
    """Answers of a kind about one schema's records; `ground` is what all rest on, "" for none being kept for later.

    `beside` is another kind that rests on the same and asks some of the same: its answers count too.
    """

    def __init__(self, kind: str, schema_id: str, ground: str, beside: str = "") -> None:
        self._path, self._ground = FOLDER / kind / f"{schema_id}.jsonl", ground
        self._known = _read(self._path) if ground else {}
        self._beside = _read(FOLDER / beside / f"{schema_id}.jsonl") if ground and beside else {}
        self._asked: dict[str, str] = {}

    def answer(self, about: object, ask: Callable[[], Any]) -> Any:
        """What is remembered about a JSON value, or else what `ask` returns: a JSON value too."""
        key = blake2b(f"{self._ground}\n{json.dumps(about)}".encode(), digest_size=16).hexdigest()
        known = self._asked.get(key) or self._known.get(key) or self._beside.get(key)
        said = self._asked[key] = known or json.dumps(ask())
        return json.loads(said)

    def save(self) -> None:
        """Remember what was asked for this time, and nothing else."""
        if self._ground and self._asked.keys() != self._known.keys():
            write_jsonl(self._path, ({"key": key, "answer": self._asked[key]} for key in sorted(self._asked)))


def _read(path: Path) -> dict[str, str]:
    """The answers in a file by key; none where it is missing, or isn't what `save` writes."""
    try:
        return {line["key"]: line["answer"] for line in read_jsonl(path)} if path.exists() else {}
    except (UserError, TypeError, KeyError):  # nothing is lost but time
        return {}
