"""The blocks validate and audit: each level's switch and threshold."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, ValidationError, model_validator

from edgejson import layout
from edgejson.errors import UserError
from edgejson.params.blocks import Block, Count, Positive, Rate


class ParseCheck(Block):
    max_depth: Positive
    max_digits: Positive


class ConformanceCheck(Block):
    enabled: bool
    formats: bool


class PlaceholderCheck(Block):
    enabled: bool


class ContactCheck(Block):
    enabled: bool
    phone: Literal["possible", "valid"]


class RuleCheck(Block):
    enabled: bool
    tolerance: Annotated[float, Field(ge=0)]


class TotalsCheck(Block):
    enabled: bool


class GroundingCheck(Block):
    enabled: bool
    min: Rate


class UniqueCheck(Block):
    enabled: bool


class LanguageCheck(Block):
    enabled: bool
    english: bool
    min: Rate
    min_chars: Count
    max_chars: Positive


class AgreementCheck(Block):
    min: Rate


class DuplicateCheck(Block):
    enabled: bool
    max: Rate


class Gate(Block):
    min_pass_rate: Rate
    min_records: Count


class Overrides(Block):
    by_complexity: dict[Literal["simple", "medium", "complex"], dict[str, Any]]
    by_schema: dict[str, dict[str, Any]]


class Validate(Block):
    parse: ParseCheck
    conformance: ConformanceCheck
    placeholders: PlaceholderCheck
    contacts: ContactCheck
    rules: RuleCheck
    totals: TotalsCheck
    grounding: GroundingCheck
    unique: UniqueCheck
    language: LanguageCheck
    agreement: AgreementCheck
    duplicates: DuplicateCheck
    gate: Gate
    overrides: Overrides

    def for_schema(self, schema_id: str, complexity: str) -> Validate:
        """The settings that hold for one schema: the overrides of its complexity, then its own.

        Raises pydantic's ValidationError for an override that is no setting.
        """
        found = self.model_dump()
        for override in (self.overrides.by_complexity.get(complexity), self.overrides.by_schema.get(schema_id)):  # type: ignore[call-overload]
            found = _merged(found, override or {})
        return Validate.model_validate(found)

    @model_validator(mode="after")
    def _overrides_are_settings(self) -> Validate:
        """A mistake in an override is told when the file is loaded, not when its schema comes up."""
        plain = self.model_dump()
        plain["overrides"] = {"by_complexity": {}, "by_schema": {}}
        for group in (self.overrides.by_complexity, self.overrides.by_schema):
            for name, override in group.items():
                unknown = set(override) - set(Validate.model_fields) | {"gate", "overrides"} & set(override)
                if unknown:
                    raise ValueError(f"override {name}.{min(unknown)}: no such setting of a level")
                try:
                    Validate.model_validate(_merged(plain, override))
                except ValidationError as error:
                    first = error.errors()[0]
                    raise ValueError(f"override {name}.{'.'.join(map(str, first['loc']))}: {first['msg']}") from error
        return self


def _merged(settings: dict[str, Any], override: dict[str, Any]) -> dict[str, Any]:
    """A copy of nested settings with some of them replaced."""
    merged = dict(settings)
    for name, value in override.items():
        inner = merged.get(name)
        merged[name] = _merged(inner, value) if isinstance(inner, dict) and isinstance(value, dict) else value
    return merged


class Audit(Block):
    records_per_schema: Count


def adjusted(settings: Validate, key: str, value: Any) -> Validate:
    """The settings of validation with one of them replaced, e.g. `language.min`; `validate.` may stand before it.

    Raises UserError for a key that is no setting, or a value that it can't have.
    """
    steps = key.removeprefix("validate.").split(".")
    change: Any = value
    for step in reversed(steps):
        change = {step: change}
    try:
        return Validate.model_validate(_merged(settings.model_dump(), change))
    except ValidationError as error:
        raise UserError(f"{key}={value}: {error.errors()[0]['msg']}; see `validate` in {layout.PARAMS}") from error
