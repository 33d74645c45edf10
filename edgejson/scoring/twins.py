"""Do answers change with the facts? Pairs of a test record and its twin (`dataset/twins.py`), by system.

- A flip: where a fact was changed, taken out or given to somebody else, both answers have at its place what they must,
  and are otherwise equal.
- A stay: where a text tells another one's value as well, both answers have the fact, and are equal.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from edgejson.pipeline.records import Example
from edgejson.schema.instances import at, drop
from edgejson.schema.loading import steps_of
from edgejson.scoring.predictions import UNPARSED

#: The kinds of twins whose answer must stay; that of all others must flip.
STAYING = frozenset(("another",))


def twin_shares(gold: Iterable[Example], predictions: Mapping[str, Any]) -> dict[str, Any]:
    """`pairs`, `flips` and `stays` (shares, 0 to 1), and each kind's share; {} where no record's twin is in the gold.

    A record without a prediction, or with one that can't be parsed, makes its pairs wrong.
    """
    records = {record["id"]: record for record in gold}
    right: dict[str, list[bool]] = {}
    for record in records.values():
        twin = record.get("twin")
        if twin and twin["of"] in records:
            right.setdefault(twin["kind"], []).append(_is_right(records[twin["of"]], record, predictions))
    if not right:
        return {}
    kinds = {kind: sum(each) / len(each) for kind, each in sorted(right.items())}
    told: dict[str, Any] = {"pairs": sum(map(len, right.values())), **kinds}
    for name, wanted in (("flips", set(right) - STAYING), ("stays", set(right) & STAYING)):
        found = [one for kind in wanted for one in right[kind]]
        if found:
            told[name] = sum(found) / len(found)
    return told


def _is_right(base: Example, twin: Example, predictions: Mapping[str, Any]) -> bool:
    answers = [predictions.get(record["id"], UNPARSED) for record in (base, twin)]
    if UNPARSED in answers:
        return False
    golds = [base["expected_output"], twin["expected_output"]]
    parted = [_parted(value, twin["twin"]["path"]) for value in (*answers, *golds)]
    (first, rest), (second, other_rest), (gold, _), (other_gold, _) = parted
    return bool(first == gold and second == other_gold and rest == other_rest)


def _parted(value: Any, place: str) -> tuple[Any, Any]:
    """What stands at a JSON pointer, `...` where nothing does, and the value without it."""
    path = steps_of(place, value)
    found = at(value, path)
    return found, value if found is ... else drop(value, path)
