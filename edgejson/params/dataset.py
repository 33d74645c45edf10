"""The blocks balance, split, baseline and report."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from edgejson.pipeline.settings import Block, Count, Positive, Rate


class RegisterMix(Block):
    prose: Rate
    semi: Rate
    structured: Rate

    @model_validator(mode="after")
    def adds_up(self) -> RegisterMix:
        """Shares of one whole."""
        if abs(self.prose + self.semi + self.structured - 1) > 1e-6:
            raise ValueError("prose, semi and structured must add up to 1")
        return self


class Balance(Block):
    records_per_schema: Positive
    unseen_records_per_schema: Positive
    overrides: dict[str, Positive]
    llm_share: Rate
    register_mix: RegisterMix
    adversarial_share: Rate
    max_text_chars: Positive
    quality_weight: Rate
    block: Annotated[int, Field(ge=2)]
    min_records: Count


class PromptFormats(Block):
    none: Rate
    title: Rate
    fields: Rate
    schema_: Annotated[float, Field(ge=0, le=1, alias="schema")]

    @model_validator(mode="after")
    def adds_up(self) -> PromptFormats:
        """Shares of one whole."""
        if abs(self.none + self.title + self.fields + self.schema_ - 1) > 1e-6:
            raise ValueError("none, title, fields and schema must add up to 1")
        return self


class Split(Block):
    test_share: Annotated[float, Field(gt=0, lt=1)]
    validation_share: Annotated[float, Field(ge=0, lt=1)]
    near_duplicate: Annotated[float, Field(gt=0, le=1)]
    order: Literal["shuffled", "curriculum"]
    prompt_formats: PromptFormats
    max_prompt_chars: Positive
    shard_size: Positive
    max_masked_overlap: Rate

    @model_validator(mode="after")
    def leaves_some_to_train(self) -> Split:
        """Train keeps a part."""
        if self.test_share + self.validation_share >= 1:
            raise ValueError("test_share and validation_share must leave something to train")
        return self


class BaselineModel(Block):
    """One way in which a teacher tries the test set."""

    teacher: str
    shots: Count
    constrained: bool
    records: Count
    max_tokens: Positive
    max_model_len: Positive


class Baseline(Block):
    models: dict[str, BaselineModel]


class Report(Block):
    kept_records: Count
    rejected_records: Count
    text_chars: Positive
