"""What the stage examine reads of params.yaml."""

from __future__ import annotations

from pydantic import Field

from edgejson.audit.trial import Audit
from edgejson.checks.settings import Validate
from edgejson.pipeline.base import Base
from edgejson.pipeline.execution import Execution
from edgejson.pipeline.settings import Block


class Params(Block):
    base: Base = Base()
    execution: Execution = Execution()
    validation: Validate = Field(default=Validate(), alias="validate")  # `validate` is a method of pydantic models
    audit: Audit = Audit()
