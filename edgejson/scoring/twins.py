"""Do answers change with the facts? Pairs of a test record and its twin (`dataset/twins.py`), by system.

- A flip: where a fact was changed, taken out or given to somebody else, both answers have at its place what they must,
  and are otherwise equal.
- A stay: where a text tells another one's value as well, both answers have the fact, and are equal.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from copy import deepcopy
from typing import Any

from edgejson.pipeline.records import Example
from edgejson.schema.loading import at
from edgejson.scoring.predictions import UNPARSED

#: The kinds of twins whose answer must stay; that of all others must flip.
STAYING = frozenset(("another",))
_MISSING = object()


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
    place = twin["twin"]["path"]
    answers = [predictions.get(record["id"], UNPARSED) for record in (base, twin)]
    if UNPARSED in answers:
        return False
    golds = [base["expected_output"], twin["expected_output"]]
    if any(_at(answer, place) != _at(gold, place) for answer, gold in zip(answers, golds, strict=True)):
        return False
    first, second = (_without(answer, place) for answer in answers)
    return bool(first == second)


def _at(value: Any, place: str) -> Any:
    """What stands at a JSON pointer; _MISSING where nothing does."""
    holder, _, name = place.rpartition("/")
    within = at(value, holder)
    if isinstance(within, dict):
        key = name.replace("~1", "/").replace("~0", "~")
        return within.get(key, _MISSING)
    found = at(value, place) if isinstance(within, list) else None
    return _MISSING if found is None else found


def _without(value: Any, place: str) -> Any:
    """A value without what stands at a JSON pointer; in a list null stays in its place."""
    made = deepcopy(value)
    holder, _, name = place.rpartition("/")
    within = at(made, holder)
    key = name.replace("~1", "/").replace("~0", "~")
    if isinstance(within, dict):
        within.pop(key, None)
    elif isinstance(within, list) and key.isdecimal() and int(key) < len(within):
        within[int(key)] = None
    return made
