"""What a sentence of a schema's author says is the label's, in a text that has other sentences too."""

from typing import Any

import pytest

from edgejson.checks import Checker
from edgejson.checks.base import Pair
from edgejson.checks.settings import Validate
from edgejson.schema.loading import schema_of

_SENTENCES = [
    "Met {name} about the {role} job[, {years} years in the trade].",
    "{name} (got|was) {injury} in {place}.",
    "{home} beat {away} {home_goals} to {away_goals}.",
    "It was in {place}.",
    "The {part} hurts.",
    "{name} at {time}.",
    "{name} brings {tools}, all {finish}.",
]
_FIELDS: dict[str, Any] = {
    "name": {"type": "string"},
    "role": {"type": "string"},
    "years": {"type": "integer"},
    "injury": {"type": "string", "enum": ["cut", "burnt"], "x-synonyms": {"cut": ["got cut"], "burnt": ["got burnt"]}},
    "place": {"type": "string"},
    "part": {"type": "string"},
    "home": {"type": "string"},
    "away": {"type": "string"},
    "home_goals": {"type": "integer"},
    "away_goals": {"type": "integer"},
    "time": {"type": "string"},
    "tools": {"type": "array", "items": {"type": "string"}},
    "finish": {"type": "string"},
}
SCHEMA = schema_of(
    {"title": "Note", "type": "object", "properties": _FIELDS, "x-texts": _SENTENCES, "x-sentences": _SENTENCES}, "note"
)
CHECKER = Checker(SCHEMA, Validate())
ASIDE = "They wanted to know whether Tonya Moreno is the name, I'll get back to them.\n\n"


def codes(text: str, label: dict[str, Any]) -> set[tuple[str, str]]:
    return {(finding["path"], finding["code"]) for finding in CHECKER.examine(Pair(text, label))}


@pytest.mark.parametrize(
    ("text", "right", "wrong", "path", "code"),
    [
        (
            "Met Colin Wallace about the carpenter job.",
            {"name": "Colin Wallace", "role": "carpenter"},
            {"name": "Colin Wallace", "role": "carpenter job"},
            "/role",
            "runs-on",
        ),
        (
            "16:18 Met Colin Wallace about the carpenter job",
            {"name": "Colin Wallace", "role": "carpenter"},
            {"name": "Colin Wallace", "role": "carpenter job"},
            "/role",
            "runs-on",
        ),
        (
            "Met Colin Wallace about the carpenter job, 12 years in the trade.",
            {"name": "Colin Wallace", "role": "carpenter", "years": 12},
            {"role": "carpenter", "years": 12},
            "/name",
            "omission",
        ),
        (
            "Met Colin Wallace about the carpenter job. The back hurts.",
            {"name": "Colin Wallace", "role": "carpenter", "part": "back"},
            {"name": "Colin Wallace", "role": "carpenter"},
            "/part",
            "omission",
        ),
        (
            "Met Colin Wallace about the carpenter job. It was in Leeds.",
            {"name": "Colin Wallace", "role": "carpenter", "place": "Leeds"},
            {"name": "Colin Wallace", "role": "carpenter"},
            "/place",
            "omission",
        ),
        (
            "Dunmore beat Lokeren 3 to 2.",
            {"home": "Dunmore", "away": "Lokeren", "home_goals": 3, "away_goals": 2},
            {"home": "Dunmore", "away": "Lokeren", "home_goals": 2, "away_goals": 3},
            "/home_goals",
            "other-field",
        ),
    ],
)
def test_a_sentence_with_a_value_of_the_label_is_judged_beside_others(
    text: str, right: dict[str, Any], wrong: dict[str, Any], path: str, code: str
) -> None:
    assert not codes(ASIDE + text, right)
    assert (path, code) in codes(ASIDE + text, wrong)


def test_a_second_text_of_the_author_is_noticed_behind_an_aside() -> None:
    label = {"name": "Colin Wallace", "role": "carpenter"}
    text = ASIDE + "Met Colin Wallace about the carpenter job."
    assert not codes(text, label)
    assert codes(text + "\n\nMet Emily Obrien about the nurse job.", label)


def test_a_head_with_a_day_and_a_clock_is_no_sentence_of_the_author() -> None:
    label = {"name": "Colin Wallace", "role": "carpenter"}
    assert not codes("5 Sep 2023 at 17:53\n\nI hope you are well. Met Colin Wallace about the carpenter job.", label)


_CLOCK = "^([01][0-9]|2[0-3]):[0-5][0-9]$"
_EVENTS = [
    "{name} here, {title}[ at {start}].",
    "Schedule {title} {day}[ from {start} until {end}].",
    "{start} {title}[ in {place}][, {snooze?snooze on|no snooze}]",
    "{name} borrowed the {tool}[, ${deposit} deposit][, {back?already back|not back yet}].",
    "{needs} is what it needs.",
    "It's by {artist}.",
    "{title} by {artist}.",
    "At {start}.",
    "With {artist}.",
    "Is this your {tool}?",
    "{snooze?You may snooze|Do not snooze}.",
]
_EVENT: dict[str, Any] = {
    **{name: {"type": "string"} for name in ("name", "title", "day", "place", "tool", "artist")},
    **{name: {"type": "string", "pattern": _CLOCK} for name in ("start", "end")},
    **{name: {"type": "boolean"} for name in ("snooze", "back")},
    "deposit": {"type": "integer"},
    "needs": {"type": "array", "items": {"type": "string", "enum": ["light", "water", "shade"]}},
}
EVENTS = Checker(
    schema_of(
        {"title": "Event", "type": "object", "properties": _EVENT, "x-texts": _EVENTS, "x-sentences": _EVENTS}, "event"
    ),
    Validate(),
)
CHOIR = {"title": "choir rehearsal", "day": "next Thursday"}
SAID = "Schedule choir rehearsal next Thursday."


