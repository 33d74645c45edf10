"""The reward: what a wrong output costs, that mending one never does, and that it can't be had for nothing."""

import json
from functools import cache
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edgejson.audit.clean import Clean
from edgejson.audit.planting import KINDS, plant
from edgejson.checks.conformance import fast_validator
from edgejson.params.whole import load
from edgejson.pipeline.errors import UserError
from edgejson.schema.fields import FieldMap, leaves
from edgejson.schema.loading import load_folder
from edgejson.scoring.reward import BROKEN, Rewarder, reward, rewarded
from edgejson.text import generation

ROOT = Path(__file__).parents[2]
BOOKING = {
    "type": "object",
    "properties": {
        "guest": {"type": "string"},
        "nights": {"type": "integer"},
        "room": {"enum": ["single", "double"]},
        "breakfast": {"type": ["boolean", "null"]},
    },
    "required": ["guest"],
    "additionalProperties": False,
}
TEXT = "Booking for the guest Mara Olsen: a double room, 3 nights."
RIGHT = {"guest": "Mara Olsen", "nights": 3, "room": "double"}


@cache
def records():
    """Two right pairs of every schema: (rewarder, clean pair)."""
    params = load(ROOT / "params.yaml")
    template = params.template.model_copy(update={"records_per_schema": 2})
    schemas = load_folder(ROOT / "schemas")
    found = []
    for schema, task in zip(schemas, generation.tasks(schemas, template, 11, "en_US"), strict=True):
        made, rewarder, fields = list(generation.run(task)), Rewarder(schema), FieldMap(schema.document)
        is_valid = fast_validator(schema, True).is_valid
        for one, other in zip(made, [*made[1:], made[0]], strict=True):
            pair = one["text"], one["expected_output"], other["text"], other["expected_output"]
            found.append((rewarder, Clean(*pair, fields, is_valid)))
    return found


def test_the_right_output_gets_all_as_value_and_as_a_model_writes_it():
    for output in (RIGHT, json.dumps(RIGHT), f"```json\n{json.dumps(RIGHT)}\n```"):
        assert rewarded(TEXT, BOOKING, output).reasons == []
        assert reward(TEXT, BOOKING, output) == 1.0


@pytest.mark.parametrize(
    ("output", "value"),
    [
        (RIGHT | {"nights": 4}, 2 / 2.5),  # one wrong of three
        ({"guest": "Mara Olsen", "room": "double"}, 2 / 2.5),  # one missing
        (RIGHT | {"room": "triple"}, BROKEN * 2 / 2.5),  # breaks the schema too
        (RIGHT | {"breakfast": None}, 1.0),  # null says nothing, and there is nothing
        (RIGHT | {"breakfast": True}, 3 / 3.5),  # made up
    ],
)
def test_what_an_output_costs(output, value):
    assert reward(TEXT, BOOKING, output) == pytest.approx(value), rewarded(TEXT, BOOKING, output)


def test_a_text_with_nothing_to_extract_wants_nothing():
    open_schema = BOOKING | {"required": []}
    text = "The meeting is moved. Bring the slides."
    assert reward(text, open_schema, {}) == 1.0
    assert reward(text, open_schema, {"breakfast": None}) == 1.0
    assert reward(text, open_schema, {"guest": "Mara Olsen"}) == 0.0


CHEATS = {
    "nothing": "",
    "empty object": "{}",
    "no JSON": "I could not find a booking.",
    "two answers under one key": '{"guest": "Mara Olsen", "nights": 3, "nights": 4, "room": "double"}',
    "the text again": TEXT,
    "the text as a value": json.dumps({"guest": TEXT}),
    "over-long": json.dumps({"guest": "Mara Olsen " * 200_000}),
    "deep": "[" * 5000,
    "not a number": '{"guest": "Mara Olsen", "nights": NaN}',
    "every key null": json.dumps(dict.fromkeys(BOOKING["properties"])),
    "lists of guesses": json.dumps({"guest": ["Mara Olsen", "Mara"], "nights": [1, 2, 3, 4], "room": ["double"]}),
}


@pytest.mark.parametrize("cheat", CHEATS)
def test_it_is_not_had_for_nothing(cheat):
    assert reward(TEXT, BOOKING, CHEATS[cheat]) <= 0.2, rewarded(TEXT, BOOKING, CHEATS[cheat])


def test_keys_that_nobody_asked_for_buy_nothing():
    lax = {name: value for name, value in BOOKING.items() if name != "additionalProperties"}
    wrong = {"guest": "Mara Olsen", "nights": 4}
    padded = wrong | {f"note {number}": word for number, word in enumerate(TEXT.split())}
    assert reward(TEXT, lax, padded) <= reward(TEXT, lax, wrong)


def test_the_language_of_the_text_is_no_business_of_the_output():
    assert reward("guest Mara Olsen\x07 ; ; room=double nights=3", BOOKING, RIGHT) == 1.0


def test_a_schema_that_is_none_is_told():
    with pytest.raises(UserError, match="<schema>#/type"):
        reward(TEXT, {"type": "thing"}, {})


def test_right_pairs_get_all_and_planted_label_defects_less():
    caught = planted = 0
    for number, (rewarder, clean) in enumerate(records()):
        assert rewarder.reward(clean.text, clean.label).value == 1.0
        for kind in KINDS:
            case = plant(kind, clean, Random(f"{number} {kind}"))
            if case and case[0] == clean.text:
                planted += 1
                caught += rewarder.reward(*case).value < 1.0
    assert planted > 1000
    assert caught / planted >= 0.98


#: Two exchanges can make a third one, of which undoing either leaves more disorder.
OF_ONE_PLACE = sorted(set(KINDS) - {"items_swapped", "siblings_swapped", "objects_swapped", "items_reordered"})


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.data())
def test_mending_a_defect_never_lowers_it(data):
    """Of two defects at different places of a label, either one is mended."""
    rewarder, clean = data.draw(st.sampled_from(records()), label="pair")
    kinds = data.draw(st.lists(st.sampled_from(OF_ONE_PLACE), min_size=2, max_size=2), label="kinds")
    rng = Random(data.draw(st.integers(0, 999), label="seed"))
    first = plant(kinds[0], clean, rng)
    if first is None or first[0] != clean.text:
        return
    around = Clean(clean.text, first[1], clean.other_text, clean.other_label, clean.fields, clean.is_valid)
    both = plant(kinds[1], around, rng)
    if both is None or both[0] != clean.text or not _apart(clean.label, first[1], both[1]):
        return
    values = [rewarder.reward(clean.text, label).value for label in (both[1], first[1], clean.label)]
    assert values == sorted(values), (first[1], both[1])


def _apart(right, once, twice):
    """Did the second defect leave what the first one changed as it was?"""
    before, after, last = (dict(leaves(label)) for label in (right, once, twice))
    return all(
        last.get(path, ...) == after.get(path, ...)
        for path in before.keys() | after.keys()
        if before.get(path, ...) != after.get(path, ...)
    )
