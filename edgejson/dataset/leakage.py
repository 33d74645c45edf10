"""What a test set shares with the train set: exact, masked and n-gram overlap, and the nearest neighbours."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import orjson

from edgejson.dataset.similarity import Hashes, Postings, jaccard_matrix, masked, ngrams, tokens
from edgejson.pipeline.metrics import share
from edgejson.pipeline.records import Example

#: Words of the n-grams whose overlap is reported; 8 as in PaLM (Chowdhery et al. 2022, section 8).
NGRAM = 8
#: Words of the n-grams of masked texts by which a record is told to be new; 4 as in BLEU (Papineni et al. 2002).
PHRASE = 4
#: Words of the n-grams whose Jaccard similarity makes two texts near-duplicates.
SHINGLE = 3
#: Rows of a similarity matrix that are held at once.
_ROWS = 256
#: Test records of one schema, at most, whose nearest train record is looked for: so the cost grows with the records.
MOST_COMPARED = 512
#: The same of all unseen schemas together, which are compared with the train records of every schema.
MOST_STRANGERS = 4096


@dataclass(slots=True)
class Fingerprint:
    """What is compared of a record; equal numbers mean equal content, in one process."""

    text: int
    value: int
    skeleton: int
    group: str
    trigrams: Hashes
    grams: Hashes  #: NGRAM-grams
    phrases: Hashes  #: PHRASE-grams of the skeleton

    @property
    def content(self) -> tuple[int, int, int]:
        """What can be equal to another record's: text, value, skeleton."""
        return self.text, self.value, self.skeleton


def fingerprint(example: Example) -> Fingerprint:
    """The fingerprint of a record: case, punctuation and white space of its text don't count."""
    words = tokens(example["text"])
    value = example["expected_output"]
    skeleton = masked(example["text"], value)
    return Fingerprint(
        text=hash(tuple(words)),
        value=hash(orjson.dumps(value, option=orjson.OPT_SORT_KEYS)),
        skeleton=hash(skeleton),
        group=example.get("group", ""),
        trigrams=ngrams(words, SHINGLE),
        grams=ngrams(words, NGRAM),
        phrases=ngrams(skeleton.split(), PHRASE),
    )


