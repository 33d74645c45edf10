"""How many records of each kind: margins that a schema's choice should have, and cells that have them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from edgejson.dataset.settings import Balance

#: Source ("template" or "llm"), class of the register, adversarial or not.
Cell: TypeAlias = tuple[str, str, bool]

#: Which cells a margin sums, records wanted there, the weight of one record too many or too few.
Margin: TypeAlias = tuple[list[bool], float, float]

_RAKING_ROUNDS = 25
_SOURCE_WEIGHT, _CLASS_WEIGHT, _ADVERSARIAL_WEIGHT, _SPREAD_WEIGHT = 8.0, 4.0, 2.0, 0.01


def _margins(cells: Sequence[Cell], total: int, settings: Balance) -> list[Margin]:
    mix = settings.register_mix
    llm_wanted = float(round(total * settings.llm_share))
    margins: list[Margin] = [([cell[0] == "llm" for cell in cells], llm_wanted, _SOURCE_WEIGHT)]
    for name, part in (("prose", mix.prose), ("semi", mix.semi), ("structured", mix.structured)):
        margins.append(([cell[1] == name for cell in cells], total * part, _CLASS_WEIGHT))
    margins.append(([cell[2] for cell in cells], total * settings.adversarial_share, _ADVERSARIAL_WEIGHT))
    return margins


def allocate(supply: Mapping[Cell, int], wanted: int, settings: Balance) -> dict[Cell, int]:
    """How many records to take of each cell: `wanted` in all, or all that there are.

    The count comes first, then the model's share, the register mix and the adversarial share: the
    weighted sum of what each margin misses is minimal. Among equals the choice is near the raked table
    (iterative proportional fitting, Deming and Stephan 1940), so that trouble and source spread over all
    registers. Solved exactly, as a small integer program.
    """
    cells = sorted(cell for cell in supply if supply[cell] > 0)
    total = min(wanted, sum(supply[cell] for cell in cells))
    if total == 0:
        return dict.fromkeys(cells, 0)
    margins = _margins(cells, total, settings)
    limits = np.array([supply[cell] for cell in cells], dtype=float)
    ideal = _raked(limits, margins, total)
    # Unknowns: records per cell, then for each goal how far it is exceeded and how far it is missed.
    goals = [(np.array(members, dtype=float), goal, weight) for members, goal, weight in margins]
    goals += [(row, goal, _SPREAD_WEIGHT) for row, goal in zip(np.eye(len(cells)), ideal, strict=True)]
    counts, slacks = len(cells), 2 * len(goals)
    rows = np.zeros((len(goals) + 1, counts + slacks))
    for number, (members, _, _) in enumerate(goals):
        rows[number, :counts] = members
        rows[number, counts + 2 * number] = -1
        rows[number, counts + 2 * number + 1] = 1
    rows[-1, :counts] = 1
    sums = np.array([goal for _, goal, _ in goals] + [total])
    from scipy.optimize import Bounds, LinearConstraint, milp  # late: it takes half a second, and only this needs it

    solution = milp(
        c=np.concatenate([np.zeros(counts), np.repeat([weight for _, _, weight in goals], 2)]),
        constraints=LinearConstraint(rows, sums, sums),
        integrality=np.concatenate([np.ones(counts), np.zeros(slacks)]),
        bounds=Bounds(np.zeros(counts + slacks), np.concatenate([limits, np.full(slacks, np.inf)])),
    )
    found: list[float] = np.asarray(solution.x)[:counts].tolist()
    return {cell: round(count) for cell, count in zip(cells, found, strict=True)}


def _raked(supply: npt.NDArray[np.float64], margins: list[Margin], total: int) -> npt.NDArray[np.float64]:
    """The supply table scaled until its margins are those wanted, as far as its empty cells allow."""
    table: npt.NDArray[np.float64] = supply * (total / supply.sum())
    for _ in range(_RAKING_ROUNDS):
        for members, goal, _ in margins:
            inside = np.array(members)
            for part, part_goal in ((inside, goal), (~inside, total - goal)):
                found = table[part].sum()
                if found > 0:
                    table[part] *= part_goal / found
    return table
