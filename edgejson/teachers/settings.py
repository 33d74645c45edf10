"""The block llm: how many records, who writes them, and the machine that teachers run on."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from edgejson.pipeline.settings import Block, Count, Positive
from edgejson.teachers.engines.finding import Engines
from edgejson.teachers.engines.teacher import Teacher
from edgejson.values.settings import Values


class Router(Block):
    shares: dict[str, Annotated[float, Field(gt=0)]]
    keywords: dict[str, list[str]] = Field(default_factory=dict)
    schemas: dict[str, str] = Field(default_factory=dict)
    fallback: str = ""


class Verify(Block):
    teachers: list[str] = Field(default_factory=list)
    max_tokens: Positive = 600


class Llm(Block):
    records_per_schema: Count = 10
    unseen: bool = False
    budget: str = ""
    values: Values = Values()
    rest: dict[str, Annotated[float, Field(gt=0)]]
    router: Router
    verify: Verify = Verify()
    teachers: dict[str, Teacher]
    engines: Engines = Engines()
