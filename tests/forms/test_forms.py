"""Every surface form is read back as its value, and as no other value."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest

from edgejson.forms import Context, Reading, kind_of, literal, style_of, styles, write
from edgejson.schema.fields import FieldMap

SCHEMA = {
    "type": "object",
    "properties": {
        "born": {"type": "string", "format": "date"},
        "seen_at": {"type": "string", "format": "date-time"},
        "opens": {"type": "string", "format": "time"},
        "lasts": {"type": "string", "format": "duration"},
        "email": {"type": "string", "format": "email"},
        "phone": {"type": "string"},
        "unit_price": {"type": "number"},
        "humidity": {"type": "number", "x-unit": "%"},
        "share": {"type": "number", "minimum": 0, "maximum": 1},
        "depth": {"type": "number"},
        "bags": {"type": "integer"},
        "weight": {"type": "number", "x-unit": {"unit": "kg", "also": {"g": 1000}}},
        "wait": {"type": "integer", "x-unit": {"unit": "h", "also": {"min": 60, "d": 0.041666666666666664}}},
        "status": {"enum": ["in_progress", "done", "not_started"], "x-synonyms": {"done": ["finished"]}},
        "cabin": {"enum": ["economy", "premium economy"]},
        "full_name": {"type": "string"},
        "currency": {"enum": ["USD", "EUR", "GBP"]},
        "title": {"type": "string"},
        "order_id": {"type": "string", "pattern": "^INV-[0-9]{4}$"},
    },
}
FIELDS = FieldMap(SCHEMA)
NAMES = ["Ada Lovelace", "Grace Hopper", "Seán O'Connor", "Anne-Marie Dupont"]
TITLES = ["St. John's", "Acme & Co", "The Old Mill", "Why customers leave", "Café Noir"]
AROUND = [
    ("It is ", "."), ("x: ", ""), ("(", ")"), ("the ", " and more"), ("| ", " |"), ("a=", ";"), ("", ", then"),
    ("line\n", "\nline"), ('"', '"'), ("___", "___"),
]  # fmt: skip


def sampled(name: str, rng: Random) -> Any:
    """A value of a field of SCHEMA."""
    day = f"{rng.randint(1950, 2040)}-{rng.randint(1, 12):02d}-{rng.randint(1, 28):02d}"
    clock = f"{rng.randint(0, 23):02d}:{rng.choice([0, 7, 15, 30]):02d}:{rng.choice([0, 0, 5]):02d}"
    zone = rng.choice(["Z", "+02:00", "-05:30", "-05:00", "+01:00"])
    makers: dict[str, Any] = {
        "born": day,
        "seen_at": f"{day}T{clock}{zone}",
        "opens": clock + zone,
        "lasts": rng.choice(["PT1H30M", "P3D", "PT45M", "P1Y2M", "PT90S"]),
        "email": f"u{rng.randint(1, 99)}.x@example.org",
        "phone": rng.choice(
            [
                f"+1415555{rng.randint(1000, 9999)}",
                f"+4420794{rng.randint(60000, 69999)}",
                f"(415) 555-{rng.randint(1000, 9999)}",
            ]
        ),
        "unit_price": rng.choice([round(rng.uniform(0, 9999), 2), rng.randint(1, 99) * 100.0, rng.randint(-9, 10**7)]),
        "humidity": rng.choice([15, 12.5, 0.25, 99]),
        "share": round(rng.random(), rng.choice([1, 2, 3])),
        "depth": rng.choice([round(rng.uniform(-99999, 99999), 3), 3.0, -4.5]),
        "bags": rng.choice([rng.randint(-3, 20), rng.randint(0, 10**6)]),
        "weight": round(rng.uniform(0, 50), rng.choice([0, 1, 3])),
        "wait": rng.randint(0, 72),
        "status": rng.choice(["in_progress", "done", "not_started"]),
        "cabin": rng.choice(["economy", "premium economy"]),
        "full_name": rng.choice(NAMES),
        "currency": rng.choice(["USD", "EUR", "GBP"]),
        "title": rng.choice(TITLES),
        "order_id": f"INV-{rng.randint(1000, 9999)}",
    }
    return makers[name]


@pytest.mark.parametrize("name", SCHEMA["properties"])
def test_every_form_is_read_back_and_says_no_other_value(name: str) -> None:
    rng = Random(f"forms of {name}")
    field = FIELDS.field((name,))
    for _ in range(400):
        value = sampled(name, rng)
        styles = {"person": "last_first"} if rng.random() < 0.5 else {}
        styles["zone"] = rng.choice(["utc", "gmt", "brackets", "named"])
        context = Context(currency="USD", styles=styles)
        form = write(value, field, rng, context=context)
        before, after = rng.choice(AROUND)
        reading = Reading(before + form + after)
        assert reading.find(value, field), f"{value!r} is not read back from {reading.text!r}"
        for _ in range(4):
            other = sampled(name, rng)
            if other != value:
                assert not reading.find(other, field), f"{reading.text!r} says {value!r}, and is read as {other!r} too"


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("2025-01-15T14:30:00-05:00", "at 14:30 EST"),
        ("2025-07-15T14:30:00-05:00", "at 14:30 UTC-5"),  # in summer nobody is on that time in the east
        ("2025-07-15T14:30:00+02:00", "at 14:30 CEST"),
        ("2025-07-15T14:30:00Z", "at 14:30 UTC"),
    ],
)
def test_a_zone_has_its_name_only_where_that_is_exact(value: str, said: str) -> None:
    context = Context(styles={"date": "day_first", "time": "24h", "zone": "named"})
    texts = {write(value, FIELDS.field(("seen_at",)), Random(seed), context=context) for seed in range(20)}
    assert {text.replace(",", " at").partition("2025 ")[2].removeprefix("at ") for text in texts} == {said[3:]}


def test_a_unit_is_converted_only_where_the_number_stays_readable() -> None:
    field = FIELDS.field(("weight",))
    assert {write(0.0004, field, Random(seed)) for seed in range(40)} <= {"0.0004 kg", "0.4 g", "0.0004"}
    assert "25,000 g" not in {write(25, field, Random(seed)) for seed in range(40)}
    assert {write(1, FIELDS.field(("wait",)), Random(seed)) for seed in range(60)} >= {"1 h", "1 hour", "60 minutes"}


@pytest.mark.parametrize("name", ["born", "unit_price", "opens"])
def test_a_context_keeps_to_its_style(name: str) -> None:
    rng = Random(7)
    field = FIELDS.field((name,))
    kind = kind_of(field)
    for _ in range(50):
        value = sampled(name, rng)
        for style in styles(value, field):
            context = Context(currency="USD", styles={kind: style})
            assert len({write(value, field, rng, context=context) for _ in range(3)}) == 1


@pytest.mark.parametrize(
    ("text", "value", "said"),
    [
        ("120 bags", 12, False),
        ("12.5 bags", 12, False),
        ("order AB-12", 12, False),
        ("CO2 level", 2, False),
        ("call 415-555-0123", 415, False),
        ("at 10:12", 12, False),
        ("version 1.12.3", 12, False),
        ("it is -12 outside", 12, False),
        ("it is -12 outside", -12, True),
        ("a range of 10–12", 12, True),
        ("twelve bags", 12, True),
        ("twenty-one bags", 1, False),
        ("1,204 bags", 1204, True),
        ("1.2k bags", 1200, True),
        ("1.2k bags", 1.2, False),
        ("bags:12,", 12, True),
        ("for 8-12 bags.", 8, True),
        ("for 8-12 bags.", 12, True),
        ("won 12-8", 12, False),
        ("aisle 8-12-1", 12, False),
        ("lot 8-12b", 8, False),
    ],
)
def test_numbers_are_read_as_numbers_at_word_boundaries(text: str, value: float, said: bool) -> None:
    assert bool(Reading(text).find(value, FIELDS.field(("bags",)))) is said


def test_the_order_of_day_and_month_is_never_guessed() -> None:
    field = FIELDS.field(("born",))
    grades = {day: [e.grade for e in Reading("03/04/2025").find(day, field)] for day in ("2025-03-04", "2025-04-03")}
    assert grades == {"2025-03-04": ["weak"], "2025-04-03": ["weak"]}
    assert [e.grade for e in Reading("13/04/2025").find("2025-04-13", field)] == ["form"]


def test_a_comma_between_cells_groups_no_digits() -> None:
    field = FIELDS.field(("bags",))
    rows = Reading('part,bags,weight\nCO2,894,3\nlid,1,204\nbox,"1,204",5')
    assert rows.find(894, field) and rows.find(1, field) and rows.find(204, field)
    assert len(rows.find(1204, field)) == 1


def test_a_converted_unit_says_only_the_value_it_converts_to() -> None:
    field = FIELDS.field(("weight",))
    assert Reading("2,500 g").find(2.5, field)
    assert not Reading("2,500 g").find(2500, field)
    assert not Reading("2.5 g").find(2.5, field)


def test_the_longest_enum_value_at_a_place_counts() -> None:
    field = FIELDS.field(("cabin",))
    assert Reading("in premium economy class").find("premium economy", field)
    assert not Reading("in premium economy class").find("economy", field)


def test_offsets_are_those_of_the_text_as_given() -> None:
    text = "İstanbul’s “café” costs $12.50\nin all"
    [evidence] = Reading(text).find(12.5, FIELDS.field(("unit_price",)))
    assert text[evidence.start : evidence.end] == "$12.50"


def test_a_string_is_found_across_line_ends_and_escapes_but_not_inside_words() -> None:
    field = FIELDS.field(("title",))
    assert Reading("> The Old\n> Mill").find("The Old Mill", field)
    assert Reading("Acme &amp; Co").find("Acme & Co", field)
    assert not Reading("The Old Miller").find("The Old Mill", field)
    assert not Reading("INV-1234-A").find("INV-1234", FIELDS.field(("order_id",)))


def test_the_literal_is_the_canonical_text() -> None:
    assert [literal(value) for value in (12.0, "2025-03-03", "x")] == ["12", "2025-03-03", "x"]
    assert [literal(value) for value in (True, None, [])] == ["true", "none", "none"]


@pytest.mark.parametrize(
    ("pattern", "kind"),
    [
        ("^([01][0-9]|2[0-3]):[0-5][0-9]$", "time"),
        (r"^([01]\d|2[0-3]):[0-5]\d:[0-5]\d$", "time"),
        (r"^([01]?\d|2[0-3]):[0-5]\d(:[0-5]\d)?$", "time"),
        (r"^\d{2,3}:[0-5]\d$", "code"),  # minutes and seconds
        (r"^\d{1,2}:\d{1,2}$", "code"),  # a ratio
        ("^.{5}$", "string"),
        ("^(?<=broken$", "string"),
    ],
)
def test_a_pattern_tells_times_of_day_by_what_it_admits(pattern: str, kind: str) -> None:
    document = {"properties": {"value": {"type": "string", "pattern": pattern}}}
    assert kind_of(FieldMap(document).field(("value",))) == kind


@pytest.mark.parametrize(
    ("name", "description", "kind"),
    [
        ("percentage", "The discount percentage as a decimal", "fraction"),
        ("tax_rate", "Sales tax rate as a decimal (e.g. 0.05)", "fraction"),
        ("commission", "Share of the sale, as a fraction", "fraction"),
        ("score", "How sure the filter is (0-1)", "fraction"),
        ("chance", "Between 0 and 1", "fraction"),
        ("outcome", "Probability that the team wins", "fraction"),
        ("percentage", "The discount in percent", "percent"),
        ("percentage", "A percentage rate (to 2 decimal places), between 0.00 and 99.99", "percent"),
        ("percentage", "From 0 to 100", "percent"),
        ("amount", "The amount as a decimal", "money"),
        ("latitude", "Latitude as a decimal", "number"),
        ("level", "Probability in percent", "number"),
    ],
)
def test_a_share_of_one_is_told_by_its_description(name: str, description: str, kind: str) -> None:
    document = {"properties": {name: {"type": "number", "description": description}}}
    assert kind_of(FieldMap(document).field((name,))) == kind


def test_numbers_are_written_as_their_people_write_them() -> None:
    properties = {"rate per night": {"type": "number"}, "guests": {"type": "integer"}, "year": {"type": "integer"}}
    rate, guests, year = (FieldMap({"properties": properties}).field((name,)) for name in properties)
    assert style_of(18.5, "18.50", rate) == "cents"
    assert style_of(3600, "3,600", guests) == "grouped"
    assert style_of(3600, "3600", guests) == "figures"
    written = Context(plainly=True, styles={"number": "cents", "grouping": "grouped"})
    assert write(18.5, rate, Random(1), context=written) == "18.50"
    assert write(3600, guests, Random(1), context=written) == "3,600"
    assert write(2024, year, Random(1), context=written) == "2024"
