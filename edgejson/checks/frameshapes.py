"""Frames compiled for reading: their literal words as patterns that noise does not break, their slots as holes.

A pattern is matched in a lower-case text with plain marks. White space, line wraps with their quotation marks,
remains of HTML and quotation marks around a value may stand where a frame has a space or a slot's border.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, cached_property, lru_cache
from itertools import takewhile

from edgejson.checks.cues import Cues, words_of
from edgejson.checks.framewords import Needed
from edgejson.checks.lexicon import GLUE, PREPOSITIONS
from edgejson.fields import Field, FieldMap
from edgejson.frames import Choice, Frame, Slot
from edgejson.text.forms import kind_of
from edgejson.text.forms.numbers import CURRENCY_WORDS, units_of
from edgejson.text.forms.words import enum_forms

Names = tuple[str, ...]

#: Where a frame has a space.
SPACE = r"(?:[\s>]|&nbsp;|<[^<>\n]{1,6}>|\\n|\\t)+"
#: Marks that may stand around a value.
DECOR = r"[\"'*_`\\]*"
#: No word runs into what follows.
_BORDER = r"(?:(?<![^\W_])|(?=[\W_]))"
#: From words to the value that they announce.
_INTO = r"[ \t:=#(<\"*_`\\]{0,12}(?:\n[ \t>]*)?"
_TOKEN = re.compile(r"[^\W_]+|\s+|.", re.DOTALL)
_DASHES = "-–—"
CURRENCIES = "|".join(
    sorted({word.lower() for code, words in CURRENCY_WORDS.items() for word in (code, *words)}, key=len, reverse=True)
)
#: Between two items of an enumeration: marks, words, the end of a line with what the next one begins with.
SEPARATOR = (
    r"[ \t\"'*_`\\>]*(?:(?:[,;/|&+·•–—-]+|\n|(?<![^\W_])(?:and|or|plus|then|also|as well as|along with)(?![^\W_])"
    r"|<[^<>\n]{1,6}>)[ \t\"'*`\\>]*(?:\d[.)]\s+)?)+"
)
#: What ends a value that no literal ends: a mark, the end of a line, words that go on with the sentence.
STOP = r"[\"'*_`\\]*(?:[.,;:!?)\]|<]|\s*(?:\n|$)|\s+(?:[-–—(/]|(?:and|or|to|for|with|from|which|who|is|was|are)\b))"

_SMALL = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
_NUMBER = rf"(?:-?\d[\d,]*(?:\.\d+)?(?: ?(?:%|percent(?![^\W_])))?|(?:{_SMALL})(?![^\W_]))"
_MONEY = rf"(?:(?:{CURRENCIES}) )?[$€£¥₹]? ?-?\d[\d,]*(?:\.\d+)?(?: ?(?:%|°[cf]|{CURRENCIES})(?![^\W_]))?"
_NAMED_DAY = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun)"
_DATE = (
    rf"(?=[^\n.;!?]{{0,24}}\d)(?:the )?(?:\d|{_NAMED_DAY})"
    r"(?:[^\W_]|[ ,:/.+()-]{1,2}(?=[^\W_])){3,40}?"
)
_NUMERIC = ("number", "integer", "money", "percent", "fraction")
_WILD: dict[str, str] = {
    **dict.fromkeys(_NUMERIC, _NUMBER),
    "money": _MONEY,
    **dict.fromkeys(("date", "datetime", "time", "duration"), _DATE),
    "phone": r"[+(]?\d[\d ().-]{5,22}\d",
    "email": r"[^\s,;\"@]+@[^\s,;\"()<>]+[^\W_]",
    "url": r"[^\s,;\"]+\.[^\s,;\"]+[^\W_]",
    "currency": rf"(?:[$€£¥₹]|(?:{CURRENCIES})(?![^\W_]))",
}
_IN_STRING = r"(?:[^\s;:!?\"().]|\.(?=\w))"
#: A string in quotation marks.
_QUOTED = r"[^\"\n]{1,200}?"
#: A string of up to eight words.
_STRING = rf"[^\W_]{_IN_STRING}*?(?: {_IN_STRING}+?){{0,7}}?"


@cache
def _compiled(source: str) -> re.Pattern[str]:
    """A pattern, compiled once for all schemas and frames that have it: `re` itself keeps a few hundred only."""
    return re.compile(source)


@dataclass(frozen=True)
class Words:
    """Literal text of a frame."""

    source: str  #: the pattern, without marks around
    telling: bool  #: are there words that are no glue?
    needle: str = ""  #: stands in every text that has the words
    loose: str = ""  #: the pattern with slips of the keyboard
    said: str = ""  #: the words themselves, in lower case, where there is one way to say them

    @cached_property
    def at(self) -> re.Pattern[str]:
        """Matches at a place behind a value; group 1 ends where marks ahead of the next value begin."""
        return _compiled(f"({DECOR}{self.source}){DECOR}")

    @cached_property
    def at_loosely(self) -> re.Pattern[str]:
        """As `at`, with slips of the keyboard."""
        return _compiled(f"({DECOR}{self.loose}){DECOR}")

    @cached_property
    def ahead_loosely(self) -> re.Pattern[str]:
        """As `ahead`, with slips of the keyboard."""
        return _compiled(rf"{_BORDER}{self.loose}{DECOR}\Z")

    @cached_property
    def ahead(self) -> re.Pattern[str]:
        """Finds the words directly ahead of the end of the stretch that is searched."""
        return _compiled(rf"{_BORDER}{self.source}{DECOR}\Z")

    @cached_property
    def anywhere(self) -> re.Pattern[str]:
        """Finds the words wherever they stand: what follows them is taken back."""
        return _compiled(rf"{_BORDER}{self.source}{DECOR}")


@dataclass(frozen=True)
class Hole:
    """A slot."""

    path: Names  #: from the frame's object
    wild: str  #: pattern of any value of its kind
    said: tuple[Words, Words] | None  #: words for true, for false
    typed: bool  #: values of its kind can be told from other words
    follows: str  #: pattern of what may stand behind it

    @cached_property
    def filled(self) -> re.Pattern[str]:
        """Matches any value of its kind, before what follows in the frame."""
        return _compiled(f"({self.wild}){DECOR}(?={self.follows})")

    @cached_property
    def uttered(self) -> re.Pattern[str]:
        """Matches any value of its kind behind its words."""
        return _compiled(f"{_INTO}({self.wild}){DECOR}(?={self.follows}|{STOP})")

    @cached_property
    def filled_ahead(self) -> re.Pattern[str]:
        """Finds any value of its kind directly ahead of the end of the stretch that is searched."""
        return _compiled(rf"(?<![^\W_])({self.wild}){DECOR}\Z")


Part = Words | Hole


@dataclass(frozen=True)
class Stretch:
    """A segment of a frame."""

    parts: tuple[Part, ...]
    optional: bool

    @cached_property
    def holes(self) -> tuple[Hole, ...]:
        """Its slots, in order."""
        return tuple(part for part in self.parts if isinstance(part, Hole))


@dataclass(frozen=True, eq=False)
class Shape:
    """A frame of an object, compiled."""

    path: Names  #: of the object, "*" for items
    frame: Frame
    stretches: tuple[Stretch, ...]
    sentence: bool
    skeleton: str  #: the same for frames that say the same words around their slots

    @cached_property
    def needed(self) -> Needed:
        """What stands in every text that holds the frame."""
        return Needed(self.frame)

    @cached_property
    def slots(self) -> tuple[tuple[Hole, bool], ...]:
        """All its slots, in order, each with whether the record may do without it."""
        return tuple((hole, stretch.optional) for stretch in self.stretches for hole in stretch.holes)

    @cached_property
    def whole(self) -> str:
        """Pattern of any text that fills the frame."""
        said = ""
        for stretch in self.stretches:
            inner = "".join(
                f"{DECOR}{part.source}{DECOR}" if isinstance(part, Words) else part.wild for part in stretch.parts
            )
            said += f"(?:{inner})?" if stretch.optional else inner
        return said

    @cached_property
    def tells(self) -> bool:
        """Do its words tell it from other text, with two slots or more, or words that are no glue?"""
        parts = [part for stretch in self.stretches if not stretch.optional for part in stretch.parts]
        holes = [part for part in parts if isinstance(part, Hole)]
        words = any(isinstance(part, Words) for part in parts)
        return any(isinstance(part, Words) and part.telling for part in parts) or (
            words and len(holes) > 1 and any(hole.typed for hole in holes)
        )

    @cached_property
    def needles(self) -> tuple[str, ...]:
        """Words that stand in every text which the frame fits."""
        parts = [part for stretch in self.stretches if not stretch.optional for part in stretch.parts]
        return tuple(part.needle for part in parts if isinstance(part, Words) and part.needle)

    @cached_property
    def rest(self) -> re.Pattern[str] | None:
        """Finds texts that fill the frame, from its first words that tell, or its first value of a typed kind, on.

        None where what follows could be any text.
        """
        parts = [(part, stretch.optional) for stretch in self.stretches for part in stretch.parts]
        required = [part for part, optional in parts if not optional]
        while required and not (required[0].telling if isinstance(required[0], Words) else required[0].typed):
            required.pop(0)
        strength, said = 0, ""
        for part in required:
            if isinstance(part, Words):
                strength += 2 if part.telling else bool(re.search(r"[a-z]", part.source.replace(SPACE, "")))
                said += f"{DECOR}{part.source}{DECOR}" if said else f"{_BORDER}{part.source}{DECOR}"
            else:
                strength += part.typed
                said += part.wild if said else rf"(?<![^\W_]){part.wild}"
        return re.compile(f"{said}(?={STOP}|{SEPARATOR})") if strength > 2 else None

    @cached_property
    def holes(self) -> tuple[Hole, ...]:
        """All its slots, in order."""
        return tuple(hole for hole, _ in self.slots)


@lru_cache(maxsize=8192)
def slips(word: str) -> str:
    """The pattern of a word as a keyboard's slips leave it: letters that change places, are missing or doubled."""
    ways = {word}
    for at in range(1, len(word)):
        ways.add(word[:at] + word[at + 1 :])
        ways.add(word[:at] + word[at] + word[at:])
        ways.add(word[:at] + word[at : at + 2][::-1] + word[at + 2 :])
    return f"(?:{'|'.join(sorted(ways, key=len, reverse=True))})"


