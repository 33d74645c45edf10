"""Values that were seen together stay together; numbers keep their range; nothing else changes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from edgejson.pipeline.streams import stream
from edgejson.values import compile_sampler
from edgejson.values.settings import Values

SETTINGS = Values(optional_rate=0.7, max_items=4, max_depth=4)
ITEM: dict[str, Any] = {
    "type": "object",
    "properties": {
        "analyte": {"type": "string"},
        "value": {"type": "number"},
        "unit": {"type": "string"},
        "range": {"type": "string"},
        "flag": {"enum": ["low", "normal", "high"]},
        "lot": {"type": "string"},
    },
    "required": ["analyte", "value"],
}
SEEN = [
    ("potassium", 4.1, "mmol/L", "3.5-5.1", "normal"),
    ("potassium", 3.6, "mmol/L", "3.5-5.1", "normal"),
    ("potassium", 4.8, "mmol/L", "3.5-5.1", "normal"),
    ("potassium", 5.9, "mmol/L", "3.5-5.1", "high"),
    ("sodium", 139, "mmol/L", "136-145", "normal"),
    ("sodium", 142, "mmol/L", "136-145", "normal"),
    ("sodium", 131, "mmol/L", "136-145", "low"),
    ("glucose", 92, "mg/dL", "70-99", "normal"),
    ("glucose", 118, "mg/dL", "70-99", "high"),
]
POOL = [dict(zip(("analyte", "value", "unit", "range", "flag"), row, strict=True)) for row in SEEN]


def report(**item: Any) -> dict[str, Any]:
    results = {"type": "array", "minItems": 2, "items": {**ITEM, **item}}
    return {"type": "object", "properties": {"results": results}, "required": ["results"]}


def drawn(schema: dict[str, Any], count: int = 120) -> Iterator[Any]:
    sampler = compile_sampler(schema, SETTINGS)
    return (sampler.sample(stream(0, "pool", index)) for index in range(count))


def items(schema: dict[str, Any]) -> list[dict[str, Any]]:
    return [item for value in drawn(schema) for item in value["results"]]


def test_what_was_seen_together_stays_together_and_a_flag_follows_from_its_value() -> None:
    found = items(report(**{"x-pool": POOL}))
    limits = {"potassium": (3.5, 5.1), "sodium": (136, 145), "glucose": (70, 99)}
    known = {(row[0], row[2], row[3]) for row in SEEN}
    assert {item["analyte"] for item in found} == set(limits)
    for item in found:
        assert any(all(item.get(key, said) == said for key, said in row.items() if key != "value") for row in POOL), (
            item
        )
        low, high = limits[item["analyte"]]
        flag = "low" if item["value"] < low else "high" if item["value"] > high else "normal"
        assert item.get("flag", flag) == flag, item
        assert Decimal(str(item["value"])) == round(Decimal(str(item["value"])), 1)
    full = [item for item in found if {"unit", "range"} <= item.keys()]
    assert len(full) > 40 and {(item["analyte"], item["unit"], item["range"]) for item in full} == known
    assert len({item["value"] for item in found}) > len(SEEN)


def test_without_a_pool_nothing_is_drawn_otherwise() -> None:
    plain = {"type": "object", "properties": {"name": {"type": "string"}, "size": {"type": "integer"}}}
    assert list(drawn(plain)) == list(drawn({**plain, "x-pool": []}))


def test_the_items_of_one_list_are_of_different_rows_first() -> None:
    for value in drawn(report(**{"x-pool": POOL})):
        names = [item["analyte"] for item in value["results"]][:3]
        assert len(set(names)) == len(names)


def test_columns_that_go_with_several_values_of_each_other_are_recombined() -> None:
    pool = [
        {"filler": one, "wrap": other}
        for one, other in (("oat", "red"), ("oat", "tan"), ("bran", "red"), ("rye", "tan"), ("rye", "jute"))
    ]
    schema = {
        "type": "object",
        "properties": {"filler": {"type": "string"}, "wrap": {"type": "string"}},
        "required": ["filler", "wrap"],
        "x-pool": pool,
    }
    found = {(value["filler"], value["wrap"]) for value in drawn(schema, 200)}
    assert {(row["filler"], row["wrap"]) for row in pool} < found
    assert {one for one, _ in found} == {"oat", "bran", "rye"}


def test_what_records_are_called_settles_neither_their_numbers_nor_their_words() -> None:
    rows = zip(
        ("Old Elm", "Pond 2", "Ridge 1", "Mill", "Far Gate", "Quarry"), (3, 8, 5, 12, 7, 9), "aabbab", strict=True
    )
    pool = [{"plot": name, "trees": trees, "state": {"a": "dry", "b": "wet"}[state]} for name, trees, state in rows]
    schema = {
        "type": "object",
        "properties": {
            "plot": {"type": "string"},
            "trees": {"type": "integer", "minimum": 0},
            "state": {"enum": ["dry", "wet"]},
        },
        "required": ["plot", "trees", "state"],
    }
    by_hand = list(drawn({**schema, "x-pool": pool}, 200))
    learned = list(drawn({**schema, "x-pool": pool, "x-sampled": True}, 200))
    assert all(value in [row["plot"] for row in pool] for value in (each["plot"] for each in by_hand))
    for value in ("Old Elm", "Quarry"):
        of_one = [each for each in learned if each["plot"] == value]
        assert {each["state"] for each in of_one} == {"dry", "wet"}
        assert len({each["trees"] for each in of_one}) > 2
    assert all(3 <= each["trees"] <= 12 for each in learned)


def test_codes_of_learned_records_have_other_digits_and_the_same_look() -> None:
    pool = [{"flight": code} for code in ("LH432", "BA75", "IB3166", "KL1009", "TP0072")]
    schema = {
        "type": "object",
        "properties": {"flight": {"type": "string", "pattern": "^[A-Z]{2}[0-9]{2,4}$"}, "seat": {"type": "string"}},
        "required": ["flight"],
    }
    found = {value["flight"] for value in drawn({**schema, "x-pool": pool, "x-sampled": True}, 200)}
    assert len(found) > 50
    assert {code[:2] for code in found} == {"LH", "BA", "IB", "KL", "TP"}
    assert all(code.startswith("TP00") for code in found if code[:2] == "TP")


def test_times_and_numbers_of_which_few_were_seen_are_drawn_anew() -> None:
    pool = [{"start": "09:30", "pain": 8, "kind": "check"}, {"start": "14:00", "pain": 8, "kind": "cleaning"}]
    pool += [{"start": "11:30", "pain": 8, "kind": "filling"}]
    schema = {
        "type": "object",
        "properties": {
            "start": {"type": "string", "pattern": "^[0-2][0-9]:[0-5][0-9]$"},
            "pain": {"type": "integer", "minimum": 0, "maximum": 10},
            "kind": {"enum": ["check", "cleaning", "filling"]},
        },
        "required": ["start", "pain", "kind"],
    }
    found = list(drawn({**schema, "x-pool": pool, "x-sampled": True}, 200))
    assert len({value["pain"] for value in found}) > 4
    checks = {value["start"] for value in found if value["kind"] == "check"}
    assert len(checks) > 3
    assert all("09:30" <= start <= "14:00" for start in checks)


def test_a_row_that_the_schema_refuses_is_not_used() -> None:
    wrong = [{"analyte": 7, "value": 1, "unit": "g"}, {"analyte": "iron", "value": 12.5, "unit": "umol/L"}]
    assert {item["analyte"] for item in items(report(**{"x-pool": wrong}))} == {"iron"}


def test_examples_of_an_object_are_a_pool() -> None:
    found = items(report(examples=POOL))
    assert all(item.get("unit", "mg/dL") == "mg/dL" for item in found if item["analyte"] == "glucose")
    assert {item["analyte"] for item in found} == {"potassium", "sodium", "glucose"}


def test_a_pool_of_one_field_gives_its_values_and_a_range_of_numbers() -> None:
    schema = {
        "type": "object",
        "properties": {
            "finish": {"type": "string", "x-pool": ["matt", "satin"]},
            "torque": {"type": "number", "x-pool": [12.5, 17.0, 24.5]},
            "turns": {"type": "integer", "x-pool": [100, 400, 2500]},
        },
        "required": ["finish", "torque", "turns"],
    }
    found = list(drawn(schema))
    assert {value["finish"] for value in found} == {"matt", "satin"}
    assert all(12.5 <= value["torque"] <= 24.5 and round(value["torque"], 1) == value["torque"] for value in found)
    assert all(100 <= value["turns"] <= 2500 and value["turns"] % 100 == 0 for value in found)
    assert len({value["turns"] for value in found}) > 10


def test_examples_in_a_description_are_values() -> None:
    told = {"type": "string", "description": "Wood of the top, e.g. ash, larch or bog oak. Not the legs."}
    quoted = {"type": "string", "description": 'How it is joined (for example "half lap", "finger").'}
    schema = {"type": "object", "properties": {"wq": told, "zk": quoted}, "required": ["wq", "zk"]}
    found = list(drawn(schema))
    assert {value["wq"] for value in found} == {"ash", "larch", "bog oak"}
    assert {value["zk"] for value in found} == {"half lap", "finger"}


def test_the_same_stream_gives_the_same_values() -> None:
    schema = report(**{"x-pool": POOL})
    assert json.dumps(list(drawn(schema, 20))) == json.dumps(list(drawn(schema, 20)))
