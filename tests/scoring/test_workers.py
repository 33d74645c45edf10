"""The scores are the same whatever the number of workers."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from edgejson.pipeline.execution import Execution
from edgejson.schema.loading import load_schema
from edgejson.scoring import UNPARSED, score, working

ROOT = Path(__file__).parents[2]


def test_two_workers_score_as_one_does(monkeypatch: pytest.MonkeyPatch) -> None:
    schema = load_schema(ROOT / "schemas/simple/rating.json")
    gold = [{"id": str(n), "schema_id": "rating", "expected_output": {"stars": n % 5 + 1}} for n in range(50)]
    gold[3]["asked_schema"] = {"type": "object", "properties": {"stars": {"type": "integer", "maximum": 3}}}
    predicted = {str(n): {"stars": 4} if n % 3 else UNPARSED for n in range(50)}
    alone = score(gold, predicted, {"rating": schema})
    monkeypatch.setattr(working, "FEW", 0)
    monkeypatch.setattr(working, "CHUNK", 8)
    together = score(gold, predicted, {"rating": schema}, execution=Execution(workers=2))
    assert np.array_equal(alone.rows, together.rows) and alone.ids == together.ids
    assert 0 < alone.rows[:, 4].sum() < alone.rows[:, 1].sum() < 50