def told(text: str, label: dict[str, Any]) -> set[tuple[str, str]]:
    return {(finding["path"], finding["code"]) for finding in EVENTS.examine(Pair(text, label))}


@pytest.mark.parametrize(
    ("text", "right", "lacks"),
    [
        (f"{SAID} At 11am.", {**CHOIR, "start": "11:00"}, "start"),
        (f"{SAID[:-1]} from 7am until 11:30 AM.", {**CHOIR, "start": "07:00", "end": "11:30"}, "end"),
        (f"Event for you:\n\n{SAID} You may snooze.", {**CHOIR, "snooze": True}, "snooze"),
        (f"Desk: Go ahead.\nAnna: Well, {SAID}\nDesk: Got it.\nAnna: At 2pm.", {**CHOIR, "start": "14:00"}, "start"),
        ("(00:12) Anna: Er, yoga by Lee Dahl.", {"title": "yoga", "artist": "Lee Dahl"}, "artist"),
        ("Amy Dale here, choir rehearsal.", {"name": "Amy Dale", "title": "choir rehearsal"}, "name"),
        ("<p>9:30 AM yoga in room 4</p>", {"title": "yoga", "start": "09:30", "place": "room 4"}, "start"),
    ],
)  # fmt: skip
def test_a_sentence_that_the_label_lacks_is_noticed_however_it_is_framed(
    text: str, right: dict[str, Any], lacks: str
) -> None:
    assert not told(text, right)
    assert (f"/{lacks}", "omission") in told(text, {name: value for name, value in right.items() if name != lacks})


def test_an_item_of_a_list_is_missed_in_a_sentence_that_the_label_fits() -> None:
    text = f"{ASIDE}Water and shade is what it needs."
    assert not told(text, {"needs": ["water", "shade"]})
    assert told(text, {"needs": ["shade"]})


@pytest.mark.parametrize("second", ["Schedule book club Friday.", "7am choir rehearsal", "Is this your umbrella?"])
def test_a_second_text_with_other_values_is_noticed(second: str) -> None:
    label = {"tool": "ladder", "name": "Ola Berg", "start": "06:30", "title": "yoga", "day": "Monday"}
    first = f"{ASIDE}Ola Berg borrowed the ladder.\n\nSchedule yoga Monday from 6:30am until 9pm."
    assert not told(first, {**label, "end": "21:00"})
    assert told(f"{first}\n\n{second}", {**label, "end": "21:00"})


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Ola Berg borrowed the ladder, $30 deposit, already back.",
         {"name": "Ola Berg", "tool": "ladder", "deposit": 30, "back": True}),
        ("<div>Schedule book club next Thursday. At 4:45pm. </div>",
         {"title": "book club", "day": "next Thursday", "start": "16:45"}),
        (f"{SAID} It's by Lee Dahl.", {**CHOIR, "artist": "Lee Dahl"}),
        (f"EVENT BY HAND\n\n{SAID}", CHOIR),
        ("Title:\n> yoga\nYou may snooze:\n> no", {"title": "yoga", "snooze": False}),
        ("hey hey\\n Amy Dale here, yoga.", {"name": "Amy Dale", "title": "yoga"}),
        (f"Hi team,\n\n{SAID}\n\nWith thanks,\nPetra", CHOIR),
        (f"Sent: Mar 1, 2023, 13:09\n\n{SAID} At 4pm.", {**CHOIR, "start": "16:00"}),
        (f"Careful, 9:30am is the start of another event.\n\n{SAID} At 4pm.", {**CHOIR, "start": "16:00"}),
    ],
)  # fmt: skip
def test_what_only_looks_like_a_sentence_of_the_author_is_none(text: str, label: dict[str, Any]) -> None:
    assert not told(text, label)


GLUED = {
    "type": "object",
    "properties": {
        "field": {"type": "string"},
        "day": {"type": "string", "format": "date"},
        "wet": {"type": "boolean"},
    },
    "x-texts": ["{field} on {day}. {wet?Soaked|Bone dry}."],
    "x-sentences": ["{field}[ on {day}].", "{wet?Soaked|Bone dry}."],
}


def test_two_slots_and_a_word_between_them_are_no_sentence_that_talk_could_be() -> None:
    label = {"field": "Long Acre", "day": "2025-06-12", "wet": True}
    text = "I counted 22 geese on the lawn on my way in. Long Acre on 12 June 2025. Soaked."
    checker = Checker(schema_of(GLUED, "plot"), Validate())
    assert checker.check(text, label).passed
    assert not checker.check(text, {**label, "wet": False}).passed
    assert not checker.check(text, {**label, "field": "Acre"}).passed


def test_items_are_joined_in_capitals_too() -> None:
    label = {"name": "Ada Nowak", "tools": ["a saw", "a file"], "finish": "new"}
    assert not codes("Ada Nowak BRINGS a saw AND a file, ALL new.", label)
    assert codes("Ada Nowak BRINGS a saw AND a file, ALL new.", {**label, "tools": ["a file"]})
