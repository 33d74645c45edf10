"""One entry of `llm.teachers`: all that determines what a model writes. DVC tracks it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from edgejson.pipeline.settings import Block, Count, Positive, Rate


class Sampling(Block):
    temperature: Annotated[float, Field(ge=0, le=5)] = 0.7
    top_p: Rate = 0.95
    top_k: Count = 40
    min_p: Rate = 0.05
    repetition_penalty: Annotated[float, Field(ge=1, le=2)] = 1.0
    logprobs: bool = False


class Wording(Block):
    """How records are put into words: `free`, judged by the checks and repaired, or under a `grammar`."""

    mode: Literal["free", "grammar"] = "grammar"
    prompt: Literal["full", "brief"] = "full"
    repairs: Count = 2
    whole_record: bool = False
    leaves: Positive = 8
    candidates: Positive = 1
    retries: Count = 2
    opening_words: Count = 0
    gap_words: Count = 0
    closing_words: Count = 0


class Invent(Block):
    share: Rate = 0.0
    max_tokens: Positive = 600


class Teacher(Block):
    """One model: all that determines what it writes. DVC tracks it."""

    engine: Literal["llamacpp", "vllm", "openai"]
    model: str
    revision: str = ""
    dtype: str = "auto"
    quantization: str = ""
    kv_cache_dtype: str = "auto"
    max_model_len: Positive = 1024
    max_tokens: Positive = 240
    sampling: Sampling = Sampling()
    wording: Wording = Wording()
    invent: Invent = Invent()

    @property
    def free(self) -> bool:
        """Does it write freely?"""
        return self.wording.mode == "free"
