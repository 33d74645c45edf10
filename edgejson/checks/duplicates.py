"""Level 10, duplicates: has an earlier record of the schema the same text, or nearly the same text and values?

Two records are as alike as the less alike of two things: their texts with the values masked, and their values. So one
template filled with other values is no duplicate, and neither is one value told in other words. Both are estimated by
MinHash (Broder 1997; `rensa`); 64 permutations, standard error 0.06 at most. Candidates are found by
locality-sensitive hashing of the values in 16 bands of 4: pairs of similarity 0.8 are found with probability 0.9998,
0.6 with 0.89, and what is found below FLOOR is not told.

The record that is seen first is kept. Every record is compared with all earlier ones that have no other fault than a
score, so the similarity doesn't depend on any threshold.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from hashlib import blake2b
from typing import Any

import orjson
from rensa import RMinHash, RMinHashLSH

from edgejson.checks.base import Pair, reason
from edgejson.fields import pattern_of
from edgejson.records import Reason

PERMUTATIONS, BANDS, SEED = 64, 16, 1
#: Similarities below this are given as 0: candidates are found there by chance only.
FLOOR = 0.5
#: Words of a masked text that make one feature.
SHINGLE = 2


class DuplicateIndex:
    """The records of one schema seen so far. Grows by about 700 bytes a record."""

    def __init__(self) -> None:
        self._texts: dict[bytes, tuple[str, bytes]] = {}  # digest of the text -> id, digest of the label
        self._seen: list[tuple[str, Any, Any]] = []  # id, MinHash of the masked text, of the values
        self._index = RMinHashLSH(FLOOR, PERMUTATIONS, BANDS)

    def compare(self, record_id: str, pair: Pair) -> Iterator[Reason]:
        """Yield a finding for an equal text, leave the similarity in `scores["duplicate"]`; then keep the record."""
        text = _digest(" ".join(pair.text.casefold().split()).encode("utf-8", "surrogatepass"))
        label = _digest(_encoded(pair.label))
        earlier = self._texts.get(text)
        skeleton, values = _minhash(_shingles(pair)), _minhash(_features(pair))
        candidates = self._index.query(values)
        best = max((_likeness(skeleton, values, self._seen[key]) for key in candidates), default=0.0)
        pair.scores["duplicate"] = 1.0 if earlier else round(best, 4) if best >= FLOOR else 0.0
        if earlier is not None:
            same = earlier[1] == label
            detail = f"the text of {earlier[0]}" + ("" if same else ", which has another label")
            yield reason("duplicates", "same-text" if same else "two-labels", (), detail)
            return
        self._texts[text] = (record_id, label)
        self._index.insert(len(self._seen), values)
        self._seen.append((record_id, skeleton, values))


def _encoded(label: Any) -> bytes:
    try:
        return orjson.dumps(label, option=orjson.OPT_SORT_KEYS)
    except TypeError:  # an integer beyond 64 bits
        return json.dumps(label, sort_keys=True).encode()


def _digest(content: bytes) -> bytes:
    return blake2b(content, digest_size=12).digest()


def _minhash(features: list[str]) -> Any:
    minhash = RMinHash(PERMUTATIONS, SEED)
    minhash.update(features)
    return minhash


def _likeness(skeleton: Any, values: Any, other: tuple[str, Any, Any]) -> float:
    return min(float(skeleton.jaccard(other[1])), float(values.jaccard(other[2])))


def _shingles(pair: Pair) -> list[str]:
    """Neighbouring words of the text outside the label's values."""
    words = _masked(pair).casefold().split()
    return [*map(" ".join, zip(*(words[start:] for start in range(SHINGLE)), strict=False))] or [" ".join(words)]


def _masked(pair: Pair) -> str:
    """The text with the label's values taken out: where they were found, or else where they stand literally."""
    text = pair.text
    if pair.spans:
        kept, end = [], 0
        for start, stop in sorted(pair.spans):
            if start > end:
                kept.append(text[end:start])
            end = max(end, stop)
        return " ¤ ".join([*kept, text[end:]])
    for _, value in pair.leaves:
        if value not in ("", None, True, False):
            text = text.replace(str(value), "¤")
    return text


def _features(pair: Pair) -> list[str]:
    """The label's leaves with their places (items in any order), and the words of its longer strings."""
    features = []
    for path, value in pair.leaves:
        place = ".".join(pattern_of(path))
        features.append(f"{place}={value}")
        if value.__class__ is str and " " in value:
            features += [f"{place}~{word}" for word in value.casefold().split()]
    return features
