"""Totals: where no `x-derived` says how, do the amounts of a cart, an invoice or an order add up at all?

The relation is inferred from names and is lenient (see `edgejson.knowledge.amounts`): a total is refused only where
nothing that the label states makes it up, nor, for a field without phrases, with one more amount of the text.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import partial
from typing import Any

from edgejson.checks.base import Check, Need, Pair, Subject, reason
from edgejson.knowledge.amounts import bill_of, lines_off, totals_off
from edgejson.knowledge.printed_amounts import read_amounts
from edgejson.pipeline.records import Reason
from edgejson.pipeline.settings import Block
from edgejson.schema.documents import objects
from edgejson.schema.fields import FieldMap, Path

NAME = "totals"
NEEDS: frozenset[Need] = frozenset()


class Settings(Block):
    enabled: bool = True


def compile(subject: Subject) -> Check:
    """A check that yields line totals and totals that nothing in the label makes up."""
    fields = subject.fields

    def check(pair: Pair) -> Iterator[Reason]:
        for path, record in objects(pair.label):
            for name, expected in lines_off(record):
                if _open(fields, path, (name,)):
                    yield _finding((*path, name), record[name], f"quantity times price is {expected:g}")
            bill = bill_of(record)
            if bill is None:
                continue
            for steps, nearest in totals_off(bill, partial(_open, fields, path)):
                value = record[steps[0]] if len(steps) == 1 else record[steps[0]][steps[1]]
                if not fields.field((*path, *steps)).phrases and _is_printed(value - nearest, pair.text):
                    continue  # a tax or a tip that the schema has no field for
                yield _finding((*path, *steps), value, f"the nearest that the items make up is {nearest:g}")

    return check


def _is_printed(difference: float, text: str) -> bool:
    """Does a text have an amount of its own?"""
    return any(abs(abs(each.value) - Decimal(f"{abs(difference):.2f}")) == 0 for each in read_amounts(text))


def _finding(path: Path, value: Any, why: str) -> Reason:
    return reason(NAME, "does-not-add-up", path, f"{value!r}, but {why}")


def _open(fields: FieldMap, path: Path, steps: tuple[str, ...]) -> bool:
    """Does the schema leave it open how the value comes about?"""
    return not fields.field((*path, *steps)).derived
