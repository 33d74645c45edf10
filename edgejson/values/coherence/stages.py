"""What has not happened leaves no trace: a status or a flag says how far things have come, and so do names.

A parcel in transit has no day of delivery, an open claim no amount paid, nothing that is not sold has a buyer. What may
be left out is; where it must be there, the status or the flag is one that allows it. Words are data:
language/en/stages.txt.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from random import Random
from typing import Any

from edgejson.language.names import in_words, singular
from edgejson.language.vocabulary import vocabulary
from edgejson.language.wordclass import NOUN, PARTICIPLE, word_class
from edgejson.schema.fields import Field, FieldMap
from edgejson.values.coherence.leaves import Leaf, Rewrite
from edgejson.values.coherence.themes import inside_each
from edgejson.values.providers.themes import normal

_STAGES = vocabulary("language/en/stages")
#: Stage -> its rank, and the words that tell it.
_RANK = {stage: rank for rank, stage in enumerate(_STAGES.pairs("course"))}
_ENDS = {end: rest for end, _, rest in (row.partition(": ") for row in _STAGES.rows("ends"))}
_LAST = {end: _RANK[rest.partition(": ")[0]] for end, rest in _ENDS.items()}
_SAID = {end: re.compile(rf"\b(?:{rest.partition(': ')[2]})\b") for end, rest in _ENDS.items()}
_SAID |= {stage: re.compile(rf"\b(?:{'|'.join(words)})\b") for stage, words in _STAGES.pairs("course").items()}
_AHEAD = frozenset(_STAGES.words("ahead"))
_ASKING = frozenset(_STAGES.words("asking"))
_AFTERWARDS = {word: stage for stage, (words,) in _STAGES.pairs("afterwards").items() for word in words.split(" ")}
#: Stages that are told from the ones before only where a status is called so: a deposit is paid ahead of all else.
_BY_NAME = ("paid", "reserved")
#: Last words of flags that say that there is to be something: "second visit needed".
_WANTED = ("needed", "required", "sent", "planned", "scheduled", "booked", "wanted", "given")
#: ... that something may be; ends of names of whom a flag speaks of; words of a flag that says more than a noun.
_GIVEN, _SAYING_WHO, _TWO = ("allowed", "included", "permitted", "requested"), ("name", "id", "phone", "email"), 2
#: What is handed over, and as which stage it counts behind what is done: a repaired car is collected.
_CAME = frozenset(("received", "arrived", "delivered", "dropped", "brought"))
_THERE, _AFTERWARD, _OVER = "there", "back", "over"
_NOTHING = ("none", "no", "nothing", "n/a", "no damage", "not applicable")
_ALSO_AHEAD = frozenset(_STAGES.words("also ahead"))
_NEEDS, _DENIES = _STAGES.pairs("needs"), _STAGES.pairs("denies")
_STATUS = frozenset(vocabulary("language/en/denying").rows("verdicts")) | {"stage", "phase", "progress"}
#: The least length of a word's beginning that a flag and the name of what it is about share.
_STEM = 4
_ENDING = re.compile(r"(?:ied|ies|y|ed|es|s|ing)$")
_DOUBLED = re.compile(r"([bdgmnprt])\1$")


def stage_rules(fields: FieldMap, leaves: list[Leaf]) -> list[Rewrite]:
    """Rewrites by what a status or a flag of an object says, in each object of a record."""

    def rules_of(own: list[Leaf], near: list[Leaf]) -> Iterator[Rewrite]:
        inside = own[0].field.path[:-1]
        names = dict.fromkeys(leaf.steps[0] for leaf in near)
        members = {name: fields.field((*inside, name)).required for name in names}
        said = {name: fields.field((*inside, name)).description for name in names if not fields.annotated}
        yield from _statuses(own, members, listed=not fields.annotated)
        yield from _flags(own, members, said)
        yield from _zeros(own, members)

    return inside_each(leaves, rules_of)


@cache
def stage_of(words: str) -> str:
    """The stage that words tell, "" for none: an end first, then what waits, then the latest one."""
    order = (*_ENDS, "waiting", *reversed(_RANK))
    return next((stage for stage in order if _SAID[stage].search(words)), "")


def rank_of(stage: str) -> int:
    """The place of a stage in the course of things; -1 for what ends it, and for none."""
    return _RANK.get(stage, -1)


def is_course(field: Field) -> bool:
    """Is it a class that says how far something has come: a status, or an attendance that may be cancelled?"""
    told = [stage for value in field.enum if isinstance(value, str) and (stage := stage_of(normal(value)))]
    named = field.words.split(" ")[-1] in _STATUS
    return len(set(told)) > 1 and (named or (2 * len(told) > len(field.enum) and not _ENDS.keys().isdisjoint(told)))


def _statuses(own: list[Leaf], members: dict[str, bool], listed: bool) -> Iterator[Rewrite]:
    """Of each status; in a schema that says nothing itself, the order in which its values are `listed` tells, too."""
    for leaf in own:
        if not is_course(leaf.field):
            continue
        known = {value: stage_of(normal(value)) for value in leaf.field.enum if isinstance(value, str)}
        if listed:
            rest = list(known.values())
            known = {value: _received(stage, rest[place + 1 :]) for place, (value, stage) in enumerate(known.items())}
        order = list(known.values())
        moved = (
            {_THERE: _AFTERWARD}
            if listed and _THERE in order[order.index("over") if "over" in order else len(order) :]
            else {}
        )
        known = {value: moved.get(stage, stage) for value, stage in known.items()}
        stages = set(known.values())
        came = [name for name in members if moved and in_words(name).split(" ")[0] in _CAME]  # ahead of its repair
        said = {name: _told(name, stages) for name in members if name not in (leaf.steps[0], *came)}
        told = {name: moved.get(stage, stage) for name, stage in said.items() if stage}
        if told:
            switches = {one.steps[0] for one in own if one.field.types == {"boolean"}}
            yield _Status(leaf.steps[0], known, told, {name for name in told if members[name]}, switches)


def _received(stage: str, later: list[str]) -> str:
    """What is received ahead of what is under way or there is an order or a job: it has only been asked for."""
    ranks = [_RANK[one] for one in later if one in _RANK]
    return "asked" if stage == "there" and any(rank <= _RANK["there"] for rank in ranks) else stage


def _told(name: str, stages: set[str]) -> str:
    """The stage from which on there is what a name tells of, where a status tells that stage from the ones before."""
    words = in_words(name)
    stage = stage_of(words) if not _AHEAD.intersection(words.split(" ")) else ""
    stage = next((_AFTERWARDS[word] for word in words.split(" ") if word in _AFTERWARDS), stage)
    if stage not in stages:
        stage = next((stage_of(deed) for deed in _NEEDS if _begins(words, _NEEDS[deed]) and stage_of(deed)), stage)
    later = {one for one in stages if stage in _RANK and _RANK.get(one, -1) >= _RANK[stage]}
    known = stage in stages or (bool(later) and stage not in _BY_NAME)
    return stage if known and _RANK.get(stage, 9) > _RANK["asked"] else ""


def _begins(words: str, beginnings: tuple[str, ...]) -> bool:
    return any(f"{words} ".startswith(f"{one} ") for one in beginnings)


def _excluded(stage: str, status: str) -> bool:
    """Can there be nothing of a stage where things are at a status?"""
    if not status:
        return False
    if stage in _ENDS:
        return stage != status
    return _RANK[stage] > _LAST.get(status, _RANK.get(status, 0))


class _Status:
    """What a status excludes isn't there; where it has to be, the status is another one."""

    def __init__(
        self, status: str, known: dict[Any, str], told: dict[str, str], required: set[str], switches: set[str]
    ) -> None:
        self.status, self.known, self.told, self.required, self.switches = status, known, told, required, switches

    def __call__(self, rng: Random, made: dict[str, Any]) -> None:
        if made.get(self.status) not in self.known:
            return
        kept = [self.told[name] for name in self.told if name in self.required - self.switches]
        if any(_excluded(stage, self.known[made[self.status]]) for stage in kept):
            options = [value for value, at in self.known.items() if not any(_excluded(one, at) for one in kept)]
            if not options:
                return
            made[self.status] = options[int(rng.random() * len(options))]
        at = self.known[made[self.status]]
        for name, stage in self.told.items():
            if name in made and name in self.switches:
                made[name] = (made[name] or stage == at) and not _excluded(stage, at)
            elif _excluded(stage, at):
                made.pop(name, None)