def pattern(way: str, loosely: bool = False) -> str:
    """The pattern of literal text; `loosely`, with slips of the keyboard in longer words."""
    said = []
    for token in _TOKEN.findall(way.lower().replace("’", "'")):
        if loosely and len(token) > 3 and token.isalpha():
            said.append(slips(token))
        elif token.isspace():
            said.append(SPACE)
        elif token in _DASHES:
            said.append(f"[{_DASHES}]")
        elif token in "\"'":
            said.append(rf"\\?{token}{{0,2}}" if loosely and token == "'" else rf"\\?{token}")
        else:
            said.append(re.escape(token))
    return "".join(said)


def telling(way: str) -> bool:
    """Does a text hold a word that is no glue?"""
    return any(len(word) > 1 and word not in GLUE and word not in PREPOSITIONS for word in words_of(way))


def compile_frame(frame: Frame, path: Names, fields: FieldMap, sentence: bool) -> Shape:
    """A frame of the object at a path, compiled."""
    pieces: list[tuple[bool, list[Choice | Slot]]] = []
    for segment in frame.segments:
        pieces.append((segment.optional, list(segment.pieces)))
    _unfinish(pieces)
    sources = [(optional, [_source(piece) for piece in inner]) for optional, inner in pieces]
    stretches = []
    for number, (optional, inner) in enumerate(pieces):
        parts: list[Part] = []
        for place, piece in enumerate(inner):
            if isinstance(piece, Slot):
                follows = _follows(sources, number, place)
                held = (*path, *piece.path)
                field = fields.field(held)
                item = fields.field((*held, "*")) if "array" in field.types else None
                hole = _hole(piece, field, item, follows)
                parts.append(replace(hole, wild=_QUOTED) if _in_quotes(inner[:place]) else hole)
            else:
                parts.append(_words(piece))
        stretches.append(Stretch(tuple(_joined(parts)), optional))
    skeleton = "\x00".join("|".join(p.ways) if isinstance(p, Choice) else "" for _, inner in pieces for p in inner)
    return Shape(path, frame, tuple(stretches), sentence, skeleton)


