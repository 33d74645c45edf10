"""params.yaml as typed settings. An unknown key, a wrong type or a value out of range is an error that names it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from edgejson import layout
from edgejson.errors import UserError

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


class Template(Block):
    records_per_schema: Positive
    values: Values
    adversarial_share: Rate
    text: TextSettings


class ParseCheck(Block):
    max_depth: Positive


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


class Sampling(Block):
    temperature: Annotated[float, Field(ge=0, le=5)]
    top_p: Rate
    top_k: Count
    min_p: Rate
    repetition_penalty: Annotated[float, Field(ge=1, le=2)]


class Wording(Block):
    whole_record: bool
    leaves: Positive
    candidates: Positive
    retries: Count
    opening_words: Count
    gap_words: Count
    closing_words: Count


class Invent(Block):
    share: Rate
    max_tokens: Positive


class Teacher(Block):
    """One model: all that determines what it writes. DVC tracks it."""

    engine: Literal["llamacpp", "vllm", "openai"]
    model: str
    revision: str
    dtype: str
    quantization: str
    kv_cache_dtype: str
    max_model_len: Positive
    max_tokens: Positive
    sampling: Sampling
    wording: Wording
    invent: Invent


class LlamaCpp(Block):
    servers: Count
    slots: Positive
    threads: Positive
    gpu_layers: Count


class Vllm(Block):
    python: str
    gpu: str
    gpu_memory_utilization: Annotated[float, Field(gt=0, le=1)]
    max_num_seqs: Positive
    enforce_eager: bool
    tensor_parallel_size: Positive
    cpu_cache_gib: Positive


class OpenAi(Block):
    endpoints: list[str]
    key_variable: str
    concurrency: Positive
    timeout: Positive
    attempts: Positive
    requests_per_minute: Count


class Engines(Block):
    """How teachers run on this machine. Changes no promise of theirs, so DVC does not track it."""

    llamacpp: LlamaCpp
    vllm: Vllm
    openai: OpenAi


class Router(Block):
    shares: dict[str, Annotated[float, Field(gt=0)]]
    keywords: dict[str, list[str]]
    schemas: dict[str, str]


class Verify(Block):
    teachers: list[str]
    max_tokens: Positive


class Llm(Block):
    records_per_schema: Count
    unseen: bool
    budget: str
    values: Values
    rest: dict[str, Annotated[float, Field(gt=0)]]
    router: Router
    verify: Verify
    teachers: dict[str, Teacher]
    engines: Engines


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


class Params(Block):
    base: Base
    execution: Execution
    template: Template
    llm: Llm
    validation: Validate = Field(alias="validate")  # `validate` is a method of pydantic models
    audit: Audit
    balance: Balance
    split: Split
    baseline: Baseline
    report: Report


def load(path: Path = layout.PARAMS) -> Params:
    """The settings of a params file, read as DVC reads it (YAML 1.2).

    Raises UserError with the file, the key, what is wrong.
    """
    try:
        content: Any = YAML(typ="safe").load(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise UserError(f"{path}: can't be read ({error.strerror})") from error
    except (YAMLError, UnicodeDecodeError) as error:
        raise UserError(f"{path}: not YAML: {error}") from error
    try:
        return Params.model_validate(content)
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(step) for step in first["loc"]) or "the file"
        if first["type"] == "extra_forbidden":
            raise UserError(f"{path}: {key}: no such setting; remove it or mend its name") from error
        given = "" if first["type"] == "missing" else f" (given: {first['input']!r})"
        raise UserError(f"{path}: {key}: {first['msg']}{given}") from error


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
