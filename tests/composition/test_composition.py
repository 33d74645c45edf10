"""Schemas composed at random go through the whole pipeline: nothing raises, sampler and checks agree, defects show."""

import pytest
from hypothesis import Phase, given, settings
from hypothesis.database import InMemoryExampleDatabase

from benchmarks.composing import Composed, composed, composition, draw
from benchmarks.composition import ACCEPTED, CAUGHT, SECONDS, Kept, Task, attempt
from benchmarks.journey import SAMPLES, Journey, travel
from edgejson.pipeline.errors import UserError

SEED, SCHEMAS = 20240607, 60
#: The benchmark holds schemas to SECONDS of CPU; here only what hangs is to be seen, on any machine.
SLOWEST = 6


def test_composed_schemas_go_through_the_whole_pipeline():
    total = Journey()

    @settings(database=InMemoryExampleDatabase(), deadline=None, phases=[Phase.reuse, Phase.shrink])
    @given(composed())
    def journeys(schema: Composed) -> None:
        journey = travel(schema.name, schema.document, 0)
        assert journey.invalid == []
        assert journey.seconds <= SLOWEST * SECONDS
        total.update(journey)

    for index in range(SCHEMAS):
        try:
            draw(journeys, SEED, index)
        except Exception:
            journeys()  # the least schema that raises it too
            raise
    assert total.records == SCHEMAS * SAMPLES
    assert total.accepted >= ACCEPTED, dict(total.refused)
    assert total.caught >= CAUGHT, total.trial.summary()


def test_a_schema_of_a_seed_is_composed_again_and_others_differ():
    schemas = [composition(5, index) for index in range(20)]
    assert schemas == [composition(5, index) for index in range(20)]
    assert len({str(schema) for schema in schemas}) == 20


def test_a_journey_tells_what_is_wrong_with_a_schema():
    """The counts are no formality: texts that are longer than the checks allow are refused, and counted so."""
    item = {"type": "string", "minLength": 21_000}
    document = {"title": "Order", "type": "object", "properties": {"item": item}, "required": ["item"]}
    journey = travel("order", document, 0)
    assert journey.refused == {"language/too-long": SAMPLES}
    assert journey.accepted == 0


def test_a_run_in_parts_comes_to_what_one_run_comes_to(tmp_path):
    """Outcomes of a file are those that were written to it; a line that was cut off is done again."""
    tasks = [Task(SEED, index) for index in range(3)]
    outcomes = [attempt(task) for task in tasks]
    kept = Kept(tmp_path / "kept.jsonl", SEED)
    for outcome in outcomes:
        kept.add(outcome)
    again = Kept(tmp_path / "kept.jsonl", SEED).outcomes
    assert list(again.values()) == outcomes
    path = tmp_path / "kept.jsonl"
    path.write_bytes(path.read_bytes()[:-40])
    assert list(Kept(path, SEED).outcomes) == [0, 1]
    Kept(path, SEED).add(outcomes[2])
    assert list(Kept(path, SEED).outcomes.values()) == outcomes
    with pytest.raises(UserError, match="use it with that one"):
        Kept(path, SEED + 1)
