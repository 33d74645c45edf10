"""Instances with one place changed: copies, the given one stays as it was."""

from __future__ import annotations

import copy
from typing import Any

from edgejson.schema.fields import Path


def at(value: Any, path: Path) -> Any:
    """The value at a place; `...` where there is none: a name leads into an object only, an index into a list only."""
    for step in path:
        if isinstance(step, int):
            inside = isinstance(value, list) and step < len(value)
        else:
            inside = isinstance(value, dict) and step in value
        if not inside:
            return ...
        value = value[step]
    return value


def put(label: Any, path: Path, value: Any) -> Any:
    """A copy of a label with another value at a place."""
    if not path:
        return value
    changed = copy.deepcopy(label)
    at(changed, path[:-1])[path[-1]] = value
    return changed


def drop(label: Any, path: Path) -> Any:
    """A copy of a label without the member at a place."""
    changed = copy.deepcopy(label)
    del at(changed, path[:-1])[path[-1]]
    return changed
