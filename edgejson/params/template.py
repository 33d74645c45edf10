"""What the stage template reads of params.yaml."""

from __future__ import annotations

from edgejson.pipeline.base import Base
from edgejson.pipeline.execution import Execution
from edgejson.pipeline.settings import Block
from edgejson.text.generation import Template


class Params(Block):
    base: Base = Base()
    execution: Execution = Execution()
    template: Template = Template()
