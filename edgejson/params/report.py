"""What the stage report reads of params.yaml."""

from __future__ import annotations

from edgejson.pipeline.base import Base
from edgejson.pipeline.settings import Block
from edgejson.report.collecting import Report


class Params(Block):
    base: Base = Base()
    report: Report = Report()
