"""How alike two records are: masked text, word n-grams, Jaccard similarity, near-duplicate pairs."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from math import ceil
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix

from edgejson.fields import leaves, pattern_of

SLOT = "¤"
_TOKEN = re.compile(r"[^\W_]+(?:[.'’@:/+_-][^\W_]+)*")
_DATES_AND_NUMBERS = (
    "january february march april may june july august september october november december "
    "jan feb mar apr jun jul aug sep sept oct nov dec "
    "monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun "
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million "
    "first second third fourth fifth sixth seventh eighth ninth tenth am pm"
)
_FUNCTIONS = (
    "a an and are as at be been but by can do for from had has have he her his i if in is it its me my no not of on "
    "or our she so than that the their them then there they this to up us was we were will with yes you your"
)
_DATE_AND_NUMBER_WORDS = frozenset(_DATES_AND_NUMBERS.split())
_FUNCTION_WORDS = frozenset(_FUNCTIONS.split())


def tokens(text: str) -> list[str]:
    """The words of a text, case-folded; an address, a time or a number is one word."""
    return _TOKEN.findall(text.casefold())


def masked(text: str, value: Any) -> str:
    """A text with everything that comes from its record's value replaced by a slot: its skeleton.

    Words of the value's leaves, words with a digit, names of months and days and number words become
    slots; neighbouring slots merge; punctuation and case go. Two records written by one template with
    different values have equal masked texts.
    """
    folded = text.casefold()
    words: set[str] = set()
    for _, leaf in leaves(value):
        if isinstance(leaf, str):
            literal = leaf.casefold()
            if " " in literal and literal in folded:
                folded = folded.replace(literal, f" {SLOT}0 ")
            words.update(_TOKEN.findall(literal))
    words -= _FUNCTION_WORDS
    skeleton: list[str] = []
    for token in _TOKEN.findall(folded):
        if token in words or token in _DATE_AND_NUMBER_WORDS or _has_digit(token):
            if not skeleton or skeleton[-1] != SLOT:
                skeleton.append(SLOT)
        else:
            skeleton.append(token)
    return " ".join(skeleton)


def _has_digit(token: str) -> bool:
    return any(character.isdigit() for character in token)


def ngrams(words: Sequence[str], size: int) -> set[tuple[str, ...]]:
    """The distinct word n-grams; a text shorter than `size` words is one n-gram by itself."""
    if len(words) < size:
        return {tuple(words)} if words else set()
    return set(zip(*(words[start:] for start in range(size)), strict=False))


def leaf_set(value: Any) -> set[tuple[Any, ...]]:
    """The leaves of a value as a set of (path with indices dropped, type, value)."""
    return {
        (*pattern_of(path), type(leaf).__name__, leaf if not isinstance(leaf, (dict, list)) else "")
        for path, leaf in leaves(value)
    }


def jaccard(one: set[Any], other: set[Any]) -> float:
    """|A n B| / |A u B|, in 0 to 1; two empty sets are equal (1)."""
    shared = len(one & other)
    union = len(one) + len(other) - shared
    return shared / union if union else 1.0


def jaccard_matrix(
    rows: Sequence[Iterable[Any]], columns: Sequence[Iterable[Any]] | None = None
) -> npt.NDArray[np.float32]:
    """Jaccard similarity of every row set with every column set (with the rows themselves by default).

    Shape (rows, columns), values in 0 to 1. Costs one sparse matrix product.
    """
    numbers: dict[Any, int] = {}
    left = _incidence(rows, numbers)
    right = left if columns is None else _incidence(columns, numbers)
    width = len(numbers)
    left.resize(left.shape[0], width)
    right.resize(right.shape[0], width)
    shared = (left @ right.T).toarray().astype(np.float32)
    union = np.diff(left.indptr)[:, None] + np.diff(right.indptr)[None, :] - shared
    return np.asarray(np.divide(shared, union, out=np.ones_like(shared), where=union > 0), dtype=np.float32)


def _incidence(sets: Sequence[Iterable[Any]], numbers: dict[Any, int]) -> Any:
    """Sets as the rows of a sparse 0/1 matrix; `numbers` gives each member its column and grows."""
    members: list[int] = []
    ends = [0]
    for items in sets:
        members.extend(numbers.setdefault(item, len(numbers)) for item in items)
        ends.append(len(members))
    return csr_matrix(
        (np.ones(len(members), dtype=np.int32), np.array(members, dtype=np.int32), np.array(ends, dtype=np.int32)),
        shape=(len(ends) - 1, max(1, len(numbers))),
    )


def near_duplicates(sets: Sequence[set[Any]], threshold: float) -> Iterator[tuple[int, int]]:
    """All pairs (i, j), i < j, of sets with a Jaccard similarity of at least `threshold` (0 < t <= 1).

    Exact, by prefix filtering (Chaudhuri et al. 2006; Bayardo et al. 2007): with members ordered from
    rare to frequent, two such sets share a member among the first |A| - ceil(t |A|) + 1 of each.
    """
    frequency = Counter(member for members in sets for member in members)
    by_prefix: dict[Any, list[int]] = defaultdict(list)
    for index, members in enumerate(sets):
        size = len(members)
        ordered = sorted(members, key=lambda member: (frequency[member], member))
        prefix = ordered[: size - ceil(threshold * size - 1e-9) + 1]
        candidates: set[int] = set()
        for member in prefix:
            if frequency[member] > 1:
                candidates.update(by_prefix[member])
                by_prefix[member].append(index)
        for other in sorted(candidates):
            smaller, larger = sorted((size, len(sets[other])))
            if smaller >= threshold * larger - 1e-9 and jaccard(members, sets[other]) >= threshold - 1e-9:
                yield other, index
