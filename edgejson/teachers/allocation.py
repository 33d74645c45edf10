"""The next round's budget: more records for schemas that models find hard, and for those whose records often fail."""

from __future__ import annotations

from collections.abc import Mapping

from edgejson.pipeline.metrics import proportional

#: Weight that even a schema that every model solves keeps.
_FLOOR = 0.25
#: Pass rate below which a schema gets no further records to make up for losses: its trouble is elsewhere.
_LEAST_PASS = 0.25
#: Share of an equal budget that one schema gets at most.
_MOST = 4.0


def allocate(
    total: int, schemas: list[str], passed: Mapping[str, float], solved: Mapping[str, float]
) -> dict[str, int]:
    """Records for each schema, `total` together.

    `passed` is the share of a schema's llm records that validation kept, `solved` how well models do on it (a score
    or an agreement), both 0 to 1; what is unknown counts as the mean of the known. A schema's weight is
    (0.25 + 1 - solved) / max(passed, 0.25): the records needed to see as many valid ones where more is to be
    learnt. Rounded by largest remainders, ties by name.
    """
    if not schemas:
        return {}
    hard = {name: 1 - value for name, value in _completed(schemas, solved, 0.5).items()}
    kept = _completed(schemas, passed, 1.0)
    weights = {name: (_FLOOR + hard[name]) / max(kept[name], _LEAST_PASS) for name in schemas}
    mean = sum(weights.values()) / len(schemas)
    return proportional({name: min(weight, _MOST * mean) for name, weight in weights.items()}, total)


def _completed(schemas: list[str], known: Mapping[str, float], otherwise: float) -> dict[str, float]:
    given = [known[name] for name in schemas if name in known]
    mean = sum(given) / len(given) if given else otherwise
    return {name: known.get(name, mean) for name in schemas}
