"""What follows from other leaves of a record: a flag from its range, a total from its parts, overdue from the dates."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Any

from edgejson.language.vocabulary import vocabulary
from edgejson.values.coherence.leaves import Leaf, Rewrite, Steps, holders
from edgejson.values.providers.themes import normal

_RANGES = vocabulary("language/en/ranges")
#: Names of the value that lies in a range, of its ends, and of what says how it lies there.
_VALUE, _LOW, _HIGH, _FLAG = (frozenset(_RANGES.rows(f"flagged {part}")) for part in ("value", "low", "high", "flag"))
#: What a flag says below, within and above a range.
_SAID = tuple(frozenset(_RANGES.rows(part)) for part in ("below", "within", "above"))
_MONEY = ("cost", "price", "amount", "fee", "estimate", "charge")


def following_rules(leaves: list[Leaf], outermost: bool) -> list[Rewrite]:
    """Rewrites of an object's own leaves that follow from others; totals over lists in the outermost object."""
    own = {leaf.field.words: leaf for leaf in leaves if leaf.own}
    rules: list[Rewrite] = [*_flags(own), *_sums(own), *_overdue(own)]
    return [*rules, *_totals(leaves)] if outermost else rules


def _numeric(leaf: Leaf) -> bool:
    return bool(leaf.field.types & {"integer", "number"})


def _flags(own: dict[str, Leaf]) -> Iterator[Rewrite]:
    low, high, value = (
        next((leaf for words, leaf in own.items() if words in names and _numeric(leaf)), None)
        for names in (_LOW, _HIGH, _VALUE)
    )
    flag = next((leaf for words, leaf in own.items() if words in _FLAG and leaf.field.enum), None)
    if value is None or flag is None or (low is None and high is None):
        return
    said = [next((one for one in flag.field.enum if normal(one) in words), None) for words in _SAID]
    if said[1] is not None:
        yield _Flag(value.steps[0], low.steps[0] if low else "", high.steps[0] if high else "", flag.steps[0], said)


class _Flag:
    """A flag says how a value lies to the ends of its range that the record states; without those it is normal."""

    def __init__(self, value: str, low: str, high: str, flag: str, said: list[Any]) -> None:
        self.value, self.low, self.high, self.flag, self.said = value, low, high, flag, said

    def __call__(self, rng: Random, made: dict[str, Any]) -> None:
        value, low, high = made.get(self.value), made.get(self.low), made.get(self.high)
        if not isinstance(value, (int, float)) or self.flag not in made:
            return
        place = 1
        if isinstance(low, (int, float)) and value < low:
            place = 0
        elif isinstance(high, (int, float)) and value > high:
            place = 2
        if self.said[place] is not None:
            made[self.flag] = self.said[place]


def _sums(own: dict[str, Leaf]) -> Iterator[Rewrite]:
    """Of an object's numbers: "total time minutes" of "prep time minutes" and "cook time minutes"."""
    for words, leaf in own.items():
        rest = words.removeprefix("total ")
        if rest == words or not _numeric(leaf):
            continue
        parts = [one for other, one in own.items() if other != words and other.endswith(f" {rest}") and _numeric(one)]
        if len(parts) > 1:
            yield _Sum(leaf, [part.steps for part in parts])


def _totals(leaves: list[Leaf]) -> Iterator[Rewrite]:
    """Of lists whose items have one amount each, and no number of pieces: a total of them beside the list."""
    listed = [leaf for leaf in leaves if len(leaf.steps) == 3 and leaf.steps[1] == "*" and _numeric(leaf)]
    amounts = [leaf for leaf in listed if leaf.field.words.split(" ")[-1] in _MONEY]
    if len(amounts) != 1 or len(listed) != 1:
        return
    for leaf in leaves:
        words = leaf.field.words.split(" ")
        if leaf.own and _numeric(leaf) and words[0] == "total" and (len(words) == 1 or words[-1] in _MONEY):
            yield _Sum(leaf, [amounts[0].steps])


class _Sum:
    """A total is the sum of its parts, where the record has at least one of them."""

    def __init__(self, total: Leaf, parts: list[Steps]) -> None:
        self.total, self.parts = total, parts

    def __call__(self, rng: Random, made: dict[str, Any]) -> None:
        found = [box[key] for steps in self.parts for box, key in holders(made, steps)]
        if self.total.steps[0] not in made or not found:
            return
        whole = round(sum(one for one in found if isinstance(one, (int, float))), 2)
        if len(found) < len(self.parts) and made[self.total.steps[0]] > whole:
            return  # the rest is a part that goes unsaid
        exact = int(whole) if float(whole).is_integer() and "number" not in self.total.field.types else whole
        if self.total.admits(exact):
            made[self.total.steps[0]] = exact


def _overdue(own: dict[str, Leaf]) -> Iterator[Rewrite]:
    late = next((leaf for words, leaf in own.items() if words.removeprefix("is ") in ("overdue", "late")), None)
    due = next((leaf for words, leaf in own.items() if words.startswith("due") and leaf.field.format == "date"), None)
    back = next((leaf for words, leaf in own.items() if words.startswith("returned")), None)
    if late is not None and due is not None and "boolean" in late.field.types:
        fine = own.get("fine") or own.get("late fee")
        yield _Overdue(late.steps[0], due.steps[0], back.steps[0] if back else "", fine)


class _Overdue:
    """What came back after its day was late; what was not late costs no fine."""

    def __init__(self, late: str, due: str, back: str, fine: Leaf | None) -> None:
        self.late, self.due, self.back, self.fine = late, due, back, fine

    def __call__(self, rng: Random, made: dict[str, Any]) -> None:
        back, due = made.get(self.back), made.get(self.due)
        if isinstance(back, str) and isinstance(due, str) and self.late in made:
            made[self.late] = back > due
        late = made.get(self.late, back > due if isinstance(back, str) and isinstance(due, str) else False)
        if self.fine is not None and not late and self.fine.steps[0] in made and self.fine.admits(0):
            made[self.fine.steps[0]] = 0
