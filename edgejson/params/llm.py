"""What the stage llm reads of params.yaml."""

from __future__ import annotations

from edgejson.pipeline.base import Base
from edgejson.pipeline.settings import Block
from edgejson.teachers.settings import Llm


class Params(Block):
    base: Base = Base()
    llm: Llm = Llm()
