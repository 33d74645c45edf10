"""A schema node -> the shapes of its instances: references followed, in-place applicators merged."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import combinations
from typing import Any, NamedTuple
from urllib.parse import unquote

from referencing.exceptions import Unresolvable
from referencing.jsonschema import lookup_recursive_ref

from edgejson.pipeline.errors import UserError
from edgejson.schema.documents import mentions, objects
from edgejson.schema.drafts import draft_of, registry_for
from edgejson.schema.loading import at, pointer
from edgejson.values.engine.applicators import APPLICATORS
from edgejson.values.engine.keywords import asserted, contradiction, vocabulary
from edgejson.values.engine.negation import negate
from edgejson.values.engine.normal_form import Conjunction, Node, Shape, intersect

#: Ways to satisfy one schema that are kept; of more, a spread is taken.
MAX_BRANCHES = 64
#: Pairs of ways that one product looks at.
MAX_PAIRS = 4096
#: Pairs that the products of one schema look at; then each is content with the first way that it finds.
MAX_WORK = 20_000
#: Ways to break one schema that are kept where another must exclude it.
MAX_EXCLUSIONS = 6


class Blame(NamedTuple):
    """Why a schema leaves nothing."""

    place: str  #: JSON pointer
    word: str  #: the keyword there
    why: str


class Merger:
    """Turns the nodes of one document into shapes, each node once."""

    def __init__(self, document: Any, others: dict[str, Any] | None = None) -> None:
        self.document = document
        self.others = others or {}
        self.draft, self.specification = draft_of(document)
        self.vocabulary = vocabulary(self.draft)
        self.refs_stand_alone = self.draft in ("draft4", "draft6", "draft7")
        self.registry = registry_for(document, others)
        self.dynamic = mentions([document, *self.others.values()], {"$dynamicRef", "$recursiveRef"})
        identifier = self.specification.create_resource(document).id() if isinstance(document, dict) else None
        self.root = self._node(document, self.registry.resolver(identifier or ""), "", "")
        self.never = self._node(False, self.root.resolver, "", "")
        self.always = self._node(True, self.root.resolver, "", "")
        self.blamed: Blame | None = None  #: what last left nothing
        self.blames: dict[Any, Blame] = {}  #: the same by node
        self._branches: dict[Any, list[Shape]] = {}
        self._negations: dict[Any, list[Shape]] = {}
        self._merged: dict[Any, list[Shape]] = {}
        self._agreed: dict[Any, bool] = {}
        self._followed: dict[Any, Node] = {}
        self._entered: set[Any] = set()
        self._loops = 0
        self.work = 0  #: pairs of ways looked at so far for the schema in hand

    # Nodes

    def _node(self, schema: Any, resolver: Any, uri: str, place: str) -> Node:
        key: tuple[Any, ...] = (uri, place)
        if isinstance(schema, bool):
            key = ("always" if schema else "never",)
        elif self.dynamic:
            outermost_first = [scope for scope, _ in resolver.dynamic_scope()][::-1]
            key = (uri, place, *dict.fromkeys(outermost_first))
        return Node(schema, resolver, uri, place, key=key)

    def child(self, node: Node, schema: Any, *steps: str) -> Node:
        """A subschema of a node, `steps` below it."""
        place = node.place if node.inverse else node.place + pointer(steps)
        resolver = node.resolver
        if isinstance(schema, dict) and ("$id" in schema or "id" in schema):
            resource = self.specification.create_resource(schema)
            if isinstance(resource.id(), str):
                resolver = resolver.in_subresource(resource)
        return self._node(schema, resolver, node.uri, place)

    def inverse(self, node: Node) -> Node:
        """The schema that says the opposite of a node's."""
        return Node({"not": node.schema}, node.resolver, node.uri, node.place, True, ("not", *node.key))

    def follow(self, node: Node, word: str, reference: str) -> Node:
        """What a reference leads to. Raises UserError where it leads nowhere."""
        key = (word, reference, *node.key)
        if key not in self._followed:
            try:
                if word == "$recursiveRef":
                    found = lookup_recursive_ref(node.resolver)
                else:
                    found = node.resolver.lookup(reference)
            except (Unresolvable, ValueError, AttributeError) as error:
                raise UserError(
                    f"#{node.place}/{word}: {reference!r} leads nowhere in this file, and nothing is fetched; "
                    "mend it or copy that schema into $defs"
                ) from error
            self._followed[key] = self._node(found.contents, found.resolver, *self._stands(found.contents, reference))
        return self._followed[key]

    def _stands(self, schema: Any, reference: str) -> tuple[str, str]:
        """The document and the JSON pointer in it of what a reference leads to."""
        documents = [("", self.document), *self.others.items()]
        fragment = unquote(reference.partition("#")[2])
        for uri, document in documents:
            if at(document, fragment) is schema:
                return uri, fragment
        for uri, document in documents:  # by an anchor, or below an embedded $id
            for path, member in objects(document):
                if member is schema:
                    return uri, pointer(path)
        return "", reference

    @contextmanager
    def entering(self, key: Any) -> Iterator[bool]:
        """True inside unless the same work is being done already, further out."""
        if key in self._entered:
            self._loops += 1
            yield False
            return
        self._entered.add(key)
        try:
            yield True
        finally:
            self._entered.discard(key)

    # Shapes

    def branches(self, node: Node) -> list[Shape]:
        """The ways to satisfy a node, at most MAX_BRANCHES; none where there is no way."""
        if isinstance(node.schema, bool):
            return [Shape()] if node.schema else []
        found = self._branches.get(node.key)
        if found is None:
            loops = self._loops
            with self.entering(node.key) as fresh:
                # A schema that comes back to itself in place is satisfied by another arm or not at all.
                outer, self.work = self.work, 0
                found = self._satisfy(node) if fresh else []
                self.work = outer
            if loops == self._loops or not self._entered:
                self._branches[node.key] = found
        return found

    def _satisfy(self, node: Node) -> list[Shape]:
        schema = node.schema
        if not isinstance(schema, dict):
            raise UserError(f"#{node.place}: a schema is an object or a boolean, this is {type(schema).__name__}")
        if self.refs_stand_alone and "$ref" in schema:
            loops = self._loops
            return self.branches(self.follow(node, "$ref", schema["$ref"])) or self._blame(node, "$ref", loops)
        shape = asserted(schema, self.vocabulary)
        if shape.hopeless:
            return self._blame(node, next((w for w in ("enum", "type") if w in schema), "minimum"), self._loops)
        shapes = [shape]
        for word, applicator in APPLICATORS.items():
            if word in schema and word in self.vocabulary:
                loops = self._loops
                shapes = applicator(self, schema[word], node, shapes)
                if not shapes:
                    return self._blame(node, word, loops)
        return shapes

    def _blame(self, node: Node, word: str, loops: int) -> list[Shape]:
        """Note down why a node leaves nothing: the keyword, and the loops that were met before it was looked at."""
        is_reference = word in ("$ref", "$dynamicRef")
        contradicting = contradiction(node.schema)
        if contradicting is not None:
            blame = Blame(node.place, *contradicting)
        elif is_reference and self._loops > loops:
            blame = Blame(node.place, word, "it leads back to itself, and to nothing else")
        else:
            blame = Blame(node.place, word, "it contradicts what stands beside it")
            if is_reference:
                blame = self.blames.get(self.follow(node, word, node.schema[word]).key, blame)
        self.blamed = self.blames[node.key] = blame
        return []

    def merged(self, nodes: Conjunction) -> list[Shape]:
        """The ways to satisfy all of some nodes."""
        if len(nodes) == 1:
            return self.branches(nodes[0])
        key = tuple(node.key for node in nodes)
        if key not in self._merged:
            outer, self.work = self.work, 0
            shapes = [Shape()]
            for node in nodes:
                shapes = self.product(shapes, self.branches(node))
            self._merged[key] = shapes
            self.work = outer
        return self._merged[key]

    def narrow(self, shapes: list[Shape], demand: Shape) -> list[Shape]:
        """The shapes with one more demand."""
        return self.product(shapes, [demand])

    def product(self, a: list[Shape], b: list[Shape]) -> list[Shape]:
        """Every way of `a` together with every way of `b`, as far as the two agree."""
        ways: list[Shape] = []
        pairs = ((one, other) for one in a for other in b)
        for count, (one, other) in enumerate(pairs):
            if count >= MAX_PAIRS or (ways and self.work > MAX_WORK):
                break
            self.work += 1
            both = self._sound(intersect(one, other))
            if not both.hopeless:
                ways.append(both)
        return thin(ways)

    def alternatives(self, arms: list[list[Shape]]) -> list[Shape]:
        """Any of several lists of ways: all as likely, and each represented as far as there is room."""
        arms = [arm for arm in arms if arm]
        share = max(1, MAX_BRANCHES // max(1, len(arms)))
        if sum(map(len, arms)) > MAX_BRANCHES:
            arms = [thin(arm, share) for arm in arms]
        ways = []
        for arm in arms[: 4 * MAX_BRANCHES]:
            total = sum(shape.weight for shape in arm)
            ways += [replace(shape, weight=shape.weight / total) for shape in arm]
        return ways

    def without(self, shapes: list[Shape], excluded: Node, arm: list[Shape]) -> list[Shape]:
        """The ways of `shapes` that do not match `excluded`, whose own ways are `arm`."""
        ways = []
        for shape in shapes:
            if all(self._sound(intersect(shape, other)).hopeless for other in arm):
                ways.append(shape)
            else:
                ways += self.product([shape], self._negated(excluded))[:MAX_EXCLUSIONS]
        return thin(ways)

    def _negated(self, node: Node) -> list[Shape]:
        if node.key not in self._negations:
            self._negations[node.key] = [way for way in negate(self, node) if not way.hopeless]
        return self._negations[node.key]

    def _sound(self, shape: Shape) -> Shape:
        """The shape without the type object where members that it requires can't be."""
        if "object" not in shape.types or not shape.properties:
            return shape
        for name in shape.required:
            nodes = shape.properties.get(name, ())
            if len(nodes) > 1 and not self._agree(nodes):
                shape.types -= {"object"}
                return shape
        return shape

    def _agree(self, nodes: Conjunction) -> bool:
        """Can any two of some nodes be satisfied at once?"""
        for one, other in combinations(nodes, 2):
            key = (one.key, other.key)
            if key in self._agreed:
                agreed = self._agreed[key]
            else:
                with self.entering(("agree", *key)) as fresh:
                    agreed = not fresh or any(
                        not self._sound(intersect(a, b)).hopeless
                        for a in self.branches(one)
                        for b in self.branches(other)
                    )
                self._agreed[key] = agreed
            if not agreed:
                return False
        return True


def thin(shapes: list[Shape], most: int = MAX_BRANCHES) -> list[Shape]:
    """At most so many of the shapes, evenly spread."""
    if len(shapes) <= most:
        return shapes
    return [shapes[i * len(shapes) // most] for i in range(most)]
