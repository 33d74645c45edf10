"""How many of a folder's schemas give N valid instances in time, and how fast?

    python -m benchmarks.schema_coverage DIR [-n 20] [--seconds 5] [--all]

For each schema below DIR: N instances from N streams, within the time (of CPU, compilation included)? Is each valid for
jsonschema and jsonschema-rs, formats asserted? How many are distinct? How many a second of CPU come afterwards,
instance check included? Prints the failures with their reasons, the shares, and the slowest schemas.
"""

from __future__ import annotations

import argparse
import json
import statistics
import time
from dataclasses import dataclass
from pathlib import Path

from benchmarks.judges import Judge
from edgejson.pipeline.errors import UserError, run
from edgejson.pipeline.streams import stream
from edgejson.values import Sampler, compile_sampler
from edgejson.values.settings import Values

SETTINGS = Values(optional_rate=0.7, max_items=4, max_depth=4)
#: Seconds of CPU for which the rate of one schema is measured.
MEASURED = 0.1


@dataclass(slots=True)
class Outcome:
    """What one schema gave."""

    name: str
    reason: str = ""  #: why it fails; empty where it does not
    returned: bool = False  #: N instances came back in time
    distinct: int = 0
    seconds: float = 0.0  #: of CPU for compilation and N instances
    rate: float = 0.0  #: instances a second of CPU afterwards


def measure(path: Path, name: str, count: int, limit: float) -> Outcome:
    """Sample one schema file and judge what comes out."""
    outcome = Outcome(name)
    began = time.process_time()
    try:
        schema = json.loads(path.read_text("utf-8"))
        sampler = compile_sampler(schema, SETTINGS)
        instances = [sampler.sample(stream(0, name, index)) for index in range(count)]
    except UserError as error:
        outcome.reason = str(error)
        return outcome
    except Exception as error:  # a defect of ours: it counts against us, and the run goes on
        outcome.reason = f"{type(error).__name__}: {error}"
        return outcome
    finally:
        outcome.seconds = time.process_time() - began
    outcome.returned = outcome.seconds <= limit
    outcome.distinct = len({json.dumps(instance, sort_keys=True) for instance in instances})
    judge = Judge(schema)
    refusals = (judge.refusal(instance) for instance in instances)
    outcome.reason = next(filter(None, refusals), "" if outcome.returned else f"took {outcome.seconds:.1f} s")
    outcome.rate = rate_of(sampler, name, count)
    return outcome


def rate_of(sampler: Sampler, name: str, first: int) -> float:
    """Instances a second of CPU."""
    began = time.process_time()
    count, spent = 0, 0.0
    while spent < MEASURED:
        sampler.sample(stream(0, name, first + count))
        count += 1
        spent = time.process_time() - began
    return count / spent


def main() -> int:
    """Print the table; exit 1 if a schema fails."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, metavar="DIR")
    parser.add_argument("-n", type=int, default=20, help="instances of each schema (20)")
    parser.add_argument("--seconds", type=float, default=5.0, help="time for N instances (5)")
    parser.add_argument("--all", action="store_true", help="a line for every schema")
    given = parser.parse_args()
    paths = sorted(given.folder.rglob("*.json"))
    if not paths:
        raise UserError(f"{given.folder}: no schemas here; give a folder with *.json files")
    outcomes = [measure(path, path.relative_to(given.folder).as_posix(), given.n, given.seconds) for path in paths]
    valid = [outcome for outcome in outcomes if not outcome.reason]
    for outcome in outcomes:
        if given.all or outcome.reason:
            said = outcome.reason[:240] or f"{outcome.distinct} distinct, {outcome.rate:,.0f}/s"
            print(f"{outcome.name}: {said}")
    returned = sum(outcome.returned for outcome in outcomes)
    print(f"{'returned in time':24} {returned} of {len(outcomes)} ({returned / len(outcomes):.1%})")
    print(f"{'all valid for both':24} {len(valid)} of {len(outcomes)} ({len(valid) / len(outcomes):.1%})")
    if valid:
        print(f"{'all distinct':24} {sum(outcome.distinct == given.n for outcome in valid)} of {len(valid)}")
        print(f"{'instances/s, median':24} {statistics.median(outcome.rate for outcome in valid):,.0f}")
        print(f"{'seconds, longest':24} {max(outcome.seconds for outcome in valid):.2f}")
        for outcome in sorted(valid, key=lambda outcome: outcome.rate)[:5]:
            print(f"{'slowest':24} {outcome.name}: {outcome.rate:,.0f}/s")
    return 0 if len(valid) == len(outcomes) else 1


if __name__ == "__main__":
    run(main)
