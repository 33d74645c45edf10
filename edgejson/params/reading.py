"""How params.yaml becomes typed settings. An unknown key, a wrong type, a value out of range is an error that names it.

A stage reads its own blocks alone (`load`), so it depends on no other stage's settings; `whole` reads and checks all.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from edgejson.pipeline import layout
from edgejson.pipeline.errors import UserError, together
from edgejson.pipeline.mistakes import mistakes
from edgejson.pipeline.settings import Block

Params = TypeVar("Params", bound=Block)


def load(model: type[Params], path: Path = layout.PARAMS) -> Params:
    """Those blocks of a params file that a model has, and no others. Raises UserError as `checked`."""
    content = read(path)
    names = [field.alias or name for name, field in model.model_fields.items()]
    if isinstance(content, dict):
        content = {name: content[name] for name in names if name in content}
    return checked(model, content, path)


def checked(model: type[Params], content: Any, path: Path) -> Params:
    """A params file's content as a model. Raises UserError with the file, the key, what is wrong; a line a mistake."""
    try:
        return model.model_validate(content)
    except ValidationError as error:
        raise together([f"{path}: {line}" for line in mistakes(error, model)]) from error


def read(path: Path) -> Any:
    """What a params file holds, read as DVC reads it (YAML 1.2). Raises UserError where it is none."""
    try:
        return YAML(typ="safe").load(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise UserError(f"{path}: can't be read ({error.strerror})") from error
    except (YAMLError, ValueError, RecursionError) as error:
        raise UserError(f"{path}: {not_yaml(error)}") from error


def not_yaml(error: Exception) -> str:
    """Where and why a text is not YAML, in a few words."""
    if isinstance(error, UnicodeDecodeError):
        return f"not UTF-8 (byte {error.start}); save the file as UTF-8"
    if isinstance(error, MarkedYAMLError) and error.problem:
        at = error.problem_mark or error.context_mark
        place = f"line {at.line + 1}, column {at.column + 1}: " if at else ""
        return f"{place}not YAML: {error.problem}"
    return f"not YAML: {str(error).splitlines()[0] if str(error) else type(error).__name__}"
