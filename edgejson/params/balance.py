"""What the stage balance reads of params.yaml."""

from __future__ import annotations

from edgejson.dataset.settings import Balance
from edgejson.pipeline.base import Base
from edgejson.pipeline.execution import Execution
from edgejson.pipeline.settings import Block


class Params(Block):
    base: Base = Base()
    execution: Execution = Execution()
    balance: Balance = Balance()
