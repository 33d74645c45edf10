"""Ids and people that a record speaks of exist in it; the items of a list are different things."""

from __future__ import annotations

import re
from collections.abc import Iterator
from random import Random
from typing import Any

from edgejson.language.names import in_words, singular
from edgejson.language.vocabulary import vocabulary
from edgejson.schema.fields import FieldMap
from edgejson.values.coherence.leaves import Leaf, Rewrite, Steps, holders

#: Lists of people, and who among the people named in lists of other things must be one of them.
_GROUPS = ("attendee", "participant", "member", "invitee", "guest")
_ROLES = ("owner", "assignee", "responsible", "assigned to", "presenter", "speaker", "proposed by", "lead")
#: Remarks, and the people named elsewhere in a record who make them.
_REMARKS = ("comment", "reply", "message", "note", "response")
_TALKERS = ("requester", "assignee", "customer", "agent", "reporter", "owner")

#: What the two ends of a journey are called.
_ENDS = (("from", "to"), ("origin", "destination"), ("departure airport", "arrival airport"))

#: What a step of a recipe begins with.
_VERBS = re.compile(r"[A-Z][a-z]+")

#: Share of remarks that come from one of them.
_SHARE = 0.9


def reference_rules(fields: FieldMap, path: Steps, leaves: list[Leaf]) -> list[Rewrite]:
    """Rewrites that make the items of a record's lists distinct and its references point at something."""
    rules: list[Rewrite] = []
    lists = dict.fromkeys(leaf.steps[:-1] for leaf in leaves if len(leaf.steps) > 2 and leaf.steps[-2] == "*")
    for steps in lists:
        first = next(leaf for leaf in leaves if leaf.steps[:-1] == steps)
        if "string" in first.field.types:
            least = max((s.get("minItems", 0) for s in fields.field((*path, *steps[:-1])).schemas), default=0)
            rules.append(_Distinct(steps[:-1], first.steps[-1], least))
    for leaf in leaves:
        if len(leaf.steps) > 2 and leaf.steps[-2] == "*":
            if leaf.field.types == {"boolean"} and leaf.field.words.removeprefix("is ") in (
                "primary",
                "main",
                "default",
            ):
                rules.append(_OneMain(leaf.steps))
            elif leaf.field.enum and leaf.field.words in ("role", "position"):
                rules.append(_Spread(leaf))
    for steps in lists:  # who pays whom follows from their parts
        rules += _id_rules(steps, leaves)
    for leaf in leaves:
        if leaf.role == "cooking_step" and leaf.steps[-1] == "*":
            rules.append(_InOrder(leaf.steps[:-1]))
    rules += _people_rules(leaves)
    rules += _journey_rules(leaves)
    return rules


def _siblings(made: Any, steps: Steps) -> Iterator[list[Any]]:
    """The lists whose items have the leaf at some steps, each with its items that have it."""
    for container, key in holders(made, steps[:-2]) if len(steps) > 2 else ():
        if isinstance(container[key], list):
            yield [item for item in container[key] if isinstance(item, dict) and steps[-1] in item]


class _OneMain:
    """Of a list's items exactly one, the first, is the main one."""

    def __init__(self, steps: Steps) -> None:
        self.steps = steps

    def __call__(self, rng: Random, made: dict[str, Any]) -> None:
        for items in _siblings(made, self.steps):
            for index, item in enumerate(items):
                item[self.steps[-1]] = index == 0


class _Spread:
    """The items of a list play different parts, the first two that the schema names among them."""

    def __init__(self, leaf: Leaf) -> None:
        self.steps, self.values = leaf.steps, leaf.field.enum

    def __call__(self, rng: Random, made: dict[str, Any]) -> None:
        for items in _siblings(made, self.steps):
            if 1 < len(items) <= len(self.values):
                parts = [*self.values[:2], *rng.sample(self.values[2:], max(0, len(items) - 2))]
                rng.shuffle(parts)
                for item, value in zip(items, parts, strict=True):
                    item[self.steps[-1]] = value


