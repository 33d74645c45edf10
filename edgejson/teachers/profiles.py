"""Sets of teachers for a kind of machine: what `python -m edgejson profile` writes into params.yaml."""

from __future__ import annotations

from typing import Any

from edgejson.teachers.engines.teacher import Invent, Sampling, Teacher, Wording
from edgejson.teachers.settings import EMBEDDED_MODEL

#: As the defaults are: under a grammar, for it is too small to write; of its free drafts hardly one says its record.
_SMALL = Teacher(engine="llamacpp", model=EMBEDDED_MODEL)
#: Writes freely. What `wording` says besides holds under a grammar, and leaves no free words: set openings suit the
#: sentences better than eight free words do; before a set clause even a model of 1.5B makes up broken words ("costs
#: iska priced at 5"); eight free words at the end are claims that no record made ("This is a critical issue").
_LARGE = Teacher(
    engine="vllm",
    model="default",
    max_model_len=3072,  # a repair has rules, fields, card, record and a draft before it
    max_tokens=420,
    sampling=Sampling(temperature=0.8, top_k=0, logprobs=True),
    wording=Wording(mode="free", whole_record=True, leaves=14, retries=0),  # one to three requests a record
    invent=Invent(share=0.3, max_tokens=900),
)


def _large(model: str, **more: Any) -> Teacher:
    return _LARGE.model_copy(update={"model": model, **more})


_QWEN = _large("Qwen/Qwen2.5-14B-Instruct-AWQ")  # Apache-2.0, 9.4 GB
_PHI = _large("stelterlab/phi-4-AWQ")  # MIT, 9.1 GB
_MISTRAL = _large("casperhansen/mistral-small-24b-instruct-2501-awq")  # Apache-2.0
_QWEN_32B = _large("Qwen/Qwen2.5-32B-Instruct-AWQ", max_model_len=4096)  # Apache-2.0, 19 GB
_MISTRAL_WHOLE = _large("mistralai/Mistral-Small-24B-Instruct-2501", max_model_len=4096)  # Apache-2.0
_PHI_WHOLE = _large("microsoft/phi-4", max_model_len=4096)  # MIT

_MEDICAL = ["medical", "patient", "clinical", "health", "encounter"]
_API = ["api", "http", "log", "config", "network", "sensor"]


def _profile(
    teachers: dict[str, Teacher],
    keywords: dict[str, list[str]] | None = None,
    verify: list[str] | None = None,
    engines: dict[str, dict[str, Any]] | None = None,
) -> dict[str, Any]:
    return {
        "router": {"shares": dict.fromkeys(teachers, 1.0), "keywords": keywords or {}, "schemas": {}},
        "verify": {"teachers": verify or [], "max_tokens": 600},
        "teachers": {name: teacher.model_dump() for name, teacher in teachers.items()},
        "engines": engines or {},
    }


#: Profile -> its settings in the block `llm`; what a profile does not name stays as it is.
PROFILES: dict[str, dict[str, Any]] = {
    "cpu": _profile({"smollm2": _SMALL}),
    "gpu-16gb": _profile(
        {"qwen14b": _QWEN, "phi4": _PHI},
        keywords={"phi4": _MEDICAL, "qwen14b": _API},
        verify=["qwen14b", "phi4"],
        engines={"vllm": {"gpu_memory_utilization": 0.85, "max_num_seqs": 12, "enforce_eager": True}},
    ),
    "gpu-24gb": _profile(
        {"qwen14b": _QWEN, "phi4": _PHI, "mistral24b": _MISTRAL},
        keywords={"phi4": _MEDICAL, "qwen14b": _API},
        verify=["qwen14b", "phi4", "mistral24b"],
        engines={"vllm": {"gpu_memory_utilization": 0.9, "max_num_seqs": 16, "enforce_eager": True}},
    ),
    "gpu-80gb": _profile(
        {"qwen32b": _QWEN_32B, "mistral24b": _MISTRAL_WHOLE, "phi4": _PHI_WHOLE},
        keywords={"phi4": _MEDICAL},
        verify=["qwen32b", "mistral24b", "phi4"],
        engines={"vllm": {"gpu_memory_utilization": 0.9, "max_num_seqs": 48, "enforce_eager": False}},
    ),
    "server": _profile(
        {"server": _large("default", engine="openai")},
        engines={"openai": {"endpoints": ["http://127.0.0.1:8000/v1"]}},
    ),
}
