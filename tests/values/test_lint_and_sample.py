"""The tools around the sampler: `sample` and `lint`."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any


def edgejson(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "edgejson", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def write(folder: Path, name: str, schema: Any) -> Path:
    path = folder / name
    path.write_text(json.dumps(schema))
    return path


def test_value_n_of_a_seed_is_the_same_however_many_are_drawn(tmp_path: Path) -> None:
    path = write(tmp_path, "n.json", {"type": "object", "required": ["n"], "properties": {"n": {"type": "integer"}}})
    few, many = edgejson("sample", path, "-n", "3", "--seed", "5"), edgejson("sample", path, "-n", "9", "--seed", "5")
    assert few.stdout.splitlines() == many.stdout.splitlines()[:3]
    assert len(many.stdout.splitlines()) == 9
    assert few.stdout != edgejson("sample", path, "-n", "3", "--seed", "6").stdout


def test_lint_tells_usable_schemas_from_those_that_are_not(tmp_path: Path) -> None:
    fields = {"zqx": {"type": "string"}, "email": {"type": "string", "format": "email"}, "odd": {"requried": ["a"]}}
    good = write(tmp_path, "good.json", {"type": "object", "properties": fields, "required": ["zqx", "email"]})
    fine = edgejson("lint", good)
    assert fine.returncode == 0
    assert f"{good}: ok" in fine.stdout
    assert "/properties/odd/requried" in fine.stdout
    assert "generic values: /zqx" in fine.stdout
    assert "/email" not in fine.stdout
    bad = write(tmp_path, "bad.json", {"type": "object", "properties": {"a": False}, "required": ["a"]})
    failed = edgejson("lint", tmp_path)
    assert failed.returncode == 1
    assert f"{bad}#/properties" in failed.stdout
    assert "Traceback" not in failed.stdout + failed.stderr


def test_lint_names_both_of_two_keywords_that_leave_a_member_no_value(tmp_path: Path) -> None:
    fields = {"created_at": {"type": "integer"}}
    schema = {"type": "object", "properties": fields, "required": ["created_at"]}
    path = write(tmp_path, "a.json", {**schema, "patternProperties": {"_at$": {"type": "string"}}})
    told = edgejson("lint", path)
    assert told.returncode == 1
    assert f"{path}#/properties/created_at: it contradicts #/patternProperties/_at$" in told.stdout


def test_lint_is_strict_about_what_nothing_plausible_is_known_of_and_names_what_has_no_words(tmp_path: Path) -> None:
    fields = {"zqx": {"type": "string"}, "vlk": {"type": "string"}, "email": {"type": "string", "format": "email"}}
    path = write(tmp_path, "a.json", {"type": "object", "properties": fields, "required": ["zqx", "email"]})
    assert edgejson("lint", path).returncode == 0
    strict = edgejson("lint", "--strict", path)
    assert strict.returncode == 1
    assert "required, and nothing plausible is known: /zqx\n" in strict.stdout
    said = "'': {sentences: ['{email} wrote.']}\n/properties/zqx: {pool: [matt, satin]}"
    (tmp_path / "a.annotations.yaml").write_text(said)
    annotated = edgejson("lint", "--strict", path)
    assert annotated.returncode == 0
    assert "no words: /zqx, /vlk (" in annotated.stdout
