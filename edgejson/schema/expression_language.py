"""The language of expressions: what may stand in one, and what it means.

Numbers are decimals, so that 0.1 + 0.2 is 0.3; `round` rounds half up, as money is rounded. Strings that are RFC 3339
dates or date-times compare as times (a date is its midnight, a time without offset is UTC); what else may be asked of
them is in `moments`.
"""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable, Iterator
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal
from typing import Any

from edgejson.pipeline.errors import UserError
from edgejson.schema import moments


class AbsentError(Exception):
    """An expression needs a value that isn't there."""


def _exact(value: Any) -> Any:
    """A JSON value with its number, if it is one, as a decimal."""
    kind = type(value)
    if kind is float:
        return Decimal(repr(value))
    return Decimal(value) if kind is int else value


def _members(values: Any) -> Iterator[Any]:
    if not isinstance(values, (list, tuple, Iterator)):
        raise AbsentError if values is None else TypeError("only a list can be iterated over")
    return map(_exact, values)


#: Stands for a property that isn't there.
_ABSENT = object()


def _get(container: Any, key: Any) -> Any:
    if type(container) is dict and type(key) is str:  # nearly always
        value = container.get(key, _ABSENT)
        if value is _ABSENT:
            raise AbsentError
        kind = type(value)
        if kind is float:
            return Decimal(repr(value))
        return Decimal(value) if kind is int else value
    if isinstance(key, Decimal):
        key = int(key)
    if container is None:
        raise AbsentError
    if isinstance(key, str) and not isinstance(container, dict):
        raise TypeError(f"{key!r} of what is no object")
    try:
        return _exact(container[key])
    except (KeyError, IndexError):
        raise AbsentError from None


def _both(a: Any, b: Any) -> tuple[Any, Any]:
    """Two values as they are to be compared."""
    if isinstance(a, str) and isinstance(b, str):
        one = moments.moment(a)
        other = moments.moment(b) if one is not None else None
        if one is not None and other is not None:
            return one, other
    return a, b


def _comparable(value: Any) -> Any:
    """One value as it is to be compared."""
    return (moments.moment(value) or value) if isinstance(value, str) else value


def _needed(*values: Any) -> None:
    if None in values:
        raise AbsentError


def _ordered(test: Callable[[Any, Any], bool]) -> Callable[[Any, Any], bool]:
    def compare(a: Any, b: Any) -> bool:
        if a is None or b is None:
            raise AbsentError
        return test(*_both(a, b)) if isinstance(a, str) else test(a, b)

    return compare


def _equal(a: Any, b: Any) -> bool:
    if isinstance(a, bool) is not isinstance(b, bool):
        return False
    one, other = _both(a, b) if isinstance(a, str) else (a, b)
    return bool(one == other)


def _arithmetic(operate: Callable[[Any, Any], Any]) -> Callable[[Any, Any], Any]:
    def compute(a: Any, b: Any) -> Any:
        if a is None or b is None:
            raise AbsentError
        return operate(a, b)

    return compute


def _floor(a: Decimal, b: Decimal) -> Decimal:
    return (a / b).to_integral_value(ROUND_FLOOR)


def _round(value: Decimal, places: Decimal = Decimal(0)) -> Decimal:
    """Round half up: 2.345 to 2.35, -2.345 to -2.35."""
    _needed(value)
    return value.quantize(Decimal(1).scaleb(-int(places)), ROUND_HALF_UP)


def _total(values: Any) -> Decimal:
    total = Decimal(0)
    for value in _members(values):
        if value is None:
            raise AbsentError
        total += value
    return total


def _extreme(choose: Callable[..., Any]) -> Callable[..., Any]:
    def extreme(*values: Any) -> Any:
        candidates = list(_members(values[0])) if len(values) == 1 else list(values)
        if not candidates:
            raise AbsentError
        _needed(*candidates)
        return choose(candidates, key=_comparable)

    return extreme


def _sorted(values: Any) -> list[Any]:
    found = list(_members(values))
    _needed(*found)
    return sorted(found, key=_comparable)


def _asked(ask: Callable[..., Any]) -> Callable[..., Any]:
    """A question about values that have to be there."""

    def answer(*values: Any) -> Any:
        _needed(*values)
        return _exact(ask(*values))

    return answer


#: What an expression may call.
FUNCTIONS: dict[str, Callable[..., Any]] = {
    "sum": _total,
    "len": _asked(len),
    "round": _round,
    "min": _extreme(min),
    "max": _extreme(max),
    "abs": _asked(abs),
    "any": lambda values: any(_members(values)),
    "all": lambda values: all(_members(values)),
    "sorted": _sorted,
    "weekday": _asked(moments.weekday),
    "year": _asked(moments.year),
    "hours": _asked(moments.hours),
    "in_zone": _asked(moments.in_zone),
}

_BINARY: dict[type[ast.operator], Callable[[Any, Any], Any]] = {
    ast.Add: _arithmetic(operator.add),
    ast.Sub: _arithmetic(operator.sub),
    ast.Mult: _arithmetic(operator.mul),
    ast.Div: _arithmetic(operator.truediv),
    ast.FloorDiv: _arithmetic(_floor),
    ast.Mod: _arithmetic(lambda a, b: a - b * _floor(a, b)),
}

_COMPARISONS: dict[type[ast.cmpop], Callable[[Any, Any], bool]] = {
    ast.Lt: _ordered(operator.lt),
    ast.LtE: _ordered(operator.le),
    ast.Gt: _ordered(operator.gt),
    ast.GtE: _ordered(operator.ge),
    ast.Eq: _equal,
    ast.NotEq: lambda a, b: not _equal(a, b),
    ast.In: lambda a, b: any(_equal(a, member) for member in _members(b)) if not isinstance(b, str) else a in b,
    ast.NotIn: lambda a, b: (
        all(not _equal(a, member) for member in _members(b)) if not isinstance(b, str) else a not in b
    ),
}

