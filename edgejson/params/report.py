"""What the stage report reads of params.yaml."""

from __future__ import annotations

from pydantic import Field

from edgejson.checks.settings import Validate
from edgejson.pipeline.base import Base
from edgejson.pipeline.execution import Execution
from edgejson.pipeline.settings import Block
from edgejson.report.settings import Report


class Params(Block):
    base: Base
    execution: Execution
    validation: Validate = Field(alias="validate")  # `validate` is a method of pydantic models
    report: Report
