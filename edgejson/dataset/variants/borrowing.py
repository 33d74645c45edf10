"""Fields that a record may be asked for although its text does not speak of them: everyday ones, and other schemas'."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from edgejson.dataset.variants.case import Borrowed, stems
from edgejson.dataset.variants.form import Node
from edgejson.dataset.variants.reading import read
from edgejson.language.names import in_words
from edgejson.language.vocabulary import vocabulary
from edgejson.pipeline.metrics import read_table
from edgejson.schema.loading import Schema

_EVERYDAY = Path(__file__).with_name("everyday.csv")
_WORDS = vocabulary("dataset/variants/names")
#: Words that say nothing of what a field holds.
FUNCTION_WORDS = stems(_WORDS.words("functions"))
#: Words that are in names of fields of any schema: alone they tell of nothing.
_GENERIC = FUNCTION_WORDS | stems(_WORDS.words("generic"))
_OWN_LETTERS = re.compile(r"\^[A-Za-z]{2,}")


@cache
def everyday() -> tuple[Borrowed, ...]:
    """The pool of everyday fields."""
    return tuple(
        Borrowed(
            name=row["name"],
            keywords={"type": row["type"], "description": row["description"]},
            telling=(stems([row["name"]]) - _GENERIC) | stems([row["telling"]]),
            shape=row["shape"],
        )
        for row in read_table(_EVERYDAY)
    )


def of_schemas(schemas: Iterable[Schema]) -> list[Borrowed]:
    """The codes at the root of some schemas that say by their first letters what they are of (`^INV-[0-9]{5}$`).

    What else a schema has (a name, a date, an amount, yes or no) any text could say, under words that nobody foresees.
    """
    found: dict[str, Borrowed] = {}
    for schema in schemas:
        root = read(schema.document)
        for node in root.children if root else ():
            borrowed = _of_field(node)
            if borrowed is not None:
                found.setdefault(borrowed.name, borrowed)
    return list(found.values())


def _of_field(node: Node) -> Borrowed | None:
    told = ("type", "description", "pattern")
    said: dict[str, Any] = {key: node.keywords[key] for key in told if key in node.keywords}
    plain = node.kind == "leaf" and "description" in said and not node.keywords.keys() - said.keys() - {"title"}
    code = said.get("type") == "string" and bool(_OWN_LETTERS.match(said.get("pattern", "")))
    words = [in_words(node.name), str(node.keywords.get("title", "")), str(said.get("description", ""))]
    telling = stems(words) - _GENERIC
    if not plain or not code or not stems(words[:1]) - _GENERIC:
        return None
    return Borrowed(words[0], said, telling, "")
