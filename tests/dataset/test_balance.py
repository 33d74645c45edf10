"""Quotas, diversity and difficulty, from records on disk to the chosen ones."""

from __future__ import annotations

import itertools
import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edgejson.dataset import selection, summaries
from edgejson.dataset.difficulty import difficulty
from edgejson.dataset.quotas import Cell, allocate
from edgejson.dataset.settings import Balance
from edgejson.dataset.similarity import Postings, jaccard, jaccard_matrix, masked, near_duplicates
from edgejson.params.whole import load
from edgejson.pipeline.records import Example, write_schema
from edgejson.schema.loading import Schema

ROOT = Path(__file__).parents[2]
#: The settings of this project, with a number that the tables of these tests are made for.
DEFAULTS = load(ROOT / "params.yaml").balance.model_copy(update={"records_per_schema": 40})
CLASSES = ("prose", "semi", "structured")
REGISTERS = {"prose": "email", "semi": "log", "structured": "form"}
CELLS = [(source, name, hard) for source in ("template", "llm") for name in CLASSES for hard in (False, True)]
WORDS = Path(__file__).read_text().split()


def changed(**changes: Any) -> Balance:
    """The default settings with some changed."""
    return DEFAULTS.model_copy(update=changes)


def example(number: int, cell: Cell = ("template", "prose", False), schema_id: str = "thing", **more: Any) -> Example:
    """A record of a cell, with a text of its own."""
    source, register_class, adversarial = cell
    rng = Random(number)
    found: Example = {
        "id": f"{schema_id}-{source[0]}-{number:05d}",
        "schema_id": schema_id,
        "source": source,
        "register": REGISTERS[register_class],
        "text": f"{' '.join(rng.choices(WORDS, k=20))} value-{number}",
        "expected_output": {"value": f"value-{number}"},
        "tags": ["adversarial:typo"] if adversarial else [],
        "scores": {"language": round(rng.random(), 3)},
    }
    return {**found, **more}  # type: ignore[typeddict-item]


Choose = Callable[..., tuple[selection.Balanced, list[Example]]]


@pytest.fixture
def choose(tmp_path: Path) -> Choose:
    """Balance a pool of records of one schema."""

    def run(pool: list[Example], unseen: bool = False, **changes: Any) -> tuple[selection.Balanced, list[Example]]:
        write_schema(tmp_path, "thing", pool)
        account, drawn = selection.balance(tmp_path, "thing", unseen, changed(**changes), seed=1)
        return account, list(drawn)

    return run


def pool_of(supply: dict[Cell, int]) -> list[Example]:
    """Records of each cell, by id."""
    numbers = itertools.count()
    found = [example(next(numbers), cell) for cell, count in supply.items() for _ in range(count)]
    return sorted(found, key=lambda record: record["id"])


def test_quotas_are_exact_where_the_supply_allows_it(choose: Choose) -> None:
    account, drawn = choose(pool_of(dict.fromkeys(CELLS, 30)))
    counts = Counter(selection.cell_of(record) for record in drawn)
    assert len(drawn) == account.records == 40
    assert sum(counts[cell] for cell in CELLS if cell[0] == "llm") == 10
    assert [sum(counts[cell] for cell in CELLS if cell[1] == name) for name in CLASSES] == [24, 10, 6]
    assert sum(counts[cell] for cell in CELLS if cell[2]) == 4


def test_templates_fill_what_the_models_lack_and_it_is_said(choose: Choose) -> None:
    account, drawn = choose(pool_of({("template", "prose", False): 60, ("llm", "prose", False): 3}))
    assert (len(drawn), account.llm) == (40, 3)
    chosen = [(Schema("thing", Path(), {}, "simple", False), account)]
    metrics = summaries.balance_metrics(chosen, DEFAULTS)
    assert metrics["llm_missing"] == 7
    assert "llm.records_per_schema" in "\n".join(summaries.balance_lines(chosen, metrics))


def test_too_few_records_are_all_taken_said_and_fail_the_gate(choose: Choose) -> None:
    account, drawn = choose([example(number) for number in range(7)])
    assert len(drawn) == 7
    chosen = [(Schema("thing", Path(), {}, "simple", False), account)]
    metrics = summaries.balance_metrics(chosen, DEFAULTS)
    assert metrics["records_missing"] == 33
    assert "thing: 7 of 40 records" in "\n".join(summaries.balance_lines(chosen, metrics))
    assert "fewest_records is 7" in summaries.balance_failure(metrics, changed(min_records=8))
    assert not summaries.balance_failure(metrics, changed(min_records=7))


def test_an_empty_pool_gives_numbers_not_nan(choose: Choose) -> None:
    account, drawn = choose([])
    metrics = summaries.balance_metrics([(Schema("thing", Path(), {}, "simple", False), account)], DEFAULTS)
    assert drawn == []
    assert (metrics["records"], metrics["diversity"]["gain"], metrics["llm_share"]) == (0, 0.0, 0.0)


def test_overrides_unseen_numbers_and_long_texts(choose: Choose) -> None:
    pool = [example(number) for number in range(60)]
    assert len(choose(pool, unseen=True)[1]) == 25
    assert len(choose(pool, overrides={"thing": 12})[1]) == 12
    long = [{**record, "text": "x" * 7_000} for record in pool[:30]]
    assert len(choose([*long, *pool[30:]])[1]) == 30  # type: ignore[list-item]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 5), min_size=12, max_size=12), st.integers(1, 12))
