"""What a flag says that a number, another flag or a text beside it says, too.

Who has a fever is hot, what is vegan is vegetarian and has no cheese in it, an empty tank is not half full, and the
main ingredient is one of the ingredients. Words are data: language/en/telling.txt.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterator
from random import Random

from edgejson.language.names import in_words
from edgejson.language.vocabulary import vocabulary
from edgejson.schema.fields import FieldMap
from edgejson.values.coherence.leaves import Leaf, Rewrite, Steps, holders
from edgejson.values.coherence.numeric import Made, is_number, number_in
from edgejson.values.coherence.themes import inside_each
from edgejson.values.providers.themes import normal

_TELLING = vocabulary("language/en/telling")
_COMPARED: dict[str, Callable[[float, float], bool]] = {
    "<=": operator.le, ">=": operator.ge, "<": operator.lt, ">": operator.gt, "=": operator.eq,
}  # fmt: skip
_LIMITS = [
    (frozenset(flags.split(" | ")), names.split(" | "), _COMPARED[sign], limits.split(" | "))
    for flags, names, sign, limits in (
        re.fullmatch(r"(.+): (.+) (<=|>=|<|>|=) (.+)", row).groups()  # type: ignore[union-attr]
        for row in _TELLING.rows("limits")
    )
]
_IMPLIED, _OPPOSED = _TELLING.pairs("implied"), _TELLING.pairs("opposed")
_WITHOUT = {
    flag: re.compile(rf"\b(?:{'|'.join(words)})(?:e?s)?\b") for flag, words in _TELLING.pairs("without").items()
}
_STATES, _ONE_OF, _ASKING, _ONE_OF_PEOPLE, _PEOPLE = (
    frozenset(_TELLING.words(section)) for section in ("states", "one of them", "asking", "one of people", "people")
)
#: Words of the name of a list's items by which they are called.
_CALLED = ("name", "title", "item")


def telling_rules(fields: FieldMap, leaves: list[Leaf]) -> list[Rewrite]:
    """Rewrites of flags by what stands beside them, in each object of a record whose schema says nothing itself."""
    return [] if fields.annotated else inside_each(leaves, _rules)


def _rules(own: list[Leaf], near: list[Leaf]) -> Iterator[Rewrite]:
    flags = {_bare(leaf.field.words): leaf.steps[0] for leaf in own if leaf.field.types - {"null"} == {"boolean"}}
    numbers = {leaf.field.words: leaf.steps[0] for leaf in own if is_number(leaf)}
    texts = [leaf for leaf in near if "string" in leaf.field.types]
    for flag, name in flags.items():
        for known, measures, compare, limits in _LIMITS if flag not in numbers else ():
            limit = next(
                (numbers.get(words) or float(words) for words in limits if words in numbers or _is_plain(words)), ""
            )
            for measure in [numbers[words] for words in reversed(measures) if words in numbers]:
                if flag in known and limit != "":  # the likeliest that the record has counts, so it comes last
                    yield _Measured(name, measure, compare, limit)
        if (count := numbers.get(flag) or numbers.get(f"number of {flag}")) is not None:
            yield _Measured(name, count, operator.gt, 0)  # "has children"
        if flag in _WITHOUT:
            yield _Without(name, [leaf.steps for leaf in texts], _WITHOUT[flag])
        yield from (_Alike(name, flags[other], value=True) for other in _IMPLIED.get(flag, ()) if other in flags)
        yield from (_Alike(name, flags[other], value=False) for other in _OPPOSED.get(flag, ()) if other in flags)
        thing, _, state = flag.rpartition(" ")
        told = [leaf for leaf in own if leaf in texts and thing in leaf.field.words.split(" ")] if thing else []
        if state in _STATES and told:
            yield _Said(name, told[0].steps[0], state)
    yield from _members(own, near)


def _is_plain(limit: str) -> bool:
    return limit.replace(".", "").isdigit()


def _bare(words: str) -> str:
    """What a flag says: "fever" of "has fever"."""
    said = words.split(" ")
    return " ".join(said[1:] if len(said) > 1 and said[0] in _ASKING else said)


class _Measured:
    """A flag says on which side of a limit, or of another number, a number lies."""

    def __init__(self, flag: str, measure: str, compare: Callable[[float, float], bool], limit: float | str) -> None:
        self.flag, self.measure, self.compare, self.limit = flag, measure, compare, limit

    def __call__(self, rng: Random, made: Made) -> None:
        value = number_in(made, self.measure)
        limit = number_in(made, self.limit) if isinstance(self.limit, str) else self.limit
        if value is not None and limit is not None and isinstance(made.get(self.flag), bool):
            made[self.flag] = self.compare(value, limit)


class _Alike:
    """Where one flag is set, another one is, too, or is not."""

    def __init__(self, flag: str, other: str, value: bool) -> None:
        self.flag, self.other, self.value = flag, other, value

    def __call__(self, rng: Random, made: Made) -> None:
        if made.get(self.flag) is True and isinstance(made.get(self.other), bool):
            made[self.other] = self.value


class _Without:
    """A flag that says what is not in something is not set where a text names such a thing."""

    def __init__(self, flag: str, texts: list[Steps], named: re.Pattern[str]) -> None:
        self.flag, self.texts, self.named = flag, texts, named

    def __call__(self, rng: Random, made: Made) -> None:
        said = [str(box[key]).lower() for steps in self.texts for box, key in holders(made, steps)]
        if made.get(self.flag) is True and any(map(self.named.search, said)):
            made[self.flag] = False


class _Said:
    """A flag for the state of a thing is set where the text about it says that state: "empty", and not "half full"."""

    def __init__(self, flag: str, text: str, state: str) -> None:
        self.flag, self.text, self.state = flag, text, state

    def __call__(self, rng: Random, made: Made) -> None:
        if isinstance(made.get(self.text), str) and isinstance(made.get(self.flag), bool):
            made[self.flag] = normal(made[self.text]) == self.state


def _members(own: list[Leaf], near: list[Leaf]) -> Iterator[Rewrite]:
    """A "main ingredient" is one of the "ingredients", called as they are."""
    for leaf in own:
        first, _, thing = leaf.field.words.partition(" ")
        lists = _PEOPLE if leaf.field.words in _ONE_OF_PEOPLE else {f"{thing}s"} if first in _ONE_OF and thing else ()
        for one in near if not leaf.field.enum else ():
            called = len(one.steps) == 2 or one.field.words.split(" ")[-1] in _CALLED
            if one.steps[1:2] == ("*",) and in_words(one.steps[0]) in lists and called:
                yield _Member(leaf, one.steps, at_first=first == "first")
                break


class _Member:
    """One of those that a list names."""

    def __init__(self, leaf: Leaf, listed: Steps, at_first: bool) -> None:
        self.leaf, self.listed, self.at_first = leaf, listed, at_first

    def __call__(self, rng: Random, made: Made) -> None:
        named = [box[key] for box, key in holders(made, self.listed)]
        name = self.leaf.steps[0]
        if name in made and named and made[name] not in named:
            value = named[0 if self.at_first else int(rng.random() * len(named))]
            made[name] = value if self.leaf.admits(value) else made[name]
