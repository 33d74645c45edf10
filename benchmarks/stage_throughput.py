"""How many template records does one core make in a second: values, texts, the stage as a whole?

python -m benchmarks.stage_throughput [RECORDS_PER_SCHEMA]

CPU time of one process, on every schema of `schemas/`; the mean is over schemas, each counting the same.
"""

from __future__ import annotations

import sys
from statistics import fmean
from time import process_time

from edgejson.params.whole import load
from edgejson.pipeline import layout
from edgejson.pipeline.records import encode
from edgejson.pipeline.streams import stream
from edgejson.schema.loading import COMPLEXITIES, load_folder
from edgejson.text.generation import Maker

RECORDS = 500


def main() -> None:
    """Print records a second by complexity."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else RECORDS
    settings = load()
    rates: dict[str, list[tuple[float, float, float]]] = {name: [] for name in COMPLEXITIES}
    for schema in load_folder(layout.SCHEMAS):
        maker = Maker(schema, settings.template, settings.base.locale)
        for index in range(20):  # wordings are made when first needed
            maker.make(0, index)
        streams = [stream(1, schema.id, index) for index in range(count)]
        begun = process_time()
        values = [maker.sampler.sample(rng) for rng in streams]
        sampled = process_time()
        for value, rng in zip(values, streams, strict=True):
            maker.renderer.render(value, rng)
        rendered = process_time()
        for index in range(count):
            encode(maker.make(1, index))
        ended = process_time()
        rates[schema.complexity].append(
            (count / (sampled - begun), count / (rendered - sampled), count / (ended - rendered))
        )
    print(f"{'records/s/core':16}{'schemas':>8}{'values':>10}{'texts':>10}{'stage':>10}")
    for name, found in [*rates.items(), ("all", [rate for group in rates.values() for rate in group])]:
        if found:
            values_rate, text_rate, stage_rate = (fmean(column) for column in zip(*found, strict=True))
            print(f"{name:16}{len(found):>8}{values_rate:>10,.0f}{text_rate:>10,.0f}{stage_rate:>10,.0f}")


if __name__ == "__main__":
    main()
