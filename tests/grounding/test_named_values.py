"""Values that look like what the text says about values: the name of their list, another member, a marker's words."""

from typing import Any

import pytest

from edgejson.grounding.grounder import Grounder
from edgejson.schema.fields import FieldMap
from tests.grounding.conftest import BOOLEAN, NUMBER, STRING, WHOLE, codes, of

HEIGHTS = of(height={"type": "array", "items": STRING}, size=NUMBER)
STATES = of(state={"enum": ["data set", "data-set", "data set owner"]}, size=NUMBER)
SENT = of(sent=BOOLEAN, size=NUMBER)
PATHS = of(items={"type": "array", "items": STRING})
ENTRIES = {"title": "Order", "type": "array", "items": {"type": "object", "additionalProperties": {"type": "string"}}}
MAP = {"title": "Order", "type": "object", "properties": {"size": NUMBER}, "additionalProperties": NUMBER}


@pytest.mark.parametrize(
    ("schema", "text", "label", "wrong", "code"),
    [
        (  # the list's name is no item, though it begins one
            HEIGHTS,
            "Order: size 4, height Height 6, Height D and Height 4",
            {"size": 4, "height": ["Height 6", "Height D", "Height 4"]},
            {"size": 4, "height": ["Height", "6", "Height D", "Height 4"]},
            "split-item",
        ),
        (  # members that differ by a hyphen: each is said by its letters
            STATES,
            "Size: 4\nState: data set owner",
            {"size": 4, "state": "data set owner"},
            {"size": 4, "state": "data-set"},
            "ungrounded",
        ),
        (  # the word of a marker is no value
            SENT,
            "Order: sent yes, size 74, wait, no, 72.",
            {"sent": True, "size": 72},
            {"sent": False, "size": 72},
            "taken-back",
        ),
        (
            SENT,
            "Order: size 72; sent: no, no, sorry, yes.",
            {"sent": True, "size": 72},
            {"sent": False, "size": 72},
            "taken-back",
        ),
        (  # a first item that is no plain word
            PATHS,
            "Here you are. Items /desert/cavern and /autumn/nettle.",
            {"items": ["/desert/cavern", "/autumn/nettle"]},
            {"items": ["/autumn/nettle"]},
            "missing-item",
        ),
        (  # all lines of paths lead to other items than the label's
            ENTRIES,
            "[0].marsh=riverbend\n[1].lotus=redfern\n[2].lilac=westgate",
            [{"marsh": "riverbend"}, {"lotus": "redfern"}, {"lilac": "westgate"}],
            [{"lotus": "redfern"}, {"lilac": "westgate"}],
            "omission",
        ),
    ],
)
def test_values_like_words_about_values(schema: dict[str, Any], text: str, label: Any, wrong: Any, code: str) -> None:
    assert codes(schema, text, label) == []
    assert code in codes(schema, text, wrong)


def test_values_that_are_called_as_items_are_counted_leave_no_item_out() -> None:
    enabled = of(enabled={"type": "array", "items": {"type": "array", "items": STRING}})
    text = "enabled[0][0] -> Enabled 9\nenabled[0][1] -> Enabled 3\nenabled[1][0] -> Enabled 2"
    assert codes(enabled, text, {"enabled": [["Enabled 9", "Enabled 3"], ["Enabled 2"]]}) == []


def test_a_no_that_answers_is_a_value() -> None:
    assert codes(SENT, "Size 72. Sent: no, sorry.", {"sent": False, "size": 72}) == []


def test_what_one_label_is_called_says_nothing_of_the_next() -> None:
    """Cues of a label's own names are kept for labels of the same names; others don't find them."""
    grounder = Grounder(FieldMap(MAP), MAP)
    first, second = {"size": 4, "birch": 3}, {"size": 4, "alder": 7}
    for _ in range(2):
        assert grounder.ground("size: 4\nbirch: 3", first).problems == []
        assert grounder.ground("size: 4\nalder: 7", second).problems == []
        codes = [code for code, _, _ in grounder.ground("size: 4\nbirch: 3", {"size": 4, "alder": 3}).problems]
        assert "ungrounded" in codes


def test_the_next_key_of_a_log_is_no_unit_of_the_number_ahead() -> None:
    schema = of(people=WHOLE, day=STRING, watts=WHOLE, hours_per_week=WHOLE)
    text = "loaded: people=14 day=Monday watts=10 hours_per_week=7"
    assert codes(schema, text, {"people": 14, "day": "Monday", "watts": 10, "hours_per_week": 7}) == []


def test_a_title_that_begins_with_a_markers_word_takes_nothing_back() -> None:
    schema = of(show=STRING, host=STRING)
    assert not codes(schema, "Hosted by Ann Reed, that's Wrong Atlas.", {"show": "Wrong Atlas", "host": "Ann Reed"})
    taken = "The show is Night Bus, that's wrong, Blue Hour."
    assert not codes(schema, taken, {"show": "Blue Hour"})
    assert codes(schema, taken, {"show": "Night Bus"}) == ["taken-back"]
