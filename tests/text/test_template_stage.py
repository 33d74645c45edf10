"""Template records: the same whoever makes them, with trouble at the set share."""

from pathlib import Path

from edgejson.params.whole import load
from edgejson.schema.loading import load_schema
from edgejson.text import generation
from edgejson.text.trouble import KINDS

ROOT = Path(__file__).parents[2]
SETTINGS = load(ROOT / "params.yaml")
PATH = ROOT / "schemas/medium/invoice.json"


def task(start: int, stop: int) -> generation.GenerationTask:
    return generation.GenerationTask(PATH, False, SETTINGS.template, 3, "en_US", start, stop)


def test_a_record_does_not_depend_on_the_task_that_makes_it():
    whole = generation.run(task(0, 12))
    assert [*generation.run(task(0, 5)), *generation.run(task(5, 12))] == whole
    assert len({record["id"] for record in whole}) == 12


def test_troubled_records_have_their_share_and_take_turns():
    maker = generation.Maker(load_schema(PATH), SETTINGS.template, "en_US")
    kinds = [maker.trouble(index) for index in range(400)]
    assert sum(kind is not None for kind in kinds) == 40
    assert set(filter(None, kinds)) == set(KINDS)


def test_records_are_counted_by_class_and_trouble():
    records = generation.run(task(0, 40))
    counts = generation.counts(records)
    assert counts["records"] == 40
    assert sum(count for name, count in counts.items() if name.startswith("class.")) == 40
    tags = [tag for record in records for tag in record["tags"]]
    assert counts["adversarial"] == sum(tag.startswith("adversarial:") for tag in tags) == 4
    assert counts["relative_dates"] == tags.count("relative_dates") > 0


def test_a_trouble_of_weight_zero_never_comes():
    settings = SETTINGS.template.model_copy(
        update={"text": SETTINGS.template.text.model_copy(update={"trouble": {"typo": 1, "case": 0}})}
    )
    maker = generation.Maker(load_schema(PATH), settings, "en_US")
    assert {maker.trouble(index) for index in range(100)} == {None, "typo"}


def test_there_is_no_receipt_of_what_has_no_price():
    registers = {}
    for name in ("simple/location", "medium/invoice"):
        maker = generation.Maker(load_schema(ROOT / f"schemas/{name}.json"), SETTINGS.template, "en_US")
        registers[name] = {maker.make(3, index)["register"] for index in range(120)}
    assert "receipt" not in registers["simple/location"]
    assert "receipt" in registers["medium/invoice"]
