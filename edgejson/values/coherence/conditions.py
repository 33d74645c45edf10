"""What there is only in one case, or of things of one kind: a "refund amount" of a refund, a "guardian" of a child.

A member's name tells it, which begins as a value of a class beside it does, or its description: "once approved", "for
a company car", "unless calls are unlimited". Where the case is another one, the member is left out; where it must be
there, the class has a value that goes with it. Words are data: language/en/conditions.txt.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from random import Random
from typing import Any

from edgejson.language.names import in_words
from edgejson.language.vocabulary import vocabulary
from edgejson.language.wordclass import PARTICIPLE, word_class
from edgejson.schema.fields import Field, FieldMap
from edgejson.values.coherence.leaves import Leaf, Rewrite
from edgejson.values.coherence.stages import is_course, rank_of, stage_of
from edgejson.values.coherence.stays import day_of
from edgejson.values.coherence.themes import inside_each
from edgejson.values.meaning.stand_ins import sounds_like_a_person
from edgejson.values.providers.themes import normal

_CONDITIONS = vocabulary("language/en/conditions")
_CASE = re.compile(f"({_CONDITIONS.either('begins of a case')}) ([^.;,()]+)", re.IGNORECASE)
_BUT, _EMPTY, _OF_CONTACT, _ANY, _CHILDREN = (
    frozenset(_CONDITIONS.words(section))
    for section in ("but", "empty words", "ways to reach somebody", "any of them", "children")
)
_OF_ANY = frozenset(_CONDITIONS.words("days of any"))
_OF_CHILDREN = frozenset(_CONDITIONS.rows("of children"))
_NEEDS, _DENIES = _CONDITIONS.pairs("needs"), _CONDITIONS.pairs("denies")
_ENDING = re.compile(rf"(?:{'|'.join(_CONDITIONS.words('endings'))})$")
#: The least length of the beginning that two words of one kind share; the age at which one is no child.
_STEM, _GROWN_UP = 3, 18
#: The day on which somebody is so old where the record tells of none.
_YEAR = 2025


def condition_rules(fields: FieldMap, leaves: list[Leaf]) -> list[Rewrite]:
    """Rewrites of what is there in some cases only, in each object of a record."""

    def rules_of(own: list[Leaf], near: list[Leaf]) -> Iterator[Rewrite]:
        inside = own[0].field.path[:-1]
        members = {name: fields.field((*inside, name)) for name in fields.properties(inside)}
        found = [rule for leaf in own for rule in _of_class(leaf, members)]
        following = {rule.member: [one.member for one in found if one.decided_by == rule.member] for rule in found}
        for rule in found:
            rule.followers = following[rule.member]
        yield from found
        yield from _of_children(own, members)

    return inside_each(leaves, rules_of)


@cache
def _stem(word: str) -> str:
    said = _ENDING.sub("", word).removesuffix("at") if len(word) > _STEM else word  # "terminated", "termination"
    return said if len(said) >= _STEM else word


@cache
def stems(text: str) -> frozenset[str]:
    """How the telling words of a text begin."""
    return frozenset(_stem(word) for word in in_words(text).split(" ") if word and word not in _EMPTY)


def _of_class(leaf: Leaf, members: dict[str, Field]) -> Iterator[_Only]:
    """Rules of what goes with some values of a class, or with a flag that is set."""
    name = leaf.steps[0]
    flag = leaf.field.types - {"null"} == {"boolean"}
    values = [value for value in leaf.field.enum if isinstance(value, str)]
    who = not {"by", "payer", "party", "side"}.isdisjoint(leaf.field.words.split(" "))
    if who and any(map(sounds_like_a_person, map(normal, values))):  # who pays what
        return
    if (not flag and len(values) < 2) or _OF_CONTACT.intersection(leaf.field.words.split(" ")):
        return
    for member, field in members.items():
        course = is_course(leaf.field)
        if member == name or (field.required and (course or field.types == {"boolean"})):
            continue
        fits = _of_flag(leaf.field.words, field) if flag else _of_values(values, field, course)
        if fits and len(fits) < (2 if flag else len(values)):
            yield _Only(member, field.required, name, fits)


def _of_flag(flag: str, field: Field) -> tuple[Any, ...]:
    """With which value of a flag there is a member; () where nothing tells."""
    said = stems(flag)
    for but, case in _cases(field.description):
        told = stems(case)
        if said and told and (said <= told or told <= said):
            return (not but,)
        if any(f"un{word}" in said for word in told):  # "if the contract is limited"
            return (but,)
    words = flag.removeprefix("is ")
    last, first = words.split(" ")[-1], field.words.split(" ")[0]
    about = field.format in ("date", "date-time") or field.words.endswith(" by")
    if about and word_class(last) == PARTICIPLE == word_class(first) and _stem(last) == _stem(first):
        return (True,)  # an investigation that is closed was "closed on"
    return _by_table(field.words, list(dict.fromkeys((last, words))), {last: True, words: True}, False)


def _of_values(values: list[str], field: Field, course: bool) -> tuple[Any, ...]:
    """With which values of a class there is a member; () where nothing tells."""
    for but, case in _cases(field.description):
        named = _named_in(case, values, course)
        if named:
            return tuple(value for value in values if (value in named) is not but)
    any_of = tuple(value for value in values if _ANY.intersection(normal(value).split(" ")))
    first = _stem(field.words.split(" ")[0])
    moment = field.format in ("date", "date-time", "time") and field.words.split(" ")[0] in _OF_ANY
    begun = (
        ()
        if moment
        else tuple(value for value in values if (said := stems(value)) and said == {first} and len(first) > _STEM)
    )
    staged = course and any(stage_of(normal(value)) for value in begun)
    if staged and word_class(field.words.split(" ")[0]) == PARTICIPLE:  # "rented on": from there on, as they are listed
        later = values[values.index(begun[0]) :]
        return tuple(value for value in later if field.words not in _DENIES.get(normal(value), ()))
    if (
        begun
        and "array" not in field.types
        and not staged
        and not _OF_CONTACT.intersection(normal(begun[0]).split(" "))
    ):
        return (*begun, *any_of)
    return _by_table(field.words, [normal(value) for value in values], {normal(value): value for value in values}, None)


def _by_table(name: str, said: list[str], values: dict[str, Any], otherwise: Any) -> tuple[Any, ...]:
    needing = tuple(values[value] for value in said if name in _NEEDS.get(value, ()))
    if needing:
        return needing
    denying = [value for value in said if name in _DENIES.get(value, ())]
    if not denying:
        return ()
    return (otherwise,) if otherwise is not None else tuple(values[value] for value in said if value not in denying)


def _cases(description: str) -> Iterator[tuple[bool, str]]:
    """The cases that a description names, each with whether it is all but this one."""
    for found in _CASE.finditer(description):
        yield found[1].lower().split(" ")[0] in _BUT, found[2]


def _named_in(case: str, values: list[str], course: bool) -> set[str]:
    """The values of a class that a case names; of a status, those of the stages that come after as well."""
    said = stems(case)
    named = {value for value in values if (own := stems(value)) and own <= said}
    if not course:
        return named
    stages = {value: stage_of(normal(value)) for value in values}
    asked = stage_of(" ".join(in_words(case).split(" ")))
    at = max((rank_of(stages[value]) for value in named), default=rank_of(asked))
    at = max(at, rank_of("agreed")) if asked else at
    behind = min((place for place, value in enumerate(values) if value in named), default=0)
    later = {value for value in values[behind:] if 0 <= at <= rank_of(stages[value])}
    return named if any(rank_of(stages[value]) < 0 for value in named) else named | later


class _Only:
    """A member that there is with some values of a class alone."""

    def __init__(self, member: str, required: bool, decided_by: str, values: tuple[Any, ...]) -> None:
        self.member, self.required, self.decided_by, self.values = member, required, decided_by, values
        self.followers: list[str] = []  #: what there is with some values of the member alone

    def __call__(self, rng: Random, made: dict[str, Any]) -> None:
        if self.member not in made or self.decided_by not in made or made[self.decided_by] in self.values:
            return
        if self.required:
            made[self.decided_by] = self.values[int(rng.random() * len(self.values))]
            return
        for name in (self.member, *self.followers):
            made.pop(name, None)


def _of_children(own: list[Leaf], members: dict[str, Field]) -> Iterator[Rewrite]:
    of_them = [name for name, field in members.items() if not field.required and _is_of_children(field)]
    age = next((leaf.steps[0] for leaf in own if leaf.field.words in ("age", "age years")), "")
    birth = next((leaf.steps[0] for leaf in own if leaf.role.endswith("birth_date")), "")
    if of_them and (age or birth):
        yield _Children(age, birth, of_them)


def _is_of_children(field: Field) -> bool:
    told = any(_CHILDREN.intersection(in_words(case).split(" ")) for _, case in _cases(field.description))
    return told or field.words in _OF_CHILDREN


class _Children:
    """Who is grown up has no guardian."""

    def __init__(self, age: str, birth: str, members: list[str]) -> None:
        self.age, self.birth, self.members = age, birth, members

    def __call__(self, rng: Random, made: dict[str, Any]) -> None:
        age, born = made.get(self.age), day_of(made, self.birth)
        years = age if isinstance(age, (int, float)) else _YEAR - born.year if born is not None else 0
        for name in self.members if years >= _GROWN_UP else ():
            made.pop(name, None)
