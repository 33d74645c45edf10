"""Which record goes to train and which to a test: groups stay together, numbers are exact, sources are stratified."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from random import Random

import numpy as np

from edgejson.dataset.leakage import Fingerprint
from edgejson.dataset.similarity import near_duplicates
from edgejson.pipeline.metrics import proportional
from edgejson.pipeline.records import SPLITS

TRAIN, VALIDATION, TEST, TEST_VARIANTS, TEST_TWINS, TEST_UNSEEN = SPLITS

#: A group larger than this share of a test set is taken only where smaller ones can't fill it: many
#: records of one skeleton say little more than one.
_LARGE_GROUP = 0.25


def groups(fingerprints: Sequence[Fingerprint], near_duplicate: float) -> list[list[int]]:
    """Partition records so that any two alike are in one group; indices, each group and the list in order.

    Alike are: the same value, the same masked text, the same `group` of their maker, or a Jaccard similarity of
    word trigrams of at least `near_duplicate`; and whatever is alike through others.
    """
    from scipy.sparse import coo_array  # late: see `similarity.jaccard_matrix`
    from scipy.sparse.csgraph import connected_components

    alike = list(near_duplicates([print_.trigrams for print_ in fingerprints], near_duplicate))
    first: dict[tuple[str, Hashable], int] = {}
    for index, print_ in enumerate(fingerprints):
        for key in (("value", print_.value), ("skeleton", print_.skeleton), ("group", print_.group or index)):
            alike.append((first.setdefault(key, index), index))
    size, ends = len(fingerprints), np.array(alike, dtype=np.int32).reshape(-1, 2).T
    _, numbers = connected_components(coo_array((np.ones(len(alike)), tuple(ends)), (size, size)), directed=False)
    members: dict[int, list[int]] = defaultdict(list)
    for index, number in enumerate(numbers.tolist()):
        members[number].append(index)
    return list(members.values())


def subset_sum(sizes: Sequence[int], target: int) -> list[int]:
    """Indices of sizes whose sum is `target`, or as near below it as can be; earlier ones are preferred."""
    reachable = [1]  # bit s is set when the sum s can be reached with the first i sizes
    within = (1 << (target + 1)) - 1
    for size in sizes:
        if reachable[-1] >> target & 1:
            break
        reachable.append(reachable[-1] | (reachable[-1] << size & within))
    missing = reachable[-1].bit_length() - 1
    chosen = []
    for index in range(len(reachable) - 1, 0, -1):
        if not reachable[index - 1] >> missing & 1:
            chosen.append(index - 1)
            missing -= sizes[index - 1]
    return chosen[::-1]


def assign(
    members: Sequence[Sequence[int]],
    sources: Sequence[str],
    registers: Sequence[str],
    shares: Mapping[str, float],
    rng: Random,
) -> list[str]:
    """The side of each of one schema's records: the names in `shares`, in order, and train for the rest.

    `members` are groups of indices, which never cross; `shares` are parts of all records (0 to 1, together
    below 1). A side gets exactly its number, rounded half up, wherever the groups' sizes allow it, each source in
    proportion, and registers nearly so.
    """
    sides = [TRAIN] * len(sources)
    free = _interleaved(members, registers, rng)
    for side, share in shares.items():
        wanted = int(len(sources) * share + 0.5)
        large = max(1, int(wanted * _LARGE_GROUP))
        free.sort(key=lambda group: len(group) > large)  # stable: the interleaved order stays
        taken: list[Sequence[int]] = []
        for source, quota in sorted(proportional(Counter(sources), wanted).items()):
            pure = [group for group in free if all(sources[index] == source for index in group)]
            taken += [pure[number] for number in subset_sum([len(group) for group in pure], quota)]
        gone = {group[0] for group in taken}
        rest = [group for group in free if group[0] not in gone]
        missing = wanted - sum(map(len, taken))
        taken += [rest[number] for number in subset_sum([len(group) for group in rest], missing)]
        for group in taken:
            for index in group:
                sides[index] = side
        free = [group for group in free if sides[group[0]] == TRAIN]
    return sides


def _interleaved(members: Iterable[Sequence[int]], registers: Sequence[str], rng: Random) -> list[Sequence[int]]:
    """Groups in an order by chance in which every stretch has the registers in their proportions."""
    by_register: dict[str, list[Sequence[int]]] = defaultdict(list)
    for group in members:
        by_register[registers[group[0]]].append(group)
    placed: list[tuple[float, Sequence[int]]] = []
    for _, same in sorted(by_register.items()):
        rng.shuffle(same)
        shift = rng.random()
        placed += [((position + shift) / len(same), group) for position, group in enumerate(same)]
    return [group for _, group in sorted(placed)]
