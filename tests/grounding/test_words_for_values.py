"""What an author's sentence says of a value in words of its own, and of a boolean behind an amount."""

from typing import Any

import pytest

from edgejson.checks import Checker
from edgejson.checks.base import Pair
from edgejson.checks.settings import Validate
from edgejson.schema.loading import schema_of

_TEXTS = [
    "{state=second_hand|Somebody else owned it before me}.",
    "{state=new|Still in its wrapping}.",
    "{job=clean|do} the {room}[, {minutes} minutes]",
    "Today the {room} is what we {job=paint|do}",
    "Flogging my {item}[ from {room}][, ${price}][, {lock?the chain comes with it|bring your own lock}].",
    "£{price} gets you the {item}[, {minutes} minutes old][, {hurry=low|no rush at all}]",
]
_FIELDS: dict[str, Any] = {
    **{name: {"type": "string"} for name in ("item", "room")},
    "state": {"type": "string", "enum": ["new", "second_hand", "broken"]},
    "job": {"type": "string", "enum": ["clean", "paint"]},
    "hurry": {"type": "string", "enum": ["low", "rush"]},
    "minutes": {"type": "integer"},
    "price": {"type": "number"},
    "lock": {"type": "boolean"},
}


def _checker(**annotations: list[str]) -> Checker:
    kept = {f"x-{keyword}": texts for keyword, texts in annotations.items()}
    return Checker(schema_of({"title": "Ad", "type": "object", "properties": _FIELDS, **kept}, "ad"), Validate())


#: An author may give sentences, whole texts, or both.
CHECKERS = [_checker(texts=_TEXTS, sentences=_TEXTS), _checker(texts=_TEXTS), _checker(sentences=_TEXTS)]


def codes(checker: Checker, text: str, label: dict[str, Any]) -> set[tuple[str, str]]:
    return {(finding["path"], finding["code"]) for finding in checker.examine(Pair(text, label))}


@pytest.mark.parametrize("checker", CHECKERS)
@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Flogging my tent. Somebody else owned it before me.", {"item": "tent", "state": "second_hand"}),
        ("Flogging my tent. Somebody else onwed it before me.", {"item": "tent", "state": "second_hand"}),
        ("do the back hall, 20 minutes", {"job": "clean", "room": "back hall", "minutes": 20}),
        ("£35 gets you the tent, no rush at all", {"price": 35, "item": "tent", "hurry": "low"}),
        ("Flogging my tent, $29.50, the chain comes with it.", {"item": "tent", "price": 29.5, "lock": True}),
        ("Flogging my tent, $300, bring your own lock.", {"item": "tent", "price": 300, "lock": False}),
    ],
)
def test_a_sentences_own_words_say_the_value(checker: Checker, text: str, label: dict[str, Any]) -> None:
    assert not codes(checker, text, label)


@pytest.mark.parametrize("checker", CHECKERS[:2])
@pytest.mark.parametrize(
    ("text", "label", "path"),
    [
        ("Flogging my tent. Still in its wrapping.", {"item": "tent", "state": "second_hand"}, "/state"),
        ("do the back hall, 20 minutes", {"job": "paint", "room": "back hall", "minutes": 20}, "/job"),
        ("£35 gets you the tent, no rush at all", {"price": 35, "item": "tent", "hurry": "rush"}, "/hurry"),
        ("Flogging my tent, $300, bring your own lock.", {"item": "tent", "price": 300, "lock": True}, "/lock"),
    ],
)
def test_and_no_other_one_though_the_words_name_it(
    checker: Checker, text: str, label: dict[str, Any], path: str
) -> None:
    assert (path, "contradiction") in codes(checker, text, label)


@pytest.mark.parametrize("checker", CHECKERS)
def test_a_value_said_in_words_of_a_sentence_is_missed(checker: Checker) -> None:
    text = "Flogging my tent. Somebody else owned it before me."
    assert ("/state", "omission") in codes(checker, text, {"item": "tent"})


def test_words_for_a_value_end_where_a_word_does() -> None:
    label = {"job": "paint", "room": "hall"}
    assert not codes(CHECKERS[0], "Today the hall is what we do.", label)
    assert ("/job", "ungrounded") in codes(CHECKERS[0], "Today the hall is what we double-checked.", label)
