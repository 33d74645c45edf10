"""What a noun names wherever it stands: a tent is a dome tent, a sauce is pesto (values/providers/kinds.txt).

Read where neither a row of a thing nor the walk of life around a name says more.
"""

from __future__ import annotations

from functools import lru_cache

from edgejson.language.names import singular
from edgejson.language.vocabulary import vocabulary
from edgejson.values.meaning.heads import is_bare
from edgejson.values.meaning.stand_ins import BEHIND, without_deed
from edgejson.values.providers.templates import role_of

_MEANINGS = vocabulary("language/en/meanings")
#: Words that name too many things for one of them to be sure.
_NOT_ALONE = frozenset(_MEANINGS.words("not alone"))
_SAYING_OF = frozenset(_MEANINGS.words("saying of"))


@lru_cache(maxsize=1)
def _kinds() -> dict[str, str]:
    """A noun, alone or with what is before or behind it ("body of water") -> the role of what it names."""
    headings = vocabulary("values/providers/kinds").sections
    return {noun.strip(): role_of(heading) for heading in headings for noun in heading.partition(":")[2].split("|")}


@lru_cache(maxsize=8192)
def kind_role(words: str) -> str:
    """The role that the longest ending of a name gives it wherever it stands; "" for none. A "tent type" is a tent."""
    said = words if words in _kinds() else without_deed(BEHIND.split(words)[0])
    steps = singular(said).split(" ")
    if len(steps) > 1 and steps[-1] in _SAYING_OF:
        steps.pop()
    endings = (" ".join(steps[start:]) for start in range(len(steps)))
    return next((_kinds()[ending] for ending in endings if ending in _kinds()), "")


def is_loose(role: str, words: str, parents: tuple[str, ...]) -> bool:
    """Is a role given by such a noun alone, and either the noun names many things or the name says more than it does?

    Then it is a guess: a "wall" of nobody knows what, a "launch lamp". A name that has a row as a whole is none.
    """
    if role not in _kinds().values() or (" " in words and singular(words) in _kinds()):
        return False
    return words.rpartition(" ")[2] in _NOT_ALONE or not is_bare(words, parents)
