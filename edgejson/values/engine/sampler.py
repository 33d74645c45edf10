"""The sampler: draws instances and lets none leave that an independent validator refuses."""

from __future__ import annotations

from random import Random
from typing import Any

from edgejson.pipeline.base import known_locale
from edgejson.pipeline.errors import UserError
from edgejson.schema.expressions import compile_rules
from edgejson.schema.fields import FieldMap
from edgejson.schema.loading import Schema, pointer
from edgejson.schema.regexes import with_portable_patterns
from edgejson.values.engine.building import Builder
from edgejson.values.engine.merging import Merger
from edgejson.values.engine.validators import Validators
from edgejson.values.settings import Values

#: Instances drawn before a schema counts as one that search can't satisfy.
TRIES = 200
#: Of them, those in which the members of an object are made to agree by meaning.
COHERENT_TRIES = 12


class Sampler:
    """Draws instances of one schema. Not safe for use by several threads at once."""

    def __init__(
        self, document: Any, settings: Values, locale: str, name: str, title: str, others: dict[str, Any] | None
    ) -> None:
        self.name = name
        self._rate = settings.optional_rate
        locale = known_locale(locale)
        try:
            self._merger = Merger(document, others)
            self._valid = Validators(self._merger).of_document()
            fields = FieldMap(document)
            self.rules = compile_rules(document, fields)
            self._builder = Builder(self._merger, settings, fields, self.rules, locale, title)
            self._root = self._builder.cell((self._merger.root,), ())
            hopeless = self._builder.minimal_depths.obstacle((self._merger.root,))
        except UserError as error:
            raise self._placed(error) from error
        if hopeless:
            raise UserError(f"{name}#{hopeless}; no instance can satisfy this schema, loosen it")

    def sample(self, rng: Random, share: float = 1.0) -> Any:
        """An instance of the schema, valid for jsonschema-rs with formats asserted.

        `share` is how many of its usual optional members it has: a share of 0.4 gives a sparse record.
        Raises UserError with JSON pointer and keyword where none is found within TRIES draws.
        """
        is_valid = self._valid.is_valid
        state = self._builder.state
        value: Any = None
        rules = self.rules
        for attempt in range(TRIES):
            state.reset(self._rate * share, coherent=attempt < COHERENT_TRIES)
            value = self._draw(rng)
            if rules:
                rules.fill(value)  # what the whole record's coherence changed may stand in what is derived further in
            if rules.kept(value) and is_valid(value):
                return value
        raise UserError(self._reason(value))

    def _draw(self, rng: Random) -> Any:
        try:
            return self._root(rng)
        except UserError as error:  # a part of the schema that is compiled only now leads nowhere
            raise self._placed(error) from error

    def _placed(self, error: UserError) -> UserError:
        """An error with the schema's name before it; one that begins with a JSON pointer follows at once."""
        return UserError(f"{self.name}{'' if str(error).startswith('#') else ': '}{error}")

    @property
    def generic_fields(self) -> list[str]:
        """JSON pointers ("*" for items) of the fields drawn so far whose values say nothing but their type."""
        return [pointer(path) for path in self._builder.generic]

    @property
    def left_out(self) -> list[str]:
        """JSON pointers of the optional texts that are never drawn, for nothing plausible is known of them."""
        return [pointer(path) for path in self._builder.left_out]

    def _reason(self, value: Any) -> str:
        """Why an instance is refused."""
        error = next(iter(self._valid.iter_errors(value)), None)
        if error is None:
            where, text, _, _ = self.rules.findings(value)[0]
            return f"{self.name}: {text!r} at {where or 'the root'} came out true in none of {TRIES} tries; loosen it"
        return (
            f"{self.name}#{pointer(error.schema_path)}: no instance found in {TRIES} tries "
            f"({error.message[:120]}); loosen this keyword"
        )


def compile_sampler(
    schema: Schema | Any,
    settings: Values,
    locale: str = "en_US",
    others: dict[str, Any] | None = None,
) -> Sampler:
    """A sampler of a schema (or of a bare document); `others` are local schemas by URI that it may refer to.

    Raises UserError for a schema that is unsatisfiable, unsupported, or refers to what isn't there.
    """
    if isinstance(schema, Schema):
        return Sampler(schema.document, settings, locale, str(schema.path), schema.title, others)
    title = schema.get("title", "") if isinstance(schema, dict) else ""
    schema = with_portable_patterns(schema)
    return Sampler(schema, settings, locale, "schema", title if isinstance(title, str) else "", others)