def _flags(own: list[Leaf], members: dict[str, bool], said: dict[str, str]) -> Iterator[Rewrite]:
    for leaf in own:
        if leaf.field.types - {"null"} != {"boolean"}:
            continue
        words = [word for word in leaf.field.words.split(" ") if word not in _ASKING]
        words = words[:-1] if len(words) > 1 and words[-1] in _WANTED else words
        others = [name for name in members if name != leaf.steps[0]]
        if not words:
            continue
        denied = [name for name in others if _is_denied(in_words(name), words)]
        if len(denied) > (len(words) == 1):
            yield _Flag(leaf.steps[0], True, {name: members[name] for name in denied})
            continue
        numbers = {one.steps[0] for one in own if one.field.types & {"integer", "number"}}
        about = [name for name in others if _is_about(in_words(name), words, name in numbers)
                 or (said and _is_of_head(in_words(name), words))
                 or (name not in numbers and _is_said_of(said.get(name, ""), words))]  # fmt: skip
        if about:
            yield _Flag(leaf.steps[0], False, {name: members[name] for name in about})


def _is_denied(name: str, flag: list[str]) -> bool:
    """Does a name tell of what is there only where a flag is not set: "last visit" of "first visit"?"""
    first, _, rest = name.partition(" ")
    if len(flag) > 1:
        return first in _DENIES.get(flag[0], ()) and rest.split(" ")[:1] == flag[1:2]
    return name in _DENIES.get(flag[0], ())


