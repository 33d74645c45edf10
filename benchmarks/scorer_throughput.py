"""How many simple pairs does the scorer score a second on one core? And records with lists of objects?

python -m benchmarks.scorer_throughput
"""

from __future__ import annotations

from pathlib import Path
from random import Random
from time import process_time
from typing import Any

from edgejson.schema.loading import Schema
from edgejson.scoring import Scorer

PAIRS = 20_000
SIMPLE = {
    "type": "object",
    "properties": {
        "name": {"type": "string", "minLength": 1},
        "email": {"type": "string", "format": "email"},
        "age": {"type": "integer", "minimum": 0},
        "active": {"type": "boolean"},
        "since": {"type": "string", "format": "date"},
    },
    "required": ["name", "email"],
    "additionalProperties": False,
}
ORDER = {
    "type": "object",
    "properties": {"customer": SIMPLE, "items": {"type": "array", "items": {"type": "object"}}},
}


def person(rng: Random) -> dict[str, Any]:
    number = rng.randrange(1000)
    return {
        "name": f"Person {number}",
        "email": f"p{number}@example.org",
        "age": number % 90,
        "active": number % 2 == 0,
        "since": "2024-02-29",
    }


def order(rng: Random) -> dict[str, Any]:
    items = [{"sku": f"S{rng.randrange(100)}", "quantity": rng.randrange(9), "price": 9.99} for _ in range(5)]
    return {"customer": person(rng), "items": items}


def disturbed(value: dict[str, Any], rng: Random) -> dict[str, Any]:
    """One wrong leaf, and its lists rotated: half of the pairs are exact, half are not."""
    moved = {name: member[1:] + member[:1] if isinstance(member, list) else member for name, member in value.items()}
    return {**moved, "name": "?"} if rng.random() < 0.5 else dict(value)


def main() -> None:
    rng = Random(0)
    for title, make, document in (("simple", person, SIMPLE), ("list of 5 objects", order, ORDER)):
        golds = [make(rng) for _ in range(PAIRS)]
        pairs = [(gold, disturbed(gold, rng)) for gold in golds]
        for with_schema in (False, True):
            scorer = Scorer(Schema("bench", Path("bench.json"), document, "simple", False) if with_schema else None)
            start = process_time()
            for gold, predicted in pairs:
                scorer.score(gold, predicted)
            rate = PAIRS / (process_time() - start)
            print(f"{title}, {'with' if with_schema else 'without'} schema: {rate:,.0f} pairs/s of CPU time")


if __name__ == "__main__":
    main()
