"""Each kind of value: its examples hold, and what it writes it finds again."""

from __future__ import annotations

from datetime import UTC, date, timedelta, timezone
from pathlib import Path
from random import Random
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from edgejson.forms import Context, Reading, kind_for, kinds, write
from edgejson.forms.kinds import KINDS
from edgejson.schema.fields import Field, FieldMap

FOLDER = Path(kinds.__file__).parent
EXAMPLES = [
    (name, example) for name in sorted(KINDS) for example in yaml.safe_load((FOLDER / f"{name}.yaml").read_text())
]
_ZONES = st.sampled_from([UTC, *(timezone(timedelta(minutes=offset)) for offset in (-480, -300, -210, 60, 120, 330))])
_DAYS = st.dates(date(1900, 1, 1), date(2099, 12, 31))
_NAMES = st.from_regex(r"[A-Z][a-z]{2,8} [A-Z][a-z]{2,9}", fullmatch=True)
#: Values of each kind; of a list of values, those that its examples' fields hold.
VALUES: dict[str, st.SearchStrategy[Any]] = {
    "boolean": st.booleans(),
    "code": st.from_regex(r"[A-Z]{2,4}-[0-9]{3,6}", fullmatch=True),
    "currency": st.sampled_from(["USD", "EUR"]),
    "date": _DAYS.map(lambda day: day.isoformat()),
    "datetime": st.builds(
        lambda day, at, zone: f"{day.isoformat()}T{at.strftime('%H:%M:%S')}{_offset(zone)}", _DAYS, st.times(), _ZONES
    ),
    "duration": st.builds("PT{}H{}M".format, st.integers(1, 47), st.integers(1, 59)),
    "email": st.from_regex(r"[a-z]{2,9}[0-9]{0,2}@[a-z]{3,9}\.(org|com)", fullmatch=True),
    "empty": st.just([]),
    "enum": st.sampled_from(["in_progress", "done"]),
    "fraction": st.integers(0, 1000).map(lambda tenths: tenths / 1000),
    "integer": st.integers(-(10**9), 10**9),
    "money": st.integers(-(10**9), 10**9).map(lambda cents: cents / 100),
    "null": st.none(),
    "number": st.integers(-(10**9), 10**9).map(lambda thousandths: thousandths / 1000),
    "percent": st.integers(0, 1000).map(lambda tenths: tenths / 10),
    "person": _NAMES,
    "phone": st.integers(2_000_000, 9_999_999).map(lambda number: f"+1503{number}"),
    "string": st.from_regex(r"[A-Z][a-z]{2,9}( [a-z]{3,9}){0,3}", fullmatch=True),
    "time": st.builds(lambda at, zone: f"{at.strftime('%H:%M:%S')}{_offset(zone)}", st.times(), _ZONES),
    "url": st.from_regex(r"https://[a-z]{3,9}\.org/[a-z0-9]{1,9}", fullmatch=True),
    "yesno": st.sampled_from(["yes", "no"]),
}


def _offset(zone: timezone) -> str:
    minutes = int(zone.utcoffset(None).total_seconds()) // 60
    return "Z" if not minutes else f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02d}:{abs(minutes) % 60:02d}"


def field_of(example: dict[str, Any]) -> Field:
    name = example["field"]
    return FieldMap({"type": "object", "properties": {name: example["schema"]}}).field((name,))


def test_every_kind_has_a_module_examples_and_values() -> None:
    modules = {path.stem for path in FOLDER.glob("*.py")} - {"__init__", "base"}
    assert modules == KINDS.keys() == VALUES.keys() == {path.stem for path in FOLDER.glob("*.yaml")}


@pytest.mark.parametrize(("kind", "example"), EXAMPLES, ids=[f"{kind} {e['value']}" for kind, e in EXAMPLES])
def test_examples_hold(kind: str, example: dict[str, Any]) -> None:
    field, value = field_of(example), example["value"]
    assert kind_for(value, field) == kind
    for form in example["said"]:
        assert Reading(f"It says: {form}, and more.").find(value, field), f"{form!r} says {value!r}"
    for form in example["unsaid"]:
        assert not Reading(f"It says: {form}, and more.").find(value, field), f"{form!r} does not say {value!r}"


@pytest.mark.parametrize("kind", sorted(KINDS))
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_what_is_written_is_found(kind: str, data: st.DataObject) -> None:
    value = data.draw(VALUES[kind])
    field = data.draw(st.sampled_from([field_of(e) for name, e in EXAMPLES if name == kind and e["schema"]]))
    plainly, prose = data.draw(st.booleans()), data.draw(st.booleans())
    context = Context(currency="USD", plainly=plainly, prose=prose)
    form = write(value, field, Random(data.draw(st.integers(0, 99))), context=context)
    reading = Reading(f"It says: {form}, and more.")
    found = reading.find(value, field)
    assert any(reading.text[e.start : e.end] in form or form in reading.text[e.start : e.end] for e in found), form


@pytest.mark.parametrize("kind", sorted(name for name, kind in KINDS.items() if kind.every))
@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_what_is_found_is_listed(kind: str, data: st.DataObject) -> None:
    value = data.draw(VALUES[kind])
    field = next(field_of(e) for name, e in EXAMPLES if name == kind)
    form = write(value, field, Random(data.draw(st.integers(0, 99))), context=Context(currency="USD"))
    reading = Reading(f"It says: {form}, and more.")
    spans = {(start, end) for _, start, end in reading.values(kind)}
    found = reading.find(value, field)
    assert any((e.start, e.end) in spans for e in found), (form, found, spans)
