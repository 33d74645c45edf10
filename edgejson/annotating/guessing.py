"""Words that one example alone has for a value: what is left of its text when all else in it is explained.

A text says all of its label, so where one value is found nowhere and the others are, the words of which nothing else is
known say it: those that stand where other examples have the field ("a posh car" beside "a small car"), else the one
clause without any value (", stick shift"), else the one run of words that no text without the value has.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any, TypeAlias

from edgejson.grounding.candidates import Leaf
from edgejson.grounding.lexicon import GLUE, PREPOSITIONS
from edgejson.schema.fields import pattern_of

Names: TypeAlias = tuple[str, ...]
#: A token of a text: its words, or the place of the field whose value stands there; "" is a border of clauses.
Token: TypeAlias = str | Names

_TOKEN = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*|[^\w\s]|\n")
_BORDERS = frozenset(",.;:!?()\n-–—")
#: Most words of a listed value that are taken from among others, and from a clause of their own; of a boolean.
_FEW, _CLAUSE, _CLAUSE_OF_BOOLEAN = 3, 5, 8
#: Words that say no value, with those of greetings.
_SMALL = GLUE | PREPOSITIONS | {"hi", "hello", "hey", "dear", "please", "thanks", "cheers"}
_ARTICLES = frozenset(("a", "an", "the"))


def said_once(
    texts: Sequence[tuple[str, list[Leaf]]], cases: Mapping[Names, Mapping[Any, Any]]
) -> Iterator[tuple[int, Names, str]]:
    """Of texts that say all of their label but one listed value or boolean: number, place of the field, the words.

    Texts are in lower case; `cases` has, by place and value, the numbers of the texts in which that is `unsaid`, and of
    all `having` it.
    """
    tokens = [_tokens(text, leaves) for text, leaves in texts]
    words = [frozenset(token for token in each if isinstance(token, str)) for each in tokens]
    for path, by_value in cases.items():
        beside = _beside(tokens, path)
        for value, case in by_value.items():
            elsewhere = frozenset().union(*(each for at, each in enumerate(words) if at not in case.having))
            for number in sorted(case.unsaid):
                left = [leaf for leaf in texts[number][1] if leaf.problem or leaf.chosen is None]
                if len(left) == 1 and (said := _said(tokens[number], value, beside, elsewhere)):
                    yield number, path, said


def _said(tokens: list[Token], value: Any, beside: set[tuple[Token, Token]], elsewhere: frozenset[str]) -> str:
    """The words that say a value; "" where none or several may."""
    unknown = [run for run in (_trimmed(run, elsewhere) for run in _runs(tokens)) if run]
    if isinstance(value, bool):
        clauses = [run for run in _clauses(tokens) if set(run) - elsewhere - _SMALL and len(run) <= _CLAUSE_OF_BOOLEAN]
        ways = [clauses, [run for run in unknown if 1 < len(run) <= _CLAUSE]]
    else:
        clauses = [run for run in (_trimmed(run, elsewhere) for run in _clauses(tokens)) if run and len(run) <= _CLAUSE]
        fitting = [run for run in _fitting(tokens, beside) if set(run) - elsewhere - _SMALL]
        ways = [fitting, clauses, [run for run in unknown if len(run) <= _FEW]]
    found = sorted(next(filter(None, ways), []), key=len)
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


def _clauses(tokens: list[Token]) -> list[list[str]]:
    """The words of clauses that hold no value."""
    borders = [-1, *(at for at, token in enumerate(tokens) if token in _BORDERS), len(tokens)]
    parts = [tokens[start + 1 : end] for start, end in pairwise(borders)]
    return [[str(token) for token in part] for part in parts if part and all(isinstance(token, str) for token in part)]


def _runs(tokens: list[Token]) -> Iterator[list[str]]:
    """All runs of words between values and marks."""
    run: list[str] = []
    for token in [*tokens, "."]:
        if isinstance(token, str) and token[0].isalnum():
            run.append(token)
        elif run:
            yield run
            run = []


def _trimmed(run: list[str], elsewhere: frozenset[str]) -> list[str]:
    """A run without what other texts have, and small words, at its ends."""
    telling = [at for at, word in enumerate(run) if word not in elsewhere and word not in _SMALL]
    return run[telling[0] : telling[-1] + 1] if telling else []
