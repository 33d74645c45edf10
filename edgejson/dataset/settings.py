"""The blocks balance and split."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from edgejson.pipeline.settings import Block, Count, Positive, Rate


class _Whole(Block):
    """Shares of one whole."""

    @model_validator(mode="after")
    def adds_up(self) -> Self:
        """Raises ValueError where they are more or less than it."""
        if abs(sum(share for _, share in self) - 1) > 1e-6:
            *names, last = (field.alias or name for name, field in type(self).model_fields.items())
            raise ValueError(f"{', '.join(names)} and {last} must add up to 1")
        return self


class RegisterMix(_Whole):
    prose: Rate = 0.6
    semi: Rate = 0.25
    structured: Rate = 0.15


class Balance(Block):
    records_per_schema: Positive = 24
    unseen_records_per_schema: Positive = 25
    overrides: dict[str, Positive] = Field(default_factory=dict)
    llm_share: Rate = 0.25
    register_mix: RegisterMix = RegisterMix()
    adversarial_share: Rate = 0.1
    max_text_chars: Positive = 6000
    quality_weight: Rate = 0.3
    block: Annotated[int, Field(ge=2)] = 512
    min_records: Count = 5
    min_own_4grams: Rate = 0.0


class PromptFormats(_Whole):
    schema_: Annotated[float, Field(ge=0, le=1, alias="schema")] = 0.3
    fields: Rate = 0.3
    example: Rate = 0.1
    typescript: Rate = 0.1
    pydantic: Rate = 0.1
    tool: Rate = 0.1


#: The kinds of variants; `edgejson.dataset.variants.drawing.KINDS` has a function for each.
VARIANT_KINDS = (
    "items_as_root", "part", "flat", "unasked", "nested", "enum_codes", "number_as_text", "text_as_number",
    "date_format", "null", "unbounded", "shortened", "undescribed", "synonyms", "prefixed", "opaque", "styled",
    "reordered",
)  # fmt: skip
VariantKind = Literal[VARIANT_KINDS]  # type: ignore[valid-type]
_USUAL_WEIGHTS: dict[str, float] = {
    **dict.fromkeys(VARIANT_KINDS, 1.0),
    **{
        "items_as_root": 0.4,
        "part": 4.0,
        "unasked": 1.5,
        "styled": 2.0,
        "synonyms": 2.0,
        "reordered": 2.0,
    },
}


class Variants(Block):
    """Which records are asked with another schema than their own, and how it differs."""

    train: Rate = 0.6
    test_unseen: Rate = 0.6
    test_variants: Rate = 1.0
    excerpts: Rate = 0.05
    nothing: Rate = 0.03
    most: Annotated[int, Field(ge=1, le=len(VARIANT_KINDS))] = 6
    weights: dict[VariantKind, Annotated[float, Field(ge=0)]] = Field(default_factory=lambda: dict(_USUAL_WEIGHTS))


class Split(Block):
    test_share: Annotated[float, Field(gt=0, lt=1)] = 0.2
    validation_share: Annotated[float, Field(ge=0, lt=1)] = 0.0
    near_duplicate: Annotated[float, Field(gt=0, le=1)] = 0.8
    order: Literal["shuffled", "curriculum"] = "shuffled"
    prompt_formats: PromptFormats = PromptFormats()
    variants: Variants = Variants()
    usual_prompt_chars: Positive = 1800
    max_prompt_chars: Positive = 12000
    shard_size: Positive = 100_000
    max_masked_overlap: Rate = 0.02

    @model_validator(mode="after")
    def leaves_some_to_train(self) -> Split:
        """Train keeps a part."""
        if self.test_share + self.validation_share >= 1:
            raise ValueError("test_share and validation_share must leave something to train")
        return self
