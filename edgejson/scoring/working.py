"""The rows of many pairs, scored by any number of workers: the same whatever their number."""

from __future__ import annotations

import pickle
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt

from edgejson.pipeline.execution import Execution, run_map
from edgejson.schema.loading import Schema
from edgejson.scoring.pairs import Row, Scorer

#: Pairs of a task.
CHUNK = 2_000
#: Fewer pairs than these are scored in this process, before other ones would have started.
FEW = 10_000

#: What is sent to a worker of a gold record.
_NEEDED = ("schema_id", "expected_output", "asked_schema")

#: A gold record, what was predicted for it, and whether that could be parsed.
Predicted = tuple[Mapping[str, Any], Any, bool]
Rows = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class ScoringTask:
    """Some pairs."""

    pairs: Sequence[Predicted]
    schemas: bytes  #: pickled, because a worker makes scorers of them for all of its tasks


def rows_of(pairs: Sequence[Predicted], schemas: Mapping[str, Schema] | None, execution: Execution) -> Rows:
    """A `Row` a pair, in their order, as an array of so many rows.

    Raises UserError for a schema that no scorer can be made of; all schemas of the pairs must be there.
    """
    pairs = [({name: gold[name] for name in _NEEDED if name in gold}, value, parsed) for gold, value, parsed in pairs]
    pickled = pickle.dumps(None if schemas is None else dict(schemas))
    tasks = (ScoringTask(pairs[start : start + CHUNK], pickled) for start in range(0, len(pairs), CHUNK))
    chosen = execution if len(pairs) >= FEW else Execution(workers=1)
    found = list(run_map(_rows, tasks, chosen, "score", total=len(pairs), weight=lambda task: len(task.pairs)))
    return np.concatenate(found) if found else np.empty((0, len(Row._fields)))


def _rows(task: ScoringTask) -> Rows:
    scorers = _scorers(task.schemas)
    rows = []
    for record, value, parsed in task.pairs:
        scorer = scorers.of(record)
        rows.append(
            scorer.score(record["expected_output"], value) if parsed else scorer.fail(record["expected_output"])
        )
    return np.array(rows, dtype=np.float64)


class _Scorers:
    """The scorers of the schemas that records are asked with."""

    def __init__(self, schemas: Mapping[str, Schema] | None) -> None:
        self._schemas = schemas
        self._known: dict[str, Scorer] = {}

    def of(self, record: Mapping[str, Any]) -> Scorer:
        """One for all records that are asked with a schema of the folder; any other schema has its own."""
        schema_id = record["schema_id"]
        if "asked_schema" in record and self._schemas is not None:
            return Scorer(self._schemas[schema_id].asked_with(record))
        if schema_id not in self._known:
            self._known[schema_id] = Scorer(self._schemas[schema_id] if self._schemas is not None else None)
        return self._known[schema_id]


@lru_cache(maxsize=1)
def _scorers(pickled: bytes) -> _Scorers:
    return _Scorers(pickle.loads(pickled))
