"""Slots of listed values, for the one value that was seen there or for any: "on the {seating=terrace}", "a {kind}".

What suits one value needn't suit another: nobody sits on the bar. So a slot takes any value where the words beside it
were seen with several, and else only its own, in the words in which it was said.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from edgejson.grounding.lexicon import GLUE, PREPOSITIONS

_SLOT = re.compile(r"\{([^{}=?]+)=([^{}|]*)(?:\|[^{}]*)?\}")
_TOKEN = re.compile(r"\{[^{}]*\}|[^\W_]+(?:['’][^\W_]+)*|[^\w\s]")
_MARKUP = re.compile(r"[\[\]]|\((?:[^(){}|]*\|)+([^(){}|]*)\)")

#: The property, which side of it, the words there.
Context = tuple[str, str, tuple[str, ...]]


class Contexts:
    """The words beside slots of listed values, each with the values that were seen there."""

    def __init__(self, sources: Iterable[str]) -> None:
        self.seen: dict[Context, set[str]] = defaultdict(set)
        for source in sources:
            for slot in _SLOT.finditer(source):
                for context in _contexts(source, slot):
                    self.seen[context].add(slot[2])

    def loosened(self, source: str) -> str:
        """The source, with slots that suit several values for any."""

        def slot(found: re.Match[str]) -> str:
            several = any(len(self.seen[context]) > 1 for context in _contexts(source, found))
            return f"{{{found[1]}}}" if several else found[0]

        return _SLOT.sub(slot, source)


def _contexts(source: str, slot: re.Match[str]) -> list[Context]:
    name = slot[1]
    before, behind = _tokens(source[: slot.start()]), _tokens(source[slot.end() :])
    found: list[Context] = []
    if before:
        found.append((name, "before", tuple(before[-2:])))
    if behind and behind[0][-1:].isalnum() | (behind[0][-1:] == "}") and behind[0] not in GLUE | PREPOSITIONS:
        found.append((name, "behind", (behind[0],)))
    return found


def _tokens(said: str) -> list[str]:
    plain = _MARKUP.sub(lambda found: found[1] or "", said)
    return [_SLOT.sub(r"{\1}", token).lower() for token in _TOKEN.findall(plain)]
