"""The syntax tree of a regular expression, from the parser behind `re`.

The one module that uses names which another library keeps to itself: since Python 3.11 that parser has no public
name, and a parser of our own would be another dialect than the one that compiles the pattern.
"""

from __future__ import annotations

import re
import warnings
from re import _constants, _parser  # type: ignore[attr-defined]
from typing import Any

from edgejson.schema.ecma import translated

#: What kinds of parts there are: `op.LITERAL`, `op.MAX_REPEAT`, ...
op = _constants


def tree_of(pattern: str) -> list[Any]:
    """The parts of an ECMA-262 pattern in order: pairs of a kind and what it needs (see CPython's Lib/re/_parser.py).

    Raises re.error for a pattern that can't be read.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return list(_parser.parse(translated(pattern), re.ASCII))
