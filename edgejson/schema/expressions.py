"""`x-derived` and `x-rules`: compiled once a schema, computed by the sampler, verified by the checks.

An expression has Python's syntax, through a whitelist of its syntax tree: arithmetic (+ - * / // %), comparison,
`and`, `or`, `not`, `x if c else y`, `a.b`, `a["b"]`, `a[0]`, comprehensions, literals, and the functions of
`expression_language.FUNCTIONS`; that module says what they mean. Arithmetic is decimal, and `round` rounds half up.

A name is a property of the enclosing object, `root` the whole record. Where a property that an expression needs is
absent (or null, where a value is needed), a rule holds and a derived value is absent.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal, DivisionByZero, InvalidOperation
from typing import Any

from edgejson.pipeline.errors import UserError
from edgejson.schema.documents import mentions, objects
from edgejson.schema.expression_language import GLOBALS, AbsentError, Translator
from edgejson.schema.fields import Field, FieldMap
from edgejson.schema.loading import pointer

#: (JSON pointer, expression, expected value, actual value) of a value that breaks an annotation.
Finding = tuple[str, str, Any, Any]


class Expression:
    """A compiled expression."""

    def __init__(self, text: str, place: str) -> None:
        """Compile `text`, which stands at the JSON pointer `place`. Raises UserError that names it."""
        self.text = text
        translator = Translator()
        try:
            tree = ast.parse(text.strip(), mode="eval")
            source = translator.source(tree.body)
        except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
            raise UserError(f"{place}: {text!r} is not an expression ({error}); use Python's syntax") from error
        except UserError as error:
            raise UserError(f"{place}: {error}") from error
        self.names = tuple(translator.names)  #: properties of the enclosing object that it reads
        self.uses_root = translator.uses_root
        self._code = eval(  # translated above from a whitelist, with no builtins
            compile(f"lambda this, root: {source}", f"<{place}>", "eval"), GLOBALS | translator.numbers
        )

    def value(self, this: dict[str, Any], root: Any) -> Any:
        """The value for an object, numbers as decimals. Raises AbsentError; TypeError where kinds don't fit."""
        try:
            return self._code(this, root)
        except (DivisionByZero, InvalidOperation, ZeroDivisionError) as error:
            raise AbsentError from error

    def holds(self, this: dict[str, Any], root: Any) -> bool:
        """Is the rule true of an object? True where it says nothing; False where it can't be evaluated."""
        try:
            return bool(self.value(this, root))
        except AbsentError:
            return True
        except (TypeError, AttributeError, ValueError):
            return False


@dataclass(slots=True)
class Derived:
    """A property that an expression gives."""

    name: str
    expression: Expression
    types: frozenset[str]
    required: bool

    def value(self, this: dict[str, Any], root: Any) -> Any:
        """The JSON value that it must have. Raises AbsentError where it must be absent."""
        try:
            return self._plain(self.expression.value(this, root))
        except (TypeError, AttributeError, ValueError) as error:
            raise AbsentError from error

    def _plain(self, value: Any) -> Any:
        if isinstance(value, (list, tuple)):
            return [self._plain(member) for member in value]
        if not isinstance(value, Decimal):
            return value
        if value == value.to_integral_value() and ("integer" in self.types or "number" not in self.types):
            return int(value)
        return float(value)


@dataclass(slots=True)
class RulePlace:
    """The annotations of one kind of object, and of what stands in it."""

    derived: list[Derived] = field(default_factory=list)  #: in the order in which they can be computed
    rules: list[Expression] = field(default_factory=list)
    members: dict[str, RulePlace] = field(default_factory=dict)
    items: RulePlace | None = None
    alive: bool = False  #: something is annotated here or below

    def derive(self, this: dict[str, Any], root: Any) -> None:
        """Compute the derived properties of one object, in place."""
        for derived in self.derived:
            if derived.name in this or derived.required:
                try:
                    this[derived.name] = derived.value(this, root)
                except AbsentError:
                    if not derived.required:
                        this.pop(derived.name, None)

    def broken(self, this: dict[str, Any], root: Any) -> Iterator[Expression]:
        """The rules that one object breaks."""
        return (rule for rule in self.rules if not rule.holds(this, root))

    def findings(self, this: dict[str, Any], root: Any, where: tuple[str | int, ...]) -> Iterator[Finding]:
        """What is wrong with one object, its members aside."""
        for derived in self.derived:
            if derived.name not in this:
                continue
            actual = this[derived.name]
            try:
                expected = derived.value(this, root)
            except AbsentError:
                expected = None
                if derived.required or actual is None:
                    continue
            if not _same(actual, expected):
                yield pointer((*where, derived.name)), derived.expression.text, expected, actual
        for rule in self.broken(this, root):
            yield pointer(where), rule.text, True, False


def _same(a: Any, b: Any) -> bool:
    if isinstance(a, list) and isinstance(b, list):
        return len(a) == len(b) and all(map(_same, a, b))
    return isinstance(a, bool) is isinstance(b, bool) and bool(a == b)


