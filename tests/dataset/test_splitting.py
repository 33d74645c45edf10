"""Which groups of records fill a test set: exactly, with registers in proportion."""

from __future__ import annotations

import itertools
from collections import Counter
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from edgejson.dataset.splitting import TEST, TRAIN, assign, subset_sum


@settings(max_examples=80, deadline=None)
@given(st.lists(st.integers(1, 9), max_size=10), st.integers(0, 25))
def test_subset_sum_is_the_best_there_is(sizes: list[int], target: int) -> None:
    chosen = subset_sum(sizes, target)
    sums = {sum(part) for size in range(len(sizes) + 1) for part in itertools.combinations(sizes, size)}
    assert sum(sizes[index] for index in chosen) == max(total for total in sums if total <= target)
    assert len(set(chosen)) == len(chosen)


def test_registers_are_spread_over_the_split() -> None:
    registers = ["email"] * 200 + ["form"] * 100 + ["log"] * 100
    sides = assign([[n] for n in range(400)], ["template"] * 400, registers, {TEST: 0.2}, Random(1))
    counts = Counter(register for register, side in zip(registers, sides, strict=True) if side == TEST)
    assert counts.total() == 80
    assert all(abs(counts[name] - wanted) <= 1 for name, wanted in (("email", 40), ("form", 20), ("log", 20)))
    assert sides.count(TRAIN) == 320
