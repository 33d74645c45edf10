"""ECMA-262 regular expressions, as schemas write them, in Python's syntax."""

from __future__ import annotations

import re
import warnings
from functools import lru_cache

_UNICODE_CLASSES = {
    "L": "A-Za-zÀ-ÖØ-öø-ÿ", "Lu": "A-ZÀ-Ö", "Ll": "a-zß-ö", "N": "0-9", "Nd": "0-9", "P": "!-#%-*,-/:;?@_",
    "S": "$+<=>^|~", "Z": " ", "Zs": " ", "Letter": "A-Za-zÀ-ÖØ-öø-ÿ", "M": "\u0300-\u036f", "Alphabetic": "A-Za-z",
}  # fmt: skip


@lru_cache(maxsize=4096)
def translated(pattern: str) -> str:
    """An ECMA-262 pattern in Python's syntax."""
    out: list[str] = []
    in_class = False
    i = 0
    while i < len(pattern):
        char = pattern[i]
        following = pattern[i + 1] if i + 1 < len(pattern) else ""
        if char == "\\":
            unicode_class = re.match(r"\\([pP])\{(?:\w+=)?(\w+)\}", pattern[i:])
            code_point = re.match(r"\\u\{([0-9a-fA-F]+)\}", pattern[i:])
            if unicode_class:
                members = _UNICODE_CLASSES.get(unicode_class[2], "A-Za-z")
                negated = "^" if unicode_class[1] == "P" else ""
                out.append(members if in_class and not negated else f"[{negated}{members}]")
                i += unicode_class.end()
            elif code_point:
                out.append(re.escape(chr(int(code_point[1], 16))))
                i += code_point.end()
            elif following == "c" and i + 2 < len(pattern):
                out.append(f"\\x{ord(pattern[i + 2]) % 32:02x}")
                i += 3
            elif following == "k" and pattern[i + 2 : i + 3] == "<":
                end = pattern.index(">", i)
                out.append(f"(?P={pattern[i + 3 : end]})")
                i = end + 1
            elif following in "AZzaegGHhiIjJKlLmMoOqQRTuUXyYCEFNcCk" and following not in "ux":
                out.append(following)  # an identity escape
                i += 2
            else:
                out.append(char + following)
                i += 2
            continue
        if in_class:
            if char == "[":
                out.append("\\[")
            else:
                in_class = char != "]"
                out.append(char)
        elif char == "[":
            in_class = True
            if pattern.startswith("[^]", i):
                out.append("[\\s\\S]")
                in_class, i = False, i + 2
            elif following == "]":
                out.append("(?!)")
                in_class, i = False, i + 1
            else:
                out.append(char)
        elif pattern.startswith("(?<", i) and pattern[i + 3 : i + 4] not in ("=", "!"):
            out.append("(?P<")
            i += 2
        else:
            out.append(char)
        i += 1
    return "".join(out)


@lru_cache(maxsize=4096)
def matcher(pattern: str) -> re.Pattern[str]:
    """A compiled pattern with ECMA-262's meaning of classes (ASCII). Raises re.error for what neither dialect knows."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return re.compile(translated(pattern), re.ASCII)
