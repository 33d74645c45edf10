"""What the effect's settings choose: fewer records are a part of more, twins go with their records, pairs are read."""

import json
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from edgejson.effect.choosing import read_pairs, to_predict, to_train, turns
from edgejson.effect.settings import Data, Effect, Predict, Tune
from edgejson.effect.tuning import Encoded, batches, rate_at
from edgejson.params.reading import load
from edgejson.pipeline.errors import UserError

ROOT = Path(__file__).parents[2]
RECORDS = [
    {
        "id": f"r{number:03d}",
        "schema_id": f"schema{number % 7}",
        "source": "llm" if number % 5 == 0 else "template",
        "variant": ["flat"] if number % 2 else [],
        "tags": ["adversarial:typo"] if number % 3 == 0 else [],
        "messages": [{"role": "user", "content": f"text {number}"}],
        "expected_output": {"n": number, "é": None},
    }
    for number in range(100)
]


def ids(records):
    return [record["id"] for record in records]


def test_the_projects_file_holds_the_defaults():
    given = load(Effect, ROOT / "effect/params.yaml")
    assert given.model_copy(update={"predict": given.predict.model_copy(update={"pairs": {}})}) == Effect()


def test_the_pairs_that_the_projects_file_names_are_there():
    given = load(Effect, ROOT / "effect/params.yaml")
    (name, path), *others = given.predict.pairs.items()
    assert not others and len(read_pairs(name, ROOT / "effect" / path)) == 48


def test_the_order_is_fixed_whatever_the_file_s_order_is():
    assert ids(to_train(RECORDS, Data())) == ids(to_train(reversed(RECORDS), Data())) != ids(RECORDS)


def test_settings_leave_records_out():
    kept = to_train(RECORDS, Data(variants=False, trouble=False, sources=["template"]))
    assert kept and all(not record["variant"] and not record["tags"] for record in kept)
    assert {record["source"] for record in kept} == {"template"}
    few, more = ({record["schema_id"] for record in to_train(RECORDS, Data(schemas=n))} for n in (2, 4))
    assert (len(few), len(more)) == (2, 4) and few < more


def test_no_record_is_told_with_the_settings_that_leave_none():
    with pytest.raises(UserError, match=r"data: no record of train is left by .*schemas 0, variants False"):
        to_train([RECORDS[1]], Data(variants=False))


def test_twins_are_predicted_with_their_records():
    twins = [{**record, "id": f"{record['id']}-changed", "twin": {"of": record["id"]}} for record in RECORDS]
    test, twinned = (to_predict(records, Predict(records=10)) for records in (RECORDS, twins))
    assert len(test) == 10 and {record["twin"]["of"] for record in twinned} == set(ids(test))
    assert len(to_predict(RECORDS, Predict(records=0))) == 100


def test_the_answer_is_compact_json():
    assert turns(RECORDS[0]).answer == '{"n":0,"é":null}'


def test_real_pairs_become_records_whose_prompt_shows_their_schema(tmp_path):
    pair = {
        "text": "A table for 4, please.",
        "schema": {"type": "object", "properties": {"guests": {"type": "integer"}}},
        "expected_output": {"guests": 4},
    }
    path = tmp_path / "pairs.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in (pair, {**pair, "schema": json.dumps(pair["schema"])})))
    first, second = read_pairs("bookings", path)
    assert (first["id"], second["id"]) == ("bookings-00001", "bookings-00002")
    assert first["asked_schema"] == second["asked_schema"] == pair["schema"]
    told = "\n".join(message["content"] for message in first["messages"])
    assert "guests" in told and pair["text"] in told


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ({"text": "x", "schema": {}}, r"pairs.jsonl:1: no 'expected_output'"),
        ({"text": "x", "schema": {"type": "thing"}, "expected_output": 1}, r"pairs.jsonl:1: .*thing"),
        ([1], r"pairs.jsonl:1: no 'text'"),
    ],
)
def test_a_line_that_is_no_pair_is_told_with_its_place(line, told, tmp_path):
    (tmp_path / "pairs.jsonl").write_text(json.dumps(line) + "\n")
    with pytest.raises(UserError, match=told):
        read_pairs("x", tmp_path / "pairs.jsonl")


def test_a_missing_file_of_pairs_is_told():
    with pytest.raises(UserError, match=r"predict.pairs.mine: no file nowhere.jsonl"):
        read_pairs("mine", Path("nowhere.jsonl"))


def test_batches_hold_records_of_like_length_and_every_record_once_an_epoch():
    records = [Encoded([0] * (10 + 7 * n % 50), 3) for n in range(41)]
    found = batches(records, Tune(batch=8, epochs=2), 1)
    assert sorted(number for batch in found for number in batch) == sorted(2 * list(range(41)))
    widths = [[len(records[number].tokens) for number in batch] for batch in found]
    assert sum(max(batch) - min(batch) for batch in widths) / len(widths) < 15
    assert widths != sorted(widths)
    assert found == batches(records, Tune(batch=8, epochs=2), 1) != batches(records, Tune(batch=8, epochs=2), 2)


def test_the_rate_rises_then_falls_to_a_tenth():
    rates = [rate_at(step, 100, 1.0) for step in range(100)]
    assert rates[:5] == pytest.approx([0.2, 0.4, 0.6, 0.8, 1.0])
    assert rates[5:] == sorted(rates[5:], reverse=True)
    assert rates[-1] == pytest.approx(0.1, abs=0.01)


def test_no_cache_of_python_makes_the_effect_stale():
    """DVC's ignore file holds for what lies below it: a folder above would count with __pycache__ in it."""
    effect = ROOT / "effect"
    stages = YAML(typ="safe").load(effect / "dvc.yaml")["stages"]
    code = {path for stage in stages.values() for path in stage["deps"] if path.startswith("../edgejson")}
    assert code and all((effect / path).is_file() for path in code)
    scoring = {f"../edgejson/scoring/{path.name}" for path in (ROOT / "edgejson" / "scoring").glob("*.py")}
    assert scoring - code == {"../edgejson/scoring/reward.py"}  # which judges without a right answer