def test_allocation_is_within_the_supply_and_no_single_swap_betters_it(supply: list[int], wanted: int) -> None:
    table = dict(zip(CELLS, supply, strict=True))
    found = allocate(table, wanted, DEFAULTS)
    assert sum(found.values()) == min(wanted, sum(supply))
    assert all(0 <= found[cell] <= table[cell] for cell in found)
    for out, into in itertools.permutations(found, 2):
        if found[out] > 0 and found[into] < table[into]:
            swapped = Counter(found)
            swapped[out] -= 1
            swapped[into] += 1
            assert missed(found) <= missed(swapped) + 0.5  # 0.5: what the spread over cells may weigh


def missed(table: dict[Cell, int]) -> float:
    """What an allocation misses of the margins, weighted as documented: source 8, class 4, adversarial 2."""
    total = sum(table.values())
    mix = DEFAULTS.register_mix.model_dump()
    llm = sum(count for cell, count in table.items() if cell[0] == "llm")
    hard = sum(count for cell, count in table.items() if cell[2])
    classes = sum(abs(sum(n for cell, n in table.items() if cell[1] == name) - total * mix[name]) for name in CLASSES)
    return 8 * abs(llm - round(total * 0.25)) + 4 * classes + 2 * abs(hard - total * 0.1)


def test_copies_are_left_out_for_records_that_differ(choose: Choose) -> None:
    copies = [example(0, id=f"thing-t-{number:05d}") for number in range(40)]
    others = [example(number) for number in range(100, 140)]
    account, drawn = choose([*copies, *others], llm_share=0.0, quality_weight=0.0)
    assert sum(record["expected_output"]["value"] == "value-0" for record in drawn) <= 1
    assert sum(account.distances) > 1.3 * sum(account.random_distances)


def test_quality_decides_between_equally_distant_records(choose: Choose) -> None:
    pool = [example(number) for number in range(80)]
    account, _ = choose(pool, llm_share=0.0, quality_weight=0.9)
    assert sum(account.qualities) > sum(account.random_qualities) + 5


def test_blocks_keep_the_quotas_and_bound_the_choice(choose: Choose) -> None:
    _, drawn = choose(pool_of(dict.fromkeys(CELLS, 30)), block=17)
    counts = Counter(selection.cell_of(record) for record in drawn)
    assert (len(drawn), sum(counts[cell] for cell in CELLS if cell[0] == "llm")) == (40, 10)
    assert [record["id"] for record in drawn] == sorted(record["id"] for record in drawn)


def test_every_component_of_difficulty_raises_it() -> None:
    value = {"a": "alpha", "b": {"c": 12}}
    easy: Example = {"id": "x", "schema_id": "x", "text": "alpha 12", "expected_output": value, "tags": []}
    base = difficulty(easy)
    harder: list[dict[str, Any]] = [
        {"expected_output": {**value, "d": "alpha"}},
        {"expected_output": {"a": "alpha", "b": {"c": {"d": 12}}}},
        {"text": "alpha twelve"},
        {"text": "alpha 12 and more words around them"},
        {"tags": ["adversarial:distractor"]},
        {"tags": ["adversarial:correction"]},
    ]
    assert all(difficulty({**easy, **change}) > base for change in harder)  # type: ignore[typeddict-item]
    assert 0 <= base <= 1
    assert difficulty({**easy, "text": "", "expected_output": []}) >= 0


def test_texts_of_one_template_have_one_masked_text() -> None:
    one = masked("On 3 March 2024, Jane Doe paid £40.50 to Acme Ltd.", {"who": "Jane Doe", "to": "Acme Ltd"})
    other = masked("on May 12th, Bo Ek paid 7 euros to Zed.", {"who": "Bo Ek", "to": "Zed", "in": "euros"})
    assert one == other == "on ¤ paid ¤ to ¤"
    assert masked("She sold it to Jane Doe", {"who": "Jane Doe"}) != one


@settings(max_examples=50, deadline=None)
@given(st.lists(st.sets(st.integers(0, 12), max_size=8), max_size=12), st.sampled_from([0.3, 0.5, 0.8, 1.0]))
def test_near_duplicates_are_all_pairs_of_the_definition(sets: list[set[int]], threshold: float) -> None:
    pairs = itertools.combinations(range(len(sets)), 2)
    similarity = {
        (i, j): len(sets[i] & sets[j]) / len(sets[i] | sets[j]) if sets[i] | sets[j] else 1.0 for i, j in pairs
    }
    arrays = [np.array(sorted(members), dtype=np.uint64) for members in sets]
    expected = {(i, j) for (i, j), found in similarity.items() if sets[i] and sets[j] and found >= threshold}
    assert set(near_duplicates(arrays, threshold)) == expected
    matrix = jaccard_matrix(arrays)
    across = jaccard_matrix(arrays, arrays)
    for (i, j), found in similarity.items():
        assert jaccard(arrays[i], arrays[j]) == found
        assert abs(matrix[i][j] - found) < 1e-6
        assert abs(across[j][i] - found) < 1e-6
    half = len(arrays) // 2
    first, second = arrays[:half], arrays[half:]
    told = [max([jaccard(own, other) for other in second if len(own)], default=0.0) for own in first]
    assert np.allclose(Postings(first).nearest(second), told)


def test_the_choice_is_equal_in_another_process(choose: Choose, tmp_path: Path) -> None:
    import os
    import subprocess
    import sys

    _, drawn = choose(pool_of(dict.fromkeys(CELLS, 12)))
    program = (
        "import sys, json; from pathlib import Path\nfrom edgejson.dataset import selection\n"
        "from edgejson.params.whole import load\n"
        "settings = load(Path('params.yaml')).balance.model_copy(update={'records_per_schema': 40})\n"
        "_, drawn = selection.balance(Path(sys.argv[1]), 'thing', False, settings, 1)\n"
        "print(json.dumps([record['id'] for record in drawn]))"
    )
    again = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path)],
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": "12345"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert json.loads(again.stdout) == [record["id"] for record in drawn]