def _in_quotes(ahead: list[Choice | Slot]) -> bool:
    """Does a quotation mark open before a slot?"""
    return bool(ahead) and isinstance(ahead[-1], Choice) and all(way[-1:] == '"' for way in ahead[-1].ways)


def _unfinish(pieces: list[tuple[bool, list[Choice | Slot]]]) -> None:
    """Take away the full stop that a text may lack."""
    while pieces and pieces[-1][1]:
        last = pieces[-1][1][-1]
        if not isinstance(last, Choice):
            return
        ways = tuple(way.rstrip(" .!?") for way in last.ways)
        if any(ways):
            pieces[-1][1][-1] = Choice(ways)
            return
        pieces[-1][1].pop()
        if not pieces[-1][1]:
            pieces.pop()


def _source(piece: Choice | Slot, loosely: bool = False) -> str:
    if isinstance(piece, Slot):
        return ""
    said = sorted(piece.ways, key=len, reverse=True)
    ways = [pattern(way, loosely) for way in said]  # "like to order" before "like"
    return ways[0] if len(ways) == 1 else f"(?:{'|'.join(ways)})"


def _words(piece: Choice) -> Words:
    said = piece.ways[0].lower() if len(piece.ways) == 1 else ""
    return Words(_source(piece), any(map(telling, piece.ways)), _needle(piece), _source(piece, True), said)


