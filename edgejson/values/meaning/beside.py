"""What a field stands under by the fields beside it: where a first name is told, a height is a person's."""

from __future__ import annotations

from edgejson.language.names import in_words
from edgejson.language.vocabulary import vocabulary
from edgejson.schema.fields import FieldMap

_MEANINGS = vocabulary("language/en/meanings")
#: Noun -> names of fields that stand under it, names of which some stand beside, and how many at least.
_BESIDE = tuple(
    (noun, frozenset(own.split(" | ")), frozenset(others.split(" | ")), int(least))
    for noun, own, others, least in (row.split(": ") for row in _MEANINGS.rows("beside"))
)


def noun_beside(fields: FieldMap, path: tuple[str, ...]) -> str:
    """The noun that a field stands under by those beside it; "" for none, or where the schema says more itself."""
    if fields.annotated or not path:
        return ""
    words = in_words(path[-1])
    known = [row for row in _BESIDE if words in row[1]]
    others = {in_words(name) for name in fields.properties(path[:-1]) if name != path[-1]} if known else set()
    return next((noun for noun, _, beside, least in known if len(beside & others) >= least), "")
