"""Regular expressions of schemas (ECMA-262) -> strings that match them.

The standard library's parser gives the tree; it is compiled once into closures. (rstr walks the tree for each
string: 30 us for three letters and six digits, 11 ms for a repeat within a repeat, and knows no length.) What a
tree can't promise - lookaround, back references, several patterns at once - is found by search.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from random import Random
from typing import Any

from edgejson.values.engine.pattern_syntax import op, tree_of

Maker = Callable[[Random, int], str]  #: (stream, how much room there is) -> text

LETTERS = "abcdefghijklmnopqrstuvwxyz"
DIGITS = "0123456789"
PRINTABLE = LETTERS + LETTERS.upper() + DIGITS + "-_.,:;!?/+*=@#$%&()[]{}<>|~^'\"`\\ "
#: Drawn from where a pattern allows nearly anything: it reads better than punctuation.
PLAIN = LETTERS + DIGITS
#: Repeats of an open-ended repeat that are drawn freely.
SPREAD = 8


@lru_cache(maxsize=4096)
def maker_of(pattern: str, min_length: int = 0, max_length: int | None = None) -> Callable[[Random], str]:
    """A maker of strings that (mostly) match `pattern` anywhere and have a length in bounds, in characters.

    Raises re.error for a pattern that can't be read.
    """
    tree = tree_of(pattern)
    make, low, high = _sequence(tree, Groups(ordered="GROUPREF" in repr(tree)))
    starts, ends = _anchors(tree)
    limit = 10**6 if max_length is None else max_length
    longest = min(limit, high)

    def matching(rng: Random) -> str:
        room = longest - low
        if room > 0:
            typical = max(min_length - low, 0)
            room = min(room, typical + rng.randint(0, 2 * SPREAD))
        text = make(rng, max(room, 0))
        missing = min_length - len(text)
        if missing > 0:
            if not ends:
                text += "".join(rng.choices(PLAIN, k=missing))
            elif not starts:
                text = "".join(rng.choices(PLAIN, k=missing)) + text
            else:
                text = make(rng, max(min(longest, 2 * min_length) - low, 0))
        return text

    return matching


@lru_cache(maxsize=4096)
def exact(pattern: str) -> bool:
    """Does every string that a maker makes match, lengths aside? (To check can take long: backtracking.)"""
    tree = repr(tree_of(pattern))
    return not any(word in tree for word in ("ASSERT", "BOUNDARY", "GROUPREF", "ATOMIC", "POSSESSIVE"))


@lru_cache(maxsize=4096)
def anchored_ends(pattern: str) -> tuple[bool, bool]:
    """Does a pattern begin with ^, does it end with $ or with something that repeats as often as it likes?"""
    tree = tree_of(pattern)
    starts, ends = _anchors(tree)
    return starts or _endless(tree[:1]), ends or _endless(tree[-1:])


def _endless(tree: list[Any]) -> bool:
    return bool(tree) and tree[0][0] in (op.MAX_REPEAT, op.MIN_REPEAT) and tree[0][1][1] is op.MAXREPEAT


def _anchors(tree: list[Any]) -> tuple[bool, bool]:
    """Does the pattern begin with ^, does it end with $?"""

    def anchored(entry: Any, kinds: tuple[Any, ...]) -> bool:
        if entry[0] is op.AT:
            return entry[1] in kinds
        if entry[0] is op.SUBPATTERN and len(entry[1][3]):
            return anchored(list(entry[1][3])[0 if op.AT_BEGINNING in kinds else -1], kinds)
        if entry[0] is op.BRANCH:
            side = 0 if op.AT_BEGINNING in kinds else -1
            return any(len(way) and anchored(list(way)[side], kinds) for way in entry[1][1])
        return False

    if not tree:
        return False, False
    return (
        anchored(tree[0], (op.AT_BEGINNING, op.AT_BEGINNING_STRING)),
        anchored(tree[-1], (op.AT_END, op.AT_END_STRING)),
    )


@dataclass(slots=True)
class Groups:
    """The groups of one pattern: what each last came out as, and whether a later part refers to one."""

    ordered: bool
    texts: dict[int, str] = field(default_factory=dict)


Part = tuple[Maker, int, int]  #: maker, least and greatest length


def _sequence(tree: list[Any], groups: Groups) -> Part:
    parts = [part for part in (_part(entry, groups) for entry in tree) if part is not None]
    if not parts:
        return (lambda rng, room: ""), 0, 0
    if len(parts) == 1:
        return parts[0]
    low, high = sum(part[1] for part in parts), sum(part[2] for part in parts)
    fixed = all(part[1] == part[2] for part in parts)
    makers = [part[0] for part in parts]
    if fixed:
        return (lambda rng, room: "".join([make(rng, 0) for make in makers])), low, high
    lows = [part[1] for part in parts]
    order = list(range(len(parts)))

    def make(rng: Random, room: int) -> str:
        texts = [""] * len(order)
        visiting = order if groups.ordered else rng.sample(order, len(order))
        for index in visiting:
            texts[index] = text = makers[index](rng, room)
            room -= len(text) - lows[index]
        return "".join(texts)

    return make, low, high


def _part(entry: tuple[Any, Any], groups: Groups) -> Part | None:
    kind, value = entry
    build = _PARTS.get(kind)
    return build(value, groups) if build else None


def _literal(value: int, groups: Groups) -> Part:
    text = chr(value)
    return (lambda rng, room: text), 1, 1


def _one_of(characters: str) -> Part | None:
    if not characters:
        return None
    count = len(characters)
    return (lambda rng, room: characters[int(rng.random() * count)]), 1, 1


def _not_literal(value: int, groups: Groups) -> Part | None:
    return _one_of("".join(c for c in PLAIN if ord(c) != value))


def _any(value: Any, groups: Groups) -> Part | None:
    return _one_of(PLAIN)


def _in(value: list[Any], groups: Groups) -> Part | None:
    return _one_of(_members(tuple(map(_frozen, value))))


def _frozen(item: Any) -> Any:
    return (item[0], tuple(item[1])) if isinstance(item[1], list) else tuple(item)


@lru_cache(maxsize=4096)
def _members(items: tuple[Any, ...]) -> str:
    negated = bool(items) and items[0][0] is op.NEGATE
    chosen: dict[str, None] = {}
    for kind, value in items[1:] if negated else items:
        if kind is op.LITERAL:
            chosen[chr(value)] = None
        elif kind is op.RANGE:
            for code in range(value[0], min(value[1], value[0] + 2000) + 1):
                chosen[chr(code)] = None
        elif kind is op.CATEGORY:
            chosen.update(dict.fromkeys(_category(value)))
    if negated:
        plain = "".join(c for c in PLAIN if c not in chosen)
        return plain or "".join(c for c in PRINTABLE if c not in chosen) or "é"
    printable = "".join(c for c in chosen if c.isprintable() and not 0xD800 <= ord(c) <= 0xDFFF)
    plain = "".join(c for c in printable if c in PLAIN or c in LETTERS.upper())
    if len(chosen) > 120 and plain:
        return plain
    return printable or "".join(c for c in chosen if not 0xD800 <= ord(c) <= 0xDFFF)


def _category(value: Any) -> str:
    return {
        op.CATEGORY_DIGIT: DIGITS,
        op.CATEGORY_NOT_DIGIT: LETTERS,
        op.CATEGORY_WORD: PLAIN + LETTERS.upper() + "_",
        op.CATEGORY_NOT_WORD: " -.",
        op.CATEGORY_SPACE: " ",
        op.CATEGORY_NOT_SPACE: PLAIN,
    }.get(value, LETTERS)


def _subpattern(value: Any, groups: Groups) -> Part:
    number, _, _, tree = value
    make, low, high = _sequence(list(tree), groups)
    if number is None:
        return make, low, high

    def remembered(rng: Random, room: int) -> str:
        groups.texts[number] = text = make(rng, room)
        return text

    return remembered, low, high


def _group_reference(value: int, groups: Groups) -> Part:
    return (lambda rng, room: groups.texts.get(value, "")), 0, 0


def _branch(value: Any, groups: Groups) -> Part:
    ways = [_sequence(list(tree), groups) for tree in value[1]]
    low = min(way[1] for way in ways)

    def make(rng: Random, room: int) -> str:
        open_ways = [way for way in ways if way[1] - low <= room]
        chosen, its_low, _ = open_ways[int(rng.random() * len(open_ways))] if open_ways else ways[0]
        return chosen(rng, room - (its_low - low))

    return make, low, max(way[2] for way in ways)


def _characters(tree: list[Any]) -> str:
    """The characters that a part of a pattern may be, if it is always a single one."""
    if len(tree) != 1:
        return ""
    kind, value = tree[0]
    if kind is op.LITERAL:
        return chr(value)
    if kind is op.IN:
        return _members(tuple(map(_frozen, value)))
    return PLAIN if kind is op.ANY else ""


def _repeat(value: Any, groups: Groups) -> Part:
    least, most, tree = value
    make, low, high = _sequence(list(tree), groups)
    endless = most is op.MAXREPEAT or most > 10**5
    most = 10**5 if endless else most
    cost = max(low, 1)
    characters = _characters(list(tree))
    if characters:  # the usual case, a run of single characters

        def run(rng: Random, room: int) -> str:
            count = least + int(rng.random() * (min(most - least, room) + 1)) if most > least else least
            return "".join(rng.choices(characters, k=count))

        return run, least, most

    def repeated(rng: Random, room: int) -> str:
        extra = min(most - least, room // cost)
        count = least + int(rng.random() * (min(extra, SPREAD if high > low else extra) + 1)) if extra > 0 else least
        room -= (count - least) * low
        texts = []
        for _ in range(count):
            text = make(rng, max(room, 0))
            room -= len(text) - low
            texts.append(text)
        return "".join(texts)

    return repeated, least * low, min(most * high, 10**6)


def _assert(value: Any, groups: Groups) -> Part | None:
    return None  # found by search


_PARTS: dict[Any, Callable[[Any, Groups], Part | None]] = {
    op.LITERAL: _literal,
    op.NOT_LITERAL: _not_literal,
    op.ANY: _any,
    op.IN: _in,
    op.SUBPATTERN: _subpattern,
    op.GROUPREF: _group_reference,
    op.BRANCH: _branch,
    op.MAX_REPEAT: _repeat,
    op.MIN_REPEAT: _repeat,
    op.POSSESSIVE_REPEAT: _repeat,
    op.ASSERT: _assert,
    op.ASSERT_NOT: _assert,
}