class _Strangers:
    """Records of an unseen test, ready to be compared with the train records of one schema after another.

    What a schema costs depends on its own records and what they share, so all of them cost no more than in proportion.
    """

    def __init__(self, prints: Sequence[Fingerprint]) -> None:
        self._prints = prints
        compared = prints[:: -(-len(prints) // MOST_STRANGERS) or 1]
        self._trigrams = Postings([print_.trigrams for print_ in compared])
        self._grams = _union([print_.grams for print_ in prints])
        self._seen = np.zeros(len(self._grams), dtype=bool)
        self.nearest = np.zeros(len(compared))

    def compare(self, train: Sequence[Fingerprint], train_grams: Hashes) -> None:
        """Compare them with one schema's train records."""
        self.nearest = np.maximum(self.nearest, self._trigrams.nearest([print_.trigrams for print_ in train]))
        known = train_grams[_occurs(train_grams, self._grams)]
        self._seen[np.searchsorted(self._grams, known)] = True

    def grams(self) -> list[float]:
        """Of each record, the share of its NGRAM-grams that train has."""
        seen = self._grams[self._seen]
        return [_seen_share(_occurs(print_.grams, seen)) for print_ in self._prints]


@dataclass
class _Overlap:
    """What one test set shares with train, so far."""

    contents: list[tuple[int, int, int]] = field(default_factory=list)  #: of each record: text, value, skeleton
    prints: list[Fingerprint] = field(default_factory=list)  #: of an unseen test
    strangers: _Strangers | None = None  #: the same, once all are there
    nearest: list[float] = field(default_factory=list)
    grams: list[float] = field(default_factory=list)


class Leakage:
    """Collects, schema by schema, what the tests share with train.

    A test's records are compared with all of train for equality, and with their own schema's train
    records for nearness. The records of an unseen test are compared with all of train in both.
    """

    def __init__(self, near_duplicate: float) -> None:
        self._near_duplicate = near_duplicate
        self._texts: set[int] = set()
        self._values: set[int] = set()
        self._skeletons: set[int] = set()
        self._overlaps: dict[str, _Overlap] = {}

    def add_unseen(self, name: str, prints: Sequence[Fingerprint]) -> None:
        """Add records of a test whose schemas are not in train; before any record of train."""
        overlap = self._overlaps.setdefault(name, _Overlap())
        overlap.prints += prints
        overlap.contents += [print_.content for print_ in prints]

    def add(self, train: Sequence[Fingerprint], tests: Mapping[str, Sequence[Fingerprint]]) -> None:
        """Add one schema's train records and its records in each test."""
        for print_ in train:
            self._texts.add(print_.text)
            self._values.add(print_.value)
            self._skeletons.add(print_.skeleton)
        train_grams = _union([print_.grams for print_ in train])
        for name, prints in tests.items():
            overlap = self._overlaps.setdefault(name, _Overlap())
            overlap.contents += [print_.content for print_ in prints]
            overlap.nearest += nearest(prints[:: -(-len(prints) // MOST_COMPARED) or 1], train)
            overlap.grams += [_seen_share(_occurs(print_.grams, train_grams)) for print_ in prints]
        for overlap in self._overlaps.values():
            if overlap.prints:
                overlap.strangers = overlap.strangers or _Strangers(overlap.prints)
                overlap.strangers.compare(train, train_grams)
                overlap.nearest = overlap.strangers.nearest.tolist()

    def metrics(self) -> dict[str, dict[str, float | int]]:
        """Per test: shares of its records with a text, value or masked text that occurs in train; pairs
        with train at or above the near-duplicate threshold (by record: its nearest one counts); the nearest
        similarity (mean, 95th percentile, maximum), both of MOST_COMPARED records of a schema, or MOST_STRANGERS of
        all unseen ones; the mean share of 8-grams that occur in train.
        """
        for overlap in self._overlaps.values():
            if overlap.strangers:
                overlap.grams = overlap.strangers.grams()
        return {name: self._measure(overlap) for name, overlap in self._overlaps.items()}

    def similarities(self) -> dict[str, list[float]]:
        """Per test: the similarity of records to their nearest train record, 0 to 1; of those that are compared."""
        return {name: overlap.nearest for name, overlap in self._overlaps.items()}

    def _measure(self, overlap: _Overlap) -> dict[str, float | int]:
        total = len(overlap.contents)
        texts, values, skeletons = zip(*overlap.contents, strict=True) if overlap.contents else ((), (), ())
        near = np.array(overlap.nearest or [0.0])
        return {
            "exact_text": sum(text in self._texts for text in texts),
            "exact_value": sum(value in self._values for value in values),
            "masked_text_share": share(sum(each in self._skeletons for each in skeletons), total),
            "near_duplicates": int((near >= self._near_duplicate).sum()),
            "nearest_mean": float(near.mean()),
            "nearest_p95": float(np.quantile(near, 0.95)),
            "nearest_max": float(near.max()),
            f"ngram{NGRAM}_share": share(sum(overlap.grams), total),
        }


def nearest(prints: Sequence[Fingerprint], train: Sequence[Fingerprint]) -> list[float]:
    """For each record the largest Jaccard similarity of word trigrams to a train record; 0.0 without train."""
    if not train:
        return [0.0] * len(prints)
    columns = [print_.trigrams for print_ in train]
    found: list[float] = []
    for start in range(0, len(prints), _ROWS):
        rows = [print_.trigrams for print_ in prints[start : start + _ROWS]]
        found += jaccard_matrix(rows, columns).max(axis=1).tolist()
    return found


def novelty(prints: Sequence[Fingerprint]) -> list[float]:
    """For each record of one schema the share of its skeleton's PHRASE-grams that no other record has, 0 to 1.

    It falls as records are added: it compares data sets of one size.
    """
    if not prints:
        return []
    members, counts = np.unique(np.concatenate([print_.phrases for print_ in prints]), return_counts=True)
    alone = members[counts == 1]
    return [_seen_share(_occurs(print_.phrases, alone)) for print_ in prints]


def _union(arrays: list[Hashes]) -> Hashes:
    return np.unique(np.concatenate(arrays)) if arrays else np.array([], dtype=np.uint64)


def _occurs(grams: Hashes, in_sorted: Hashes) -> npt.NDArray[np.bool_]:
    if not len(in_sorted):
        return np.zeros(len(grams), dtype=bool)
    places = np.searchsorted(in_sorted, grams).clip(max=len(in_sorted) - 1)
    return np.asarray(in_sorted[places] == grams)


def _seen_share(seen: npt.NDArray[np.bool_]) -> float:
    return float(seen.mean()) if len(seen) else 0.0
