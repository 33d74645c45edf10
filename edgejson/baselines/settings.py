"""The block baseline: models that try the test set."""

from __future__ import annotations

from pydantic import Field

from edgejson.pipeline.settings import Block, Count, Positive


class BaselineModel(Block):
    """One way in which a teacher tries the test set."""

    teacher: str
    shots: Count = 0
    constrained: bool = False
    records: Count = 200
    twins: bool = True
    max_tokens: Positive = 192
    max_model_len: Positive = 3072


class Baseline(Block):
    models: dict[str, BaselineModel] = Field(default_factory=dict)
