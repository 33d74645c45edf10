"""The request cache: what is paid for once stays, by what determines it."""

from __future__ import annotations

from pathlib import Path

import pytest

from edgejson.pipeline.errors import UserError
from edgejson.teachers import Cache, Completion, Request
from edgejson.teachers.engines.requests import identity, key, payload
from edgejson.teachers.settings import Llm

ANSWER = Completion("hello ü", 3, 2, "stop", -0.5)


def test_a_completion_is_there_for_the_next_process(tmp_path: Path) -> None:
    with Cache(tmp_path / "c.sqlite") as cache:
        cache.put("k", "small", ANSWER)
    with Cache(tmp_path / "c.sqlite") as cache:
        assert cache.get(["other", "k"]) == {"k": ANSWER}


def test_the_first_answer_stays(tmp_path: Path) -> None:
    with Cache(tmp_path / "c.sqlite") as cache:
        cache.put("k", "small", ANSWER)
        cache.put("k", "small", Completion("another", 1, 1, "stop", None))
        assert cache.get(["k"])["k"] == ANSWER


def test_prune_removes_by_teacher_and_by_age(tmp_path: Path) -> None:
    with Cache(tmp_path / "c.sqlite") as cache:
        for name in ("small", "large"):
            cache.put(name, name, ANSWER)
        assert cache.prune(1.0) == 0
        assert cache.prune(0.0, "large") == 1
        assert [row["teacher"] for row in cache.stats()] == ["small"]


def test_a_broken_cache_file_is_one_line_with_the_fix(tmp_path: Path) -> None:
    (tmp_path / "c.sqlite").write_bytes(b"this is no database, not at all" * 100)
    with pytest.raises(UserError, match="EDGEJSON_CACHE_DIR"):
        Cache(tmp_path / "c.sqlite")


def test_the_key_changes_with_all_that_changes_the_answer_and_with_nothing_else(llm: Llm) -> None:
    teacher = llm.teachers["smollm2"]
    request = Request((("user", "Hello"),), grammar='root ::= "a"')

    def made(teacher=teacher, **changes: object) -> str:  # type: ignore[no-untyped-def]
        fields = {name: getattr(request, name) for name in ("messages", "grammar", "schema", "seed")} | changes
        return key(identity(teacher), payload(teacher, Request(**fields)))

    sampling = teacher.sampling.model_copy(update={"temperature": 0.1})
    wording = teacher.wording.model_copy(update={"retries": 9})
    changed = [
        made(messages=(("user", "Hello!"),)),
        made(grammar='root ::= "b"'),
        made(grammar="", schema={"type": "object"}),
        made(seed=1),
        made(max_tokens=7),
        made(temperature=0.0),
        made(teacher.model_copy(update={"sampling": sampling})),
        made(teacher.model_copy(update={"max_tokens": 5})),
        made(teacher.model_copy(update={"max_model_len": 512})),
    ]
    assert len({made(), *changed}) == len(changed) + 1
    assert made(teacher.model_copy(update={"wording": wording})) == made()


def test_a_model_is_known_by_its_content(tmp_path: Path, llm: Llm) -> None:
    file = tmp_path / "model.gguf"
    teacher = llm.teachers["smollm2"].model_copy(update={"model": str(file)})
    file.write_bytes(b"one")
    one = identity(teacher)
    file.write_bytes(b"two")
    assert identity(teacher) != one
