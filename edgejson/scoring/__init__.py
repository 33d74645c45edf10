"""What does a model get? JSONExact, leaf F1 and validity of predictions against gold records.

    gold = read_gold([Path("data/dataset/test.jsonl")])
    scores = score(gold, read_predictions(Path("predictions.jsonl")), schemas)
    report(scores)["overall"]["json_exact"].value

| module | what |
|---|---|
| `comparing` | when two leaves are equal; `x-compare` |
| `matching` | leaves in common, lists aligned or not |
| `pairs` | one prediction against its gold |
| `intervals` | the metrics' formulas; bootstrap |
| `report` | by group, one system or two |
| `twins` | whether answers change with the facts |
| `predictions`, `tables` | files in, text out |
"""

from edgejson.scoring.intervals import METRICS, Estimate
from edgejson.scoring.pairs import Row, Scorer
from edgejson.scoring.predictions import UNPARSED, predicted_value, read_gold, read_predictions
from edgejson.scoring.report import SCORER_VERSION, Scores, compare, report, score
from edgejson.scoring.tables import render
from edgejson.scoring.twins import twin_shares

__all__ = [
    "METRICS",
    "SCORER_VERSION",
    "UNPARSED",
    "Estimate",
    "Row",
    "Scorer",
    "Scores",
    "compare",
    "predicted_value",
    "read_gold",
    "read_predictions",
    "render",
    "report",
    "score",
    "twin_shares",
]
