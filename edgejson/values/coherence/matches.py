"""Of two that play: who scores plays for one of them, as often as is said, and the one that scored more has won.

Names are data: language/en/implying.txt.
"""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Any

from edgejson.language.names import in_words
from edgejson.language.vocabulary import vocabulary
from edgejson.values.coherence.leaves import Leaf, Rewrite, Steps
from edgejson.values.providers.themes import normal

_IMPLYING = vocabulary("language/en/implying")
_SIDES, _SCORED = (tuple(tuple(row.split(" | ")) for row in _IMPLYING.rows(section)) for section in ("sides", "scored"))
#: How it ended, by the first side or the one that won: that the first one won, that none did, that the second one did.
_ENDED = tuple(frozenset(_IMPLYING.entries(section)) for section in ("first won", "none won", "second won"))
_SIDE, _WON, _DRAWN, _WHO, _EVEN = (
    frozenset(_IMPLYING.rows(section)) for section in ("side", "won", "drawn", "who scored", "none did")
)


def match_rules(leaves: list[Leaf]) -> Iterator[Rewrite]:
    """Rewrites of who scored and who won, where a record names two that play."""
    own = {leaf.field.words: leaf for leaf in leaves if leaf.own}
    sides = next(((own[one], own[other]) for one, other in _SIDES if one in own and other in own), None)
    if sides is None:
        return
    names = (sides[0].steps[0], sides[1].steps[0])
    listed = [leaf for leaf in leaves if len(leaf.steps) == 3 and leaf.steps[1] == "*"]
    scored = next(([own[one], own[other]] for one, other in _SCORED if one in own and other in own), [])
    for leaf in listed:
        if leaf.field.words in _SIDE and not leaf.field.enum:
            beside = [one for one in listed if one.steps[0] == leaf.steps[0]]
            minute = next((one.steps[2] for one in beside if one.field.words == "minute"), "")
            yield _Scorers(leaf.steps, names, scored, minute)
    won = next((leaf for words, leaf in own.items() if words in _WON and not leaf.field.enum), None)
    if scored:
        classes = {leaf: told for leaf in own.values() if all(told := _told(leaf))}
        yield from (_Ended(scored, leaf, told) for leaf, told in classes.items())
        lists = [leaf.steps[0] for leaf in leaves if leaf.steps[1:2] == ("*",) and in_words(leaf.steps[0]) in _WHO]
        yield from (_Scoring(scored, name) for name in dict.fromkeys(lists))
    decided = next(((leaf.steps[0], told) for leaf in own.values() if not scored and all(told := _told(leaf))), None)
    even = [leaf.steps[0] for words, leaf in own.items() if words in _EVEN and leaf.field.types == {"boolean"}]
    if decided is not None:
        yield _Decided(names, *decided, won, even)
    elif scored or won is not None:
        yield _Result(names, scored, won, [leaf.steps[0] for words, leaf in own.items() if words in _DRAWN])


def _told(leaf: Leaf) -> list[Any]:
    """The values of a class that say that the first side won, that none did, and that the second one did."""
    return [next((value for value in leaf.field.enum if normal(value) in said), None) for said in _ENDED]


class _Ended:
    """How a match ended is what was scored in it."""

    def __init__(self, scored: list[Leaf], leaf: Leaf, told: list[Any]) -> None:
        self.scored, self.leaf, self.told = scored, leaf, told

    def __call__(self, rng: Random, made: dict[str, Any]) -> None:
        first, second = (made.get(leaf.steps[0]) for leaf in self.scored)
        if isinstance(first, int) and isinstance(second, int) and self.leaf.steps[0] in made:
            made[self.leaf.steps[0]] = self.told[0 if first > second else 1 if first == second else 2]


class _Decided:
    """Who won is whom a class says to have won; where it says that neither did, nobody has."""

    def __init__(self, sides: tuple[str, str], name: str, told: list[Any], won: Leaf | None, even: list[str]) -> None:
        self.sides, self.name, self.told, self.won, self.even = sides, name, told, won, even

    def __call__(self, rng: Random, made: dict[str, Any]) -> None:
        if made.get(self.name) not in self.told:
            return
        place = self.told.index(made[self.name])
        for flag in self.even:
            if isinstance(made.get(flag), bool):
                made[flag] = place == 1
        if self.won is None or self.won.steps[0] not in made:
            return
        winner = made.get(self.sides[place // 2])
        if place == 1 and not self.won.field.required:
            del made[self.won.steps[0]]
        elif place != 1 and self.won.admits(winner):
            made[self.won.steps[0]] = winner


class _Scoring:
    """No more are listed who scored than was scored."""

    def __init__(self, scored: list[Leaf], listed: str) -> None:
        self.scored, self.listed = scored, listed

    def __call__(self, rng: Random, made: dict[str, Any]) -> None:
        goals = [number for leaf in self.scored if isinstance(number := made.get(leaf.steps[0]), int)]
        listed = made.get(self.listed)
        if len(goals) == len(self.scored) and isinstance(listed, list):
            del listed[sum(goals) :]


class _Scorers:
    """Those of a list play for one of the two, and each side scored as often as it is there; minute by minute."""

    def __init__(self, steps: Steps, sides: tuple[str, str], scored: list[Leaf], minute: str) -> None:
        self.steps, self.sides, self.scored, self.minute = steps, sides, scored, minute

    def __call__(self, rng: Random, made: dict[str, Any]) -> None:
        sides = [made[side] for side in self.sides if isinstance(made.get(side), str)]
        listed = made.get(self.steps[0])
        items = [item for item in listed if isinstance(item, dict)] if isinstance(listed, list) and sides else []
        for item in items:
            if self.steps[2] in item:
                item[self.steps[2]] = sides[int(rng.random() * len(sides))]
        if not self.scored or not items:
            return
        minutes = sorted(item[self.minute] for item in items if isinstance(item.get(self.minute), int))
        if len(minutes) == len(items):
            for item, value in zip(items, minutes, strict=True):
                item[self.minute] = value
        home, away = (sum(item.get(self.steps[2]) == made.get(side) for item in items) for side in self.sides)
        for leaf, number in zip(self.scored, (len(items) - away, away), strict=True):
            if leaf.steps[0] in made and home <= len(items) and leaf.admits(number):
                made[leaf.steps[0]] = number


class _Result:
    """The one that scored more has won; where none did, nobody has, and what follows a draw follows nothing else."""

    def __init__(self, sides: tuple[str, str], scored: list[Leaf], won: Leaf | None, drawn: list[str]) -> None:
        self.sides, self.scored, self.won, self.drawn = sides, scored, won, drawn

    def __call__(self, rng: Random, made: dict[str, Any]) -> None:
        goals = [number for leaf in self.scored if isinstance(number := made.get(leaf.steps[0]), int)]
        won = self.sides[int(rng.random() * 2)]
        if len(goals) == 2:
            won = self.sides[0] if goals[0] > goals[1] else self.sides[1] if goals[1] > goals[0] else ""
        for name in self.drawn:
            if made.get(name) is True and won and goals:
                made[name] = False
        if self.won is None or self.won.steps[0] not in made:
            return
        if not won and not self.won.field.required:
            del made[self.won.steps[0]]
        elif won and self.won.admits(made.get(won)):
            made[self.won.steps[0]] = made[won]
