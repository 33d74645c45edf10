"""What is learned from a few pairs says other records, and lets the checks accept no more than before."""

import json
import shutil
from functools import partial
from pathlib import Path

import pytest

from edgejson.annotating.learning import Means, learn
from edgejson.annotating.writing import merged, struck, without_learned
from edgejson.audit import trial
from edgejson.checks import Checker
from edgejson.commands.annotate import read_examples
from edgejson.params.whole import load
from edgejson.pipeline.records import write_schema
from edgejson.pipeline.streams import stream
from edgejson.schema.annotations import annotations_file
from edgejson.schema.annotations_file import write_annotations
from edgejson.schema.loading import load_schema
from edgejson.text.renderer import Renderer
from edgejson.values import compile_sampler

PAIRS = Path(__file__).parent / "pairs"
NAMES = ("repair_request", "grocery_order")
SETTINGS = load()
TEMPLATE = SETTINGS.template
MEANS = Means(SETTINGS.validation, TEMPLATE.text, TEMPLATE.values, SETTINGS.base.locale, SETTINGS.base.seed)


@pytest.fixture(scope="module")
def learned(tmp_path_factory):
    """Of each schema: what was learned, and the schema with it."""
    folder = tmp_path_factory.mktemp("learned")
    found = {}
    for name in NAMES:
        path = Path(shutil.copy(PAIRS / f"{name}.json", folder))
        schema = load_schema(path)
        result = learn(schema, read_examples(PAIRS / f"{name}.examples.jsonl"), MEANS)
        write_annotations(annotations_file(path), merged(schema.annotations, result, schema), path.name)
        found[name] = result, load_schema(path)
    return found


def texts(schema, count, seed=1):
    """Records in the author's words: (id, text, value, whether the author's frames say all of it)."""
    renderer = Renderer(schema, TEMPLATE.text)
    sampler = compile_sampler(schema, TEMPLATE.values, SETTINGS.base.locale)
    for index in range(count):
        rng = stream(seed, schema.id, index)
        value = sampler.sample(rng)
        text, _, whole = renderer.authored(value, rng)
        yield f"{schema.id}-{index}", text, value, whole


@pytest.mark.parametrize("name", NAMES)
def test_ten_pairs_give_texts_that_pass(learned, name):
    result, schema = learned[name]
    gathered = result.gathered
    assert len(gathered.sentences) + len(gathered.texts) + sum(map(len, gathered.mentions.values())) >= 25
    checker = Checker(schema, SETTINGS.validation)
    made = list(texts(schema, 60))
    refused = [(text, value) for _, text, value, _ in made if checker.check(text, value).findings]
    assert len(refused) <= 1, refused
    assert sum(whole for *_, whole in made) >= 45
    assert len({text for _, text, _, _ in made}) == 60


def test_a_refused_pair_teaches_nothing(learned):
    result, _ = learned["repair_request"]
    ((example, reasons),) = result.refused
    assert example.name.endswith("repair_request.examples.jsonl:8")
    assert reasons[0]["check"] == "grounding"
    assert not any("caretaker" in text for text in result.gathered.texts)
    assert not any("Henrik Dahl" in str(values) for values in result.pools.values())


@pytest.mark.parametrize("name", NAMES)
def test_the_audit_catches_as_much_with_what_was_learned(learned, name, tmp_path):
    _, schema = learned[name]
    plain = load_schema(PAIRS / f"{name}.json")
    records = [
        {"id": id, "schema_id": name, "text": text, "expected_output": value}
        for id, text, value, _ in texts(schema, 13)
    ]
    write_schema(tmp_path, name, records)
    caught = {}
    for kind, judged in (("learned", schema), ("plain", plain)):
        outcome = trial.run(trial.TrialTask(judged, SETTINGS.validation, tmp_path, 12, 1))
        caught[kind] = outcome.caught.total() / outcome.planted.total()
        assert outcome.rejected <= 1
    assert caught["learned"] >= 0.97
    assert caught["learned"] >= caught["plain"]


def test_a_text_in_the_authors_words_says_all_that_stands_in_his_slots(learned):
    _, schema = learned["repair_request"]
    checker = Checker(schema, SETTINGS.validation)
    text = "Hi, dripping pipe in the kitchen of 4C. Not urgent. Nils Holm"
    label = {"tenant": "Nils Holm", "apartment": "4C", "problem": "dripping pipe", "room": "kitchen", "urgent": False}
    assert checker.check(text, label).passed
    assert not checker.check(text, {**label, "problem": "pipe"}).passed
    assert not checker.check(text, {name: value for name, value in label.items() if name != "urgent"}).passed
    assert not checker.check(f"{text}\n\nHi, wet wall in the bedroom of 9A. Urgent. Eva Lang", label).passed