#: What the source of a translated expression may name.
GLOBALS: dict[str, Any] = {"__builtins__": {}, "_get": _get, "_members": _members, "_zero": Decimal(0)}
GLOBALS |= {f"_f_{name}": function for name, function in FUNCTIONS.items()}
GLOBALS |= {f"_b_{kind.__name__}": operate for kind, operate in _BINARY.items()}
GLOBALS |= {f"_c_{kind.__name__}": compare for kind, compare in _COMPARISONS.items()}


class Translator:
    """A whitelisted syntax tree -> Python source over the helpers above."""

    def __init__(self) -> None:
        self.names: dict[str, None] = {}
        self.uses_root = False
        self.numbers: dict[str, Decimal] = {}  #: the literals, by what stands for them in the source
        self._bound: list[str] = []

    def source(self, node: ast.AST) -> str:
        """The translation of one node. Raises UserError for what isn't on the list."""
        translate = getattr(self, f"_{type(node).__name__.lower()}", None)
        if translate is None:
            raise UserError(f"{_said(node)} is not allowed in an expression")
        return str(translate(node))

    def _constant(self, node: ast.Constant) -> str:
        if isinstance(node.value, bool) or node.value is None or isinstance(node.value, str):
            return repr(node.value)
        if isinstance(node.value, (int, float)):
            name = f"_n_{len(self.numbers)}"
            self.numbers[name] = Decimal(str(node.value))
            return name
        raise UserError(f"the literal {node.value!r} is not allowed in an expression")

    def _name(self, node: ast.Name) -> str:
        if node.id in self._bound:
            return f"v_{node.id}"
        if node.id == "root":
            self.uses_root = True
            return "root"
        self.names[node.id] = None
        return f"_get(this, {node.id!r})"

    def _attribute(self, node: ast.Attribute) -> str:
        return f"_get({self.source(node.value)}, {node.attr!r})"

    def _subscript(self, node: ast.Subscript) -> str:
        return f"_get({self.source(node.value)}, {self.source(node.slice)})"

    def _binop(self, node: ast.BinOp) -> str:
        if type(node.op) not in _BINARY:
            raise UserError(f"the operator {type(node.op).__name__} is not allowed in an expression")
        return f"_b_{type(node.op).__name__}({self.source(node.left)}, {self.source(node.right)})"

    def _unaryop(self, node: ast.UnaryOp) -> str:
        if isinstance(node.op, ast.Not):
            return f"(not {self.source(node.operand)})"
        if isinstance(node.op, ast.USub):
            return f"_b_Sub(_zero, {self.source(node.operand)})"
        raise UserError(f"the operator {type(node.op).__name__} is not allowed in an expression")

    def _boolop(self, node: ast.BoolOp) -> str:
        word = " and " if isinstance(node.op, ast.And) else " or "
        return f"({word.join(self.source(value) for value in node.values)})"

    def _ifexp(self, node: ast.IfExp) -> str:
        return f"({self.source(node.body)} if {self.source(node.test)} else {self.source(node.orelse)})"

    def _compare(self, node: ast.Compare) -> str:
        operands = [node.left, *node.comparators]
        tests = []
        for left, kind, right in zip(operands, node.ops, operands[1:], strict=False):
            if type(kind) not in _COMPARISONS:
                raise UserError(f"the comparison {type(kind).__name__} is not allowed in an expression")
            tests.append(f"_c_{type(kind).__name__}({self.source(left)}, {self.source(right)})")
        return f"({' and '.join(tests)})"

    def _call(self, node: ast.Call) -> str:
        if not isinstance(node.func, ast.Name) or node.func.id not in FUNCTIONS or node.keywords:
            raise UserError(f"{ast.unparse(node)!r} is not allowed; functions are {', '.join(FUNCTIONS)}")
        return f"_f_{node.func.id}({', '.join(self.source(argument) for argument in node.args)})"

    def _list(self, node: ast.List | ast.Tuple) -> str:
        return f"[{', '.join(self.source(member) for member in node.elts)}]"

    _tuple = _list

    def _dict(self, node: ast.Dict) -> str:
        if not all(isinstance(key, ast.Constant) for key in node.keys):
            raise UserError(f"{_said(node)}: the keys of a table are literals")
        pairs = zip(node.keys, node.values, strict=True)
        return f"{{{', '.join(f'{self.source(key)}: {self.source(value)}' for key, value in pairs if key)}}}"

    def _comprehension_of(self, node: ast.GeneratorExp | ast.ListComp) -> str:
        clauses, before = "", len(self._bound)
        for clause in node.generators:
            if not isinstance(clause.target, ast.Name) or clause.is_async:
                raise UserError(f"{ast.unparse(node)!r}: a comprehension has one plain variable in each clause")
            values = self.source(clause.iter)
            self._bound.append(clause.target.id)
            tests = "".join(f" if {self.source(test)}" for test in clause.ifs)
            clauses += f" for v_{clause.target.id} in _members({values}){tests}"
        element = self.source(node.elt)
        del self._bound[before:]
        return f"[{element}{clauses}]"

    _generatorexp = _comprehension_of
    _listcomp = _comprehension_of


def _said(node: ast.AST) -> str:
    try:
        return repr(ast.unparse(node))
    except (AttributeError, ValueError):
        return type(node).__name__
