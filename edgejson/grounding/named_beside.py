"""Which of two fields the words beside a value name, where no whole name of a field stands there.

For fields without phrases: "the cluster eu-1 of type m5" names a `cluster_name` and an `instance_type`, "bought at 20,
sold at 25" a `purchase_price` and a `sale_price`.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from edgejson.grounding.binding import DEEDS
from edgejson.grounding.candidates import Leaf
from edgejson.grounding.inexact import stem
from edgejson.grounding.lexicon import GLUE, PREPOSITIONS
from edgejson.language.vocabulary import vocabulary

#: Words of one clause ahead of a value, at most; one word behind a number may name it, too: "a 2 dollar dividend".
_AHEAD = re.compile(r"(?:[a-z'-]+ ){1,4}[$€£]?\Z")
_ENDS = "|".join(sorted(GLUE | PREPOSITIONS | frozenset(vocabulary("language/en/named_beside").words("joints"))))
_RATE = r"(?: (?:an?|per|each|every) (?:day|week|month|year))"
#: What a number counts: "coats", "a month on debts", "of costs per year"; what leads on to the next value is not meant.
_BEHIND = re.compile(
    rf"{_RATE}?(?: (?:on|of|in))?(?:[ -](?!(?:{_ENDS})\b)[a-z']+){{1,3}}{_RATE}?(?! (?:at|to|is|of|for|as)? ?[$€£]?\d)"
    rf"|{_RATE}"
)
_WORD = re.compile(r"[a-z]+")
_EMPTY = GLUE | PREPOSITIONS | {"pay", "pays", "paying"}  # whatever is paid
_JOINT = re.compile(r".*\b(?:and|or|but) ")


@cache
def _alike() -> dict[str, frozenset[str]]:
    """By the stem of a word of a field's name: stems of what people say for it."""
    rows = vocabulary("language/en/named_beside").pairs("said").items()
    return {stem(name): frozenset(map(stem, said)) for names, said in rows for name in names.split(", ")}


@lru_cache(maxsize=4096)
def _telling(words: str) -> frozenset[str]:
    """Stems of the words of a name and its description, of what people say for them, and how they cut them short."""
    known = [word for word in _WORD.findall(words) if word not in _EMPTY]
    own = {stem(word) for word in known}
    short = {word[:_SHORT] for word in known if len(word) > 2 * _SHORT} - _EMPTY  # "str", but no "for" of a forecast
    return frozenset(own.union(short, *(_alike().get(word, frozenset()) for word in own)))


#: Letters of a word that people cut short.
_SHORT = 3


def named_beside(one: Leaf, other: Leaf, lowered: str) -> int:
    """More than 0 where the words beside two values name the fields that they are said of, less where the other's.

    Words that stand in both fields' names, or beside both values, tell nothing.
    """
    assert one.chosen is not None and other.chosen is not None
    mine, theirs = (
        _telling(f"{each.target.field.words} {each.target.field.description.lower()}") for each in (one, other)
    )
    mine, theirs = mine - theirs, theirs - mine
    first, second = (_beside(leaf, (one, other), lowered) for leaf in (one, other))
    first, second = first - second, second - first
    told = len(first & mine) + len(second & theirs) - len(first & theirs) - len(second & mine)
    return (
        told
        + _PREPOSITION * (_led(one, one, lowered) + _led(other, other, lowered))
        - _PREPOSITION * (_led(one, other, lowered) + _led(other, one, lowered))
    )


#: What it counts that the preposition of a name stands ahead: "I found a wallet at the zoo" for `found_at`.
_PREPOSITION = 2


def _led(field: Leaf, place: Leaf, lowered: str) -> bool:
    """Does the preposition that ends a leaf's name, behind another word, stand ahead of a leaf's value?"""
    name, _, last = field.target.field.words.rpartition(" ")
    if not name or last not in PREPOSITIONS or place.chosen is None:
        return False
    ahead = lowered[max(0, place.chosen.start - 16) : place.chosen.start]
    return re.search(rf"\b{last} (?:(?:the|a|an|my|our) )?$", ahead) is not None


def _beside(leaf: Leaf, both: tuple[Leaf, Leaf], lowered: str) -> frozenset[str]:
    """Stems of the words ahead of a value, none of another's between them, and behind a number."""
    chosen = leaf.chosen
    assert chosen is not None
    ends = [_end(each, lowered) for each in both if each.chosen and each.chosen.end <= chosen.start]
    ahead = _AHEAD.search(lowered, max((0, *ends)), chosen.start)
    words = _WORD.findall(_JOINT.sub("", ahead[0])) if ahead else []
    if words and ahead and not ahead.start() and (words[0] in DEEDS or isinstance(leaf.value, str)):
        words = words[1:]  # what is asked for: "message Anna that", "tune my ukulele"
    if isinstance(leaf.value, str):
        while words and words[-1] in GLUE - PREPOSITIONS:
            words.pop()
        words = words[-1:]  # "the groceries list for tonight" names no list that is "tonight"
    elif behind := _BEHIND.match(lowered, chosen.end):
        words += _WORD.findall(behind[0])
    return frozenset(stem(word) for word in words if word not in _EMPTY)


def _end(leaf: Leaf, lowered: str) -> int:
    """Where a value ends with what it counts: "two coats"."""
    assert leaf.chosen is not None
    behind = None if isinstance(leaf.value, str) else _BEHIND.match(lowered, leaf.chosen.end)
    return behind.end() if behind else leaf.chosen.end
