"""What a parser looks for: the places of a plain schema as a tree, with the names that a text may give them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Literal, TypeAlias

from edgejson.language.names import in_words, singular
from edgejson.schema.fields import Field, FieldMap

#: A place: property names from the root, "*" for the items of an array.
Path: TypeAlias = tuple[str, ...]

#: What marks words in Markdown, and is left out before labels are looked for.
MARKUP = re.compile(r"\*\*|__|`")
#: Levels that a recursive schema is followed.
MAX_DEPTH = 6
#: A description of at most so many words may stand for the name ("First day.").
MAX_DESCRIPTION_WORDS = 4


@dataclass(slots=True)
class Target:
    """A place in the instances of a schema."""

    path: Path
    kind: Literal["object", "array", "leaf"]
    info: Field  #: what the plain schema says of it
    parent: Target | None
    aliases: tuple[str, ...]  #: lower-case words that name it, the most specific first
    repeats: bool  #: is it what something around it is, too, as the branches of a tree are?
    children: list[Target] = field(default_factory=list)  #: of an object its properties, of an array its items

    def walk(self) -> Iterator[Target]:
        """The target and all below it, in the schema's order."""
        yield self
        for child in self.children:
            yield from child.walk()

    @property
    def item(self) -> Target:
        """The items of an array."""
        return self.children[0]

    @property
    def in_list(self) -> bool:
        """Does it stand inside the items of an array?"""
        return "*" in self.path


def targets(document: Any) -> Target:
    """The tree of a plain schema document (annotations, if there are any, are not looked at)."""
    return _target(FieldMap(document), (), None)


def _target(fields: FieldMap, path: Path, parent: Target | None) -> Target:
    found = fields.field(path)
    names = fields.properties(path)
    lists = any("items" in node or "prefixItems" in node for node in found.schemas)
    if names:
        kind: Literal["object", "array", "leaf"] = "object"
    elif lists or "array" in found.types:
        kind = "array"
    else:
        kind = "leaf"
    target = Target(path, kind, found, parent, _aliases(found, parent), _repeats(found, parent))
    if len(path) < MAX_DEPTH:
        below = names if kind == "object" else ("*",) if kind == "array" else ()
        target.children = [_target(fields, (*path, name), target) for name in below]
    elif kind != "leaf":
        target.kind = "leaf"
    return target


def _repeats(found: Field, around: Target | None) -> bool:
    declared = [node for node in found.schemas if "properties" in node]
    while around is not None and not any(node in declared for node in around.info.schemas):
        around = around.parent
    return around is not None


def _aliases(found: Field, parent: Target | None) -> tuple[str, ...]:
    own = [found.words, in_words(found.title)]
    description = in_words(found.description)
    if len(description.split()) <= MAX_DESCRIPTION_WORDS:
        own.append(description)
    if found.path and found.path[-1] == "*" and parent is not None:
        own += [singular(alias) for alias in parent.aliases]
    own = [alias for alias in own if alias]
    own += [alias.replace("email", "e mail") for alias in own if "email" in alias]
    qualified = [f"{outer} {name}" for outer in _owners(parent) for name in own[:2]]
    return tuple(dict.fromkeys([*qualified, *own]))


def _owners(parent: Target | None) -> list[str]:
    """Names of the enclosing object by which a field may be told apart: "customer name", "items 0 sku"."""
    if parent is None or not parent.path:
        return []
    return [alias for alias in parent.aliases if len(alias.split()) <= 3]


def sayable(aliases: Iterable[str], text: str) -> tuple[str, ...]:
    """Those aliases that `alias_pattern` may find in a text: their letters stand there in one row, whatever else may
    stand between.

    Regular expressions take longer to compile than to match, in proportion to their aliases, of which a recursive
    schema has hundreds.
    """
    said = letters(text)
    return tuple(alias for alias in aliases if letters(alias) in said)


@lru_cache(maxsize=4096)
def letters(text: str) -> str:
    """A text's letters in one row, in lower case."""
    return re.sub(r"[\W\d_]+", "", text.casefold())


def alias_pattern(alias: str) -> str:
    """A regular expression for an alias in a text, however its words are joined, an index between them allowed."""
    return r"(?-i:[\s_\-./]*|\s*[\[#.( ]\s*\d+\s*[\]).:]*[\s.]*)".join(map(re.escape, alias.split()))
