"""A release of a small dataset."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from edgejson.params.whole import load
from edgejson.pipeline.metrics import write_metrics
from edgejson.pipeline.records import write_jsonl
from edgejson.release.export import export

ROOT = Path(__file__).parents[2]
SETTINGS = load(ROOT / "params.yaml")
SCHEMA = {
    "title": "Ticket | `x`",
    "type": "object",
    "properties": {"priority": {"type": "integer", "x-phrases": ["priority {}"]}, "owner": {"type": "string"}},
}
HOSTILE = "```\n---\n# not a heading of the card\n| a |"


def record(number: int, schema_id: str = "ticket", **more: Any) -> dict[str, Any]:
    """A record of the dataset, as split writes it."""
    return {
        "id": f"{schema_id}-t-{number:05d}",
        "schema_id": schema_id,
        "complexity": "simple",
        "source": "template",
        "teacher": "template",
        "register": "email",
        "text": f"priority {number}, says Ärpad 😀",
        "instruction": "Extract the ticket.",
        "expected_output": {"priority": number, "owner": "Ärpad 😀"},
        "group": f"g{number}",
        "tags": ["adversarial:typo"] if number % 2 else [],
        "logprob": None,
        "agreement": None,
        "scores": {"language": 1},
        "difficulty": 0.25,
        "prompt": f"Extract.\n{HOSTILE}\npriority {number}",
        "prompt_format": "none",
        "rank": number,
        **more,
    }


def in_turns(made: dict[str, Any]) -> dict[str, Any]:
    """A record that is asked for in two turns."""
    turns = [{"role": "system", "content": "Be brief."}, {"role": "user", "content": made["prompt"]}]
    return {**made, "messages": turns}


@pytest.fixture
def release(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A release of a small dataset in two shards, with an unseen test, made in a folder without git."""
    monkeypatch.chdir(tmp_path)
    for place in ("schemas/simple/ticket.json", "schemas/unseen/simple/rows.json"):
        Path(place).parent.mkdir(parents=True, exist_ok=True)
        Path(place).write_text(json.dumps(SCHEMA if "ticket" in place else {"type": "array"}))
    data = Path("data/dataset")
    llm = {"source": "llm", "teacher": "smollm2", "logprob": -1.5, "agreement": 1}
    write_jsonl(data / "train-00000-of-00002.jsonl", [record(n) for n in range(3)])
    write_jsonl(data / "train-00001-of-00002.jsonl", [in_turns(record(n, **llm)) for n in range(3, 5)])
    write_jsonl(data / "test.jsonl", [record(5)])
    write_jsonl(data / "test_unseen.jsonl", [record(6, "rows", expected_output=[1, "two"])])
    write_metrics(Path("metrics/validate.json"), {"pass_rate": 0.9375})
    export(tmp_path / "release", SETTINGS.base, SETTINGS.llm, SETTINGS.validation, "Tickets")
    return tmp_path / "release"
