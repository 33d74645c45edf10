"""What all settings share, and the blocks base, execution and template."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Rate = Annotated[float, Field(ge=0, le=1)]
Count = Annotated[int, Field(ge=0)]
Positive = Annotated[int, Field(ge=1)]


class Block(BaseModel):
    """A block of params.yaml: strict types, unknown keys refused, never changed after loading."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Base(Block):
    seed: int
    locale: str


class Execution(Block):
    backend: Literal["serial", "processes", "ray"]
    workers: Positive


class Values(Block):
    optional_rate: Rate
    max_items: Positive
    max_depth: Positive


class TextSettings(Block):
    mix: dict[str, dict[str, Annotated[float, Field(ge=0)]]]
    trouble: dict[str, Count]
    surroundings: Rate = 0.0
    relative_dates: Rate = 0.0


class Template(Block):
    records_per_schema: Positive
    values: Values
    adversarial_share: Rate
    text: TextSettings
