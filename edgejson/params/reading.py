"""How params.yaml becomes typed settings. An unknown key, a wrong type, a value out of range is an error that names it.

What a file doesn't say has its default, and so has everything where there is no params.yaml. A stage reads its own
blocks alone (`load`), so it depends on no other stage's settings; `whole` reads and checks all.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Literal, TypeVar

from pydantic import ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from edgejson.pipeline import layout
from edgejson.pipeline.errors import UserError, readable, together
from edgejson.pipeline.mistakes import mistakes
from edgejson.pipeline.settings import Block

Params = TypeVar("Params", bound=Block)


def load(model: type[Params], path: Path | None = None) -> Params:
    """Those blocks of a params file that a model has, and no others. Raises UserError as `checked`."""
    content = read(path)
    names = [field.alias or name for name, field in model.model_fields.items()]
    if isinstance(content, dict):
        content = {name: content[name] for name in names if name in content}
    return checked(model, content, path)


def checked(model: type[Params], content: Any, path: Path | None = None) -> Params:
    """A params file's content as a model.

    Raises UserError with the file, the line, the key, what is wrong; a line a mistake.
    """
    try:
        return model.model_validate(content)
    except ValidationError as error:
        raise placed(mistakes(error, model), path) from error


def placed(lines: Sequence[str], path: Path | None = None) -> UserError:
    """One error of all mistakes in a params file; each begins with the dotted key that its place is found by."""
    path = path or layout.PARAMS
    content = _parsed(path, "rt") if path.exists() else None  # lines take time to keep: only for a mistake
    return together([f"{path}{_line(content, line)}: {line}" for line in lines])


def read(path: Path | None = None) -> Any:
    """What a params file holds, read as DVC reads it (YAML 1.2); nothing where it says nothing.

    Without a path, what the working directory's params.yaml holds, if there is one. Raises UserError where the file
    can't be read or is no YAML.
    """
    if path is None and not layout.PARAMS.exists():
        return {}
    content = _parsed(path or layout.PARAMS, "safe")
    return {} if content is None else content


def _parsed(path: Path, kind: Literal["safe", "rt"]) -> Any:
    try:
        with readable(path):
            return YAML(typ=kind).load(path.read_text(encoding="utf-8"))
    except (YAMLError, ValueError, RecursionError) as error:
        raise UserError(f"{path}: {not_yaml(error)}") from error


def _line(content: Any, mistake: str) -> str:
    """The line of the innermost block of a mistake's key that the file has, as ":LINE"; nothing where it has none."""
    line, key = "", mistake.partition(": ")[0]
    while isinstance(content, CommentedMap):
        # a name may have dots of its own
        name = next((name for name in content if f"{key}.".startswith(f"{name}.")), None)
        if name is None:
            break
        line, key, content = f":{content.lc.key(name)[0] + 1}", key[len(str(name)) + 1 :], content[name]
    return line


def not_yaml(error: Exception) -> str:
    """Where and why a text is not YAML, in a few words."""
    if isinstance(error, MarkedYAMLError) and error.problem:
        at = error.problem_mark or error.context_mark
        place = f"line {at.line + 1}, column {at.column + 1}: " if at else ""
        return f"{place}not YAML: {error.problem}"
    return f"not YAML: {str(error).splitlines()[0] if str(error) else type(error).__name__}"
