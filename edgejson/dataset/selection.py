"""Which of a schema's valid records go into the dataset: quotas first, then diversity and quality."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

import numpy as np
import numpy.typing as npt

from edgejson.dataset.difficulty import difficulty
from edgejson.dataset.quotas import Cell, allocate
from edgejson.dataset.settings import Balance
from edgejson.dataset.similarity import Leaf, jaccard_matrix, leaf_set, masked, ngrams
from edgejson.pipeline.errors import told
from edgejson.pipeline.records import Example, read_schema, write_schema
from edgejson.pipeline.streams import stream
from edgejson.schema.fields import leaves
from edgejson.text import REGISTERS

#: A record whose skeleton was chosen in an earlier block is no farther from the chosen than this.
_KNOWN_SKELETON = 0.5

_LOWER_IS_BETTER = frozenset({"duplicate"})

Distances = npt.NDArray[np.float32]


@dataclass
class Balanced:
    """What was chosen from one schema's pool, counted; filled while the records are drawn."""

    schema_id: str
    wanted: int
    wanted_llm: int
    pool: Counter[Cell]  #: records to choose from, by cell
    chosen: Counter[Cell] = field(default_factory=Counter)
    difficulties: list[float] = field(default_factory=list)
    distances: list[float] = field(default_factory=list)  #: of each chosen record to its nearest chosen one
    random_distances: list[float] = field(default_factory=list)  #: the same for a choice by chance
    qualities: list[float] = field(default_factory=list)
    random_qualities: list[float] = field(default_factory=list)

    @property
    def records(self) -> int:
        """Records chosen."""
        return self.chosen.total()

    @property
    def llm(self) -> int:
        """Records chosen that a model wrote."""
        return sum(count for (source, _, _), count in self.chosen.items() if source == "llm")


@dataclass(frozen=True, slots=True)
class SelectionTask:
    """One schema's choice, for a worker: it reads the schema's validated records and writes the chosen ones."""

    validated: Path
    balanced: Path
    schema_id: str
    unseen: bool
    settings: Balance
    seed: int


def run(task: SelectionTask) -> Balanced:
    """Choose a schema's records and write them. Returns the account."""
    with told(f"seed {task.seed}"):
        account, chosen = balance(task.validated, task.schema_id, task.unseen, task.settings, task.seed)
        write_schema(task.balanced, task.schema_id, chosen)
    return account


def cell_of(example: Example) -> Cell:
    """The cell that a record counts in: source, class of its register, adversarial or not."""
    register_class = REGISTERS.get(example.get("register", ""), "prose")
    adversarial = any(tag.startswith("adversarial:") for tag in example.get("tags", []))
    return example.get("source", "template"), register_class, adversarial


def quality(example: Example) -> float:
    """The mean of a record's scores, each in 0 to 1 and 1 the best; 1.0 for a record without scores."""
    scores = [
        1 - score if name in _LOWER_IS_BETTER else score for name, score in sorted(example.get("scores", {}).items())
    ]
    return sum(min(1.0, max(0.0, score)) for score in scores) / len(scores) if scores else 1.0


def _pool(folder: Path, schema_id: str, settings: Balance) -> Iterator[Example]:
    return (example for example in read_schema(folder, schema_id) if len(example["text"]) <= settings.max_text_chars)


def wanted_records(schema_id: str, unseen: bool, settings: Balance) -> int:
    """The quota of a schema."""
    default = settings.unseen_records_per_schema if unseen else settings.records_per_schema
    return settings.overrides.get(schema_id, default)


def balance(
    folder: Path, schema_id: str, unseen: bool, settings: Balance, seed: int
) -> tuple[Balanced, Iterator[Example]]:
    """Choose a schema's records from a folder of validated sets.

    Returns the account, and the chosen records in the pool's order, `difficulty` added; the account is
    complete when they are drawn. The pool is read twice, as a stream, in blocks of `settings.block`
    records, so that cost is linear and memory flat; within a block the choice is greedy: the next
    record is the one with the best sum of distance to its nearest chosen record and quality.
    """
    wanted = wanted_records(schema_id, unseen, settings)
    pool = Counter(cell_of(example) for example in _pool(folder, schema_id, settings))
    quotas = allocate(pool, wanted, settings)
    account = Balanced(schema_id, wanted, round(wanted * settings.llm_share), pool)
    return account, _draw(folder, quotas, account, settings, seed)


