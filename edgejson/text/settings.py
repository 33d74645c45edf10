"""How texts are written: `template.text`. Which registers and troubles have weight is for the project to say."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from edgejson.pipeline.settings import Block, Count, Rate


class TextSettings(Block):
    mix: dict[str, dict[str, Annotated[float, Field(ge=0)]]]
    trouble: dict[str, Count]
    surroundings: Rate = 0.0
    relative_dates: Rate = 0.0
    authored: Rate = 0.75
