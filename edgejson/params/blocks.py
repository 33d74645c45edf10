"""What all settings share, and the blocks base, execution and template."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from edgejson.pipeline.errors import UserError, hint

Rate = Annotated[float, Field(ge=0, le=1)]
#: More of anything countable is a slip of the keyboard: no machine could hold it.
_MOST = 1_000_000_000
Count = Annotated[int, Field(ge=0, le=_MOST)]
Positive = Annotated[int, Field(ge=1, le=_MOST)]


class Block(BaseModel):
    """A block of params.yaml: strict types, unknown keys refused, never changed after loading."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, allow_inf_nan=False)


def known_locale(locale: str) -> str:
    """A locale ("en_US", "en-US") as Faker spells it. Raises UserError where Faker has none such."""
    from faker.config import AVAILABLE_LOCALES  # late: it takes a while to load, and not all programs need it

    spelt = locale.replace("-", "_")
    if spelt not in AVAILABLE_LOCALES:
        raise UserError(f"no such locale: {locale!r}; {hint(spelt, sorted(AVAILABLE_LOCALES))}")
    return spelt


def _is_known(locale: str) -> str:
    try:
        known_locale(locale)
    except UserError as error:
        raise ValueError(str(error)) from error
    return locale


class Base(Block):
    seed: int
    locale: Annotated[str, AfterValidator(_is_known)]


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
