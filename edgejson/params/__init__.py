"""params.yaml as typed settings. An unknown key, a wrong type or a value out of range is an error that names it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pydantic import Field, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from edgejson.params.blocks import Base, Template, TextSettings, Values
from edgejson.params.dataset import Balance, Baseline, BaselineModel, Report, Split
from edgejson.params.mistakes import mistakes
from edgejson.params.teachers import Engines, LlamaCpp, Llm, OpenAi, Teacher, Vllm, Wording
from edgejson.params.validation import Audit, ContactCheck, Gate, Validate, adjusted
from edgejson.pipeline import layout
from edgejson.pipeline.errors import UserError, together
from edgejson.pipeline.execution import Execution
from edgejson.pipeline.settings import Block

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

    Raises UserError with the file, the key, what is wrong; a line for each mistake.
    """
    try:
        content: Any = YAML(typ="safe").load(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise UserError(f"{path}: can't be read ({error.strerror})") from error
    except (YAMLError, ValueError, RecursionError) as error:
        raise UserError(f"{path}: {not_yaml(error)}") from error
    try:
        return Params.model_validate(content)
    except ValidationError as error:
        raise together([f"{path}: {line}" for line in mistakes(error, Params)]) from error


def not_yaml(error: Exception) -> str:
    """Where and why a text is not YAML, in a few words."""
    if isinstance(error, UnicodeDecodeError):
        return f"not UTF-8 (byte {error.start}); save the file as UTF-8"
    if isinstance(error, MarkedYAMLError) and error.problem:
        at = error.problem_mark or error.context_mark
        place = f"line {at.line + 1}, column {at.column + 1}: " if at else ""
        return f"{place}not YAML: {error.problem}"
    return f"not YAML: {str(error).splitlines()[0] if str(error) else type(error).__name__}"
