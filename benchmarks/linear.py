"""Does what a check costs grow in proportion to the text, and to the label?

    python -m benchmarks.linear [--rounds 5]

Axes: a list of 8 to 128 items (four leaves each) with a line each, with values that are all distinct, and with some
that come again (each place of a value is weighed for each leaf that has it, so that costs more); and a record of six
leaves whose text goes on about other things for 1,000 to 64,000 characters. CPU milliseconds of a check, the median
of the rounds, after one to warm up; `growth` is the exponent between two rows: 1 is linear. A document of 10,000
characters should take 50 ms at most.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from math import log
from pathlib import Path
from statistics import median
from time import process_time
from typing import Any

from edgejson.checks import Checker
from edgejson.checks.settings import Validate
from edgejson.schema.loading import Schema

_ITEM = {
    "type": "object",
    "properties": {
        "product": {"type": "string"},
        "quantity": {"type": "integer"},
        "price": {"type": "number"},
        "colour": {"type": "string"},
    },
}
_LIST = {"type": "object", "title": "order", "properties": {"items": {"type": "array", "items": _ITEM}}}
_LETTER = {
    "type": "object",
    "title": "letter",
    "properties": {name: {"type": "string"} for name in ("sender", "recipient", "subject", "city")}
    | {"date": {"type": "string", "format": "date"}, "amount": {"type": "number"}},
}
_COLOURS = ("red", "green", "blue", "black", "white", "grey", "brown", "pink")
_TALK = (
    "The river was high that week and people came to look at it from the old bridge. ",
    "Nobody could say how long the rain would last, though many had something to say. ",
    "In the market hall the stalls were half empty by noon, and the bakers went home early. ",
    "A bus stood across the road for an hour before it was towed to the depot. ",
    "Children counted the boats; there were 17 of them by 4 pm. ",
)


def items(count: int, again: bool) -> tuple[str, Any]:
    """A text and a label of so many items; half of their values come `again` in every eighth item."""
    made = [
        {
            "product": f"lamp model {n * 7 + 1000}",
            "quantity": n % 9 + 1 if again else 5000 + n,
            "price": n + 10.5,
            "colour": _COLOURS[n % 8] if again else f"{_COLOURS[n % 8]} {n + 300}",
        }
        for n in range(count)
    ]
    lines = (
        f"- product: {each['product']}, quantity: {each['quantity']}, price: {each['price']}, colour: {each['colour']}"
        for each in made
    )
    return "The order has these items:\n" + "\n".join(lines), {"items": made}


def letter(size: int) -> tuple[str, Any]:
    """A text of so many characters, and a label of six leaves."""
    label = {
        "sender": "Clara Hoff", "recipient": "Omar Diaz", "subject": "flood insurance", "city": "Passau",
        "date": "2024-06-07", "amount": 1840.5,
    }  # fmt: skip
    head = "Sender: Clara Hoff\nRecipient: Omar Diaz\nDate: 2024-06-07\nSubject: flood insurance\n\n"
    tail = "\nThe city is Passau, and the amount is 1840.50.\n"
    talk = "".join(_TALK) * (size // len("".join(_TALK)) + 1)
    return head + talk[: max(0, size - len(head) - len(tail))] + tail, label


def milliseconds(document: Any, text: str, label: Any, rounds: int) -> float:
    """CPU time of one check."""
    checker = Checker(Schema("linear", Path("linear.json"), document, "simple", False), Validate())
    checker.check(text, label)
    taken = []
    for _ in range(rounds):
        begun = process_time()
        checker.check(text, label)
        taken.append(1000 * (process_time() - begun))
    return median(taken)


def table(axis: str, sizes: Iterable[int], cost: dict[int, float]) -> None:
    """Print an axis."""
    print(f"| {axis} | ms | growth |\n|---|---|---|")
    before = 0
    for size in sizes:
        growth = f"{log(cost[size] / cost[before]) / log(size / before):.2f}" if before else ""
        print(f"| {size:,} | {cost[size]:.1f} | {growth} |")
        before = size


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    given = parser.parse_args()
    counts = (8, 16, 32, 64, 128)
    for axis, again in (("leaves, all values distinct", False), ("leaves, half of the values come again", True)):
        cost = {4 * count: milliseconds(_LIST, *items(count, again), given.rounds) for count in counts}
        table(axis, cost, cost)
    sizes = (1_000, 2_000, 4_000, 10_000, 20_000, 64_000)
    cost = {size: milliseconds(_LETTER, *letter(size), given.rounds) for size in sizes}
    table("characters", cost, cost)


if __name__ == "__main__":
    main()
