"""What share of right and of wrong labels of documents do the checks accept? Receipts made at random, as if scanned.

    python -m benchmarks.documents                    # 300 receipts
    python -m benchmarks.documents -n 50 --show 5     # fewer, with some of what was misjudged

A wrong label has another amount of the same receipt as its total, or another receipt's value in one of its fields.
The schema is plain: four strings without annotations.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.papers import SCHEMA, Paper, paper_of
from edgejson.checks import Checker
from edgejson.params.whole import load
from edgejson.pipeline.metrics import share
from edgejson.schema.loading import Schema

ROOT = Path(__file__).parents[1]
#: Reasons that are shown at most.
MOST_REASONS = 12


def wrong_labels(paper: Paper, other: Paper, rng: random.Random) -> Iterator[tuple[str, dict[str, Any]]]:
    """The label with one mistake each, by kind."""
    if paper.others:
        yield "total: another amount", paper.label | {"total": rng.choice(paper.others)}
    for name, value in other.label.items():
        if name == "date" and other.day == paper.day:
            continue
        if value.lower() not in paper.text.lower() and value.lower() != str(paper.label[name]).lower():
            yield f"{name}: another record's", paper.label | {name: value}


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-n", type=int, default=300, help="receipts")
    parser.add_argument("--seed", default="documents", help="of the receipts")
    parser.add_argument("--show", type=int, default=0, metavar="N", help="print so many misjudged pairs")
    given = parser.parse_args()
    checker = Checker(Schema("receipt", ROOT, SCHEMA, "simple", False), load(ROOT / "params.yaml").validation)
    judged: Counter[str] = Counter()
    accepted: Counter[str] = Counter()
    reasons: Counter[str] = Counter()
    shown = 0
    for index in range(given.n):
        paper, other = paper_of(f"{given.seed} {index}"), paper_of(f"{given.seed} {index} other")
        rng = random.Random(index)
        for kind, label in [("right", paper.label), *wrong_labels(paper, other, rng)]:
            verdict = checker.check(paper.text, label)
            judged[kind] += 1
            accepted[kind] += verdict.passed
            if kind == "right":
                reasons.update({f"{found['check']}/{found['code']} {found['path']}" for found in verdict.findings})
            if verdict.passed != (kind == "right") and shown < given.show:
                shown += 1
                told = [
                    f"  {found['check']}/{found['code']} {found['path']}: {found['detail']}"
                    for found in verdict.findings
                ]
                print(f"--- {kind}: {label}", paper.text, *told, sep="\n")
    print(f"{'right, accepted':<28} {judged['right']:>6} {share(accepted['right'], judged['right']):>8.2%}")
    for kind in sorted(judged.keys() - {"right"}):
        print(f"{kind + ', refused':<28} {judged[kind]:>6} {1 - share(accepted[kind], judged[kind]):>8.2%}")
    for reason, count in reasons.most_common(MOST_REASONS):
        print(f"  right ones refused for {reason}: {count}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
