"""What the stage split reads of params.yaml."""

from __future__ import annotations

from edgejson.dataset.settings import Split
from edgejson.pipeline.base import Base
from edgejson.pipeline.settings import Block


class Params(Block):
    base: Base
    split: Split
