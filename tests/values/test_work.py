"""Records of work that nobody has annotated: senses by head and modifier, walks within walks, facts that agree."""

from datetime import datetime
from typing import Any

import pytest

from edgejson.language.names import in_words
from edgejson.pipeline.streams import stream
from edgejson.schema.fields import FieldMap
from edgejson.values import compile_sampler
from edgejson.values.meaning.deciding import parents_of
from edgejson.values.meaning.roles import role_of
from edgejson.values.meaning.walks import walks_of
from edgejson.values.settings import Values
from tests.values.conftest import NUMBER, TEXT, document, series

SETTINGS = Values(optional_rate=0.9, max_items=4, max_depth=4)
WHOLE: dict[str, Any] = {"type": "integer"}
MOMENT: dict[str, Any] = {"type": "string", "format": "date-time"}
DAY: dict[str, Any] = {"type": "string", "format": "date"}


def drawn(schema: dict[str, Any], count: int = 40) -> list[Any]:
    return series(schema, SETTINGS, "work", count)


def role(title: str, name: str, *beside: str) -> str:
    fields = FieldMap(document(title, **{name: TEXT}, **dict.fromkeys(beside, TEXT)))
    return role_of(fields.field((name,)), parents_of(fields, (name,)))


@pytest.mark.parametrize(
    ("title", "name", "beside", "role_of_it"),
    [
        ("Machine downtime", "line_number", ("production_line", "shift"), "fac_line_no"),  # no bus
        ("Bus timetable", "line_number", ("stop", "departure"), "bus_line"),
        ("Workplace accident", "incident_type", ("injury", "hazard"), "saf_type"),
        ("Motor insurance claim", "operator_remarks", ("insurer", "policy"), "ins_note"),  # whose remark it is
        ("Waste manifest", "disposal_facility", (), "disposal_firm"),  # no hospital
        ("Road trip", "mystery_facility", (), "facility"),
        ("Visitor log", "visitor_name", (), "name"),
    ],
)
def test_head_and_modifier_both_count(title: str, name: str, beside: tuple[str, ...], role_of_it: str) -> None:
    told = role(title, name, *beside)
    assert told == role_of_it if name != "mystery_facility" else told != "facility"


def test_a_description_of_something_is_of_its_kind() -> None:
    assert role("Thing", "flooring_description") == role("Thing", "flooring") == "flooring"


def test_a_walk_of_life_without_a_noun_has_one_like_it() -> None:
    beside = ("machine", "scrap", "tooling", "batch")
    assert role("Production downtime", "trouble", *beside) == role("Production downtime", "defect", *beside)
    assert role("Production downtime", "trouble", *beside) == "fac_defect"


def test_a_part_of_a_wider_walk_of_life_shares_what_it_has() -> None:
    fields = FieldMap(document("Performance appraisal", employee=TEXT, salary=NUMBER, appraisal=TEXT))
    assert walks_of(fields) == ("of:hr", "of:office")


def test_a_noun_may_be_told_by_the_walk_of_life_that_it_stands_in() -> None:
    machine = document("", name=TEXT)
    factory = FieldMap(document("Production downtime", machine=machine, scrap=WHOLE, tooling=TEXT, batch=TEXT))
    path = ("machine", "name")
    assert role_of(factory.field(path), parents_of(factory, path)) == "fac_machine_name"
    kitchen = FieldMap(document("Coffee", machine=machine))
    assert role_of(kitchen.field(path), parents_of(kitchen, path)) != "fac_machine_name"


@pytest.mark.parametrize(
    ("name", "words"),
    [("pH", "ph"), ("rated_power_kW", "rated power kw"), ("userIDs", "user ids"), ("energyKwh", "energy kwh")],
)
def test_what_is_written_with_both_kinds_of_letters_is_one_word(name: str, words: str) -> None:
    assert in_words(name) == words


def test_a_unit_at_the_end_of_a_number_says_less_than_the_rest() -> None:
    schema = document("Car", ("odometer_km", "systolic_mmHg"), odometer_km=WHOLE, systolic_mmHg=WHOLE)
    for value in drawn(schema):
        assert value["odometer_km"] >= 1000
        assert 80 < value["systolic_mmHg"] < 200


