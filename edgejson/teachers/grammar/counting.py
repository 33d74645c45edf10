"""How much a grammar leaves to the model: the number of ways through it, in bits.

Of free words only their number counts: what they are has no number of ways that would say anything.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from math import log2

_TOKEN = re.compile(r'"(?:\\.|[^"\\])*"|\[(?:\\.|[^\]\\])*\]|[A-Za-z][\w-]*|\{\d+,\d+\}|[()|?*]')


def bits(grammar: str) -> float:
    """The base-2 logarithm of the number of ways through a describing grammar, whose rules never come back."""
    lines = (line.partition(" ::= ") for line in grammar.splitlines())
    rules = {name: _TOKEN.findall(body) for name, _, body in lines}

    @cache
    def ways(name: str) -> int:
        return _Counting(rules[name], ways).either()

    return log2(ways("root"))


class _Counting:
    """Reads one rule, token by token."""

    def __init__(self, tokens: list[str], ways: Callable[[str], int]) -> None:
        self._tokens = tokens[::-1]
        self._ways = ways

    def either(self) -> int:
        """Alternatives, up to the closing bracket or the rule's end."""
        total, each = 0, 1
        while self._tokens:
            token = self._tokens.pop()
            if token == ")":
                break
            if token == "|":
                total, each = total + each, 1
            else:
                each *= self._repeated(self._one(token))
        return total + each

    def _one(self, token: str) -> int:
        if token == "(":
            return self.either()
        return self._ways(token) if token[0].isalpha() else 1

    def _repeated(self, each: int) -> int:
        """What the mark behind something makes of its ways."""
        mark = self._tokens[-1] if self._tokens and self._tokens[-1][0] in "?*{" else ""
        if not mark:
            return each
        self._tokens.pop()
        if mark == "?":
            return each + 1
        least, most = map(int, mark[1:-1].split(",")) if mark[0] == "{" else (1, 1)  # * stands behind letters alone
        return sum(each**count for count in range(least, most + 1))
