"""What a noun names wherever it stands, where no row of a thing and no walk of life says more."""

from collections import Counter
from typing import Any

import pytest

from edgejson.language.names import in_words
from edgejson.language.vocabulary import vocabulary
from edgejson.schema.fields import FieldMap
from edgejson.values.meaning.deciding import is_guess, parents_of
from edgejson.values.meaning.kinds import kind_role
from edgejson.values.meaning.roles import role_of
from edgejson.values.providers.templates import pool
from edgejson.values.settings import Values
from tests.values.conftest import TEXT, document, series

KINDS = vocabulary("values/providers/kinds")


def drawn(title: str, name: str, schema: dict[str, Any] = TEXT) -> set[str]:
    made = series(document(title, **{name: schema}), Values(optional_rate=1.0), "kinds", 60)
    return {value for record in made for value in (record[name] if schema is not TEXT else [record[name]])}


def guessed(title: str, name: str) -> bool:
    fields = FieldMap(document(title, **{name: TEXT}))
    return is_guess(fields.field((name,)), parents_of(fields, (name,)))


@pytest.mark.parametrize(
    ("title", "name", "one_of_it"),
    [
        ("Trip list", "tent", "dome tent"),
        ("Order slip", "sauce", "pesto"),
        ("Night diary", "body_of_water", ""),  # the row of waters has it
        ("Costume list", "animals", "horse"),
        ("Order slip", "fastener_type", "zip"),
    ],
)
def test_a_noun_that_no_row_knows_names_one_of_its_kind(title: str, name: str, one_of_it: str) -> None:
    assert bool(kind_role(in_words(name))) is True
    if one_of_it:
        assert one_of_it in drawn(title, name)


def test_lists_have_them_too() -> None:
    assert drawn("Order slip", "sauces", {"type": "array", "items": TEXT}) <= set(pool(KINDS.entries(heading("sauce"))))


def heading(noun: str) -> str:
    return next(each for each in KINDS.sections if noun in map(str.strip, each.partition(":")[2].split("|")))


def test_a_walk_of_life_says_more() -> None:
    fields = FieldMap(document("Production downtime", **dict.fromkeys(("failure", "machine", "scrap", "batch"), TEXT)))
    assert role_of(fields.field(("failure",)), parents_of(fields, ("failure",))) == "fac_defect"
    assert kind_role("failure").startswith("kind_")


def test_a_noun_with_another_before_it_or_of_many_things_is_a_guess() -> None:
    assert not guessed("Order slip", "sauce") and not guessed("Order slip", "favourite_sauce")
    assert guessed("Order slip", "launch_sauce")
    assert guessed("Order slip", "origin")
    assert not guessed("Order slip", "pizza_topping")  # has a row as a whole


def test_no_noun_stands_in_two_rows() -> None:
    nouns = [noun.strip() for each in KINDS.sections for noun in each.partition(":")[2].split("|")]
    assert [noun for noun, times in Counter(nouns).items() if times > 1] == []


def test_each_row_names_several() -> None:
    few = {each: made for each in KINDS.sections if len(made := pool(KINDS.entries(each), 50)) < 3}
    assert few == {}
