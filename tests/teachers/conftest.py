"""What the teachers' tests share: the project's settings, and a model that answers in a second."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from edgejson.params.whole import Params, load
from edgejson.schema.loading import Schema, load_folder
from edgejson.teachers import Cache
from edgejson.teachers.settings import Llm

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def params() -> Params:
    return load(ROOT / "params.yaml")


@pytest.fixture(scope="session")
def llm(params: Params) -> Llm:
    """The settings with one server, and log-probabilities: tests ask for a handful of completions."""
    engines, teacher = params.llm.engines, params.llm.teachers["smollm2"]
    small = engines.llamacpp.model_copy(update={"servers": 1})
    scored = teacher.model_copy(update={"sampling": teacher.sampling.model_copy(update={"logprobs": True})})
    changes = {"engines": engines.model_copy(update={"llamacpp": small}), "teachers": {"smollm2": scored}}
    return params.llm.model_copy(update=changes)


@pytest.fixture(scope="session")
def schemas() -> dict[str, Schema]:
    return {schema.id: schema for schema in load_folder(ROOT / "schemas")}


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Cache]:
    """A request cache of the test's own; the test runs in an empty folder, where logs go too."""
    monkeypatch.setenv("EDGEJSON_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)
    with Cache() as opened:
        yield opened
