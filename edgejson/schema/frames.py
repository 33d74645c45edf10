"""Frames: how people say several fields of an object in one go (`x-sentences`, `x-mentions`).

A frame is text with slots: `"{quantity} x {product}[ in {colour}] at {unit_price} each"`.

| written | means |
|---|---|
| `{name}` | the value of the object's property `name`; `{a.b}` reaches into an object inside it |
| `{items}` | an object, or a list of objects, by its own mentions; a list of scalars, enumerated |
| `{paid?already settled|still open}` | a boolean: the words for true, then the words for false |
| `{paid?already settled|}` | a boolean that only one of both is said of: the frame is for such records |
| `{seating=bar}`, `{price=low|cheap}` | a listed value: the frame is for this one only, said so, or in these words |
| `{price=low|cheap;low|affordable;high|pricey}` | for these values, each in one of its words |
| `{items...\n- }` | a list with this between its items |
| `[ in {colour}]` | left out where the record has no `colour`; not nested |
| `(Please send|I'd like)` | one of these words, without slots; parentheses without a bar are just text |

Writers fill frames in; the grounding check reads them: a value in its slot belongs to that slot's field, since
the schema says so. A sentence may be in the first person. A mention is a noun phrase without an end of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, TypeAlias

from edgejson.language.composed import compose
from edgejson.pipeline.errors import UserError


@dataclass(frozen=True)
class Slot:
    """A place for a value; for a boolean that is said in words, the words for true and for false."""

    path: tuple[str, ...]  #: property names from the frame's object
    words: tuple[str, str] | None = None  #: one of them may be "": the frame says the other one only
    joint: str = ""  #: what stands between the items of a list; "" where the writer may choose
    listed: tuple[tuple[str, str], ...] = ()  #: the values that the frame is for, each with its words; () for any


@dataclass(frozen=True)
class Choice:
    """Literal text, in one of several ways; mostly only one."""

    ways: tuple[str, ...]


Piece: TypeAlias = Slot | Choice


@dataclass(frozen=True)
class Segment:
    """Pieces that are said together, or left out together where they may be left out."""

    pieces: tuple[Piece, ...]
    optional: bool

    @cached_property
    def paths(self) -> tuple[tuple[str, ...], ...]:
        """The paths of its slots, in order."""
        return tuple(piece.path for piece in self.pieces if isinstance(piece, Slot))


@dataclass(frozen=True)
class Frame:
    """One way to say several fields of an object."""

    source: str  #: as the schema has it
    segments: tuple[Segment, ...]

    @cached_property
    def required(self) -> frozenset[tuple[str, ...]]:
        """Paths that the object must have for the frame to be usable."""
        return frozenset(path for segment in self.segments if not segment.optional for path in segment.paths)

    @cached_property
    def paths(self) -> tuple[tuple[str, ...], ...]:
        """Paths of all slots, in order."""
        return tuple(path for segment in self.segments for path in segment.paths)

    def literals(self) -> Iterator[str]:
        """All text around the slots, in every way that it may be written."""
        for segment in self.segments:
            for piece in segment.pieces:
                yield from piece.ways if isinstance(piece, Choice) else piece.words or ()


_TOKEN = re.compile(r"\{([^{}]*)\}|\[([^\[\]]*)\]|\(([^(){}|]*\|[^(){}]*)\)")
_LEFT_OVER = re.compile(r"[{}\[\]|]")


@lru_cache(maxsize=4096)
def parse(source: str) -> Frame:
    """A frame from its text. Raises UserError that says what is wrong with it."""
    segments: list[Segment] = []
    for piece in _pieces(source, optional_allowed=True):
        if isinstance(piece, Segment):
            segments.append(piece)
        elif segments and not segments[-1].optional:
            segments[-1] = Segment((*segments[-1].pieces, piece), False)
        else:
            segments.append(Segment((piece,), False))
    frame = Frame(source, tuple(segments))
    if not frame.paths:
        raise UserError(f"the frame {source!r} names no property; write {{name}} where a value goes")
    twice = next((path for path in frame.paths if frame.paths.count(path) > 1), None)
    if twice:
        raise UserError(f"the frame {source!r} has {{{'.'.join(twice)}}} twice; a value goes to one place")
    return frame


def _pieces(source: str, optional_allowed: bool) -> Iterator[Piece | Segment]:
    start = 0
    for token in _TOKEN.finditer(source):
        if token.start() > start:
            yield _literal(source[start : token.start()], source)
        slot, optional, choice = token.groups()
        if slot is not None:
            yield _slot(slot, source)
        elif choice is not None:
            yield Choice(tuple(compose(choice).split("|")))
        else:
            inner = tuple(p for p in _pieces(optional, False) if not isinstance(p, Segment))
            segment = Segment(inner, True)
            if not optional_allowed or not segment.paths:
                raise UserError(f"the frame {source!r}: [{optional}] names no property, or is inside another [...]")
            yield segment
        start = token.end()
    if start < len(source):
        yield _literal(source[start:], source)


def _literal(text: str, source: str) -> Choice:
    if _LEFT_OVER.search(text):
        raise UserError(f"the frame {source!r} has a bracket or bar without its partner, or brackets in brackets")
    return Choice((compose(text),))


def _slot(inside: str, source: str) -> Slot:
    name, asked, words = inside.partition("?")
    name, _, joint = name.partition("...")
    name, _, only = name.partition("=")
    listed = tuple(_listed(way) for way in only.split(";")) if only else ()
    path = tuple(name.split("."))
    if not all(path):
        raise UserError(f"the frame {source!r} has a slot without a name; write {{name}}")
    if not asked:
        return Slot(path, joint=joint, listed=listed)
    true, bar, false = words.partition("|")
    if not bar or not (true.strip() or false.strip()):
        raise UserError(
            f"the frame {source!r}: {{{inside}}} needs words for both, {{name?words if true|words if false}}; "
            "a side without words says that the frame is not for it"
        )
    return Slot(path, (compose(true), compose(false)))


def _listed(way: str) -> tuple[str, str]:
    value, _, words = (compose(part.strip()) for part in way.partition("|"))
    return value, words or value


def faults(source: str, node: Any) -> Iterator[str]:
    """What is wrong with a frame of an object schema: it can't be read, or names what the object doesn't declare."""
    try:
        frame = parse(source)
    except UserError as error:
        yield str(error)
        return
    for path in frame.paths:
        if missing := _undeclared(node, path):
            yield f"no property {missing!r} is declared there; name one of the object's own"


def _undeclared(node: Any, path: tuple[str, ...]) -> str:
    """The step of a path that an object schema, which declares properties itself, does not declare; "" for none."""
    for step in path:
        declared = node.get("properties") if isinstance(node, dict) else None
        if not isinstance(declared, dict) or "$ref" in node or "allOf" in node:
            return ""
        if step not in declared:
            return step
        node = declared[step]
    return ""
