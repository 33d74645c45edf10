"""ECMA-262 regular expressions, as schemas write them, in Python's syntax."""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable
from functools import lru_cache

import jsonschema_rs

_UNICODE_CLASSES = {
    "L": "A-Za-zÀ-ÖØ-öø-ÿ", "Lu": "A-ZÀ-Ö", "Ll": "a-zß-ö", "N": "0-9", "Nd": "0-9", "P": "!-#%-*,-/:;?@_",
    "S": "$+<=>^|~", "Z": " ", "Zs": " ", "Letter": "A-Za-zÀ-ÖØ-öø-ÿ", "M": "\u0300-\u036f", "Alphabetic": "A-Za-z",
}  # fmt: skip


#: Letters that mean something after a backslash in Python alone, and themselves in ECMA-262.
_IDENTITY_ESCAPES = frozenset("AZzaegGHhiIjJKlLmMoOqQRTUXyYCEFNck")
_UNICODE_CLASS = re.compile(r"\\([pP])\{(?:\w+=)?(\w+)\}")
_CODE_POINT = re.compile(r"\\u\{([0-9a-fA-F]+)\}")


@lru_cache(maxsize=4096)
def translated(pattern: str) -> str:
    """An ECMA-262 pattern in Python's syntax."""
    out: list[str] = []
    in_class = False
    place = 0
    while place < len(pattern):
        char = pattern[place]
        text, size = char, 1
        if char == "\\":
            text, size = _escape(pattern, place, in_class)
        elif in_class:
            text = "\\[" if char == "[" else char
            in_class = char != "]"
        elif pattern.startswith("[^]", place):
            text, size = "[\\s\\S]", 3
        elif pattern.startswith("[]", place):
            text, size = "(?!)", 2
        elif char == "[":
            in_class = True
        elif pattern.startswith("(?<", place) and pattern[place + 3 : place + 4] not in ("=", "!"):
            text, size = "(?P<", 3
        out.append(text)
        place += size
    return "".join(out)


def _escape(pattern: str, place: int, in_class: bool) -> tuple[str, int]:
    """What begins with the backslash at a place, in Python's syntax, and how many characters of the pattern it is."""
    following = pattern[place + 1 : place + 2]
    if unicode_class := _UNICODE_CLASS.match(pattern, place):
        members = _UNICODE_CLASSES.get(unicode_class[2], "A-Za-z")
        negated = "^" if unicode_class[1] == "P" else ""
        text = members if in_class and not negated else f"[{negated}{members}]"
        return text, len(unicode_class[0])
    if code_point := _CODE_POINT.match(pattern, place):
        return re.escape(chr(int(code_point[1], 16))), len(code_point[0])
    if following == "c" and place + 2 < len(pattern):
        return f"\\x{ord(pattern[place + 2]) % 32:02x}", 3
    if following == "k" and pattern[place + 2 : place + 3] == "<":
        end = pattern.index(">", place)
        return f"(?P={pattern[place + 3 : end]})", end + 1 - place
    if following in _IDENTITY_ESCAPES:
        return following, 2
    return "\\" + following, 2


@lru_cache(maxsize=4096)
def matcher(pattern: str) -> re.Pattern[str]:
    """A compiled pattern with ECMA-262's meaning of classes (ASCII). Raises re.error for what neither dialect knows."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return re.compile(translated(pattern), re.ASCII)


@lru_cache(maxsize=4096)
def finder(pattern: str) -> Callable[[str], bool]:
    """Does a string have a match of a schema's pattern? Asked of jsonschema-rs, which gives up what takes too long.

    Raises ValueError for what it doesn't know.
    """
    return jsonschema_rs.Draft7Validator({"pattern": pattern}).is_valid


_ONE = r"(?:\\.|\[[^\]]*\]|[^\\()\[\]|])"
#: Shapes on which Python's `re` takes time exponential in the length of what doesn't match: a repetition of what is
#: itself one repetition, of anything at all, or of ways that begin alike.
_RUNAWAY = re.compile(
    rf"\((?:\?:)?{_ONE}(?:[+*]|\{{\d+,\}})(?:{_ONE}[?*])*\)[+*{{]|\((?:\?:)?\.[+*][^()]*\)[+*{{]"
    rf"|\((?:\?:)?(?P<first>{_ONE})(?:[^()|]*)\|(?P=first)[^()]*\)[+*{{]"
)


@lru_cache(maxsize=4096)
def runs_away(pattern: str) -> bool:
    """Has a pattern a shape that must not be given to Python's `re`? `finder` copes with it."""
    return _RUNAWAY.search(pattern) is not None