def test_what_lasts_is_as_long_as_its_ends_say_and_falls_into_the_shift() -> None:
    names = ("started_at", "ended_at", "downtime_minutes", "shift")
    shift = {"enum": ["early", "late", "night"]}
    schema = document("Stop", names, started_at=MOMENT, ended_at=MOMENT, downtime_minutes=WHOLE, shift=shift)
    for value in drawn(schema):
        begin, end = (datetime.fromisoformat(value[name]) for name in names[:2])
        assert round((end - begin).total_seconds() / 60) == value["downtime_minutes"]
        assert value["shift"] == ("early" if 6 <= begin.hour < 14 else "late" if 14 <= begin.hour < 22 else "night")
    names = ("admission_date", "discharge_date", "length_of_stay_days")
    stay = document("Stay", names, admission_date=DAY, discharge_date=DAY, length_of_stay_days=WHOLE)
    for value in drawn(stay):
        first, last = (datetime.fromisoformat(value[name]) for name in names[:2])
        assert (last - first).days == value["length_of_stay_days"]


def test_steps_of_a_course_lie_between_its_ends_in_their_order() -> None:
    step = document("", ("time", "event"), time=MOMENT, event=TEXT)
    names = ("detected_at", "resolved_at", "timeline")
    schema = document("Service outage", names, detected_at=MOMENT, resolved_at=MOMENT, server=TEXT,
                      timeline={"type": "array", "minItems": 1, "items": step})  # fmt: skip
    for value in drawn(schema):
        times = [datetime.fromisoformat(one["time"]) for one in value["timeline"]]
        ends = [datetime.fromisoformat(value[name]).replace(second=0) for name in names[:2]]
        assert times == sorted(times)
        assert ends[0] <= times[0]
        assert times[-1] <= ends[1]
    run = document("Run", ("call_received", "on_scene", "at_hospital"), call_received=MOMENT, on_scene=MOMENT,
                   at_hospital=MOMENT)  # fmt: skip
    for value in drawn(run):
        assert value["call_received"] < value["on_scene"] < value["at_hospital"]


def test_what_is_measured_lies_near_its_nominal_value_and_the_verdict_says_how() -> None:
    names = ("nominal", "actual", "tolerance", "result")
    one = document("", names, nominal=NUMBER, actual=NUMBER, tolerance=NUMBER, result={"enum": ["ok", "nok"]})
    verdicts = set()
    for value in drawn(document("Inspection", ("values",), values={"type": "array", "minItems": 2, "items": one})):
        for each in value["values"]:
            off = abs(each["actual"] - each["nominal"])
            assert each["result"] == ("ok" if off <= each["tolerance"] else "nok")
            verdicts.add(each["result"])
    assert verdicts == {"ok", "nok"}


def test_what_set_off_an_alert_is_beyond_its_threshold() -> None:
    schema = document("Alert", ("measured_value", "threshold"), measured_value=NUMBER, threshold=NUMBER)
    assert all(value["measured_value"] >= value["threshold"] for value in drawn(schema))


def test_a_risk_is_as_great_as_it_is_likely_and_bad() -> None:
    score = {"type": "integer", "minimum": 1, "maximum": 5}
    names = ("likelihood", "severity", "risk_score")
    for value in drawn(document("Risk", names, likelihood=score, severity=score, risk_score=WHOLE)):
        assert value["risk_score"] == value["likelihood"] * value["severity"]


def test_further_ones_are_not_the_first_one() -> None:
    others = {"type": "array", "items": TEXT}
    names = ("principal_diagnosis", "secondary_diagnoses")
    schema = document("Patient", names, principal_diagnosis=TEXT, secondary_diagnoses=others)
    assert not any(value["principal_diagnosis"] in value["secondary_diagnoses"] for value in drawn(schema))


def test_the_cost_of_an_amount_is_its_price_times_the_amount() -> None:
    names = ("energy_kwh", "price_per_kwh", "total_cost")
    for value in drawn(document("Charging", names, energy_kwh=NUMBER, price_per_kwh=NUMBER, total_cost=NUMBER)):
        assert value["total_cost"] == pytest.approx(value["energy_kwh"] * value["price_per_kwh"], abs=0.01)


def test_no_random_nouns_stand_where_a_name_ends_in_a_preposition() -> None:
    sampler = compile_sampler(document("Zork", ("gizmo_to",), gizmo_to=TEXT), SETTINGS)
    values = [sampler.sample(stream(0, "work", index)) for index in range(20)]
    assert all(value["gizmo_to"].startswith("Gizmo ") for value in values)
    assert sampler.generic_fields == ["/gizmo_to"]  # lint names it
