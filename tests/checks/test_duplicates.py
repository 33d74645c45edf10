import random
from pathlib import Path

import pytest

from edgejson.checks.base import Pair
from edgejson.checks.duplicates import WORDS_ALONE, DuplicateIndex
from edgejson.params.whole import load

ROOT = Path(__file__).parents[2]

WORDS = [
    "amber",
    "birch",
    "cedar",
    "delta",
    "ember",
    "fjord",
    "grove",
    "heath",
    "inlet",
    "jetty",
    "knoll",
    "larch",
    "mesa",
    "north",
    "oasis",
    "plain",
]


def pair(names, opening="Please note"):
    label = {f"field_{place}": name for place, name in enumerate(names)}
    text = opening + " that " + ", and that ".join(f"field {place} is {name}" for place, name in enumerate(names))
    return Pair(text, label)


def compare(index, record_id, one):
    return [found["code"] for found in index.compare(record_id, one)], one.scores["duplicate"]


def test_the_same_text_is_found_whatever_its_case_and_spacing():
    index = DuplicateIndex()
    first = pair(WORDS[:5])
    assert compare(index, "a", first) == ([], 0.0)
    again = Pair(first.text.upper().replace(" ", "  "), first.label)
    assert compare(index, "b", again)[0] == ["same-text"]
    other_label = Pair(first.text, {**first.label, "field_0": "zinc"})
    assert compare(index, "c", other_label)[0] == ["two-labels"]


def test_similarity_grows_with_what_is_shared():
    scores = []
    for changed in (8, 5, 3, 1):
        index = DuplicateIndex()
        compare(index, "a", pair(WORDS[:15]))
        scores.append(
            compare(index, "b", pair([*WORDS[: 15 - changed], *("xyz"[i % 3] * 9 for i in range(changed))]))[1]
        )
    assert scores == sorted(scores)
    assert scores[0] == WORDS_ALONE < scores[-1] < 1


def test_words_alone_are_graded_and_never_refused_by_default():
    sentence = "the courier left it with the neighbour who keeps the key of the shed behind our house"
    names = iter(f"value{number}" for number in range(100))

    def told(others):
        words = [f"other{number}" for number in range(others)] + sentence.split()[others:]
        return pair([next(names), next(names)], " ".join(words) + "; please note")

    scores = []
    for others in (0, 1, 2, 3, 9):
        index = DuplicateIndex()
        compare(index, "a", told(0))
        scores.append(compare(index, "b", told(others))[1])
    assert scores == sorted(scores, reverse=True)
    assert scores[0] == WORDS_ALONE and len(set(scores)) == 5 and scores[-1] == 0.0
    assert load(ROOT / "params.yaml").validation.duplicates.max >= WORDS_ALONE


def test_other_values_in_one_template_and_other_words_for_one_value_are_no_duplicates():
    index = DuplicateIndex()
    compare(index, "a", pair(WORDS[:8]))
    assert compare(index, "b", pair(WORDS[8:]))[1] == WORDS_ALONE
    told_otherwise = Pair(
        "; ".join(f"we write {name} at place no. {i}" for i, name in enumerate(WORDS[:8])), pair(WORDS[:8]).label
    )
    assert compare(index, "c", told_otherwise)[1] == 0.0


def test_near_duplicates_are_found_among_many():
    rng = random.Random(5)
    index = DuplicateIndex()
    names = [[f"{rng.choice(WORDS)}{rng.randrange(10**6)}" for _ in range(30)] for _ in range(300)]
    assert all(compare(index, str(place), pair(one))[1] <= WORDS_ALONE for place, one in enumerate(names))
    found = [compare(index, f"again {place}", pair([*one[:-1], "other"]))[1] for place, one in enumerate(names)]
    assert sum(score > WORDS_ALONE for score in found) / len(found) > 0.95


@pytest.mark.parametrize("label", [None, 5, "x", [], {}, [1, [2, {"a": None}]]])
def test_any_json_value_can_be_compared(label):
    index = DuplicateIndex()
    assert compare(index, "a", Pair("one text", label)) == ([], 0.0)
    assert compare(index, "b", Pair("one text", label))[0] == ["same-text"]
