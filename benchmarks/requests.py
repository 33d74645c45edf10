"""What share of right and of wrong arguments of people's short requests to functions do the checks accept?

    python -m benchmarks.requests             # requests.json: written for this, by functions of everyday programs
    python -m benchmarks.requests --show      # with what is misjudged

Each request has its right arguments, and some with one mistake: changed, exchanged with another argument's, another
request's, added though nobody said it, cut short, or left out though the text says it.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

from edgejson.checks import Checker
from edgejson.params.whole import load
from edgejson.pipeline.metrics import share
from edgejson.schema.loading import Schema

ROOT = Path(__file__).parents[1]
GIVEN: dict[str, Any] = json.loads(Path(__file__).with_suffix(".json").read_text("utf-8"))


@cache
def checker_of(function: str) -> Checker:
    """The checks of a function's arguments."""
    schema = Schema(function, ROOT, GIVEN["functions"][function], "simple", False)
    return Checker(schema, load(ROOT / "params.yaml").validation)


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--show", action="store_true", help="print what is misjudged")
    given = parser.parse_args()
    judged, accepted = Counter[str](), Counter[str]()
    for request in GIVEN["requests"]:
        for kind, label in [("right", request["label"]), *request["wrong"]]:
            verdict = checker_of(request["function"]).check(request["text"], label)
            judged[kind] += 1
            accepted[kind] += verdict.passed
            if given.show and verdict.passed != (kind == "right"):
                print(f"{kind}: {request['text']}\n  {label}")
                print(
                    *(f"  {found['code']} {found['path']}: {found['detail']}" for found in verdict.findings), sep="\n"
                )
    print(f"{'right, accepted':<22} {judged['right']:>5} {share(accepted['right'], judged['right']):>8.2%}")
    for kind in sorted(judged.keys() - {"right"}):
        print(f"{kind + ', refused':<22} {judged[kind]:>5} {1 - share(accepted[kind], judged[kind]):>8.2%}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
