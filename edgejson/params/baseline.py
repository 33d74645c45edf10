"""What the stage baseline reads of params.yaml."""

from __future__ import annotations

from pydantic import Field

from edgejson.baselines.settings import Baseline
from edgejson.checks.settings import Validate
from edgejson.pipeline.execution import Execution
from edgejson.pipeline.settings import Block
from edgejson.teachers.settings import Llm


class Params(Block):
    execution: Execution = Execution()
    llm: Llm = Llm()
    validation: Validate = Field(default=Validate(), alias="validate")  # `validate` is a method of pydantic models
    baseline: Baseline = Baseline()
