"""A string of the label that takes in words beside the text's value is refused, and the value itself accepted."""

from typing import Any

import pytest

from edgejson.checks import Checker
from edgejson.checks.base import Pair
from edgejson.checks.settings import Validate
from edgejson.schema.loading import schema_of

_STRING = {"type": "string"}
_STRINGS = {"type": "array", "items": _STRING}
_DAY = {"type": "string", "enum": ["friday"], "x-synonyms": {"friday": ["Friday", "this Friday", "every Friday"]}}
_SAID = [
    "Meet {who} {day}.",
    "{place} {date}",
    "{rooms} could do with some air.",
    "Leave {rooms} out.",
    "Check {file}.[ Strike {words} there.]",
    "no {endings} files",
    "is the {coat} {warm?warm? It is|warm? It isn't}",
    "We hire for the {job} position.",
    "Save {who}[ ({place})] with {phone}.",
]
_FIELDS: dict[str, Any] = {
    **dict.fromkeys(("who", "place", "coat", "file", "phone"), _STRING),
    **dict.fromkeys(("rooms", "words", "endings"), _STRINGS),
    "day": _DAY,
    "job": {"type": "string", "x-phrases": ["for the job of {}"]},
    "date": {"type": "string", "format": "date"},
    "warm": {"type": "boolean"},
}


def _checker(**said: Any) -> Checker:
    document = {"title": "Note", "type": "object", "properties": _FIELDS, **said}
    return Checker(schema_of(document, "note"), Validate())


#: The schema's author wrote whole texts; or sentences alone.
TEXTS = _checker(**{"x-texts": _SAID, "x-sentences": _SAID})
SENTENCES = _checker(**{"x-sentences": _SAID})


def extents(checker: Checker, text: str, label: dict[str, Any]) -> set[tuple[str, str]]:
    return {(finding["path"], finding["code"]) for finding in checker.examine(Pair(text, label))}


@pytest.mark.parametrize(
    ("checker", "text", "right", "wrong", "path"),
    [
        (SENTENCES, "Meet Ana Lind this Friday.", {"who": "Ana Lind", "day": "friday"}, {"who": "Ana Lind this"},
         "/who"),  # a word of another field's value
        (SENTENCES, "Goa the 5th of May 2023", {"place": "Goa", "date": "2023-05-05"}, {"place": "Goa the"},
         "/place"),  # an article
        (SENTENCES, "The den and the hall could do with some air.", {"rooms": ["the den", "the hall"]},
         {"rooms": ["the den", "the hall could"]}, "/rooms/1"),  # a frame's word behind a list
        (TEXTS, "Leave the den and the hall out.", {"rooms": ["the den", "the hall"]},
         {"rooms": ["the den", "the hall out"]}, "/rooms"),  # a frame's last word
        (TEXTS, "Check notes.odt. Strike thus and hence there.", {"file": "notes.odt", "words": ["thus", "hence"]},
         {"words": ["thus", "hence there"]}, "/words"),  # in a sentence that may be left out
        (TEXTS, "no .bak and .mp4 files", {"endings": [".bak", ".mp4"]}, {"endings": [".bak", ".mp4 files"]},
         "/endings"),  # behind values that begin with a mark
        (SENTENCES, "is the Norika Sport warm? It is", {"coat": "Norika Sport", "warm": True},
         {"coat": "Norika Sport warm"}, "/coat"),  # words that say a boolean
        (SENTENCES, "We hire for the Data Analyst position.", {"job": "Data Analyst"},
         {"job": "Data Analyst position"}, "/job"),  # a frame's last word behind a value with phrases of its own
        (SENTENCES, "Save Ana Lind with +1 202 555 0126.", {"who": "Ana Lind", "phone": "+1 202 555 0126"},
         {"who": "Ana Lind with"}, "/who"),  # ahead of a number with a sign
    ],
)  # fmt: skip
def test_a_string_that_takes_in_a_word_behind_it_is_refused(
    checker: Checker, text: str, right: dict[str, Any], wrong: dict[str, Any], path: str
) -> None:
    assert not extents(checker, text, right)
    assert (path, "runs-on") in extents(checker, text, {**right, **wrong})


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("It costs 50. We tried the Alpina Plus.", "Alpina Plus", "Alpina"),  # a name with a word of sentences
        ("We tried the watering can priced at 12.", "watering can", "watering"),
    ],
)
def test_words_of_sentences_may_belong_to_a_name(text: str, right: str, wrong: str) -> None:
    checker = Checker(schema_of(_PRODUCT, "product"), Validate())
    price = int("".join(filter(str.isdigit, text)))
    assert not extents(checker, text, {"product": right, "price": price})
    assert ("/product", "cut-short") in extents(checker, text, {"product": wrong, "price": price})


_PRODUCT = {
    "title": "Product",
    "type": "object",
    "properties": {
        "product": {"type": "string", "x-phrases": ["tried the {}"]},
        "price": {"type": "integer", "x-phrases": ["costs {}"]},
    },
    "x-sentences": ["We tried the {product} priced at {price}."],
}
