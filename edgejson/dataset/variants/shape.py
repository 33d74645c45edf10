"""Nested made flat, flat made nested, the items of a list as the whole."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from edgejson.dataset.variants.case import Case, in_case, style_of
from edgejson.dataset.variants.form import Node, always_some, changed, values
from edgejson.language.names import in_words
from edgejson.language.vocabulary import vocabulary

#: Names of an object that some fields are put into; none of them says more than that they belong together.
_GROUPS = vocabulary("dataset/variants/names").words("groups")


def flat(root: Node, case: Case, rng: Random) -> Node | None:
    """The fields of nested objects among those of the object around them, named after both."""
    style = style_of(root)

    def flattened(node: Node) -> Node:
        if node.kind != "object":
            return node
        children: list[Node] = []
        for child in node.children:
            inner = [replace(each, name=_joined(child, each, style)) for each in child.children]
            others = {each.name for each in [*children, *node.children]}
            if not _may_go(child, case) or len({each.name for each in inner} - others) < len(inner):
                children.append(child)
                continue
            children += [replace(each, required=each.required and child.required) for each in inner]
        return replace(node, children=tuple(children))

    return changed(root, flattened)


def _may_go(node: Node, case: Case) -> bool:
    """Can an object be left out, and yet be told from its fields to be there?"""
    return node.kind == "object" and node.source is not None and always_some(node, case.label)


def _joined(outer: Node, inner: Node, style: str) -> str:
    return in_case(f"{in_words(outer.name)} {in_words(inner.name)}", style)


def nested(root: Node, case: Case, rng: Random) -> Node | None:
    """Two to five fields of the root, or of the items that are the whole, in an object of their own."""
    target = root.children[0] if root.kind == "array" else root
    if target.kind != "object" or len(target.children) < 4:
        return None
    inner = sorted(rng.sample(range(len(target.children)), rng.randint(2, min(5, len(target.children) - 1))))
    style = style_of(root)
    taken = {child.name for child in target.children}
    free = [name for name in (in_case(in_words(group), style) for group in _GROUPS) if name not in taken]
    if not free:
        return None
    members = tuple(target.children[index] for index in inner)
    keywords = {"type": "object", "additionalProperties": False}
    group = Node("object", keywords, None, rng.choice(free), any(child.required for child in members), False, members)
    children = [child for index, child in enumerate(target.children) if index not in inner]
    children.insert(rng.randrange(len(children) + 1), group)
    made = replace(target, children=tuple(children))
    return replace(root, children=(made,)) if root.kind == "array" else made


def items_as_root(root: Node, case: Case, rng: Random) -> Node | None:
    """One list of objects as the whole, or as the one field of it."""
    lists = [
        child
        for child in root.children
        if child.kind == "array" and child.children[0].kind == "object" and any(values(case.label, child.source or ()))
    ]
    if not lists:
        return None
    chosen = rng.choice(lists)
    title = {"title": in_words(chosen.name).capitalize()}
    if rng.random() < 0.5:
        return replace(chosen, name="", required=False, keywords={**chosen.keywords, **title})
    keywords = {"type": "object", **title, "additionalProperties": False}
    return Node("object", keywords, (), children=(replace(chosen, required=True),))
