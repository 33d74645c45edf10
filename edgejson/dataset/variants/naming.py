"""Other names: in another style, by synonyms, with a prefix, or opaque where the description tells."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from random import Random

from edgejson.dataset.variants.case import STYLES, Case, in_case, style_of
from edgejson.dataset.variants.form import Node, changed, rewritten
from edgejson.language.names import in_words
from edgejson.language.vocabulary import vocabulary

#: Chance that a name which has a synonym gets it; and that a name becomes opaque.
_RATE = 0.6
_OPAQUE = ("f{}", "field_{}", "col{}", "x{}", "q{}", "var_{}", "F{:02}", "slot{}", "item_{}")


def styled(root: Node, case: Case, rng: Random) -> Node | None:
    """All names in another style: camelCase, kebab-case, Title Case, ..."""
    now = style_of(root)
    style = rng.choice([name for name in STYLES if name != now])
    return _renamed(root, lambda node, parent: in_case(in_words(node.name), style))


def synonyms(root: Node, case: Case, rng: Random) -> Node | None:
    """Words of names by others of the same meaning, or the field's title for its name."""
    style = style_of(root)

    chosen = {word: rng.choice(others) for word, others in known_synonyms().items()}  # one for all places of a word

    def other(node: Node, parent: Node) -> str:
        words, title = in_words(node.name).split(), in_words(str(node.keywords.get("title", "")))
        if rng.random() > _RATE:
            return node.name
        if title and title != " ".join(words) and rng.random() < 0.3:
            return in_case(title, style)
        found = [chosen.get(word, word) for word in words]
        return in_case(" ".join(found), style) if found != words else node.name

    return _renamed(root, other)


def prefixed(root: Node, case: Case, rng: Random) -> Node | None:
    """The names at the root and of some objects with what they belong to before them."""
    style = style_of(root)
    title = in_words(str(root.keywords.get("title", ""))).split()

    def longer(node: Node, parent: Node) -> str:
        owner = in_words(parent.name).split() or title
        words = in_words(node.name).split()
        if not owner or len(owner) > 2 or owner[-1] in words:
            return node.name
        return in_case(" ".join([*owner, *words]), style)

    return _renamed(root, longer)


def opaque(root: Node, case: Case, rng: Random) -> Node | None:
    """Names that tell nothing, where a description tells what belongs there."""
    pattern = rng.choice(_OPAQUE)
    numbers = iter(range(1, 10_000))

    def hidden(node: Node, parent: Node) -> str:
        told = node.keywords.get("description")
        return pattern.format(next(numbers)) if told and rng.random() < 0.9 else node.name

    found = _renamed(root, hidden)
    return found and rewritten(found, _told)


def _told(node: Node) -> Node:
    """A node whose title stays in the description, the only place that tells what it is."""
    title = node.keywords.get("title")
    told = node.keywords.get("description", "")
    if not node.name or not isinstance(title, str) or title.lower() in told.lower():
        return replace(node, stated=node.stated)
    keywords = {key: value for key, value in node.keywords.items() if key != "title"}
    return replace(node, keywords={**keywords, "description": f"{title}. {told}".strip()})


def _renamed(root: Node, name: Callable[[Node, Node], str]) -> Node | None:
    """A tree with other names; one that would stand twice in an object or be empty stays as it was."""

    def change(node: Node) -> Node:
        if node.kind != "object":
            return node
        taken = {child.name for child in node.children}
        children = []
        for child in node.children:
            new = name(child, node)
            if new and new not in taken:
                taken.add(new)
                child = replace(child, name=new)
            children.append(child)
        return replace(node, children=tuple(children))

    return changed(root, change)


@cache
def known_synonyms() -> dict[str, tuple[str, ...]]:
    """Word of names -> what it may be called instead."""
    return vocabulary("dataset/variants/names").pairs("synonyms")
