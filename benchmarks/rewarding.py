"""How long does a reward take, of a right output, of a wrong one, and of one that breaks its schema?

    python -m benchmarks.rewarding [RECORDS_PER_SCHEMA]

Milliseconds of CPU time a pair, through `edgejson.reward` with the raw answer, as a trainer calls it: a batch has
several answers to one text. On template records of every schema of `schemas/`, after as many others, because a schema's
patterns are compiled when a text first needs them. Medians and 95th percentiles over all pairs of a complexity.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from time import process_time
from typing import Any

import numpy as np
import orjson

from edgejson.params.whole import load
from edgejson.pipeline import layout
from edgejson.schema.fields import leaves
from edgejson.schema.instances import drop, put
from edgejson.schema.loading import COMPLEXITIES, load_folder
from edgejson.scoring.reward import reward
from edgejson.text.generation import Maker

RECORDS = 30


def lacking(label: Any) -> Any:
    """Without its last leaf."""
    return drop(label, list(leaves(label))[-1][0])


def broken(label: Any) -> Any:
    """Its first leaf a list, which hardly a schema allows there."""
    return put(label, next(iter(leaves(label)))[0], [[]])


OUTPUTS: dict[str, Callable[[Any], Any]] = {"right": lambda label: label, "lacking": lacking, "broken": broken}


def main() -> None:
    """Print the times by complexity."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else RECORDS
    settings = load()
    spent: dict[str, dict[str, list[float]]] = {name: {kind: [] for kind in OUTPUTS} for name in COMPLEXITIES}
    for schema in load_folder(layout.SCHEMAS):
        maker = Maker(schema, settings.template, settings.base.locale)
        for index in range(2 * count):
            record = maker.make(1, index)
            for kind, made in OUTPUTS.items():
                answer = orjson.dumps(made(record["expected_output"])).decode()
                begun = process_time()
                reward(record["text"], schema, answer)
                if index >= count:
                    spent[schema.complexity][kind].append(1e3 * (process_time() - begun))
    print(f"{'ms a pair':12}" + "".join(f"{kind + ', median':>18}{'95%':>8}" for kind in OUTPUTS))
    for group, kinds in spent.items():
        columns = (np.percentile(found, (50, 95)) for found in kinds.values() if found)
        print(f"{group:12}" + "".join(f"{median:>18.2f}{high:>8.2f}" for median, high in columns))


if __name__ == "__main__":
    main()
