"""The author of whole texts (`x-texts`), ready for writing: his texts as models, and all his sentences."""

from __future__ import annotations

from dataclasses import dataclass, replace

from edgejson.forms import kind_of
from edgejson.forms.dates import DATES, TIMES
from edgejson.forms.kinds import OPEN
from edgejson.forms.numbers import GROUPED
from edgejson.schema.fields import Field, FieldMap
from edgejson.schema.frames import Choice, Frame, Slot
from edgejson.schema.texts import Text
from edgejson.text.frame_writing import Cast, cast


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """A sentence or line of an author, ready for writing."""

    source: str
    cast: Cast | None  #: None for words without a value
    gap: str  #: white space behind it
    loose: bool | None  #: begins in lower case; None where a value begins it
    bare: bool  #: a value and no words: a name below a letter
    ended: bool  #: ends in a mark, so that another sentence may follow


@dataclass(frozen=True, slots=True, eq=False)
class Sketch:
    """A text of an author as a model for others."""

    lines: tuple[Line, ...]
    loose: bool  #: no sentence begins with a capital
    names: frozenset[str]  #: properties that it can say
    lines_told: bool  #: a sentence of it begins with a word, in capitals or not
    only: tuple[tuple[str, frozenset[str]], ...]  #: properties that it says of some values alone, with those


@dataclass(frozen=True, slots=True, eq=False)
class Hand:
    """How one author writes: his texts, and all his sentences."""

    sketches: tuple[Sketch, ...]
    lines: tuple[Line, ...]
    first: frozenset[str]  #: sentences that only begin texts of several
    last: frozenset[str]  #: lines without a full stop that only end them: "Thanks, {name}"
    styles: dict[str, dict[str, int]]  #: kind of value -> style -> how often the author uses it


def hand(fields: FieldMap) -> Hand | None:
    """The author of a schema's texts; None where it has none."""
    field = fields.field(())
    if not field.texts:
        return None
    sketches = list(map(_sketch, field.texts))
    told = {line.loose for sketch in sketches for line in sketch.lines}
    usual = True in told and False not in told  #: where values begin all sentences of a text
    sketches = [each if each.lines_told else replace(each, loose=usual) for each in sketches]
    places: dict[str, set[str]] = {}
    for text in field.texts:
        last = len(text.units) - 1
        for at, unit in enumerate(text.units):
            place = "first" if at == 0 < last else "last" if 0 < at == last else "mid"
            places.setdefault(unit.source, set()).add(place)
    return Hand(
        tuple(sketches),
        tuple(_line(frame.source, frame, " ") for frame in field.sentences),
        frozenset(source for source, seen in places.items() if seen == {"first"}),
        frozenset(source for source, seen in places.items() if seen == {"last"} and source[-1:] not in ".!?"),
        _styles(fields, (), {}),
    )


#: How deep styles are looked for.
_DEEPEST = 6


def _styles(fields: FieldMap, path: tuple[str, ...], found: dict[str, dict[str, int]]) -> dict[str, dict[str, int]]:
    """The styles of all fields at and below a path, by their kind."""
    field = fields.field(path)
    for style, weight in field.styles.items():
        known = found.setdefault(_kind_of_style(field, style), {})
        known[style] = known.get(style, 0) + weight
    if len(path) < _DEEPEST:
        for name in (*fields.properties(path), *(("*",) if "array" in field.types else ())):
            _styles(fields, (*path, name), found)
    return found


def _kind_of_style(field: Field, style: str) -> str:
    """The kind of value that is written in a style.

    "19:30" is a time of day where no `format` says so, too; separators of thousands stand in numbers of any kind.
    """
    if style == GROUPED:
        return "grouping"
    kind = kind_of(field)
    if kind not in OPEN:
        return kind
    return "time" if style in TIMES else "date" if style in DATES else kind


def _sketch(text: Text) -> Sketch:
    lines = tuple(_line(unit.source, unit.frame, unit.gap) for unit in text.units)
    names = frozenset(name for line in lines if line.cast for name in line.cast.names)
    slots = [
        (slot.path[0], frozenset(value for value, _ in slot.listed))
        for unit in text.units
        if unit.frame is not None
        for segment in unit.frame.segments
        for slot in segment.pieces
        if isinstance(slot, Slot) and slot.listed and len(slot.path) == 1
    ]
    begun = any(line.loose is not None for line in lines)
    return Sketch(lines, not any(line.loose is False for line in lines), names, begun, tuple(slots))


def _line(source: str, frame: Frame | None, gap: str) -> Line:
    literal = source
    if frame is not None:
        first = frame.segments[0].pieces[0]
        said = first.ways[0] if isinstance(first, Choice) else (first.words or ("", ""))[0] or (first.words or "  ")[1]
        literal = said.strip() or (first.listed[0][1] if isinstance(first, Slot) and first.listed else "")
    begins = next((letter for letter in literal if letter.isalpha()), "")
    only = frame is not None and len(frame.segments) == 1 and not frame.segments[0].optional
    bare = frame is not None and only and all(isinstance(piece, Slot) for piece in frame.segments[0].pieces)
    return Line(
        source,
        cast(frame, False) if frame is not None else None,
        gap,
        None if not begins else begins.islower(),
        bare and "?" not in source,
        source.rstrip(")\"'")[-1:] in ".!?:",
    )