def _draw(
    folder: Path, quotas: Mapping[Cell, int], account: Balanced, settings: Balance, seed: int
) -> Iterator[Example]:
    seen: Counter[Cell] = Counter()
    skeletons: set[int] = set()
    for number, block in enumerate(_blocks(_pool(folder, account.schema_id, settings), settings.block)):
        cells = [cell_of(example) for example in block]
        seen.update(cells)
        due = {
            cell: (quotas[cell] * seen[cell] + account.pool[cell] // 2) // account.pool[cell] - account.chosen[cell]
            for cell in sorted(set(cells))
        }
        if not any(due.values()):
            continue
        qualities = np.array([quality(example) for example in block], dtype=np.float32)
        found = [list(leaves(example["expected_output"])) for example in block]
        skeleton_of = [masked(example["text"], None, there) for example, there in zip(block, found, strict=True)]
        distances = _distances(skeleton_of, found)
        known = np.array([hash(skeleton) in skeletons for skeleton in skeleton_of])
        chosen = greedy(distances, qualities, cells, due, settings.quality_weight, known)
        by_chance = _by_chance(cells, due, seed, account.schema_id, number)
        account.distances += nearest(distances, chosen)
        account.random_distances += nearest(distances, by_chance)
        account.qualities += qualities[chosen].tolist()
        account.random_qualities += qualities[by_chance].tolist()
        for index in sorted(chosen):
            account.chosen[cells[index]] += 1
            skeletons.add(hash(skeleton_of[index]))
            example = block[index]
            example["difficulty"] = difficulty(example, found[index])
            account.difficulties.append(example["difficulty"])
            yield example


def _blocks(examples: Iterator[Example], size: int) -> Iterator[list[Example]]:
    while block := list(islice(examples, size)):
        yield block


def _distances(skeletons: list[str], found: list[list[Leaf]]) -> Distances:
    """Distance of each pair of records in 0 to 1: the mean of the Jaccard distances of masked text and of leaves."""
    texts = jaccard_matrix([ngrams(skeleton.split(), 2) for skeleton in skeletons])
    values = jaccard_matrix([leaf_set(there) for there in found])
    return np.asarray(1 - (texts + values) / 2, dtype=np.float32)


def greedy(
    distances: Distances,
    qualities: Distances,
    cells: list[Cell],
    due: Mapping[Cell, int],
    quality_weight: float,
    known: npt.NDArray[np.bool_] | None = None,
) -> list[int]:
    """Indices of the records chosen: `due` of each cell, the farthest from the chosen first.

    The greedy max-min choice of Gonzalez (1985), with `quality_weight` (0 to 1) for quality. `known`
    marks records whose skeleton is in the dataset already. Ties go to the earlier record.
    """
    left = dict(due)
    open_ = np.array([left[cell] > 0 for cell in cells])
    nearest_chosen = np.ones(len(cells), dtype=np.float32)
    if known is not None:
        nearest_chosen[known] = _KNOWN_SKELETON
    chosen: list[int] = []
    while open_.any():
        worth = (1 - quality_weight) * nearest_chosen + quality_weight * qualities
        best = int(np.argmax(np.where(open_, worth, -1)))
        chosen.append(best)
        open_[best] = False
        left[cells[best]] -= 1
        if left[cells[best]] == 0:
            open_ &= np.array([cell != cells[best] for cell in cells])
        nearest_chosen = np.minimum(nearest_chosen, distances[best])
    return chosen


def nearest(distances: Distances, chosen: list[int]) -> list[float]:
    """The distance of each chosen record to its nearest other chosen record; empty for fewer than two."""
    if len(chosen) < 2:
        return []
    among = distances[np.ix_(chosen, chosen)].copy()
    np.fill_diagonal(among, np.inf)
    nearest_one: list[float] = among.min(axis=1).tolist()
    return nearest_one


def _by_chance(cells: list[Cell], due: Mapping[Cell, int], seed: int, schema_id: str, block: int) -> list[int]:
    """What a choice by chance with the same quotas would have taken."""
    rng = stream(seed, "balance by chance", schema_id, block)
    places: dict[Cell, list[int]] = {cell: [] for cell in due}
    for index, cell in enumerate(cells):
        places[cell].append(index)
    return [index for cell, wanted in due.items() for index in rng.sample(places[cell], wanted)]
