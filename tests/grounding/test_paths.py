"""Values beside their whole paths: each line is read as one leaf's, whatever else has the same name."""

import json

import pytest

from edgejson.grounding.grounder import Grounder
from edgejson.grounding.path_lines import steps
from edgejson.schema.fields import FieldMap

SHAPE = {
    "type": "object",
    "properties": {
        "name": {"type": "string"},
        "fill": {"type": "object", "properties": {"color": {"type": "string"}}},
        "children": {"type": "array", "items": {"$ref": "#"}},
    },
}
LABEL = {
    "name": "page",
    "fill": {"color": "red"},
    "children": [{"name": "blue", "fill": {"color": "red"}}, {"name": "red", "zh-Hans x": ["blue", "page"]}],
}
LINES = [
    "# shape dump",
    "name = page",
    "fill.color = red",
    "children[0].name = blue",
    "children[0].fill.color = red",
    "children[1].name = red",
    'children[1]["zh-Hans x"][0] = blue',
    'children[1]["zh-Hans x"][1] = page',
]


def codes(lines, label=LABEL):
    problems = Grounder(FieldMap(SHAPE), SHAPE).ground("\n".join(lines), label).problems
    return {(code, path) for code, path, _ in problems}


def test_a_path_has_names_indices_and_quoted_names():
    assert steps('a.b-c[2]["c d"].e') == ("a", "b-c", 2, "c d", "e")


def test_like_values_of_like_named_fields_are_told_apart_by_their_paths():
    assert codes(LINES) == set()


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (lambda label: label["fill"].update(color="blue"), ("contradiction", ("fill", "color"))),
        (lambda label: label["children"][0].pop("name"), ("omission", ("children", 0, "name"))),
        (lambda label: label["children"].reverse(), ("contradiction", ("children", 0, "name"))),
        (lambda label: label["children"][1]["zh-Hans x"].pop(), ("omission", ("children", 1, "zh-Hans x", 1))),
    ],
)
def test_a_label_that_differs_from_the_lines_is_refused(change, expected):
    label = json.loads(json.dumps(LABEL))
    change(label)
    assert expected in codes(LINES, label)


def test_a_line_whose_value_goes_on_is_refused():
    assert ("contradiction", ("name",)) in codes([*LINES[:1], "name = page one", *LINES[2:]])


@pytest.mark.parametrize("line", [r'a["\q"] = 1', 'a["x\ty"] = 1', f"a[{'1' * 5000}] = 1"])
def test_a_line_that_looks_like_one_and_has_no_path_is_passed_over(line):
    assert codes([*LINES, line]) == set()


def test_a_word_that_takes_back_is_part_of_a_value_too():
    shape = {"type": "object", "properties": {"typo": {"type": "string"}, "n": {"type": "array"}}}
    text = '["typo"] = Orchard Typo\nn[0] = 4'
    grounder = Grounder(FieldMap(shape), shape)
    assert grounder.ground(text, {"typo": "Orchard Typo", "n": [4]}).problems == []
    assert grounder.ground(text, {"typo": "Orchard", "n": [4]}).problems
    assert grounder.ground(text.replace("4", "3, no wait, 4"), {"typo": "Orchard Typo", "n": [3]}).problems


def test_a_heading_that_is_called_as_a_field_has_no_value():
    shape = {"type": "object", "properties": {"author": {"type": "string"}, "ids": {"type": "array"}}}
    grounder = Grounder(FieldMap(shape), shape)
    assert grounder.ground("# author\nids[0] = cob", {"ids": ["cob"]}).problems == []
    assert grounder.ground("# paths\nids[0] = cob\nauthor = Joel", {"ids": ["cob"]}).problems
