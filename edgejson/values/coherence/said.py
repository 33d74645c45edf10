"""What a text or a class says, and a number, a flag or a class beside it: an age group, a dose, a damage, a review.

Words are data: language/en/said.txt.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from random import Random
from typing import Any

from edgejson.language.vocabulary import vocabulary
from edgejson.values.coherence.conditions import stems
from edgejson.values.coherence.leaves import Leaf, Rewrite
from edgejson.values.coherence.numeric import is_number
from edgejson.values.coherence.themes import inside_each
from edgejson.values.providers import families
from edgejson.values.providers import providers as all_providers
from edgejson.values.providers.templates import narrow
from edgejson.values.providers.themes import normal

_SAID = vocabulary("language/en/said")
_CLASSES, _SCORES, _OPINIONS = (frozenset(_SAID.words(section)) for section in ("classes", "scores", "opinions"))
_A_DAY = [(re.compile(said), int(times)) for said, _, times in (row.rpartition(": ") for row in _SAID.rows("a day"))]
_TIMES_A_DAY = _SAID.entries("times a day")
_KINDS = {kind: re.compile(rf"\b(?:{'|'.join(words)})") for kind, words in _SAID.pairs("kinds").items()}
_RECOMMENDING = _SAID.entries("recommending")
_VERDICTS, _FOR, _AGAINST, _STRONG, _DEGREES, _TOLD, _APART_FROM = (
    frozenset(_SAID.words(section)) for section in ("verdicts", "for", "against", "strong", "degrees", "told", "apart")
)
_PRAISE, _COMPLAINT = (re.compile(rf"\b(?:{'|'.join(_SAID.entries(section))})") for section in ("praise", "complaint"))
#: "under 18", "60+", "18-39"
_BELOW = re.compile(r"(?:under|below|less than|up to|younger than|<=?|u)\s*(\d+)$")
_ABOVE = re.compile(
    r"(?:over|above|more than|older than|>=?)\s*(\d+)$|(\d+)\s*(?:\+|plus|(?:and|or) (?:over|above|older|more))$"
)
_SPAN = re.compile(r"(?:\w+ )?(\d+)\s*(?:-|\u2013|to|_)\s*(\d+)$")
#: How far two scores of one thing lie from each other, as shares of their scales; from where on one would do it again.
_APART, _AGAIN = 0.12, 0.6
#: Texts of a role that are drawn to see which kinds they name.
_DRAWN, _LOCALE = 150, "en_US"
#: Fewer words than these and one tell of no damage.
_WORDS = 2
#: The most that a single score goes up to.
_MOST = 10

Made = dict[str, Any]
Scale = tuple[Leaf, float, float]


def said_rules(leaves: list[Leaf]) -> list[Rewrite]:
    """Rewrites of what a text or a class of an object says, in each object of a record."""

    def rules_of(own: list[Leaf], near: list[Leaf]) -> list[Rewrite]:
        return [
            *_classes(own), *_daily(own), *_kinds(own), *_opinions(own), *_echoes(own), *_verdicts(own, near)
        ]  # fmt: skip

    return inside_each(leaves, rules_of)


def bounds_of(text: str) -> tuple[float, float] | None:
    """From which number to which a class goes by its name, None for no such class: "under 18" -> (0, 17)."""
    said = text.strip().lower()
    if found := _SPAN.search(said):
        return float(found[1]), float(found[2])
    if found := _ABOVE.search(said):
        return float(found[1] or found[2]), float("inf")
    found = _BELOW.search(said)
    return (0, float(found[1]) - 1) if found else None


def _classes(own: list[Leaf]) -> Iterator[Rewrite]:
    for leaf in own:
        bounds = {value: span for value in leaf.field.enum if isinstance(value, str) and (span := bounds_of(value))}
        first, _, last = leaf.field.words.rpartition(" ")
        number = next((one for one in own if is_number(one) and one.field.words in (first, f"{first} years")), None)
        if last in _CLASSES and number is not None and len(bounds) > 1:
            rest = [value for value in leaf.field.enum if value not in bounds]
            yield _Class(leaf.steps[0], bounds, rest[0] if len(rest) == 1 else None, number)


class _Class:
    """A class is that of its number; where no class has the number, it is one of the class."""

    def __init__(self, name: str, bounds: dict[str, tuple[float, float]], rest: str | None, number: Leaf) -> None:
        self.name, self.bounds, self.rest, self.number = name, bounds, rest, number

    def __call__(self, rng: Random, made: Made) -> None:
        number = made.get(self.number.steps[0])
        if made.get(self.name) not in (*self.bounds, self.rest) or not isinstance(number, (int, float)):
            return
        fitting = [name for name, (low, high) in self.bounds.items() if low <= number <= high]
        if fitting or self.rest is not None:
            made[self.name] = fitting[0] if fitting else self.rest


def _daily(own: list[Leaf]) -> Iterator[Rewrite]:
    number = next((leaf for leaf in own if leaf.field.words in _TIMES_A_DAY and is_number(leaf)), None)
    texts = [leaf.steps[0] for leaf in own if leaf.field.types == {"string"} and not leaf.field.format]
    if number is not None and texts:
        yield _Daily(number, texts)


class _Daily:
    """A number of times a day is the one that is said in words."""

    def __init__(self, number: Leaf, texts: list[str]) -> None:
        self.number, self.texts = number, texts

    def __call__(self, rng: Random, made: Made) -> None:
        for name in self.texts if self.number.steps[0] in made else ():
            text = str(made.get(name, "")).lower()
            times = next((times for said, times in _A_DAY if said.search(text)), 0)
            if times and self.number.admits(times):
                made[self.number.steps[0]] = times
                return


def _kinds(own: list[Leaf]) -> Iterator[Rewrite]:
    for leaf in own:
        kinds = {kind: value for value in leaf.field.enum if isinstance(value, str) for kind, said in _KINDS.items()
                 if said.match(normal(value))}  # fmt: skip
        texts = [one for one in own if one.field.types == {"string"} and not (one.field.enum or one.field.format)]
        if len(kinds) > 1 and len(kinds) > len(leaf.field.enum) / 2 and texts:
            yield _Kind(leaf.steps[0], kinds, texts)


class _Kind:
    """The kind of what happened is the one that a text about it tells; a text about another kind is left out."""

    def __init__(self, kind: str, kinds: dict[str, str], texts: list[Leaf]) -> None:
        self.kind, self.kinds, self.texts = kind, kinds, texts

    def __call__(self, rng: Random, made: Made) -> None:
        for leaf in self.texts if self.kind in made else ():
            text = str(made.get(leaf.steps[0], "")).lower()
            if text.count(" ") < _WORDS:  # "Seth Robertson" robbed nobody
                continue
            told = [kind for kind, said in _KINDS.items() if said.search(text)]
            known = [kind for kind in told if kind in self.kinds]
            if known:
                if made[self.kind] not in [self.kinds[kind] for kind in known]:
                    made[self.kind] = self.kinds[known[0]]
                return
            if told and not leaf.field.required:
                made.pop(leaf.steps[0], None)


def _echoes(own: list[Leaf]) -> Iterator[Rewrite]:
    texts = [one for one in own if one.role in narrow() and not (one.field.enum or one.field.format or one.field.pool)]
    for leaf in own if texts else ():
        known = {value: said for value in leaf.field.enum if isinstance(value, str) and (said := stems(value))}
        words = leaf.field.words.split(" ")
        about = [one for one in texts if _is_about(one.field.words.split(" "), words)]
        if len(known) > 1 and about and not _DEGREES.intersection(words):
            yield _Echo(leaf.steps[0], known, {one.steps[0]: _telling(one, known) for one in about})


def _is_about(text: list[str], kind: list[str]) -> bool:
    """Does a text tell of what a class divides: the "issue" of an "issue category", the reason of a "type"?

    A "location type" says nothing of a position.
    """
    return (
        text[-1] in _TOLD if len(kind) == 1 else kind[0] in text or (text[-1] in _TOLD and kind[0] not in _APART_FROM)
    )


def _telling(text: Leaf, known: dict[str, frozenset[str]]) -> dict[str, tuple[str, ...]]:
    """The texts of a role that name each kind."""
    draw, rng = all_providers(_LOCALE)[text.role], Random(20)
    drawn = dict.fromkeys(value for _ in range(_DRAWN) if isinstance(value := draw(rng), str) and text.admits(value))
    found = {kind: tuple(value for value in drawn if said <= stems(value)) for kind, said in known.items()}
    return {kind: values for kind, values in found.items() if values}


class _Echo:
    """A kind is the one that a text beside it names: a "follow-up visit" is a follow-up, and no first one.

    Where the texts of its role name this kind, it is one of them.
    """

    def __init__(
        self, kind: str, known: dict[str, frozenset[str]], texts: dict[str, dict[str, tuple[str, ...]]]
    ) -> None:
        self.kind, self.known, self.texts = kind, known, texts

    def __call__(self, rng: Random, made: Made) -> None:
        for name, telling in self.texts.items() if made.get(self.kind) in self.known else ():
            text, kind = made.get(name), made[self.kind]
            said = stems(text) if isinstance(text, str) else frozenset()
            named = [value for value, words in self.known.items() if words <= said]
            if kind in named:
                return
            if said and kind in telling:
                made[name] = telling[kind][int(rng.random() * len(telling[kind]))]
                return
            if named:
                made[self.kind] = named[0]
                return


def _verdicts(own: list[Leaf], near: list[Leaf]) -> Iterator[Rewrite]:
    scores = [leaf for leaf in own if is_number(leaf) and _SCORES.intersection(leaf.field.words.split(" "))]
    scales = [scale for leaf in (*own, *near) if is_number(leaf) and (scale := _scale(leaf))]
    for leaf in own if scores and scales else ():
        ranks = {value: _liking(normal(value)) for value in leaf.field.enum if isinstance(value, str)}
        if leaf.field.words.split(" ")[-1] in _VERDICTS and min(ranks.values(), default=0) < 0 < max(ranks.values()):
            yield _Verdict(leaf.steps[0], ranks, scores[-1].steps[0], scales[0])


def _liking(verdict: str) -> int:
    """How much a verdict speaks for something, from -2 to 2; 0 for one that does neither."""
    words = set(verdict.split(" "))
    side = -1 if words & _AGAINST else 1 if words & _FOR else 0
    return 2 * side if words & _STRONG else side


class _Verdict:
    """A verdict is the one that goes with the score: nobody is hired for the worst one."""

    def __init__(self, verdict: str, ranks: dict[str, int], score: str, scale: tuple[float, float]) -> None:
        self.verdict, self.ranks, self.score, self.scale = verdict, ranks, score, scale

    def __call__(self, rng: Random, made: Made) -> None:
        score, (low, high) = made.get(self.score), self.scale
        if made.get(self.verdict) not in self.ranks or not isinstance(score, (int, float)):
            return
        worst, best = min(self.ranks.values()), max(self.ranks.values())
        wanted = worst + (best - worst) * (score - low) / (high - low or 1)
        nearest = min(abs(rank - wanted) for rank in self.ranks.values())
        fitting = [value for value, rank in self.ranks.items() if abs(rank - wanted) == nearest]
        if made[self.verdict] not in fitting:
            made[self.verdict] = fitting[0]


def _opinions(own: list[Leaf]) -> Iterator[Rewrite]:
    scores = [(leaf, *scale) for leaf in own if is_number(leaf) and (scale := _scale(leaf))]
    flags = [leaf.steps[0] for leaf in own
             if leaf.field.types == {"boolean"} and leaf.field.words in _RECOMMENDING]  # fmt: skip
    themed = {role for family in families().values() for role in family.roles}
    texts = [leaf.steps[0] for leaf in own if leaf.field.types == {"string"} and not leaf.field.enum
             and leaf.role not in themed and _OPINIONS.intersection(leaf.field.words.split(" "))]  # fmt: skip
    if scores and (len(scores) > 1 or flags or texts):
        yield _Opinion(scores, flags, texts)


def _scale(leaf: Leaf) -> tuple[float, float] | None:
    """The ends of the scale of a single score; None for what is none, and for the least and the mean of several."""
    words = leaf.field.words.split(" ")
    low, _, high = leaf.role.partition(" ")[0].partition("..")
    if words[-1] not in _SCORES or {"average", "avg", "mean", "min", "max", "total", "count"}.intersection(words):
        return None
    ends = [[schema[key] for schema in leaf.field.schemas if isinstance(schema.get(key), (int, float))]
            for key in ("minimum", "maximum")]  # fmt: skip
    if all(ends):
        return max(ends[0]), min(ends[1])
    if leaf.role == "stars":
        return 1, 5
    known = low.isdigit() and high.isdigit() and float(high) <= _MOST and leaf.role.endswith(" scale")
    return (float(low), float(high)) if known else None


class _Opinion:
    """Scores of one thing lie near each other, who liked it would do it again, and the words sound like it."""

    def __init__(self, scores: list[Scale], flags: list[str], texts: list[str]) -> None:
        self.scores, self.flags, self.texts = scores, flags, texts

    def __call__(self, rng: Random, made: Made) -> None:
        there = [
            (leaf, low, high) for leaf, low, high in self.scores if isinstance(made.get(leaf.steps[0]), (int, float))
        ]
        if not there:
            return
        first, low, high = there[0]
        share = (made[first.steps[0]] - low) / (high - low or 1)
        said = " ".join(str(made.get(name, "")).lower() for name in self.texts)
        praise, complaint = len(_PRAISE.findall(said)), len(_COMPLAINT.findall(said))
        if praise > complaint and share < _AGAIN:
            share = 0.75 + 0.25 * rng.random()
        elif complaint > praise and share >= _AGAIN:
            share = 0.3 * rng.random()
        for leaf, low, high in there:
            own = (made[leaf.steps[0]] - low) / (high - low or 1)
            if abs(own - share) > _APART:
                value = low + share * (high - low)
                exact = round(value) if "number" not in leaf.field.types else round(value, 1)
                if leaf.admits(exact):
                    made[leaf.steps[0]] = exact
        for name in self.flags:
            if name in made:
                made[name] = share >= _AGAIN
