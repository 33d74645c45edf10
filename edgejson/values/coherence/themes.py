"""Themes made true: the price fits the product, the unit the metric, the diagnosis the complaint."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from random import Random
from typing import Any

from edgejson.values.coherence.leaves import Leaf, Rewrite, Steps, holders
from edgejson.values.meaning.deciding import as_number
from edgejson.values.meaning.numbers import Make, Range, numbers
from edgejson.values.providers import families
from edgejson.values.providers.themes import Family, Span, Theme, names, normal, texts

#: What a theme has for one leaf: values to choose from, or a maker of numbers.
Choice = tuple[Any, ...] | Make


def theme_rules(leaves: list[Leaf], whole: bool) -> list[tuple[Rewrite, tuple[Steps, ...]]]:
    """Rewrites by the families that have at least two roles among some leaves, with the steps that each writes to.

    `whole` asks for the families whose theme is that of a whole record.
    """
    rules: list[tuple[Rewrite, tuple[Steps, ...]]] = []
    for family in families().values():
        if family.whole != whole:
            continue
        spoken = [leaf for leaf in leaves if (whole or leaf.own) and leaf.role in family.roles]
        scope = _scope(family, spoken)
        below = [leaf.below(scope) for leaf in spoken if leaf.steps[: len(scope)] == scope]
        rule = _Rule.compile(family, below)
        if rule is not None:
            made: Rewrite = Inside(scope, [rule]) if scope else rule
            rules.append((made, tuple((*scope, *leaf.steps) for leaf in rule.leaves)))
    return rules


def _scope(family: Family, leaves: list[Leaf]) -> Steps:
    """The list items that have a theme each: those that hold the decisive key and all else that has a role."""
    key = next((leaf for role in family.keys for leaf in leaves if leaf.role == role), None)
    stars = [index for index, step in enumerate(key.steps[:-1]) if step == "*"] if key is not None else []
    scope = key.steps[: stars[-1] + 1] if key is not None and stars else ()
    return scope if all(leaf.steps[: len(scope)] == scope for leaf in leaves) else ()


class Inside:
    """Rewrites of the objects at some steps."""

    def __init__(self, steps: Steps, rules: list[Rewrite]) -> None:
        self.steps, self.rules = steps, rules

    def __call__(self, rng: Random, made: dict[str, Any]) -> None:
        for container, key in holders(made, self.steps):
            if isinstance(container[key], dict):
                for rule in self.rules:
                    rule(rng, container[key])


def inside_each(leaves: list[Leaf], rules_of: Callable[[list[Leaf], list[Leaf]], Iterable[Rewrite]]) -> list[Rewrite]:
    """Rewrites of each object of a record, by the leaves of its own and by all those below it, seen from it."""
    found: list[Rewrite] = []
    for parent in dict.fromkeys(leaf.steps[:-1] for leaf in leaves if leaf.steps[-1] != "*"):
        own = [leaf.below(parent) for leaf in leaves if leaf.steps[:-1] == parent and leaf.steps[-1] != "*"]
        near = [leaf.below(parent) for leaf in leaves if leaf.steps[: len(parent)] == parent]
        rules = list(rules_of(own, near))
        if rules:
            found += [Inside(parent, rules)] if parent else rules
    return found


class _Rule:
    """One family, ready for the leaves of one object."""

    def __init__(self, leaves: list[Leaf], keys: list[int], themes: list[list[Choice]]) -> None:
        self.leaves = leaves
        self.keys = keys  #: places of the key leaves, the most decisive first
        self.themes = themes  #: for each theme, what it has for each leaf
        self.by_value: list[dict[Any, list[int]]] = []
        for key in keys:
            index: dict[Any, list[int]] = {}
            for number, theme in enumerate(themes):
                choice = theme[key]
                for value in choice if isinstance(choice, tuple) else ():
                    index.setdefault(value, []).append(number)
            self.by_value.append(index)
        self.plain = all(leaf.own for leaf in leaves)
        self.closed = {key for key in keys if leaves[key].field.enum}

    @classmethod
    def compile(cls, family: Family, leaves: list[Leaf]) -> _Rule | None:
        """A rule for the leaves that a family speaks of; None where they are too few or too narrow."""
        roles = family.roles
        spoken = [leaf for leaf in leaves if leaf.role in roles]
        spoken = [leaf for leaf in spoken if any(_choice(theme, leaf) for theme in family.themes)]
        if len({leaf.role for leaf in spoken}) < 2:
            return None
        themes = []
        for theme in family.themes:
            choices = [_choice(theme, leaf) for leaf in spoken]
            if all(choice or leaf.role not in theme for choice, leaf in zip(choices, spoken, strict=True)):
                themes.append(choices)
        if not any(leaf.role in family.keys for leaf in spoken):
            return None
        keys = [i for role in family.keys for i, leaf in enumerate(spoken) if leaf.role == role]
        return cls(spoken, keys, themes) if themes else None

    def __call__(self, rng: Random, made: dict[str, Any]) -> None:
        places = [holders(made, leaf.steps) for leaf in self.leaves]
        if sum(map(bool, places)) < 2:
            return
        candidates, settled = self._candidates(places)
        if candidates is None:
            return
        theme = self.themes[candidates[int(rng.random() * len(candidates))]]
        for number, found in enumerate(places):
            choice = theme[number]
            if not found or not choice or number in settled:
                continue
            if not isinstance(choice, tuple):
                for container, key in found:
                    container[key] = choice(rng)
            elif len(found) == 1:
                container, key = found[0]
                container[key] = choice[int(rng.random() * len(choice))]
            else:
                self._spread(rng, choice, found, number)

    def _candidates(self, places: list[list[tuple[Any, Any]]]) -> tuple[Any, set[int]]:
        """Themes that go with the key values that are there, and the leaves that keep theirs; None for no theme."""
        candidates: list[int] | None = None
        within: frozenset[int] | None = None  #: the same, to look up in
        settled: set[int] = set()
        for key, index in zip(self.keys, self.by_value, strict=True):
            if not places[key]:
                continue
            container, name = places[key][0]
            known = index.get(container[name])
            if known is None:
                if key in self.closed and candidates is None:
                    return None, settled
                continue
            narrowed = known if within is None else [number for number in known if number in within]
            if narrowed:
                candidates, within = narrowed, frozenset(narrowed)
                if len(places[key]) == 1:
                    settled.add(key)
        return (range(len(self.themes)) if candidates is None else candidates), settled

    def _spread(self, rng: Random, choice: tuple[Any, ...], found: list[tuple[Any, Any]], number: int) -> None:
        """Different values for the items of lists; a list of scalars that is too long for that is cut."""
        order = _unlike(rng.sample(choice, min(len(choice), 8 * len(found))), len(found))
        for value, (container, key) in zip(order, found, strict=False):
            container[key] = value
        least = self.leaves[number].field.unique
        for container, key in reversed(found[len(order) :]):
            if isinstance(container, list) and key >= 1 and key == len(container) - 1:
                container.pop()
            elif not least:
                container[key] = choice[int(rng.random() * len(choice))]


def _unlike(values: list[Any], count: int) -> list[Any]:
    """`count` of some values, those first that begin with other words than the ones before."""
    seen: set[str] = set()
    first: list[Any] = []
    rest: list[Any] = []
    for value in values:
        opening = " ".join(str(value).split(" ")[:2])
        (rest if opening in seen else first).append(value)
        seen.add(opening)
    return [*first, *rest][:count]


def _choice(theme: Theme, leaf: Leaf) -> Choice:
    """What a theme has for a leaf that the leaf admits."""
    said = theme.get(leaf.role)
    if said is None:
        return ()
    if isinstance(said, Span):
        spread = "money" if said.money else "even"
        known = Range(said.low, said.high, said.decimals, spread)
        low = max((s["minimum"] for s in leaf.field.schemas if "minimum" in s), default=said.low)
        high = min((s["maximum"] for s in leaf.field.schemas if "maximum" in s), default=said.high)
        if low > said.high or high < said.low or not leaf.field.types & {"integer", "number"}:
            return ()
        return numbers(known, leaf.field.schemas, "number" not in leaf.field.types, certain=True) or ()
    if leaf.field.enum:
        called = names(theme, leaf.role)
        return tuple(value for value in leaf.field.enum if normal(value) in called)
    values: tuple[Any, ...] = texts(theme, leaf.role)
    if leaf.field.types & {"integer", "number"} and "string" not in leaf.field.types:
        values = tuple(as_number(value) for value in values)
    return tuple(value for value in values if leaf.admits(value))
