"""Who writes what, how many, and who reads it back."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from edgejson.params.whole import load
from edgejson.pipeline.errors import UserError
from edgejson.project import check_names
from edgejson.schema.loading import Schema
from edgejson.teachers.routing import allocate, budget, route
from edgejson.teachers.settings import Llm
from edgejson.teachers.writing.verifying import agreement

ROOT = Path(__file__).resolve().parents[2]
MODEL = {
    "teacher": "smollm2",
    "shots": 0,
    "constrained": False,
    "records": 2,
    "max_tokens": 9,
    "max_model_len": 512,
}


def with_router(llm: Llm, **changes: object) -> Llm:
    small = llm.teachers["smollm2"]
    teachers = dict.fromkeys(("a", "b", "c"), small)
    router = llm.router.model_copy(update={"shares": {"a": 1.0}} | changes)
    return llm.model_copy(update={"router": router, "teachers": teachers})


def test_the_table_wins_over_keywords_and_these_over_shares(llm: Llm, schemas: dict[str, Schema]) -> None:
    settings = with_router(llm, keywords={"b": ["Medical"]}, schemas={"medical_record": "c"})
    assert route(schemas["medical_record"], 0, settings, 1) == "c"
    assert route(schemas["medical_encounter"], 0, settings, 1) == "b"
    assert route(schemas["rating"], 0, settings, 1) == "a"


def test_shares_hold_over_many_records(llm: Llm, schemas: dict[str, Schema]) -> None:
    settings = with_router(llm, shares={"a": 3.0, "b": 1.0})
    count = Counter(route(schemas["rating"], index, settings, 1) for index in range(2000))
    assert 0.70 < count["a"] / 2000 < 0.80


@pytest.mark.parametrize(
    ("place", "value", "told"),
    [
        ("llm.router.keywords", {"z": ["x"]}, r"llm\.router\.keywords: no teacher 'z' in llm\.teachers; use one of sm"),
        ("llm.router.schemas", {"rating": "z"}, r"llm\.router\.schemas\.rating: no teacher 'z'"),
        ("llm.router.shares", {}, r"llm\.router\.shares: empty"),
        ("llm.verify.teachers", ["z"], r"llm\.verify\.teachers: no teacher 'z'"),
        ("baseline.models.mine", {"teacher": "z"}, r"baseline\.models\.mine\.teacher: no teacher 'z'"),
    ],
)
def test_a_teacher_that_is_not_there_is_told_with_its_place_before_any_work(
    place: str, value: object, told: str, tmp_path: Path
) -> None:
    content = YAML(typ="safe").load((ROOT / "params.yaml").read_text())
    *blocks, last = place.split(".")
    block = content
    for name in blocks:
        block = block[name]
    block[last] = value
    content["baseline"]["models"] = {"mine": MODEL | content["baseline"]["models"].get("mine", {})}
    YAML(typ="safe").dump(content, tmp_path / "params.yaml")
    with pytest.raises(UserError, match=told):
        check_names(load(tmp_path / "params.yaml"), ["rating"])


def test_the_budget_file_wins_over_the_common_count(llm: Llm, schemas: dict[str, Schema], tmp_path: Path) -> None:
    path = tmp_path / "budget.json"
    settings = llm.model_copy(update={"budget": str(path)})
    path.write_text('{"rating": 3}')
    counts = budget(settings, [schemas["rating"], schemas["invoice"]])
    assert counts == {"rating": 3, "invoice": llm.records_per_schema}
    path.write_text('{"rating": 3, "invoce": 5}')
    with pytest.raises(UserError, match=r"budget\.json: invoce: no such schema in schemas/; did you mean 'invoice'\?"):
        budget(settings, [schemas["rating"], schemas["invoice"]])
    path.write_text('{"rating": "many"}')
    with pytest.raises(UserError, match=r"rating: 'many' is not a count"):
        budget(settings, [schemas["rating"]])


def test_allocation_gives_more_to_what_is_hard_and_to_what_fails_and_spends_all() -> None:
    names = ["easy", "hard", "failing", "unknown"]
    counts = allocate(
        101, names, {"easy": 1.0, "hard": 1.0, "failing": 0.5}, {"easy": 1.0, "hard": 0.2, "failing": 1.0}
    )
    assert sum(counts.values()) == 101
    assert counts["hard"] > counts["unknown"] > counts["easy"]
    assert counts["failing"] == pytest.approx(2 * counts["easy"], abs=1)


def test_agreement_is_the_share_of_leaves_that_most_readers_get() -> None:
    label = {"a": 1, "b": "x", "c": [True, None]}
    right, wrong = {"a": 1.0, "b": "x", "c": [True, None]}, {"a": 2, "b": "x", "c": [1, None]}
    assert agreement(label, []) is None
    assert agreement(label, [right]) == 1.0
    assert agreement(label, [wrong]) == 0.5
    assert agreement(label, [right, wrong]) == 0.5  # one of two is no majority
    assert agreement(label, [right, right, wrong]) == 1.0
    assert agreement(label, [right | {"d": 5}]) == 0.8  # a leaf that the label lacks
    assert agreement(label, [None]) == 0.0
