"""Level 9, agreement: do the teachers that read the text back give the label?

The one level that rests on more than text, label and schema: readings made when the text was. They are kept as a
share with the record; without any, nothing is judged.
"""

from __future__ import annotations

from typing import Any

from edgejson.checks.base import Pair
from edgejson.pipeline.settings import Block, Rate
from edgejson.schema.fields import is_number

NAME = "agreement"


class Settings(Block):
    min: Rate = 0.0


def note(pair: Pair, agreement: Any) -> None:
    """Keep the share of readings that gave the label, 0 to 1, as a score; None or anything else: no readings."""
    if is_number(agreement) and 0 <= agreement <= 1:
        pair.scores[NAME] = round(float(agreement), 4)