def learned_again(path, examples):
    """What the file of annotations holds after learning into it."""
    schema, beside = load_schema(path), annotations_file(path)
    plain = without_learned(schema)
    result = learn(plain, examples, MEANS, struck(schema.annotations))
    write_annotations(beside, merged(schema.annotations, result, plain), path.name)
    return beside.read_text()


def test_learning_again_gives_the_same_and_leaves_what_is_not_its_own(learned, tmp_path):
    path = Path(shutil.copy(PAIRS / "repair_request.json", tmp_path))
    beside = annotations_file(path)
    again = partial(learned_again, path, read_examples(PAIRS / "repair_request.examples.jsonl"))
    first = again()
    assert again() == first
    line = "  - {value: 'It started on {since}.', by: examples, seen: 1}\n"
    assert line in first
    by_hand = "  - Since {since} it has been so.\n"
    beside.write_text(first.replace(line, by_hand + line.replace("}\n", ", struck: true}\n")))
    edited = again()
    assert by_hand in edited
    assert "It started on {since}." in edited
    assert edited.count("It started on {since}.") == 1
    assert "struck: true" in edited
    assert again() == edited


def test_a_value_that_is_struck_is_drawn_no_more_and_not_learned_again(tmp_path):
    path = Path(shutil.copy(PAIRS / "grocery_order.json", tmp_path))
    beside = annotations_file(path)
    again = partial(learned_again, path, read_examples(PAIRS / "grocery_order.examples.jsonl"))
    place = "/properties/items/items"
    line = next(line for line in again().partition(f"{place}:\n")[2].splitlines() if line.startswith("  - {value: {"))
    row = load_schema(path).document["properties"]["items"]["items"]["x-pool"][0]
    beside.write_text(beside.read_text().replace(line, line.removesuffix("}") + ", struck: true}"))
    assert row not in load_schema(path).document["properties"]["items"]["items"]["x-pool"]
    told = again()
    schema = load_schema(path)
    assert row not in schema.document["properties"]["items"]["items"]["x-pool"]
    assert [entry.struck for entry in schema.annotations.places[place].pool if entry.value == row] == [True]
    assert again() == told


def test_the_command_tells_what_it_did(tmp_path, monkeypatch, capsys):
    from edgejson.__main__ import main

    path = shutil.copy(PAIRS / "repair_request.json", tmp_path)
    pairs = PAIRS / "repair_request.examples.jsonl"
    monkeypatch.setattr("sys.argv", ["edgejson", "annotate", str(path), "--examples", str(pairs)])
    assert main() == 0
    told = capsys.readouterr().out.splitlines()
    assert told[0].startswith(f"{pairs}:8: refused: grounding other-field /room")
    assert "29 sentences, 0 mentions and 14 texts from 9 pairs (1 refused" in told[-1]
    assert json.loads(pairs.read_text().splitlines()[0])["text"] not in annotations_file(Path(path)).read_text()


def test_a_sentence_that_teaches_nothing_since_it_says_a_value_in_part_is_told_of(tmp_path):
    path = tmp_path / "rehearsal.json"
    document = {
        "title": "Rehearsal reply",
        "type": "object",
        "properties": {"singer": {"type": "string"}, "rehearsal_on": {"type": "string", "format": "date"}},
    }
    path.write_text(json.dumps(document))
    pairs = tmp_path / "pairs.jsonl"
    lines = [
        {"text": "Gudrun here. The rehearsal on the 14th of March suits us.", "expected_output": {"singer": "Gudrun", "rehearsal_on": "2024-03-14"}},  # noqa: E501
        {"text": "Oskar here. The rehearsal is on 21 March 2024.", "expected_output": {"singer": "Oskar", "rehearsal_on": "2024-03-21"}},  # noqa: E501
    ]  # fmt: skip
    pairs.write_text("\n".join(map(json.dumps, lines)))
    found = learn(load_schema(path), read_examples(pairs), MEANS)
    assert [(place, words) for _, place, words in found.lost] == [("/rehearsal_on", "14th of March")]
