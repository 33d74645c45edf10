"""params.yaml as typed settings. An unknown key, a wrong type or a value out of range is an error that names it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pydantic import Field, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from edgejson import layout
from edgejson.errors import UserError
from edgejson.params.blocks import Base, Block, Execution, Template, TextSettings, Values
from edgejson.params.dataset import Balance, Baseline, BaselineModel, Report, Split
from edgejson.params.references import wrong
from edgejson.params.teachers import Engines, LlamaCpp, Llm, OpenAi, Teacher, Vllm, Wording
from edgejson.params.validation import Audit, ContactCheck, Gate, Validate, adjusted

__all__ = [
    "Audit",
    "Balance",
    "Base",
    "Baseline",
    "BaselineModel",
    "ContactCheck",
    "Engines",
    "Execution",
    "Gate",
    "LlamaCpp",
    "Llm",
    "OpenAi",
    "Params",
    "Report",
    "Split",
    "Teacher",
    "Template",
    "TextSettings",
    "Validate",
    "Values",
    "Vllm",
    "Wording",
    "adjusted",
    "load",
]


class Params(Block):
    base: Base
    execution: Execution
    template: Template
    llm: Llm
    validation: Validate = Field(alias="validate")  # `validate` is a method of pydantic models
    audit: Audit
    balance: Balance
    split: Split
    baseline: Baseline
    report: Report


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
        params = Params.model_validate(content)
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(step) for step in first["loc"]) or "the file"
        if first["type"] == "extra_forbidden":
            raise UserError(f"{path}: {key}: no such setting; remove it or mend its name") from error
        given = "" if first["type"] == "missing" else f" (given: {first['input']!r})"
        raise UserError(f"{path}: {key}: {first['msg']}{given}") from error
    for line in wrong(params):
        raise UserError(f"{path}: {line}")
    return params
