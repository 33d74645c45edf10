"""One prediction against its gold: parsed, valid, exact, and the counts that leaf F1 is made of."""

from __future__ import annotations

from typing import Any, NamedTuple

from edgejson.checks.conformance import fast_validator
from edgejson.schema.loading import Schema
from edgejson.scoring.comparing import Comparators
from edgejson.scoring.matching import count_leaves, match


class Row(NamedTuple):
    """The score of one pair. Sums of rows are all that any metric needs (see `intervals.METRICS`)."""

    records: int  #: 1
    parsed: int  #: 0 or 1, as the next three
    valid: int  #: valid against the schema, formats not asserted
    valid_formats: int  #: valid against the schema, formats asserted
    exact: int
    gold: int  #: leaves of the gold
    predicted: int  #: leaves of the prediction; 0 where nothing could be parsed
    equal: int  #: leaves at the same path with equal values, items of lists aligned
    shared: int  #: leaves at the same path, items of lists aligned
    f1: float  #: 2 * equal / (gold + predicted)
    equal_by_place: int  #: as `equal`, without alignment
    f1_by_place: float


class Scorer:
    """Scores predictions for the records of one schema, or strictly and without validity when there is none."""

    def __init__(self, schema: Schema | None = None) -> None:
        """Raises UserError for a bad `x-compare`, and for a schema that no validator can be built for."""
        self._comparators = Comparators(schema.document, str(schema.path)) if schema else Comparators()
        self._validators = (fast_validator(schema, False), fast_validator(schema, True)) if schema else None

    def score(self, gold: Any, predicted: Any) -> Row:
        """The score of a parsed prediction."""
        leaves = count_leaves(gold)
        count = count_leaves(predicted)
        equal_by_place, shared = match(gold, predicted, self._comparators, align=False)
        # The unaligned leaves are all equal exactly where the instances are equal.
        exact = equal_by_place == leaves == count
        equal = equal_by_place
        if not exact:
            equal, shared = match(gold, predicted, self._comparators, align=True)
        valid = valid_formats = 0
        if self._validators:
            loose, strict = self._validators
            valid = int(loose.is_valid(predicted))
            valid_formats = int(valid and strict.is_valid(predicted))
        both = leaves + count
        return Row(
            records=1,
            parsed=1,
            valid=valid,
            valid_formats=valid_formats,
            exact=int(exact),
            gold=leaves,
            predicted=count,
            equal=equal,
            shared=shared,
            f1=2 * equal / both,
            equal_by_place=equal_by_place,
            f1_by_place=2 * equal_by_place / both,
        )

    def fail(self, gold: Any) -> Row:
        """The score of a prediction that is missing or can't be parsed: 0 in everything, all leaves omitted."""
        return Row(1, 0, 0, 0, 0, count_leaves(gold), 0, 0, 0, 0.0, 0, 0.0)
