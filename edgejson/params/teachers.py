"""The block llm: teachers, and the machine that they run on."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from edgejson.params.blocks import Values
from edgejson.pipeline.settings import Block, Count, Positive, Rate


class Sampling(Block):
    temperature: Annotated[float, Field(ge=0, le=5)]
    top_p: Rate
    top_k: Count
    min_p: Rate
    repetition_penalty: Annotated[float, Field(ge=1, le=2)]
    logprobs: bool


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
