"""Who does a job works in the department that does it, and what one earns is for as long as the record says.

Names are data: language/en/jobs.txt.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from random import Random
from typing import Any

from edgejson.language.names import in_words
from edgejson.language.vocabulary import vocabulary
from edgejson.values.coherence.leaves import Leaf, Rewrite
from edgejson.values.coherence.themes import inside_each
from edgejson.values.providers.themes import normal

_JOBS = vocabulary("language/en/jobs")
_DEPARTMENTS = {
    name: re.compile(rf"\b(?:{'|'.join(said)})", re.IGNORECASE) for name, said in _JOBS.pairs("departments").items()
}
_PERIODS = {name: float(share) for name, (share,) in _JOBS.pairs("periods").items()}
_PER, _PAY = (frozenset(_JOBS.words(section)) for section in ("per", "pay"))
_OF_JOBS = frozenset(("job_title", "hr_position"))

Made = dict[str, Any]


def job_rules(leaves: list[Leaf]) -> list[Rewrite]:
    """Rewrites of departments by jobs, and of pay by its period, in each object of a record."""
    return inside_each(leaves, lambda own, near: [*_departments(own), *_pay(own)])


def _departments(own: list[Leaf]) -> Iterator[Rewrite]:
    job = next((leaf.steps[0] for leaf in own if leaf.role in _OF_JOBS and not leaf.field.enum), "")
    department = next((leaf for leaf in own if leaf.role == "department"), None)
    if job and department is not None:
        values = department.field.enum or _DEPARTMENTS
        known = {name: value for name in _DEPARTMENTS for value in values
                 if normal(value) == normal(name) and department.admits(value)}  # fmt: skip
        if known:
            yield _Department(job, department.steps[0], known)


class _Department:
    """A department is one that has such jobs."""

    def __init__(self, job: str, department: str, known: dict[str, Any]) -> None:
        self.job, self.department, self.known = job, department, known

    def __call__(self, rng: Random, made: Made) -> None:
        job = made.get(self.job)
        if self.department in made and isinstance(job, str):
            fitting = [value for name, value in self.known.items() if _DEPARTMENTS[name].search(job)]
            if fitting and made[self.department] not in fitting:
                made[self.department] = fitting[0]


def _pay(own: list[Leaf]) -> Iterator[Rewrite]:
    period = next((leaf for leaf in own if _PER.intersection(leaf.field.words.split(" "))
                   and sum(normal(value) in _PERIODS for value in leaf.field.enum) > 1), None)  # fmt: skip
    pay = [leaf for leaf in own if leaf.field.types & {"integer", "number"} and not leaf.field.enum
           and _PAY.intersection(in_words(" ".join(leaf.field.path[-2:])).split(" "))]  # fmt: skip
    if period is not None and pay:
        yield _Pay(period.steps[0], pay)


class _Pay:
    """What would be much for an hour is so much for a year."""

    def __init__(self, period: str, amounts: list[Leaf]) -> None:
        self.period, self.amounts = period, amounts

    def __call__(self, rng: Random, made: Made) -> None:
        share = _PERIODS.get(normal(str(made.get(self.period))))
        for leaf in self.amounts if share else ():
            name = leaf.steps[0]
            amount = made.get(name)
            yearly = 24_000 + int(rng.random() * rng.random() * 90) * 1_000
            if share and isinstance(amount, (int, float)) and not 15_000 < amount / share < 200_000:
                value = yearly * share
                exact = round(value) if value > 100 or "number" not in leaf.field.types else round(value, 2)
                if leaf.admits(exact):
                    made[name] = exact
