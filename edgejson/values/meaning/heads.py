"""What a field may hold where its walk of life knows no values for its head noun, but does for one like it.

A walk of life that has faults has problems and defects, too: language/en/heads.txt has the groups of such nouns.
"""

from __future__ import annotations

from functools import lru_cache

from edgejson.language.names import singular
from edgejson.language.vocabulary import vocabulary
from edgejson.language.wordclass import ADJECTIVE, PARTICIPLE, word_class
from edgejson.values.meaning.stand_ins import BEHIND, without_deed
from edgejson.values.meaning.walks import SIGN
from edgejson.values.meaning.words import TELLING_NOTHING, walk_role


@lru_cache(maxsize=1)
def _alike() -> dict[str, tuple[str, ...]]:
    """Head noun -> the others that may stand for it, the likest first."""
    found: dict[str, tuple[str, ...]] = {}
    for row in vocabulary("language/en/heads").rows("groups"):
        group, _, others = row.partition(" | ")
        for head in group.split(" "):
            alike = [one for one in (*group.split(" "), *others.split(" ")) if one and one != head]
            found.setdefault(head, tuple(alike))
    return found


@lru_cache(maxsize=8192)
def kindred_role(words: str, parents: tuple[str, ...]) -> str:
    """The role that the walk of life around a name gives to a noun like the name's head; "" where it has none."""
    walks = tuple(parent for parent in parents if parent.startswith(SIGN))
    head = singular(without_deed(BEHIND.split(words)[0])).rpartition(" ")[2]
    for noun in (head, *_alike().get(head, ())) if walks else ():
        if role := walk_role(noun, walks):
            return role
    return ""


def is_bare(words: str, parents: tuple[str, ...]) -> bool:
    """Does nothing before the head noun of a name, in words, say which of its kind it is?"""
    before = without_deed(BEHIND.split(words)[0]).split(" ")[:-1]
    around = {singular(word) for parent in parents if not parent.startswith(SIGN) for word in parent.split(" ")}
    telling = [word for word in before if word not in TELLING_NOTHING and singular(word) not in around]
    return not telling or word_class(telling[-1]) in (ADJECTIVE, PARTICIPLE)