def _run(one: Words, other: Words, needle: str) -> Words:
    return Words(one.source + other.source, one.telling or other.telling, needle, one.loose + other.loose)


def _needle(piece: Choice) -> str:
    """The longest word of literal text that is written in one way only."""
    words = words_of(piece.ways[0]) if len(piece.ways) == 1 else ()
    return max(words, key=len, default="")


def _joined(parts: list[Part]) -> Iterator[Part]:
    """Parts with literal text that stands side by side run together."""
    run: Words | None = None
    for part in parts:
        if isinstance(part, Words):
            needle = max(run.needle, part.needle, key=len) if run else ""
            run = _run(run, part, needle) if run else part
            continue
        if run:
            yield run
            run = None
        yield part
    if run:
        yield run


def _follows(sources: list[tuple[bool, list[str]]], number: int, place: int) -> str:
    """Pattern of what may stand behind a slot: the next literal text, past what may be left out."""
    behind = sources[number][1][place + 1 :]
    options = []
    if behind and behind[0]:
        return DECOR + _literal_run(behind)
    for optional, inner in sources[number + 1 :]:
        if inner and inner[0]:
            options.append(DECOR + _literal_run(inner))
        if not optional:
            return f"(?:{'|'.join(options)})" if options else STOP
    return f"(?:{'|'.join([*options, STOP])})"


def _literal_run(sources: list[str]) -> str:
    """The patterns up to the next slot, which has none, in one."""
    return "".join(takewhile(bool, sources))


def _hole(slot: Slot, field: Field, item: Field | None, follows: str) -> Hole:
    """A slot for a field; `item` is the field of an array's items."""
    kind = kind_of(field)
    if slot.words:
        true, false = (_words(Choice((words.strip(),))) for words in slot.words)
        return Hole(slot.path, f"(?:{true.source}|{false.source})", (true, false), True, follows)
    if field.enum and kind not in _WILD:
        forms = {form.lower() for value in field.enum for form in enum_forms(value, field)}
        wild = "|".join(pattern(form) for form in sorted(forms, key=len, reverse=True))
        return Hole(slot.path, f"(?:{wild})(?![^\\W_])", None, True, follows)
    if item is not None and not item.types & {"array", "object"}:
        one = _hole(Slot(slot.path), item, None, follows)
        several = f"(?:{one.wild})(?:{SEPARATOR}(?:{one.wild})){{0,9}}?"
        return Hole(slot.path, several, None, one.typed, follows)
    if "array" in field.types or "object" in field.types:
        return Hole(slot.path, r"[^\W_][^\n;!?]{2,200}?", None, False, follows)
    own = _patterned(field) if kind in _PATTERNED else ""
    wild = own or _WILD.get(kind, _STRING)
    if kind in _NUMERIC and field.unit:
        units = "|".join(map(re.escape, units_of(field)))
        wild += f"(?: ?(?:{units})(?![^\\W_]))?"
    return Hole(slot.path, wild, None, kind in _WILD or bool(re.search(r"\\d|\[0-9", own)), follows)


#: Kinds that are written as they are, so that the field's pattern holds.
_PATTERNED = frozenset({"string", "code", "url", "email"})
_GROUP = re.compile(r"(?<!\\)\((?!\?)")


def _patterned(field: Field) -> str:
    """The field's own pattern, where Python has its syntax."""
    bare = field.pattern.removeprefix("^").removesuffix("$")
    if not bare or bare == field.pattern or "|" in re.sub(r"\(.*?\)|\[.*?\]", "", bare):
        return ""
    bare = _GROUP.sub("(?:", bare)
    try:
        re.compile(f"(?i:{bare})")
    except re.error:  # ECMA-262 syntax that Python lacks
        return ""
    return f"(?i:{bare})" if not re.compile(bare).groups else ""


def compile_all(fields: FieldMap, cues: Cues) -> dict[Names, list[Shape]]:
    """The frames of every object of a schema, by its path; objects without any are left out."""
    found: dict[Names, list[Shape]] = {}
    for path in ((), *cues.by_path):
        field = fields.field(path)
        shapes = [compile_frame(frame, path, fields, True) for frame in field.sentences]
        shapes += [compile_frame(frame, path, fields, False) for frame in field.mentions]
        if shapes:
            found[path] = shapes
    return found
