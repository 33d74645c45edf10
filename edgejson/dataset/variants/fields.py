"""Which fields are asked for: a part of them, some that the text does not speak of as well, in another order."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from edgejson.dataset.variants.case import SHAPES, Borrowed, Case, in_case, style_of
from edgejson.dataset.variants.form import Node, always_some, changed, rewritten, values
from edgejson.language.names import in_words

#: Fields that a text does not speak of, at most, which are asked for besides.
_MOST_UNASKED = 5
_FEW = 8
#: Places of a long form, of which few people want all.
_LONG = 16
#: Share of the fields a part keeps of those that the label has, at least: who asks for some fields of a form asks for
#: what such texts say, and a small model that learns short answers stops before it has said all.
_SAID = 0.8


def part(root: Node, case: Case, rng: Random) -> Node | None:
    """Two fifths, of a long form some _FEW, to nearly all fields of each object with three or more.

    Of those that the label has at least _SAID, if the form isn't long. The label has one of them everywhere.
    """
    before = sum(1 for _ in root.walk())
    share = rng.uniform(min(0.4, _FEW / before), 0.9)

    def stays(child: Node) -> bool:
        said = before <= _LONG and any(values(case.label, child.source or ()))
        return rng.random() < (max(share, _SAID) if said else share)

    def fewer(node: Node) -> Node:
        mended = any(child.mended for child in node.children)
        if node.kind != "object" or len(node.children) < 3:
            return replace(node, mended=mended)
        kept = tuple(child for child in node.children if stays(child))
        if not always_some(replace(node, children=kept), case.label):
            kept = node.children
        return replace(node, children=kept, mended=mended or len(kept) < len(node.children))

    found = rewritten(root, fewer)
    return found if sum(1 for _ in found.walk()) < before else None


def unasked(root: Node, case: Case, rng: Random) -> Node | None:
    """One to _MOST_UNASKED optional fields that the text does not speak of, among the others."""
    target = root.children[0] if root.kind == "array" else root
    if target.kind != "object":
        return None
    taken = {in_words(child.name) for child in target.children}
    free = [one for one in case.pool if one.name not in taken and not could_answer(one, case)]
    wanted = min(rng.randint(1, _MOST_UNASKED), len(free))
    if not wanted:
        return None
    style = style_of(root)
    children = list(target.children)
    for one in rng.sample(free, wanted):
        node = Node("leaf", one.keywords, None, in_case(one.name, style))
        if node.name not in {child.name for child in children}:
            children.insert(rng.randrange(len(children) + 1), node)
    made = replace(target, children=tuple(children))
    return replace(root, children=(made,)) if root.kind == "array" else made


def could_answer(one: Borrowed, case: Case) -> bool:
    """Could the text of a record say something about a field? By the words around it, or by the looks of its values."""
    return not one.telling.isdisjoint(case.stems) or (one.shape in SHAPES and bool(SHAPES[one.shape].search(case.text)))


def reordered(root: Node, case: Case, rng: Random) -> Node | None:
    """The fields of every object in an order by chance."""

    def shuffled(node: Node) -> Node:
        if node.kind != "object":
            return node
        return replace(node, children=tuple(rng.sample(node.children, len(node.children))))

    return changed(root, shuffled)
