"""Schemas composed at random go through the whole pipeline: nothing raises, sampler and checks agree, defects show."""

from hypothesis import Phase, given, settings
from hypothesis.database import InMemoryExampleDatabase

from benchmarks.composing import Composed, composed, composition, draw
from benchmarks.composition import ACCEPTED, CAUGHT, SECONDS
from benchmarks.journey import SAMPLES, Journey, travel

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
