"""How alike two records are: masked text, word n-grams, Jaccard similarity, near-duplicate pairs.

Sets of n-grams and leaves are sorted arrays of 64-bit hashes: equal members have equal hashes within one process.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from math import ceil
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
import numpy.typing as npt

from edgejson.language.vocabulary import vocabulary
from edgejson.schema.fields import Path, leaves, pattern_of

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

#: The hashes of a set's members, sorted, each once.
Hashes: TypeAlias = npt.NDArray[np.uint64]
Leaf: TypeAlias = tuple[Path, Any]

SLOT = "¤"
_DIGIT = re.compile(r"\d")
_TOKEN = re.compile(r"[^\W_]+(?:[.'’@:/+_-][^\W_]+)*")
_WORDS = vocabulary("dataset/masking")
_DATE_AND_NUMBER_WORDS = frozenset(_WORDS.words("dates and numbers"))
_PLAIN_WORDS = frozenset(_WORDS.words("functions")) - _DATE_AND_NUMBER_WORDS


def tokens(text: str) -> list[str]:
    """The words of a text, case-folded; an address, a time or a number is one word."""
    return _TOKEN.findall(text.casefold())


def masked(text: str, value: Any, found: Sequence[Leaf] | None = None) -> str:
    """A text with everything that comes from its record's value replaced by a slot: its skeleton.

    Words of the value's leaves (`found`, where they are known), words with a digit, names of months and days and
    number words become slots; neighbouring slots merge; punctuation and case go. Two records written by one
    template with different values have equal masked texts.
    """
    return masking(leaves(value) if found is None else found)(text)


def masking(found: Iterable[Leaf]) -> Callable[[str], str]:
    """`masked` for several texts of one record's leaves."""
    literals = [leaf.casefold() for _, leaf in found if leaf.__class__ is str]
    words = _DATE_AND_NUMBER_WORDS.union(_TOKEN.findall("\n".join(literals))) - _PLAIN_WORDS
    phrases = [literal for literal in literals if " " in literal]

    def skeleton(text: str) -> str:
        folded = text.casefold()
        for phrase in phrases:
            if phrase in folded:
                folded = folded.replace(phrase, f" {SLOT}0 ")
        said = [
            SLOT if token in words or (not token.isalpha() and _DIGIT.search(token)) else token
            for token in _TOKEN.findall(folded)
        ]
        return " ".join(
            [token for token, before in zip(said, ["", *said], strict=False) if token != SLOT or before != SLOT]
        )

    return skeleton


def ngrams(words: Sequence[str], size: int) -> Hashes:
    """The distinct word n-grams; a text shorter than `size` words is one n-gram by itself."""
    if not words:
        return np.array([], dtype=np.uint64)
    padded = [*words, *[""] * (size - len(words))]
    hashes = np.fromiter(map(hash, padded), dtype=np.int64, count=len(padded)).view(np.uint64)
    count = len(padded) - size + 1
    found = hashes[:count].copy()
    for offset in range(1, size):  # a polynomial in an odd number, modulo 2**64
        found = found * _MULTIPLIER + hashes[offset : offset + count]
    return _distinct(found)


def _distinct(hashes: Hashes) -> Hashes:
    """The members of an array, sorted, each once; changes the array. For short ones much faster than np.unique."""
    hashes.sort()
    first = np.empty(len(hashes), dtype=bool)
    first[:1] = True
    np.not_equal(hashes[1:], hashes[:-1], out=first[1:])
    return hashes[first]


_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)


def leaf_set(found: Iterable[Leaf]) -> Hashes:
    """The leaves of a value as a set of (path with indices dropped, type, value)."""
    members = [
        hash((pattern_of(path), type(leaf).__name__, "" if isinstance(leaf, (dict, list)) else leaf))
        for path, leaf in found
    ]
    return _distinct(np.array(members, dtype=np.int64).view(np.uint64))


def jaccard(one: Hashes, other: Hashes) -> float:
    """|A n B| / |A u B|, in 0 to 1; two empty sets are equal (1)."""
    shared = len(np.intersect1d(one, other, assume_unique=True))
    union = len(one) + len(other) - shared
    return shared / union if union else 1.0