class _Distinct:
    """Items that repeat what identifies them are left out, as far as the list may get shorter."""

    def __init__(self, steps: Steps, key: str, least: int) -> None:
        self.steps, self.key, self.least = steps, key, least

    def __call__(self, rng: Random, made: dict[str, Any]) -> None:
        for container, name in holders(made, self.steps):
            items = container[name]
            if not isinstance(items, list) or len(items) < 2:
                continue
            seen: set[Any] = set()
            for index in range(len(items) - 1, -1, -1):
                item = items[index]
                value = item.get(self.key) if isinstance(item, dict) else None
                if isinstance(value, str) and value in seen and len(items) > self.least:
                    del items[index]
                elif isinstance(value, str):
                    seen.add(value)


class _InOrder:
    """The steps of a recipe in the order of cooking, each kind of step once where more are left."""

    def __init__(self, steps: Steps) -> None:
        self.steps = steps
        rows = vocabulary("values/providers/roles").rows("cooking_step")
        self.stages = {word: number for number, row in enumerate(rows) for word in _VERBS.findall(row.split(" ")[0])}

    def __call__(self, rng: Random, made: dict[str, Any]) -> None:
        for container, key in holders(made, self.steps):
            by_stage: dict[int, str] = {}
            for said in container[key] if isinstance(container[key], list) else ():
                by_stage.setdefault(self.stages.get(str(said).partition(" ")[0], -1), said)
            if len(by_stage) > 1 and -1 not in by_stage:
                container[key] = [by_stage[stage] for stage in sorted(by_stage)]


def _id_rules(steps: Steps, leaves: list[Leaf]) -> Iterator[Rewrite]:
    """References to the items of one list by their id."""
    noun = singular(in_words(steps[-2]))
    ids = [leaf for leaf in leaves if leaf.steps[:-1] == steps and leaf.field.words in (f"{noun} id", "id")]
    if not ids:
        return
    meant = [
        leaf
        for leaf in leaves
        if leaf.steps[: len(steps)] != steps and "string" in leaf.field.types and not leaf.field.enum
        and f" {leaf.field.words.removesuffix(' id')}".endswith(f" {noun}")
        and (leaf.field.words.endswith(" id") or leaf.field.pattern == ids[0].field.pattern != "")
    ]  # fmt: skip
    groups: dict[Steps, list[Leaf]] = {}
    for leaf in meant:
        groups.setdefault(leaf.steps[:-1], []).append(leaf)
    for group in groups.values():
        yield _Pointing(ids[0].steps, group)


class _Pointing:
    """Leaves of one object that hold ids of a list's items, different ones where there are enough."""

    def __init__(self, ids: Steps, leaves: list[Leaf]) -> None:
        self.ids = ids
        self.parent = leaves[0].steps[:-1]
        self.leaves = [(leaf.steps[-1], leaf.admits) for leaf in leaves]
        self.paying = [leaf.field.words.split(" ")[0] for leaf in leaves] == ["from", "to"]

    def payer(self, made: dict[str, Any]) -> Any:
        """The id of the first item that has the part of one who pays."""
        for container, key in holders(made, self.ids[:-1]):
            if container[key].get("role") in ("buyer", "payer", "tenant", "customer", "client"):
                return container[key].get(self.ids[-1])
        return None

    def __call__(self, rng: Random, made: dict[str, Any]) -> None:
        known = [container[key] for container, key in holders(made, self.ids)]
        if not known:
            return
        for container, key in holders(made, self.parent) if self.parent else [((made,), 0)]:
            target = container[key]
            present = [(name, admits) for name, admits in self.leaves if isinstance(target, dict) and name in target]
            chosen = rng.sample(known, min(len(known), len(present)))
            if self.paying and self.payer(made) == chosen[-1]:
                chosen.reverse()
            for (name, admits), value in zip(present, chosen, strict=False):
                if admits(value):
                    target[name] = value


