"""The scorer against a slow, obvious one, on random pairs."""

from __future__ import annotations

from random import Random
from typing import Any

import slow_scorer

from edgejson.scoring import Scorer

SCALARS = [0, 1, 1.0, True, False, None, "", "1", "a", "A", "caf\u00e9", "cafe\u0301", 0.1, -0.0, 1e2, 100, 2.5, "true"]


def random_value(rng: Random, depth: int) -> Any:
    kind = rng.random()
    if depth == 0 or kind < 0.35:
        return rng.choice(SCALARS)
    if kind < 0.7:
        return {name: random_value(rng, depth - 1) for name in rng.sample("abcd", rng.randint(0, 3))}
    return [random_value(rng, depth - 1) for _ in range(rng.randint(0, 3))]


def disturbed(value: Any, rng: Random) -> Any:
    """The value with some leaves changed, members dropped, added or renamed, and items moved."""
    if isinstance(value, dict):
        kept = {name: disturbed(member, rng) for name, member in value.items() if rng.random() > 0.1}
        return {**kept, **({rng.choice("abcd"): rng.choice(SCALARS)} if rng.random() < 0.15 else {})}
    if isinstance(value, list):
        items = [disturbed(member, rng) for member in value if rng.random() > 0.1]
        if rng.random() < 0.3:
            rng.shuffle(items)
        return items + ([random_value(rng, 1)] if rng.random() < 0.1 else [])
    return rng.choice(SCALARS) if rng.random() < 0.15 else value


def test_counts_agree_with_the_reference_on_10000_random_pairs() -> None:
    rng = Random(8)
    scorer = Scorer()
    exact = changed_by_alignment = 0
    for _ in range(10_000):
        gold = random_value(rng, 4)
        predicted = disturbed(gold, rng) if rng.random() < 0.85 else random_value(rng, 4)
        row = scorer.score(gold, predicted)
        told = (row.gold, row.predicted, row.equal, row.shared, row.equal_by_place, row.exact)
        equal, shared = slow_scorer.aligned(gold, predicted)
        expected = (
            len(slow_scorer.leaves(gold)),
            len(slow_scorer.leaves(predicted)),
            equal,
            shared,
            slow_scorer.by_place(gold, predicted)[0],
            int(slow_scorer.canonical(gold) == slow_scorer.canonical(predicted)),
        )
        assert told == expected, (gold, predicted)
        assert row.f1 == 2 * equal / (row.gold + row.predicted)
        exact += row.exact
        changed_by_alignment += row.equal != row.equal_by_place
    assert 1000 < exact < 9000
    assert changed_by_alignment > 300
