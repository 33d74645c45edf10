"""How values are sampled: `template.values` and `llm.values` in the settings."""

from __future__ import annotations

from edgejson.pipeline.settings import Block, Positive, Rate


class Values(Block):
    optional_rate: Rate = 0.7
    max_items: Positive = 4
    max_depth: Positive = 4