def _is_about(name: str, said: list[str], number: bool) -> bool:
    """Does a name tell of what is there only where a flag is set: "sold on", "buyer" of "sold"?"""
    if len(said) > 1:
        return _begins(name, (" ".join(said),))
    flag = said[0]
    if _begins(name, _NEEDS.get(flag, ())):
        return True
    words, stem = name.split(" "), _DOUBLED.sub(r"\1", _ENDING.sub("", flag))
    participle = word_class(flag) == PARTICIPLE
    if flag == "paid" and number:  # a part may be
        return False
    if participle and (_AHEAD | _ALSO_AHEAD).intersection(words):
        return False
    return len(stem) >= _STEM and any(word.startswith(stem) for word in words)


def _is_of_head(name: str, flag: list[str]) -> bool:
    """Does a name tell of the thing of a flag: "trainer name" of "personal trainer", a number of "pets allowed"?"""
    if len(flag) < _TWO:
        return False
    if flag[-1] in _GIVEN:
        thing = flag[-2]
        return name == f"number of {thing}" or _begins(name, (thing, singular(thing)))
    return word_class(flag[-1]) == NOUN and name in (flag[-1], *(f"{flag[-1]} {end}" for end in _SAYING_WHO))


def _is_said_of(description: str, flag: list[str]) -> bool:
    """Does a description tell of what was done where a flag is set: "What was prescribed" of "prescribed"?"""
    if len(flag) > 1 or word_class(flag[0]) != PARTICIPLE:
        return False
    return bool(re.search(rf"\b(?:was|were|has been|have been) {flag[0]}\b", description.lower()))


def _zeros(own: list[Leaf], members: dict[str, bool]) -> Iterator[Rewrite]:
    """Of a number of "siblings": where there are none, there is no "sibling discount"."""
    for leaf in own:
        one = singular(leaf.field.words)
        if leaf.field.types == {"integer"} and " " not in one and one != leaf.field.words:
            about = [name for name in members if _begins(in_words(name), (one,)) and name != leaf.steps[0]]
            if about:
                yield _Zero(leaf.steps[0], [name for name in about if not members[name]])


class _Zero:
    """Where there are none of them, there is nothing that is theirs."""

    def __init__(self, count: str, members: list[str]) -> None:
        self.count, self.members = count, members

    def __call__(self, rng: Random, made: dict[str, Any]) -> None:
        for name in self.members if made.get(self.count) == 0 else ():
            made.pop(name, None)


class _Flag:
    """Where a flag has one of its values, some members are not there; where they must be, it has the other one."""

    def __init__(self, flag: str, value: bool, members: dict[str, bool]) -> None:
        self.flag, self.value, self.members = flag, value, members

    def __call__(self, rng: Random, made: dict[str, Any]) -> None:
        if made.get(self.flag) is (not self.value):
            for name, required in self.members.items():
                if not required and str(made.get(name, "")).lower() in _NOTHING:
                    made.pop(name, None)  # "damaged", and "none" for what is
        there = [name for name in self.members if made.get(name) not in (None, [], {})]
        empty = [name for name in self.members if made.get(name) == []]
        if made.get(self.flag) is (not self.value) and empty and not there and not self.value:
            made[self.flag] = False
        if made.get(self.flag) is not self.value:
            return
        if any(self.members[name] for name in there):
            made[self.flag] = not self.value
            return
        for name in there:
            del made[name]
