"""The block validate: the settings that each level declares, the gate, and overrides for some schemas."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, ValidationError

from edgejson.checks.agreement import Settings as Agreement
from edgejson.checks.conformance import Settings as Conformance
from edgejson.checks.contacts import Settings as Contacts
from edgejson.checks.duplicates import Settings as Duplicates
from edgejson.checks.grounding import Settings as Grounding
from edgejson.checks.language import Settings as Language
from edgejson.checks.parsing import Settings as Parse
from edgejson.checks.placeholders import Settings as Placeholders
from edgejson.checks.rules import Settings as Rules
from edgejson.checks.totals import Settings as Totals
from edgejson.checks.unique import Settings as Unique
from edgejson.pipeline import layout
from edgejson.pipeline.errors import hint, together
from edgejson.pipeline.mistakes import NestedError, mistakes
from edgejson.pipeline.settings import Block, Count, Rate


class Gate(Block):
    min_pass_rate: Rate = 0.0
    min_records: Count = 0


def _are_settings(override: dict[str, Any]) -> dict[str, Any]:
    """A mistake in an override is told when the file is loaded, not when its schema comes up."""
    levels = [name for name in Validate.model_fields if name not in ("gate", "overrides")]
    lines = [
        f"{name}: no such setting of a level; {hint(str(name), levels)}" for name in override if name not in levels
    ]
    try:
        Validate.model_validate({name: value for name, value in override.items() if name in levels})
    except ValidationError as error:
        lines += mistakes(error, Validate)
    if lines:
        raise NestedError(*lines)
    return override


#: Some of the settings of `Validate`, in its shape.
Override = Annotated[dict[str, Any], AfterValidator(_are_settings)]


class Overrides(Block):
    by_complexity: dict[Literal["simple", "medium", "complex"], Override] = Field(default_factory=dict)
    by_schema: dict[str, Override] = Field(default_factory=dict)


class Validate(Block):
    parse: Parse = Parse()
    conformance: Conformance = Conformance()
    placeholders: Placeholders = Placeholders()
    contacts: Contacts = Contacts()
    rules: Rules = Rules()
    totals: Totals = Totals()
    grounding: Grounding = Grounding()
    unique: Unique = Unique()
    language: Language = Language()
    agreement: Agreement = Agreement()
    duplicates: Duplicates = Duplicates()
    gate: Gate = Gate()
    overrides: Overrides = Overrides()

    def for_schema(self, schema_id: str, complexity: str) -> Validate:
        """The settings that hold for one schema: the overrides of its complexity, then its own.

        Raises pydantic's ValidationError for an override that is no setting.
        """
        found = self.model_dump()
        for override in (self.overrides.by_complexity.get(complexity), self.overrides.by_schema.get(schema_id)):  # type: ignore[call-overload]
            found = _merged(found, override or {})
        return Validate.model_validate(found)


def _merged(settings: dict[str, Any], override: dict[str, Any]) -> dict[str, Any]:
    """A copy of nested settings with some of them replaced."""
    merged = dict(settings)
    for name, value in override.items():
        inner = merged.get(name)
        merged[name] = _merged(inner, value) if isinstance(inner, dict) and isinstance(value, dict) else value
    return merged


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
        raise together([f"validate.{line} (see {layout.PARAMS})" for line in mistakes(error, Validate)]) from error
