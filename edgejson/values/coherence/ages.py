"""Ages and years: as old as on the day that the record tells of, and nothing was made after it.

Units of ages are data: language/en/chronology.txt.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import Any

from edgejson.language.names import in_words
from edgejson.language.vocabulary import vocabulary
from edgejson.values.coherence.leaves import Leaf, Rewrite, found_at, holders
from edgejson.values.coherence.stays import day_of

_TIMES = vocabulary("language/en/chronology")
_UNITS = {unit: float(days) for unit, (days,) in _TIMES.pairs("units of age").items()}
_YEAR = 365.25
_YOUNG = frozenset(("child", "kid", "pupil", "camper", "schoolchild", "daughter", "son"))
_GRADES = frozenset(("grade", "school year", "school grade", "grade level"))
#: Years of children who are told about; of those in a grade, too.
_SCHOOL = (6, 15)
#: The day that a record tells of where it names none: the end of the years that records are dated in.
_TODAY = date(2025, 12, 31)

Made = dict[str, Any]


def age_rules(leaves: list[Leaf]) -> Iterator[Rewrite]:
    """Rewrites of ages by births, and of years in which things were made, in the whole record."""
    days = [leaf for leaf in leaves if leaf.field.format in ("date", "date-time") and "*" not in leaf.steps]
    births = [leaf for leaf in days if leaf.role.endswith("birth_date") or leaf.field.words in ("born", "born on")]
    others = [leaf for leaf in days if leaf not in births]
    for birth in births:
        beside = [leaf for leaf in leaves if leaf.steps[:-1] == birth.steps[:-1]]
        age = next((leaf for leaf in beside if leaf.field.words.split(" ")[0] == "age"
                    and leaf.field.types & {"integer", "number"}), None)  # fmt: skip
        told = " ".join(map(in_words, birth.field.path[:-1])).split(" ")
        grade = next(
            (leaf for leaf in beside if leaf.field.words in ("grade", "school year", "school grade", "grade level")),
            None,
        )
        young = _YOUNG.intersection((*told, *(leaf.field.words for leaf in beside)))
        yield _Aged(birth, age, others, bool(young or grade), grade)
    years = [leaf for leaf in leaves if "integer" in leaf.field.types and is_year(leaf.role)]
    if years and others:
        yield _Years(years, others)


def is_year(role: str) -> bool:
    """Is what a number is drawn for a range of years?"""
    low, _, high = role.partition(" ")[0].partition("..")
    return low.isdigit() and high.isdigit() and 1800 < int(low) < int(high) < 2030


class _Aged:
    """An age is that on the day that the record tells of, and nobody was born after that."""

    def __init__(self, birth: Leaf, age: Leaf | None, days: list[Leaf], young: bool, grade: Leaf | None) -> None:
        self.birth, self.age, self.days, self.young, self.grade = birth, age, days, young, grade

    def __call__(self, rng: Random, made: Made) -> None:
        born = _found(made, self.birth)
        told = [day for leaf in self.days if (day := _found(made, leaf)) is not None]
        if born is None:
            return
        if told and born >= min(told):
            born = min(told) - timedelta(int(_YEAR * (2 + 4 * rng.random())))
            self._write(made, self.birth, born.isoformat())
        day = (told or [_TODAY])[0]
        if self.young and not _SCHOOL[0] <= (day - born).days / _YEAR <= _SCHOOL[1]:
            born = day - timedelta(int(_YEAR * (_SCHOOL[0] + (_SCHOOL[1] - _SCHOOL[0]) * rng.random())))
            self._write(made, self.birth, born.isoformat())
        if self.grade is not None:
            self._write(made, self.grade, max(1, int((day - born).days / _YEAR) - 5))
        if self.age is not None:
            unit = next((_UNITS[word] for word in self.age.field.words.split(" ") if word in _UNITS), _YEAR)
            self._write(made, self.age, int(((told or [_TODAY])[0] - born).days / unit))

    @staticmethod
    def _write(made: Made, leaf: Leaf, value: Any) -> None:
        for box, key in holders(made, leaf.steps):
            if leaf.admits(value):
                box[key] = value


def _found(made: Made, leaf: Leaf) -> date | None:
    return day_of({"": found_at(made, leaf.steps)}, "")


class _Years:
    """The year in which something was made is none after the day that the record tells of."""

    def __init__(self, years: list[Leaf], days: list[Leaf]) -> None:
        self.years, self.days = years, days

    def __call__(self, rng: Random, made: Made) -> None:
        told = [day for leaf in self.days if (day := _found(made, leaf)) is not None]
        last = min(told).year if told else 0
        for leaf in self.years if last else ():
            for box, key in holders(made, leaf.steps):
                if isinstance(box[key], int) and box[key] > last:
                    value = last - int(rng.random() * 6)
                    box[key] = value if leaf.admits(value) else box[key]
