"""params.yaml as typed settings. An unknown key, a wrong type or a value out of range is an error that names it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from edgejson import layout
from edgejson.errors import UserError

Rate = Annotated[float, Field(ge=0, le=1)]
Count = Annotated[int, Field(ge=0)]
Positive = Annotated[int, Field(ge=1)]


class Block(BaseModel):
    """A block of params.yaml: strict types, unknown keys refused, never changed after loading."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Base(Block):
    seed: int
    locale: str


class Execution(Block):
    backend: Literal["serial", "processes", "ray"]
    workers: Positive


class Values(Block):
    optional_rate: Rate
    max_items: Positive
    max_depth: Positive


class Template(Block):
    records_per_schema: Positive
    values: Values


class Params(Block):
    base: Base
    execution: Execution
    template: Template


def load(path: Path = layout.PARAMS) -> Params:
    """The settings of a params file, read as DVC reads it (YAML 1.2).

    Raises UserError with the file, the key, what is wrong.
    """
    try:
        content: Any = YAML(typ="safe").load(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise UserError(f"{path}: can't be read ({error.strerror})") from error
    except (YAMLError, UnicodeDecodeError) as error:
        raise UserError(f"{path}: not YAML: {error}") from error
    try:
        return Params.model_validate(content)
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(step) for step in first["loc"]) or "the file"
        if first["type"] == "extra_forbidden":
            raise UserError(f"{path}: {key}: no such setting; remove it or mend its name") from error
        given = "" if first["type"] == "missing" else f" (given: {first['input']!r})"
        raise UserError(f"{path}: {key}: {first['msg']}{given}") from error
