"""What the stage validate reads of params.yaml."""

from __future__ import annotations

from pydantic import Field

from edgejson.checks.settings import Validate
from edgejson.pipeline.settings import Block


class Params(Block):
    validation: Validate = Field(default=Validate(), alias="validate")  # `validate` is a method of pydantic models