def _journey_rules(leaves: list[Leaf]) -> Iterator[Rewrite]:
    """Legs of a journey: each starts where the one before ended, and ends elsewhere."""
    starts = {leaf.steps: leaf for leaf in leaves if "*" in leaf.steps and leaf.steps[-2] == "departure"}
    for leaf in leaves:
        start = starts.get((*leaf.steps[:-2], "departure", leaf.steps[-1])) if len(leaf.steps) > 3 else None
        meets = start is not None and leaf.steps[-2] == "arrival" and leaf.field.enum == start.field.enum
        if start is not None and meets and len(leaf.field.enum) > 2:
            yield _Legs(start.steps, leaf)
    yield from _stages(leaves)


def _stages(leaves: list[Leaf]) -> Iterator[Rewrite]:
    """The same where a list's items say "from" and "to" themselves; one that stands alone goes elsewhere, too."""
    for start, end in _ENDS:
        for leaf in leaves:
            if leaf.field.words != start or leaf.field.enum or not leaf.role:
                continue
            other = next((one for one in leaves if one.steps[:-1] == leaf.steps[:-1] and one.field.words == end), None)
            if other is not None and other.role == leaf.role:
                yield _Stages(leaf.steps, other)


class _Legs:
    """The places between which the items of a list travel."""

    def __init__(self, starts: Steps, end: Leaf) -> None:
        self.starts, self.end = starts, end

    def __call__(self, rng: Random, made: dict[str, Any]) -> None:
        last: Any = None
        ends = holders(made, self.end.steps)
        for (start, key), (end, name) in zip(holders(made, self.starts), ends, strict=False):
            if last is not None:
                start[key] = last
            if end[name] == start[key]:
                end[name] = rng.choice([place for place in self.end.field.enum if place != start[key]])
            last = end[name]


def _people_rules(leaves: list[Leaf]) -> Iterator[Rewrite]:
    """People in charge come from the list of those present; remarks come from those concerned."""
    people = [leaf for leaf in leaves if leaf.role == "name"]
    groups = [
        leaf for leaf in people if leaf.steps[-1] == "*" and singular(in_words(leaf.steps[-2])) in _GROUPS
    ]  # fmt: skip
    if groups:
        for leaf in people:
            if "*" in leaf.steps[:-1] and leaf.field.words in _ROLES:
                yield _OneOf(leaf, [groups[0].steps], 1.0)
    talkers = [
        leaf.steps
        for leaf in people
        if "*" not in leaf.steps and ({in_words(step) for step in leaf.steps} & set(_TALKERS))
    ]
    for leaf in people:
        inside = [singular(in_words(step)) for step in leaf.steps[:-1]]
        if (
            talkers
            and "*" in leaf.steps
            and set(inside) & set(_REMARKS)
            and leaf.field.words in ("author", "name", "by", "from")
        ):
            yield _OneOf(leaf, talkers, _SHARE)


class _Stages:
    """Places between which a journey goes: nobody travels to where he is, or starts from where he isn't."""

    def __init__(self, starts: Steps, end: Leaf) -> None:
        self.starts, self.end = starts, end

    def __call__(self, rng: Random, made: dict[str, Any]) -> None:
        last: Any = None
        ends = {id(box): (box, key) for box, key in holders(made, self.end.steps)}
        known = [box[key] for box, key in (*holders(made, self.starts), *ends.values())]
        for box, key in holders(made, self.starts):
            if last is not None:
                box[key] = last
            last = None
            if id(box) in ends:
                there, name = ends[id(box)]
                if there[name] == box[key]:
                    there[name] = next((place for place in known if place != box[key]), there[name])
                last = there[name]


class _OneOf:
    """A person who is one of those named elsewhere in the record; what is internal is not a customer's."""

    def __init__(self, leaf: Leaf, sources: list[Steps], share: float) -> None:
        self.leaf, self.sources, self.share = leaf, sources, share

    def __call__(self, rng: Random, made: dict[str, Any]) -> None:
        for container, key in holders(made, self.leaf.steps):
            hidden = isinstance(container, dict) and container.get("internal") is True
            sources = [steps for steps in self.sources if not (hidden and steps[0] in ("requester", "customer"))]
            known = [c[k] for steps in sources for c, k in holders(made, steps) if isinstance(c[k], str)]
            if known and rng.random() < self.share:
                value = known[int(rng.random() * len(known))]
                if self.leaf.admits(value):
                    container[key] = value
