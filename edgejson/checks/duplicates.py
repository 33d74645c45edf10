"""Level 10, duplicates: has an earlier record of the schema the same text, or nearly the same words, or values too?

Two records are as alike as the less alike of two things: their texts with the values masked, and their values. So one
template filled with other values is no duplicate, and neither is one value told in other words. Their words alone count
WORDS_ALONE of that: a bound below it asks for other words too, whatever the values. Both are estimated by MinHash
(Broder 1997; `rensa`); 64 permutations, standard error 0.06 at most. Candidates are found by locality-sensitive
hashing, of values and of words, in 16 bands of 4: pairs of similarity 0.8 are found with probability 0.9998, 0.6 with
0.89, and what is found below FLOOR is not told.

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

from edgejson.checks.base import Need, Pair, reason
from edgejson.pipeline.records import Reason
from edgejson.pipeline.settings import Block, Rate
from edgejson.schema.fields import pattern_of

PERMUTATIONS, BANDS, SEED = 64, 16, 1
#: Similarities below this are given as 0: candidates are found there by chance only.
FLOOR = 0.5
#: What equal words count where the values differ. The default of `validate.duplicates.max` is no lower.
WORDS_ALONE = 0.8
#: Words of a masked text that make one feature.
SHINGLE = 2


NAME = "duplicates"
NEEDS: frozenset[Need] = frozenset({"grounding"})


class Settings(Block):
    enabled: bool = True
    max: Rate = 0.8


class DuplicateIndex:
    """The records of one schema seen so far. Grows by about 700 bytes a record, and as much for one with new words."""

    def __init__(self) -> None:
        self._texts: dict[bytes, tuple[str, bytes]] = {}  # digest of the text -> id, digest of the label
        self._seen: list[tuple[str, Any, Any]] = []  # id, MinHash of the masked text, of the values
        self._index = RMinHashLSH(FLOOR, PERMUTATIONS, BANDS)
        self._skeletons: dict[bytes, int] = {}  # digest of the masked words -> place in `_seen` of the first
        self._by_words = RMinHashLSH(FLOOR, PERMUTATIONS, BANDS)  # of those

    def compare(self, record_id: str, pair: Pair) -> Iterator[Reason]:
        """Yield a finding for an equal text, leave the similarity in `scores["duplicate"]`; then keep the record."""
        text = _digest(" ".join(pair.text.casefold().split()).encode("utf-8", "surrogatepass"))
        label = _digest(_encoded(pair.label))
        earlier = self._texts.get(text)
        words = _masked(pair).casefold().split()
        skeleton, values = _minhash(_shingles(words)), _minhash(_features(pair))
        near = [self._seen[key] for key in self._index.query(values)]
        alike = (min(float(skeleton.jaccard(one)), float(values.jaccard(other))) for _, one, other in near)
        best = max(alike, default=0.0)
        shape = _digest(" ".join(words).encode("utf-8", "surrogatepass"))
        best = max(best, WORDS_ALONE * self._same_words(shape, skeleton))
        pair.scores["duplicate"] = 1.0 if earlier else round(best, 4) if best >= FLOOR else 0.0
        if earlier is not None:
            same = earlier[1] == label
            detail = f"the text of {earlier[0]}" + ("" if same else ", which has another label")
            yield reason(NAME, "same-text" if same else "two-labels", (), detail)
            return
        self._texts[text] = (record_id, label)
        self._index.insert(len(self._seen), values)
        if shape not in self._skeletons:
            self._skeletons[shape] = len(self._seen)
            self._by_words.insert(len(self._seen), skeleton)
        self._seen.append((record_id, skeleton, values))

    def _same_words(self, shape: bytes, skeleton: Any) -> float:
        """How much of a masked text's words the nearest earlier one has, 0 to 1."""
        if shape in self._skeletons:
            return 1.0
        return max((float(skeleton.jaccard(self._seen[key][1])) for key in self._by_words.query(skeleton)), default=0.0)


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


def _shingles(words: list[str]) -> list[str]:
    """Neighbouring words of a text."""
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
