"""Words that take back what was said before them: a correction's value stands after one of these.

Writers put one between the superseded value and the value that counts; the grounding check reads them back.
"""

from __future__ import annotations

import re

from edgejson.language.vocabulary import vocabulary

_MARKERS = vocabulary("language/en/markers")

#: In lower case. The value said last before a marker is void; the value said next counts.
CORRECTIONS = _MARKERS.rows("corrections")

CORRECTION = re.compile(r"\b(?:" + "|".join(sorted(map(re.escape, CORRECTIONS), key=len, reverse=True)) + r")\b")


def _either(*sections: str) -> str:
    """A regular expression for any row of some sections; those for whole words are tried at borders only."""
    rows = [row for section in sections for row in _MARKERS.rows(section)]
    bordered = "|".join(row.removeprefix(r"\b") for row in rows if row.startswith(r"\b"))
    return "|".join([rf"\b(?:{bordered})", *(row for row in rows if not row.startswith(r"\b"))])


_STRANGE_AHEAD = re.compile(rf"(?:{_either('strange ahead')})[\s\"“'(]*(?:the )?$")
_STRANGE_BEHIND = re.compile(_either("strange behind"))
_STRANGE_HINTS = _MARKERS.rows("strange hints")
#: Any of them.
STRANGE = re.compile(_either("strange ahead", "strange behind"))
#: Where a sentence ends, and characters of it that are looked at on either side of a value.
_END = re.compile(r"[.!?][\"”']?(?=\s|$)|\n| / ")
_REACH = 100
#: A quoted value that is a sentence, with another one behind it: none goes on with a verb.
_CLOSED = re.compile(r"[.!?][\"”’] (?!is\b|isn|was\b|wasn|used\b|belongs\b)")


def tells_of_strange(lowered: str) -> bool:
    """Does a text in lower case say anywhere of a value that it is not the record's? Most have no word of it."""
    return any(map(lowered.__contains__, _STRANGE_HINTS)) and STRANGE.search(lowered) is not None


def is_strange(lowered: str, start: int, end: int) -> bool:
    """Do the words of its sentence say of a value that it is not the record's: another one's, old, denied, asked about?

    `lowered` is a text in lower case, `start` and `end` the value's place in it.
    """
    before, after = lowered[max(0, start - _REACH) : start], lowered[end : end + _REACH]
    before = before[max((found.end() for found in _END.finditer(before)), default=0) :]
    if _CLOSED.match(lowered, end - 1):
        after = ""
    elif stop := _END.search(after):
        after = after[: stop.start()]
    return bool(_STRANGE_AHEAD.search(before) or _STRANGE_BEHIND.search(after))
