"""Words that one example alone has for a listed value: those that stand where other examples have the field.

A text says all of its label, so where one value is found nowhere and the others are, words of which nothing else is
known, and which stand where other texts have that field, say it: "posh" in "a posh car" beside others' "a small car".
A clause that merely stands there says nothing for sure, and no boolean: a label that is wrong would teach what it is
wrong by.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from edgejson.grounding.candidates import Leaf
from edgejson.grounding.lexicon import GLUE, PREPOSITIONS
from edgejson.schema.fields import pattern_of

Names: TypeAlias = tuple[str, ...]
#: A token of a text: a word or a mark, or the place of the field whose value stands there.
Token: TypeAlias = str | Names

_TOKEN = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*|[^\w\s]|\n")
#: Most words that are taken for a value.
_FEW = 3
#: Words that say no value, with those of greetings.
_SMALL = GLUE | PREPOSITIONS | {"hi", "hello", "hey", "dear", "please", "thanks", "cheers"}
_ARTICLES = frozenset(("a", "an", "the"))


def said_once(
    texts: Sequence[tuple[str, list[Leaf]]], cases: Mapping[Names, Mapping[Any, Any]]
) -> Iterator[tuple[int, Names, str]]:
    """Of texts that say all of their label but one listed value: number, place of the field, the words.

    Texts are in lower case; `cases` has, by place and value, the numbers of the texts in which that is `unsaid`, and of
    all `having` it.
    """
    tokens = [_tokens(text, leaves) for text, leaves in texts]
    words = [frozenset(token for token in each if isinstance(token, str)) for each in tokens]
    for path, by_value in cases.items():
        beside = _beside(tokens, path)
        for value, case in by_value.items():
            if isinstance(value, bool):
                continue
            elsewhere = frozenset().union(*(each for at, each in enumerate(words) if at not in case.having))
            for number in sorted(case.unsaid):
                left = [leaf for leaf in texts[number][1] if leaf.problem or leaf.chosen is None]
                if len(left) == 1 and (said := _said(tokens[number], beside, elsewhere)):
                    yield number, path, said


def _said(tokens: list[Token], beside: set[tuple[Token, Token]], elsewhere: frozenset[str]) -> str:
    """The words that say a value; "" where none or several may."""
    found = sorted((run for run in _fitting(tokens, beside) if set(run) - elsewhere - _SMALL), key=len)
    if not found or not all(set(found[0]) <= set(run) for run in found):
        return ""
    return " ".join(found[0])  # "posh" of "posh" and "posh car"


def _tokens(text: str, leaves: list[Leaf]) -> list[Token]:
    """A text's words and marks, with the places of fields for the values that stand in it."""
    chosen = [(leaf.chosen, pattern_of(leaf.path)) for leaf in leaves if leaf.chosen and not leaf.problem]
    placed = sorted((place.start, place.end, path) for place, path in chosen)
    found: list[Token] = []
    start = 0
    for begin, end, path in [*placed, (len(text), len(text), ())]:
        found += _TOKEN.findall(text, start, max(start, begin))
        if path and begin >= start:
            found.append(path)
        start = max(start, end)
    return found


def _beside(tokens: list[list[Token]], path: Names) -> set[tuple[Token, Token]]:
    """What stands ahead of a field's values and behind them."""
    framed = ([".", *each, "."] for each in tokens)
    return {(_ahead(each[at - 1]), each[at + 1]) for each in framed for at, token in enumerate(each) if token == path}


def _ahead(token: Token) -> Token:
    return "a" if token in _ARTICLES else token


def _fitting(tokens: list[Token], beside: set[tuple[Token, Token]]) -> list[list[str]]:
    """Runs of few words that stand between what other examples have around the field."""
    framed = [".", *tokens, "."]
    found = []
    for start in range(1, len(framed) - 1):
        for end in range(start + 1, min(start + _FEW, len(framed) - 1) + 1):
            run = framed[start:end]
            if not all(isinstance(token, str) and token[0].isalnum() for token in run):
                break
            if (_ahead(framed[start - 1]), framed[end]) in beside and run[0] not in _SMALL and run[-1] not in _SMALL:
                found.append([str(token) for token in run])
    return found
