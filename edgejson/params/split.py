"""What the stage split reads of params.yaml."""

from __future__ import annotations

from pydantic import Field

from edgejson.checks.settings import Validate
from edgejson.dataset.settings import Split
from edgejson.pipeline.base import Base
from edgejson.pipeline.execution import Execution
from edgejson.pipeline.settings import Block


class Params(Block):
    base: Base = Base()
    execution: Execution = Execution()
    split: Split = Split()
    validation: Validate = Field(default=Validate(), alias="validate")  # `validate` is a method of pydantic models
