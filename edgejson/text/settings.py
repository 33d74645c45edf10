"""How texts are written: `template.text`. What params.yaml says of it stands here too, for those who leave it out."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from edgejson.pipeline.settings import Block, Count, Rate

#: Weights of the registers by complexity.
_MIX: dict[str, dict[str, float]] = {
    "simple": {
        "prose": 18, "chat": 16, "email": 16, "transcript": 10, "notes": 9, "receipt": 5, "log": 5, "mixed": 4,
        "form": 7, "table": 5, "keyvalue": 5,
    },
    "medium": {
        "prose": 18, "chat": 12, "email": 18, "transcript": 12, "notes": 9, "receipt": 6, "log": 4, "mixed": 6,
        "form": 6, "table": 5, "keyvalue": 4,
    },
    "complex": {
        "prose": 20, "chat": 8, "email": 20, "transcript": 14, "notes": 8, "receipt": 5, "log": 3, "mixed": 8,
        "form": 6, "table": 4, "keyvalue": 4,
    },
}  # fmt: skip
#: Weights of the kinds of trouble.
_TROUBLE: dict[str, int] = {
    "correction": 2, "repetition": 1, "distractor": 2, "injection": 1, "typo": 1, "case": 1, "foreign": 1, "wrap": 1,
    "quotes": 1, "emoji": 1, "html": 1, "escape": 1, "long": 1, "short": 1,
}  # fmt: skip


def _with_the_usual(given: Any) -> Any:
    """The mix of a complexity that is not given is the usual one: each has to have one."""
    return {**_MIX, **given} if isinstance(given, dict) else given


class TextSettings(Block):
    mix: Annotated[dict[str, dict[str, Annotated[float, Field(ge=0)]]], BeforeValidator(_with_the_usual)] = Field(
        default_factory=lambda: {complexity: dict(weights) for complexity, weights in _MIX.items()}
    )
    trouble: dict[str, Count] = Field(default_factory=lambda: dict(_TROUBLE))
    surroundings: Rate = 0.5
    relative_dates: Rate = 0.5
    authored: Rate = 0.9
