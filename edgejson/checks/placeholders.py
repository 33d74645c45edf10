"""Level 3, placeholders: words that stand where a value or a text should be (see `edgejson.knowledge.placeholders`)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from edgejson.checks.base import Check, Need, Pair, Subject, reason
from edgejson.knowledge.placeholders import BEGINNINGS, INSTRUCTIONS, PHRASES, QUOTES, code_of, find
from edgejson.pipeline.records import Reason
from edgejson.pipeline.settings import Block
from edgejson.schema.ecma import finder
from edgejson.schema.fields import Field, FieldMap, Path

NAME = "placeholders"
NEEDS: frozenset[Need] = frozenset()


class Settings(Block):
    enabled: bool = True


def compile(subject: Subject) -> Check:
    """A check that yields placeholders among the label's strings and in the text. What the schema asks for passes."""
    fields = subject.fields

    def check(pair: Pair) -> Iterator[Reason]:
        strings = [(path, value) for path, value in pair.leaves if value.__class__ is str and value]
        asked_for: list[str] = []
        values = "\n".join([value for _, value in strings]).lower()
        phrases = "[" in values or any(hint in values for hint in PHRASES)
        for path, value in strings:
            if phrases or value.lstrip(QUOTES)[:3].lower() in BEGINNINGS:
                code = code_of(value)
                if code and (_is_enumerated(fields, pair.label, path) or _is_demanded(fields.field(path), value)):
                    asked_for.append(value.lower())
                elif code:
                    yield reason(NAME, code, path, f"{value[:80]!r} is a placeholder")
        lowered = pair.text.lower()
        for value in asked_for:
            lowered = lowered.replace(value, " ")
        if phrase := find(PHRASES, lowered):
            yield reason(NAME, "text", (), f"{phrase!r} in the text is a placeholder")
        if (asked := find(INSTRUCTIONS, lowered)) and not _is_stated(asked, pair):
            yield reason(NAME, "instruction", (), f"{asked!r} in the text is meant for a model")

    return check


def _is_enumerated(fields: FieldMap, label: Any, path: Path) -> bool:
    """Does the schema itself list the value, or an object or array around it?"""
    value = label
    for end in range(len(path) + 1):
        if value in fields.field(path[:end]).enum:
            return True
        value = value[path[end]] if end < len(path) else value
    return False


def _is_demanded(field: Field, value: str) -> bool:
    """Does the field's pattern ask for the very phrase, as a template's key has its braces?"""
    phrase = find(PHRASES, value.lower())
    if not phrase or not field.pattern:
        return False
    start = value.lower().index(phrase)
    try:
        return not finder(field.pattern)(f"{value[:start]}word{value[start + len(phrase) :]}")
    except ValueError:
        return False


def _is_stated(phrase: str, pair: Pair) -> bool:
    """The phrase is part of a value: a ticket about a "JSON object" says so itself."""
    return any(value.__class__ is str and phrase in value.lower() for _, value in pair.leaves)
