"""Records that sentences and headings can't say without doubt: every value beside its path, as settings are dumped.

Who would tell a tree of like-named objects within each other, or a list of values and objects mixed, writes
`children[1].fill.color = navy`. The checks read such lines exactly.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import orjson

from edgejson.language.markers import CORRECTIONS
from edgejson.language.names import in_words
from edgejson.language.vocabulary import vocabulary
from edgejson.text.outline import Fact, Group, Listing, Part, facts_of
from edgejson.text.page import Page

#: What is written so, whatever register was drawn: nothing may happen to its lines.
PATHS = "paths"

_PLAIN_NAME = re.compile(r"[A-Za-z_$@][\w$@-]*")
_GLUE = (" = ", ": ", " -> ", " = ", "=", " => ")
#: Values that somebody writes out in sentences or below headings, at most.
_MOST = 60
_WORDS = vocabulary("language/en/nouns")
#: Names of objects that a sentence takes for something else.
_NO_NOUNS = frozenset(_WORDS.words("no nouns"))


def is_tangled(outline: Part) -> bool:
    """Does a record need paths: like-named objects inside each other, objects below undeclared names, mixed lists,
    lists of lists, names that no sentence can hold, more values than anybody would write out?"""
    return _tangled(outline, (), False) or sum(1 for _ in facts_of(outline)) > _MOST


def speakable(name: str) -> bool:
    """Can a property's name stand in a sentence, or does it say something there by itself: "null", "sorry", ""?"""
    said = in_words(name) or name.strip().lower()
    return bool(said) and said not in _NO_NOUNS and said not in CORRECTIONS


def _tangled(part: Part, above: tuple[str, ...], undeclared: bool) -> bool:
    """`above`: the nouns of the objects around; `undeclared`: the last of them has a name that is data."""
    noun = part.wording.noun
    if above and not speakable(part.wording.field.name):
        return True
    if type(part) is Fact:
        return type(part.value) is list and any(value is True or value is False for value in part.value)
    if noun in above or (undeclared and above) or noun in _NO_NOUNS:
        return True
    if type(part) is Group:
        inside = (*above, noun)
        return any(_tangled(member, inside, not part.wording.declared) for member in part.members.values())
    assert type(part) is Listing
    if len({type(item) for item in part.items}) > 1 or (above and type(part.items[0]) is Listing):
        return True
    if any(type(item) is Fact and (type(item.value) is list or not item.value) for item in part.items):
        return True  # a list of lists, or of what is empty
    return any(_tangled(item, above, undeclared) for item in part.items)


def write(page: Page) -> str:
    """The record as lines of paths and values."""
    glue = page.pick(_GLUE)
    start = page.pick(("", "", "", "- ", "* "))
    lines = [f"{start}{path}{glue}{text}" for path, text in _lines(page.outline, "")]
    heading = page.pick(page.phrases.form_titles) or page.noun
    return "\n".join([f"# {heading}", *lines] if page.chance(0.6) else lines)


def _lines(part: Part, path: str) -> Iterator[tuple[str, str]]:
    if type(part) is Group:
        for name, member in part.members.items():
            yield from _lines(member, _joined(path, name))
    elif type(part) is Listing:
        for index, item in enumerate(part.items):
            yield from _lines(item, f"{path}[{index}]")
    else:
        assert type(part) is Fact
        if part.value and isinstance(part.value, list):
            yield from ((f"{path}[{index}]", _text(value)) for index, value in enumerate(part.value))
        else:
            yield path, part.text if part.disputed or isinstance(part.value, bool) else _text(part.value)


def _joined(path: str, name: str) -> str:
    if _PLAIN_NAME.fullmatch(name) and speakable(name):
        return f"{path}.{name}" if path else name
    return f"{path}[{orjson.dumps(name).decode()}]"


def _text(value: Any) -> str:
    return value if isinstance(value, str) and value else orjson.dumps(value).decode()
