"""Regular expressions of schemas, brought into the part of their syntax that every dialect reads alike.

JSON Schema asks for ECMA-262; people write Python's and PCRE's as well, escape what needs no escape, and leave braces
and hyphens bare. What means the same in one stricter way of writing is rewritten so.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import jsonschema_rs

from edgejson.schema.documents import DATA, MAPS, escaped

#: Characters that a backslash takes the meaning from, outside a class and inside one.
_SYNTAX, _IN_CLASS = frozenset("^$\\.*+?()[]{}|"), frozenset("\\]^-[&~")
_ATOM = re.compile(
    r"\\(?P<escaped>[^A-Za-z0-9])|\\(?:u\{[^}]*\}|[pP]\{[^}]*\}|x..|u....|c.|k<[^>]*>|.)"
    r"|\{\d+(?:,\d*)?\}|\[\^?\]|.",
    re.DOTALL,
)
_ALL_OR_NONE = {"[^]": "[\\s\\S]", "[]": "(?!)"}
_LONG = 60


@lru_cache(maxsize=4096)
def is_read(pattern: str) -> bool:
    """Can a validator use a pattern?"""
    try:
        jsonschema_rs.Draft7Validator({"pattern": pattern}, validate_formats=True)
    except (jsonschema_rs.ValidationError, ValueError):
        return False
    return True


@lru_cache(maxsize=4096)
def portable(pattern: str) -> str:
    """A pattern in the syntax that all dialects read alike; itself where it is in it, or can't be brought into it."""
    if is_read(pattern) and not re.search(r"\\[<>]", pattern):
        return pattern
    rewritten = "".join(_rewritten(pattern))
    return rewritten if is_read(rewritten) else pattern


def _rewritten(pattern: str) -> Iterator[str]:
    inside, before = False, ""  #: of a class; the atom before
    atoms = list(_ATOM.finditer(pattern))
    for index, found in enumerate(atoms):
        atom, escaped = found[0], found["escaped"]
        following = atoms[index + 1][0] if index + 1 < len(atoms) else ""
        if escaped is not None:
            atom = atom if escaped in (_IN_CLASS if inside else _SYNTAX) else escaped
        elif inside and atom == "-" and "[" not in (before, following) and _is_range_of_class(before, following):
            atom = "\\-"
        elif not inside and atom in _ALL_OR_NONE:
            atom = _ALL_OR_NONE[atom]
        elif (inside and atom == "[") or (not inside and atom in "{}"):
            atom = f"\\{atom}"
        elif atom == "[":
            inside = True
        elif atom == "]":
            inside = False
        before = found[0]
        yield atom


def _is_range_of_class(before: str, following: str) -> bool:
    """Has a range an end that is no character, as in `[\\w-.]`? Then its hyphen stands for itself."""
    return following != "]" and any(re.fullmatch(r"\\[dDwWsSpP].*", end) for end in (before, following))


def with_portable_patterns(node: Any, named: bool = False) -> Any:
    """A schema whose patterns all dialects read alike, as far as they can be; itself where they do already.

    `named` tells that the node maps names to schemas.
    """
    if isinstance(node, list):
        members = [with_portable_patterns(member) for member in node]
        return node if all(map(operator.is_, members, node)) else members
    if not isinstance(node, dict):
        return node
    made: dict[str, Any] = {}
    for word, value in node.items():
        if named or word not in ("pattern", "patternProperties", *DATA):
            made[word] = with_portable_patterns(value, not named and word in MAPS)
        elif word == "pattern" and isinstance(value, str):
            made[word] = portable(value)
        elif word == "patternProperties" and isinstance(value, dict):
            members_by_name = {portable(name): with_portable_patterns(member) for name, member in value.items()}
            made[word] = _unless_same(members_by_name, value)
        else:
            made[word] = value
    return _unless_same(made, node)


def _unless_same(made: dict[str, Any], node: dict[str, Any]) -> dict[str, Any]:
    same = list(made) == list(node) and all(map(operator.is_, made.values(), node.values()))
    return node if same else made


def unread(node: Any, place: str = "", named: bool = False) -> Iterator[tuple[str, str]]:
    """The JSON pointer of each pattern that no validator can use, and the pattern, cut where it is long."""
    if isinstance(node, list):
        for index, member in enumerate(node):
            yield from unread(member, f"{place}/{index}")
    if not isinstance(node, dict):
        return
    for word, value in node.items():
        here = f"{place}/{escaped(word)}"
        if not named and word == "pattern" and isinstance(value, str) and not is_read(value):
            yield here, value if len(value) <= _LONG else f"{value[:_LONG]}..."
        elif not named and word == "patternProperties" and isinstance(value, dict):
            yield from ((here, name[:_LONG]) for name in value if not is_read(name))
            yield from unread(value, here, named=True)
        elif named or word not in DATA:
            yield from unread(value, here, not named and word in MAPS)
