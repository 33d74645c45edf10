"""Values of an enumeration that come to the same words when they are spelt out are said by their letters."""

from random import Random

from edgejson.forms import Reading, write
from edgejson.forms.context import Context
from edgejson.forms.kinds import enum
from edgejson.schema.fields import FieldMap


def test_values_that_are_spelt_alike_are_told_apart() -> None:
    field = FieldMap({"enum": ["data set", "data-set", "in_progress"]}).field(())
    said = {value: enum.write(value, field, Random(1), Context()) for value in field.enum}
    assert said == {"data set": "data set", "data-set": "data-set", "in_progress": "in progress"}
    for value, other in (("data set", "data-set"), ("data-set", "data set")):
        assert enum.find(Reading(f"It is the {value}."), value, field)
        assert not enum.find(Reading(f"It is the {value}."), other, field)


def test_a_whole_number_among_alternatives_leaves_the_others_in_figures() -> None:
    field = FieldMap({"anyOf": [{"type": "number", "maximum": 9}, {"enum": [42]}]}).field(())
    said = {write(7.25, field, Random(seed)) for seed in range(40)}
    assert said == {"7.25"}
