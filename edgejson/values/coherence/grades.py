"""A letter for a score, and whether it is enough: an A for 94 of 100.

The letters and the shares from which on they are given are data: language/en/said.txt.
"""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from edgejson.language.vocabulary import vocabulary
from edgejson.schema.fields import FieldMap
from edgejson.values.coherence.leaves import Leaf, Rewrite, holders
from edgejson.values.coherence.numeric import Made, first_of, number_in, numbers_of, put
from edgejson.values.coherence.themes import inside_each

_SAID = vocabulary("language/en/said")
LETTERS = {letter: int(least) for letter, (least,) in _SAID.pairs("letters").items()}
_GRADES, _OF_HUNDRED, _PASSED, _POINTS, _POSSIBLE = (
    _SAID.rows(section) for section in ("graded", "of a hundred", "enough", "points", "possible points")
)
_AVERAGES = frozenset(_SAID.rows("averages of letters"))
_POINTS_OF = {letter: float(points) for letter, (points,) in _SAID.pairs("points of letters").items()}
_LEAST, _HUNDRED = 3, 100


def grade_rules(fields: FieldMap, leaves: list[Leaf]) -> list[Rewrite]:
    """Rewrites of letters by scores, in each object of a record whose schema says nothing itself."""
    if fields.annotated:
        return []
    return inside_each(leaves, lambda own, near: _rules(own))


def average_rules(fields: FieldMap, leaves: list[Leaf]) -> list[Rewrite]:
    """Rewrites of averages of the letters of lists, in each object of a record whose schema says nothing itself."""
    return [] if fields.annotated else inside_each(leaves, _averages)


def _averages(own: list[Leaf], near: list[Leaf]) -> Iterator[Rewrite]:
    """Of letters in a list: what they come to on average, an A being four points."""
    mean = next((leaf for words, leaf in numbers_of(own).items() if words in _AVERAGES), None)
    for leaf in near if mean is not None else ():
        listed = len(leaf.steps) == 3 and leaf.steps[1] == "*" and leaf.field.words in _GRADES
        known = [one for one in leaf.field.enum if isinstance(one, str) and one in _POINTS_OF]
        if mean is not None and listed and len(known) >= _LEAST:
            yield _Average(mean, leaf)


class _Average:
    """The grade point average of the letters of a list."""

    def __init__(self, mean: Leaf, letter: Leaf) -> None:
        self.mean, self.letter = mean, letter

    def __call__(self, rng: Random, made: Made) -> None:
        told = [_POINTS_OF[box[key]] for box, key in holders(made, self.letter.steps) if box[key] in _POINTS_OF]
        if told:
            put(self.mean, made, sum(told) / len(told))


def _rules(own: list[Leaf]) -> Iterator[Rewrite]:
    numbers = numbers_of(own)
    score = first_of(numbers, _OF_HUNDRED)
    points, possible = first_of(numbers, _POINTS), first_of(numbers, _POSSIBLE)
    score = score if score is not points or possible is None else None
    for leaf in own:
        known = [value for value in leaf.field.enum if isinstance(value, str) and value in LETTERS]
        if leaf.field.words in _GRADES and len(known) >= _LEAST:
            flag = next((one.steps[0] for one in own if one.field.types - {"null"} == {"boolean"}
                         and one.field.words.removeprefix("is ") in _PASSED), "")  # fmt: skip
            yield _Letter(leaf, score, (points, possible), known, flag)


class _Letter:
    """The letter that goes with a score of a hundred, and a flag that says whether it is none of the worst."""

    def __init__(
        self, letter: Leaf, score: Leaf | None, points: tuple[Leaf | None, Leaf | None], known: list[str], flag: str
    ) -> None:
        self.points = points
        self.letter, self.score, self.flag = letter.steps[0], score, flag
        self.known = sorted(known, key=LETTERS.__getitem__, reverse=True)

    def __call__(self, rng: Random, made: Made) -> None:
        score = number_in(made, self.score)
        if self.letter not in made:
            return
        points, possible = (number_in(made, leaf) for leaf in self.points)
        if score is None and points is not None and possible:
            score = _HUNDRED * points / possible
        if score is not None and 0 <= score <= _HUNDRED:
            fitting = [letter for letter in self.known if score >= LETTERS[letter]]
            made[self.letter] = (fitting or self.known[-1:])[0]
        if isinstance(made.get(self.flag), bool):
            made[self.flag] = made[self.letter] != self.known[-1]
