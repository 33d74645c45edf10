"""What is wrong with settings, as lines that name the key, what is wrong and what may have been meant."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Sequence
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from edgejson.pipeline import layout
from edgejson.pipeline.errors import hint, nearest

Path = tuple[int | str, ...]

#: Plainer words than pydantic's for some types of error.
_WORDS = {
    "missing": "missing; add it",
    "model_type": "a block of settings is needed",
    "dict_type": "a mapping of names to values is needed",
    "list_type": "a list is needed",
}
_SHOWN = 60  #: characters of a value that a message repeats at most


class NestedError(ValueError):
    """Mistakes inside of one setting: each argument is a line that begins with the key below it."""


def mistakes(error: ValidationError, model: type[BaseModel]) -> list[str]:
    """One line for each mistake that pydantic found in the settings of a model, unknown keys first.

    A key that is missing because its name is misspelt is not told a second time.
    """
    lines = []
    explained: set[Path] = set()
    found = error.errors()
    for each in found:
        if each["type"] == "extra_forbidden":
            *block, name = each["loc"]
            names = _names(model, block)
            lines.append(f"{_key(each['loc'])}: no such setting; {hint(str(name), names)}")
            explained.add((*block, nearest(str(name), names) or ""))
    for each in found:
        absent = each["type"] == "missing" and each["loc"] in explained
        if each["type"] != "extra_forbidden" and not absent:
            lines += _told(each)
    return lines


def unknown_schemas(names: Collection[str], known: Collection[str]) -> Iterator[str]:
    """A line for each name that is no schema's id: "rting: no such schema in schemas/; did you mean 'rating'?"."""
    return (f"{name}: no such schema in {layout.SCHEMAS}/; {hint(name, known)}" for name in names if name not in known)


def _told(found: ErrorDetails) -> Iterator[str]:
    key, cause = _key(found["loc"]), found.get("ctx", {}).get("error")
    if isinstance(cause, NestedError):
        yield from (f"{key}.{line}" for line in cause.args)
    elif cause is not None:  # one of our own checks: its words say all
        yield f"{key}: {cause}"
    else:
        given = "" if found["type"] == "missing" else f" (given: {_shown(found['input'])})"
        yield f"{key}: {_WORDS.get(found['type'], found['msg'])}{given}"


def _key(path: Path) -> str:
    return ".".join(str(step) for step in path if step != "[key]") or "the file"


def _names(model: Any, path: Sequence[int | str]) -> list[str]:
    """The keys of the block that a path leads to; none where anything may stand there."""
    for step in path:
        if isinstance(model, type) and issubclass(model, BaseModel):
            fields = {field.alias or name: field.annotation for name, field in model.model_fields.items()}
            model = fields.get(str(step))
        else:  # a mapping of names to blocks
            model = next(iter(get_args(model)[1:]), None)
    if not (isinstance(model, type) and issubclass(model, BaseModel)):
        return []
    return [field.alias or name for name, field in model.model_fields.items()]


def _shown(value: Any) -> str:
    """A value as JSON has it, cut short; of a container its kind alone."""
    if isinstance(value, (dict, list)):
        return "a mapping" if isinstance(value, dict) else "a list"
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}..."
