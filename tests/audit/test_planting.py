"""Planted defects are real: the pair is no longer right, whatever the checks say of it."""

import ast
import random
from pathlib import Path

import jsonschema_rs
import pytest

from edgejson.audit.clean import Clean, same
from edgejson.audit.planting import KINDS, plant
from edgejson.params.whole import load
from edgejson.schema.fields import FieldMap, leaves
from edgejson.schema.instances import at
from edgejson.schema.loading import load_folder
from edgejson.text import generation

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def cleans():
    """Twelve right pairs of every schema."""
    params = load(ROOT / "params.yaml")
    template = params.template.model_copy(update={"records_per_schema": 12})
    found = []
    schemas = load_folder(ROOT / "schemas")
    for schema, task in zip(schemas, generation.tasks(schemas, template, 5, "en_US"), strict=True):
        records = generation.run(task)
        fields = FieldMap(schema.document)
        is_valid = jsonschema_rs.validator_for(schema.document, validate_formats=True).is_valid
        for one, other in zip(records, [*records[1:], records[0]], strict=True):
            pair = one["text"], one["expected_output"], other["text"], other["expected_output"]
            found.append(Clean(*pair, fields, is_valid))
    return found


@pytest.fixture(scope="module")
def planted(cleans):
    """Every kind in every clean pair that has a place for it: kind -> [(clean, text, label)]."""
    found = {kind: [] for kind in KINDS}
    for number, clean in enumerate(cleans):
        for kind in KINDS:
            if case := plant(kind, clean, random.Random(f"{number} {kind}")):
                found[kind].append((clean, *case))
    return found


def test_there_are_at_least_25_kinds_and_all_can_be_planted(planted):
    assert len(KINDS) >= 25
    assert all(len(planted[kind]) >= 10 for kind in KINDS), {kind: len(cases) for kind, cases in planted.items()}


def test_text_or_label_changes_and_subtle_labels_follow_the_schema(planted):
    for kind, cases in planted.items():
        for clean, text, label in cases:
            assert text != clean.text or not same(label, clean.label), kind
            if KINDS[kind].subtle:
                assert clean.is_valid(label), kind


def test_the_clean_pair_is_left_as_it_was(cleans):
    for clean in cleans[::7]:
        before = repr(clean.label), repr(clean.other_label)
        for kind in KINDS:
            plant(kind, clean, random.Random(1))
        assert (repr(clean.label), repr(clean.other_label)) == before


def test_planting_is_deterministic(cleans):
    for clean in cleans[::40]:
        for kind in KINDS:
            first, second = (plant(kind, clean, random.Random(9)) for _ in range(2))
            assert repr(first) == repr(second)


ONE_LEAF = ["integer_changed", "boolean_flipped", "date_shifted", "letter_changed", "email_changed", "derived_off"]


@pytest.mark.parametrize("kind", ONE_LEAF)
def test_a_changed_value_is_the_only_change(planted, kind):
    for clean, text, label in planted[kind]:
        before, after = dict(leaves(clean.label)), dict(leaves(label))
        assert text == clean.text
        assert before.keys() == after.keys()
        assert sum(not same(before[path], after[path]) for path in before) == 1


@pytest.mark.parametrize(
    "kind", ["sentence_dropped", "value_removed", "truncated", "contradicted", "text_digit_changed"]
)
def test_a_text_defect_loses_a_value_that_stood_there_once(planted, kind):
    for clean, text, label in planted[kind]:
        assert same(label, clean.label)
        lost = [
            value
            for path, value in leaves(label)
            if isinstance(value, (str, int, float)) and str(value) in clean.text and str(value) not in text
        ]
        assert lost, (kind, text, label)


def test_order_and_number_of_items_are_what_changes(planted):
    for clean, _, label in planted["items_reordered"]:
        pairs = [(items, at(label, path)) for path, items in clean.arrays() if at(label, path) is not ...]
        assert any(sorted(map(repr, old)) == sorted(map(repr, new)) and old != new for old, new in pairs)
    for kind, difference in (("item_dropped", -1), ("item_doubled", 1), ("item_split", 1), ("items_merged", -1)):
        for clean, _, label in planted[kind]:
            lengths = [
                len(at(label, path)) - len(items) for path, items in clean.arrays() if at(label, path) is not ...
            ]
            assert difference in lengths, kind


def test_planting_knows_nothing_of_the_checks():
    for path in (ROOT / "edgejson/audit").glob("*.py"):
        if path.stem in ("trial", "sweeping", "__init__"):
            continue  # the parts that put both together
        imported = {
            name
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, (ast.Import, ast.ImportFrom))
            for name in ([node.module or ""] if isinstance(node, ast.ImportFrom) else [a.name for a in node.names])
        }
        assert not any("checks" in name or "text.forms" in name for name in imported), path.name


def test_equality_is_that_of_json():
    assert same({"a": [1, 2.0]}, {"a": [1.0, 2]})
    assert not same([True], [1])
    assert not same([1, 2], [2, 1])
    assert not same({"a": None}, {})


def test_a_text_that_says_nothing_else_may_follow():
    document = {"type": "object", "properties": {"to": {"type": "string"}, "extra": {"type": "integer"}}}
    for other, spoils in (({"to": "medium"}, False), ({"to": "small"}, True), ({"to": "medium", "extra": 3}, True)):
        clean = Clean("To: medium\nExtra: 2", {"to": "medium", "extra": 2}, "More.", other, FieldMap(document), bool)
        assert (plant("two_texts", clean, random.Random(1)) is not None) is spoils


def test_what_a_reader_would_take_for_right_is_not_planted():
    """A value without the field's own name, or without "as"; another member of an enumeration that reads alike."""
    room = {"type": "object", "properties": {"room": {"type": "string"}, "mode": {"enum": ["Open", "OPEN", 1, "1"]}}}

    def planted(kind, **label):
        clean = Clean("", label, "", {}, FieldMap(room), lambda _: True)
        found = [plant(kind, clean, random.Random(seed)) for seed in range(20)]
        return [pair[1] for pair in found if pair]

    assert all(label == {"room": "room"} for label in planted("string_shortened", room="meeting room"))
    assert all(label == {"room": "as"} for label in planted("string_shortened", room="as requested"))
    assert planted("string_shortened", room="north hall")
    assert all(label["mode"] in (1, "1") for label in planted("enum_changed", mode="Open"))
