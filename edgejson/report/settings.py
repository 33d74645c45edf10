"""The block report."""

from __future__ import annotations

from edgejson.pipeline.settings import Block, Count, Positive


class Report(Block):
    kept_records: Count = 1200
    rejected_records: Count = 300
    text_chars: Positive = 20_000