class Rules:
    """All `x-derived` and `x-rules` of a schema."""

    def __init__(self, root: RulePlace | None) -> None:
        self.root = root if root and root.alive else None
        places = _all_places(self.root, {}) if self.root else []
        derived = [(one, place) for place in places for one in place.derived]
        #: Some derived value reads the whole record.
        self.rooted = any(one.expression.uses_root for one, _ in derived)
        #: Derived values are right once `fill` has computed them: nothing else changes what they are derived from.
        self._final = not self.rooted and not any(one.name in place.members for one, place in derived)

    def __bool__(self) -> bool:
        return self.root is not None

    def at(self, path: Iterable[str | int]) -> RulePlace | None:
        """The annotations of the object at a path (indices or "*" for items); None where there are none."""
        place = self.root
        for step in path:
            if place is None:
                return None
            place = place.items if step == "*" or isinstance(step, int) else place.members.get(step)
        return place if place and (place.derived or place.rules) else None

    def fill(self, instance: Any) -> None:
        """Compute every derived value of an instance, in place, the innermost objects first."""
        if self.root is not None:
            for _ in range(3 if self.rooted else 1):  # what reads `root` may read what is derived further out
                for place, this, _ in _objects(self.root, instance):
                    place.derive(this, instance)

    def findings(self, instance: Any) -> list[Finding]:
        """Every derived value that differs and every rule that does not hold."""
        objects = () if self.root is None else _objects(self.root, instance)
        return [found for place, this, where in objects for found in place.findings(this, instance, where)]

    def kept(self, filled: Any) -> bool:
        """Are there no findings in an instance that `fill` has seen?"""
        if self.root is None:
            return True
        return _keeps(self.root, filled, filled) and (self._final or not self.findings(filled))


def _objects(
    place: RulePlace, value: Any, where: tuple[str | int, ...] = ()
) -> Iterator[tuple[RulePlace, dict[str, Any], tuple[str | int, ...]]]:
    """The annotated objects of a value, the innermost first, each with its annotations ahead and its path behind."""
    if isinstance(value, dict):
        for name, member in place.members.items():
            if name in value:
                yield from _objects(member, value[name], (*where, name))
        yield place, value, where
    elif isinstance(value, list) and place.items is not None:
        for index, item in enumerate(value):
            yield from _objects(place.items, item, (*where, index))


def _keeps(place: RulePlace, value: Any, root: Any) -> bool:
    """Does every rule hold of a value? Those of the outermost object, which most often do not, are asked first."""
    if isinstance(value, dict):
        held = all(rule.holds(value, root) for rule in place.rules)
        return held and all(_keeps(below, value[name], root) for name, below in place.members.items() if name in value)
    if isinstance(value, list) and place.items is not None:
        return all(_keeps(place.items, item, root) for item in value)
    return True


def _all_places(place: RulePlace, known: dict[int, RulePlace]) -> list[RulePlace]:
    if id(place) not in known:
        known[id(place)] = place
        for below in [*place.members.values(), *([place.items] if place.items else [])]:
            _all_places(below, known)
    return list(known.values())


def compile_rules(document: Any, fields: FieldMap | None = None) -> Rules:
    """The annotations of a schema, compiled. Raises UserError with the JSON pointer of a bad expression."""
    if not mentions(document, {"x-derived", "x-rules"}):
        return Rules(None)
    compiler = _Compiler(document, fields or FieldMap(document))
    root = compiler.place(())
    places = _all_places(root, {})
    grown = True
    while grown:  # alive is whatever is annotated, and whatever leads there
        alive = {id(place) for place in places if place.alive}
        for place in places:
            below = [*place.members.values(), *([place.items] if place.items else [])]
            place.alive = bool(place.derived or place.rules) or any(id(member) in alive for member in below)
        grown = len(alive) != sum(place.alive for place in places)
    for place in places:
        place.members = {name: member for name, member in place.members.items() if member.alive}
        place.items = place.items if place.items and place.items.alive else None
    return Rules(root)


class _Compiler:
    def __init__(self, document: Any, fields: FieldMap) -> None:
        self.fields = fields
        self.pointers = {id(node): pointer(path) for path, node in objects(document)}
        self.known: dict[tuple[int, ...], RulePlace] = {}

    def place(self, path: tuple[str, ...]) -> RulePlace:
        """The annotations at a path; schemas that come back are looked at once."""
        described = self.fields.field(path)
        key = tuple(id(node) for node in described.schemas)
        if key in self.known:
            return self.known[key]
        place = self.known[key] = RulePlace()
        texts = [
            (text, f"#{self.pointers.get(id(node), '')}/x-rules/{number}")
            for node in described.schemas
            for number, text in enumerate(_listed(node.get("x-rules"), self.pointers.get(id(node), "")))
        ]
        place.rules = [Expression(text, where) for text, where in dict(texts).items()]
        names = self.fields.properties(path)
        below = [self.fields.field((*path, name)) for name in names]
        place.derived = self._in_order([self._derived(member) for member in below if member.derived])
        place.members = {name: self.place((*path, name)) for name in names}
        if any(word in node for node in described.schemas for word in ("items", "prefixItems", "additionalItems")):
            place.items = self.place((*path, "*"))
        return place

    def _derived(self, member: Field) -> Derived:
        where = next(
            (self.pointers.get(id(node), "") for node in member.schemas if node.get("x-derived") == member.derived), ""
        )
        expression = Expression(member.derived, f"#{where}/x-derived")
        if member.name in expression.names:
            raise UserError(f"#{where}/x-derived: {member.derived!r} names the value that it gives; name others")
        return Derived(member.name, expression, member.types, member.required)

    @staticmethod
    def _in_order(derived: list[Derived]) -> list[Derived]:
        """Each after those that it reads. Raises UserError for a circle."""
        waiting, ordered = {one.name: one for one in derived}, []
        while waiting:
            ready = [one for one in waiting.values() if not waiting.keys() & set(one.expression.names)]
            if not ready:
                circle = ", ".join(waiting)
                raise UserError(f"#: x-derived of {circle}: each needs another of them; break the circle")
            for one in ready:
                ordered.append(waiting.pop(one.name))
        return ordered


def _listed(rules: Any, where: str) -> list[str]:
    if rules is None:
        return []
    if not isinstance(rules, list) or not all(isinstance(rule, str) for rule in rules):
        raise UserError(f"#{where}/x-rules: a list of expressions is expected")
    return rules
