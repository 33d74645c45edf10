"""Patterns of what frames say: their literal words as noise leaves them, and any value that a slot may hold.

They are matched in a lower-case text with plain marks.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from edgejson.forms import kind_of
from edgejson.forms.kinds import DAYS, KINDS, NUMBERS
from edgejson.forms.numbers import units_of
from edgejson.forms.scanned import SPACE
from edgejson.forms.words import enum_forms
from edgejson.grounding.cue_parts import words_of
from edgejson.grounding.lexicon import GLUE, PREPOSITIONS
from edgejson.language.vocabulary import vocabulary
from edgejson.schema.ecma import runs_away
from edgejson.schema.fields import Field, FieldMap
from edgejson.schema.frames import Choice, Frame, Slot

#: Marks that may stand around a value.
DECOR = r"[\"'*_`\\]*"
#: No word runs into what follows.
BORDER = r"(?:(?<![^\W_])|(?=[\W_]))"
#: From words to the value that they announce.
INTO = r"[ \t:=#(<\"*_`\\]{0,12}(?:\n[ \t>]*)?"
_TOKEN = re.compile(r"[^\W_]+|\s+|.", re.DOTALL)
_DASHES = "-–—"
#: What parts two items of an enumeration: marks, words, the end of a line. Marks are taken all at once: a rule of
#: dashes would be tried in each of its partitions.
_PARTING = r"[,;/|&+·•–—-]++|\n|(?<![^\W_])(?:and|or|plus|then|also|as well as|along with)(?![^\W_])|<[^<>\n]{1,6}>"
#: Between two items: one or more of these, with what the next line begins with.
SEPARATOR = rf"[ \t\"'*_`\\>]*(?:(?:{_PARTING})[ \t\"'*`\\>]*(?:\d[.)]\s+)?)+"
#: What ends a value that no literal ends: a mark, the end of a line, words that go on with the sentence.
STOP = (
    r"[\"'*_`\\]*(?:[.,;:!?)\]|<]|\s*(?:\n|$)|\s+(?:[-–—(/]|" + vocabulary("language/en/cues").either("stops") + r"\b))"
)

#: What stands behind such a value, or behind an item of an enumeration: how STOP or SEPARATOR begins.
ENDED = rf"{STOP}|[ \t\"'*_`\\>]*(?:{_PARTING})"

_IN_STRING = r"(?:[^\s;:!?\"().]|\.(?=\w))"
#: A string in quotation marks.
QUOTED = r"[^\"\n]{1,200}?"
#: A string of up to eight words; a path, the ending of a file or a tag begins with a mark.
_STRING = rf"(?:[./~#@]{{1,2}}(?=\w))?[^\W_]{_IN_STRING}*?(?: {_IN_STRING}+?){{0,7}}?"


#: Words of so many letters are written right.
SHORT = 3
#: An apostrophe as slips leave it.
_APOSTROPHE = r"\\?'{0,2}"


def slips(word: str) -> set[str]:
    """A word as a keyboard's slips leave it: letters that change places, are missing or doubled; as it is, if short."""
    ways = {word}
    if len(word) <= SHORT or not word.isalpha():
        return ways
    for at in range(1, len(word)):
        ways.add(word[:at] + word[at + 1 :])
        ways.add(word[:at] + word[at] + word[at:])
        ways.add(word[:at] + word[at : at + 2][::-1] + word[at + 2 :])
    return ways


@lru_cache(maxsize=8192)
def _slipped(word: str) -> str:
    return f"(?:{'|'.join(sorted(slips(word), key=len, reverse=True))})"


def pattern(way: str, loosely: bool = False) -> str:
    """The pattern of literal text; `loosely`, with slips of the keyboard in longer words."""
    said: list[str] = []
    for token in _TOKEN.findall(way.lower().replace("’", "'")):
        if loosely and token == "s" and said and said[-1] == _APOSTROPHE:
            said.append("s?")
        elif loosely and len(token) > SHORT and token.isalpha():
            said.append(_slipped(token))
        elif token.isspace():
            said.append(SPACE)
        elif token in _DASHES:
            said.append(f"[{_DASHES}]")
        elif token in "\"'":
            said.append(_APOSTROPHE if loosely and token == "'" else rf"\\?{token}")
        else:
            said.append(re.escape(token))
    return "".join(said)


@lru_cache(maxsize=8192)
def either(ways: tuple[str, ...], loosely: bool = False) -> str:
    """The pattern of any of some ways to say literal text; "like to order" is tried before "like"."""
    said = [pattern(way, loosely) for way in sorted(ways, key=len, reverse=True)]
    return said[0] if len(said) == 1 else f"(?:{'|'.join(said)})"


def telling(way: str) -> bool:
    """Does a text hold a word that is no glue?"""
    return any(len(word) > 1 and word not in GLUE and word not in PREPOSITIONS for word in words_of(way))


def value_pattern(field: Field, item: Field | None) -> tuple[str, bool]:
    """The pattern of any value of a field, and whether it can be told from other words.

    `item` is the field of an array's items.
    """
    kind = kind_of(field)
    looks = KINDS[kind].pattern
    if field.enum and not looks:
        forms = {form.lower() for value in field.enum for form in enum_forms(value, field)}
        said = "|".join(pattern(form) for form in sorted(forms, key=lambda form: (-len(form), form)))
        return f"(?:{said})(?![^\\W_])", True
    if item is not None and not item.types & {"array", "object"}:
        one, typed = value_pattern(item, None)
        return f"(?:{one})(?:{SEPARATOR}(?:{one})){{0,9}}?", typed
    if "array" in field.types or "object" in field.types:
        return r"[^\W_][^\n;!?]{2,200}?", False
    own = _patterned(field) if KINDS[kind].as_is else ""
    said = own or looks or _STRING
    if kind in NUMBERS and field.unit:
        units = "|".join(map(re.escape, units_of(field)))
        said += f"(?: ?(?:{units})(?![^\\W_]))?"
    return said, bool(looks) or bool(re.search(r"\\d|\[0-9", own))


_GROUP = re.compile(r"(?<!\\)\((?!\?)")


def _patterned(field: Field) -> str:
    """The field's own pattern, where Python has its syntax."""
    bare = field.pattern.removeprefix("^").removesuffix("$")
    if not bare or bare == field.pattern or runs_away(bare) or "|" in re.sub(r"\(.*?\)|\[.*?\]", "", bare):
        return ""
    bare = _GROUP.sub("(?:", bare)
    try:
        re.compile(f"(?i:{bare})")
    except re.error:  # ECMA-262 syntax that Python lacks
        return ""
    return f"(?i:{bare})" if not re.compile(bare).groups else ""


_ON = re.compile(r"(|.*\s)(on )", re.IGNORECASE | re.DOTALL)


def without_on(frame: Frame, path: tuple[str, ...], fields: FieldMap) -> Frame:
    """A frame of the object at a path, where "on" may be missing ahead of dates: "placed on May 3", "placed today"."""
    segments = []
    for segment in frame.segments:
        pieces: list[Choice | Slot] = []
        for piece in segment.pieces:
            ahead = pieces[-1].ways if pieces and isinstance(pieces[-1], Choice) else ()
            dated = isinstance(piece, Slot) and kind_of(fields.field((*path, *piece.path))) in DAYS
            if dated and len(ahead) == 1 and (on := _ON.fullmatch(ahead[0])):
                pieces[-1:] = [*([Choice((on[1],))] if on[1] else ()), Choice((on[2], ""))]
            pieces.append(piece)
        segments.append(replace(segment, pieces=tuple(pieces)))
    return replace(frame, segments=tuple(segments))