def jaccard_matrix(rows: Sequence[Hashes], columns: Sequence[Hashes] | None = None) -> npt.NDArray[np.float32]:
    """Jaccard similarity of every row set with every column set (with the rows themselves by default).

    Shape (rows, columns), values in 0 to 1. Costs one sparse matrix product.
    """
    every = [*rows, *(columns or ())]
    if not every:
        return np.zeros((0, 0), dtype=np.float32)
    sizes = np.array([len(members) for members in every], dtype=np.int64)
    _, numbers = np.unique(np.concatenate(every), return_inverse=True)
    ends = np.concatenate([[0], np.cumsum(sizes)])
    shape = (len(every), int(numbers.max(initial=0)) + 1)
    from scipy.sparse import csr_matrix  # late: it takes a quarter of a second, and words are counted without it

    incidence = csr_matrix((np.ones(len(numbers), dtype=np.int32), numbers, ends), shape=shape)
    left = incidence[: len(rows)]
    right = left if columns is None else incidence[len(rows) :]
    shared = (left @ right.T).toarray().astype(np.float32)
    right_sizes = sizes[: len(rows)] if columns is None else sizes[len(rows) :]
    union = sizes[: len(rows), None] + right_sizes[None, :] - shared
    return np.asarray(np.divide(shared, union, out=np.ones_like(shared), where=union > 0), dtype=np.float32)


class Postings:
    """Sets indexed by their members: comparing others with them costs what they share, however many they are."""

    def __init__(self, sets: Sequence[Hashes]) -> None:
        self._sizes = np.array([len(members) for members in sets], dtype=np.int64)
        self._members = np.unique(np.concatenate([_NOTHING, *sets]))
        self._postings = self._incidence(sets).T.tocsr()

    def nearest(self, others: Sequence[Hashes]) -> npt.NDArray[np.float64]:
        """For each set the largest Jaccard similarity, 0 to 1, to one of the others; 0 without others."""
        best = np.zeros(len(self._sizes))
        sizes = np.array([len(members) for members in others], dtype=np.int64)
        shared = (self._incidence(others) @ self._postings).tocoo()
        union = sizes[shared.row] + self._sizes[shared.col] - shared.data
        np.maximum.at(best, shared.col, shared.data / union)
        return best

    def _incidence(self, sets: Sequence[Hashes]) -> csr_matrix:
        """A row for each set, a column for each member of the indexed ones."""
        from scipy.sparse import csr_matrix  # late, as above

        every = np.concatenate([_NOTHING, *sets])
        rows = np.repeat(np.arange(len(sets)), [len(members) for members in sets])
        columns = np.searchsorted(self._members, every)
        known = columns < len(self._members)
        known[known] = self._members[columns[known]] == every[known]
        ones = np.ones(int(known.sum()), dtype=np.int32)
        return csr_matrix((ones, (rows[known], columns[known])), shape=(len(sets), len(self._members)))


_NOTHING = np.array([], dtype=np.uint64)


def near_duplicates(sets: Sequence[Hashes], threshold: float) -> Iterator[tuple[int, int]]:
    """All pairs (i, j), i < j, of sets with a Jaccard similarity of at least `threshold` (0 < t <= 1).

    Exact, by prefix filtering (Chaudhuri et al. 2006; Bayardo et al. 2007): with members ordered from
    rare to frequent, two such sets share a member among the first |A| - ceil(t |A|) + 1 of each.
    """
    if not sets:
        return
    _, numbers, counts = np.unique(np.concatenate(sets), return_inverse=True, return_counts=True)
    rare_first = np.argsort(counts, kind="stable")
    rank = np.empty_like(rare_first)
    rank[rare_first] = np.arange(len(counts))
    ranks, first_shared = rank[numbers], int((counts == 1).sum())  # ranks below it occur in one set alone
    by_prefix: dict[int, list[int]] = defaultdict(list)
    end = 0
    for index, members in enumerate(sets):
        size = len(members)
        start, end = end, end + size
        prefix = np.sort(ranks[start:end])[: size - ceil(threshold * size - 1e-9) + 1]
        candidates: set[int] = set()
        for member in prefix[np.searchsorted(prefix, first_shared) :].tolist():
            candidates.update(by_prefix[member])
            by_prefix[member].append(index)
        for other in sorted(candidates):
            smaller, larger = sorted((size, len(sets[other])))
            if smaller >= threshold * larger - 1e-9 and jaccard(members, sets[other]) >= threshold - 1e-9:
                yield other, index
