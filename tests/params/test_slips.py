"""A slip in params.yaml: a line for each, which names the key, what is wrong and what may have been meant."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from edgejson.checks.settings import adjusted
from edgejson.params import reading
from edgejson.params.whole import load
from edgejson.pipeline.errors import UserError
from edgejson.project import check_names

ROOT = Path(__file__).parents[2]
REMOVED = object()

#: Changes by dotted key, and the lines that follow from them; all of each line after the file's name.
SLIPS: dict[str, tuple[dict[str, Any], list[str]]] = {
    "a key misspelt": (
        {"split.test_share": REMOVED, "split.test_shar": 0.1},
        ["split.test_shar: no such setting; did you mean 'test_share'?"],
    ),
    "a key unlike any": (
        {"split.prompt_formats.xyz": 1},
        ["split.prompt_formats.xyz: no such setting; use one of schema, fields, example, typescript, pydantic, tool"],
    ),
    "unknown keys come first, and all is told": (
        {"balance.llm_share": 2, "report.text_chars": 0, "split.test_shar": 0.1},
        [
            "split.test_shar: no such setting; did you mean 'test_share'?",
            "balance.llm_share: Input should be less than or equal to 1 (given: 2)",
            "report.text_chars: Input should be greater than or equal to 1 (given: 0)",
        ],
    ),
    "a key missing": (
        {"baseline.models": {"zero_shot": {"shots": 1}}},
        ["baseline.models.zero_shot.teacher: missing; add it"],
    ),
    "a key in a named block": (
        {"llm.teachers.smollm2.sampling.topp": 1},
        ["llm.teachers.smollm2.sampling.topp: no such setting; did you mean 'top_p'?"],
    ),
    "a locale that there is not": (
        {"base.locale": "fr_FX"},
        ["base.locale: no such locale: 'fr_FX'; did you mean 'fr_FR'?"],
    ),
    "shares that don't add up": (
        {"split.prompt_formats.tool": 0.5},
        ["split.prompt_formats: schema, fields, example, typescript, pydantic and tool must add up to 1"],
    ),
    "a bad override": (
        {"validate.overrides.by_schema": {"rating": {"language": {"mn": 5, "min": 3}, "gate": {}}}},
        [
            "validate.overrides.by_schema.rating.gate: no such setting of a level; use one of parse, conformance, "
            "placeholders, contacts, rules, totals, grounding, unique, language, agreement, duplicates",
            "validate.overrides.by_schema.rating.language.mn: no such setting; did you mean 'min'?",
            "validate.overrides.by_schema.rating.language.min: Input should be less than or equal to 1 (given: 3)",
        ],
    ),
    "an override of a complexity that there is not": (
        {"validate.overrides.by_complexity": {"smple": {}}},
        ["validate.overrides.by_complexity.smple: Input should be 'simple', 'medium' or 'complex' (given: \"smple\")"],
    ),
    "an override that is none": (
        {"validate.overrides.by_schema": {"rating": 5}},
        ["validate.overrides.by_schema.rating: a mapping of names to values is needed (given: 5)"],
    ),
    "a block that is none": ({"balance": [1]}, ["balance: a block of settings is needed (given: a list)"]),
    "an infinite number": (
        {"validate.rules.tolerance": float("inf")},
        ["validate.rules.tolerance: Input should be a finite number (given: Infinity)"],
    ),
    "a number beyond any machine": (
        {"template.records_per_schema": 10**30},
        [f"template.records_per_schema: Input should be less than or equal to 1000000000 (given: {10**30})"],
    ),
}


def changed(folder: Path, changes: dict[str, Any]) -> Path:
    """The project's params file with some settings changed."""
    yaml = YAML()
    content = yaml.load((ROOT / "params.yaml").read_text())
    for key, value in changes.items():
        *blocks, last = key.split(".")
        place = content
        for block in blocks:
            place = place[block]
        if value is REMOVED:
            del place[last]
        else:
            place[last] = value
    path = folder / "params.yaml"
    with path.open("w") as out:
        yaml.dump(content, out)
    return path


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_is_told_in_a_line(slip: str, tmp_path: Path) -> None:
    changes, lines = SLIPS[slip]
    path = changed(tmp_path, changes)
    with pytest.raises(UserError) as raised:
        load(path)
    told = [re.fullmatch(rf"{re.escape(str(path))}:(\d+): (.*)", line) for line in str(raised.value).splitlines()]
    assert [each and each[2] for each in told] == lines
    rows = path.read_text().splitlines()
    for each in filter(None, told):
        row = rows[int(each[1]) - 1]
        assert row.strip(" -").partition(":")[0] in each[2].partition(": ")[0].split("."), (row, each[2])


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b"[]", "the file: a block of settings is needed (given: a list)"),
        (b"base: {seed: 1\n", "line 2, column 1: not YAML: expected ',' or '}', but got '<stream end>'"),
        (b"a: 1\na: 2\n", 'line 2, column 1: not YAML: found duplicate key "a" with value "2" (original value: "1")'),
        (b"a: \xff\n", "not UTF-8 (byte 3); save the file as UTF-8"),
        (b"base: " + b"9" * 5000, "not YAML: Exceeds the limit"),
        (b"a: !!python/object:os.system x\n", "line 1, column 4: not YAML: could not determine a constructor"),
        (b"<<<<<<< HEAD\na: 1\n=======\n", "line 2, column 2: not YAML: mapping values are not allowed here"),
    ],
)
def test_a_file_that_is_no_settings_is_told_with_its_place(content: bytes, line: str, tmp_path: Path) -> None:
    path = tmp_path / "params.yaml"
    path.write_bytes(content)
    with pytest.raises(UserError) as raised:
        load(path)
    assert str(raised.value).startswith(f"{path}: {line}")
    assert "\n" not in str(raised.value)


def test_a_folder_in_its_place_is_told(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"can't be read \(Is a directory\)"):
        load(tmp_path)


@pytest.mark.parametrize(
    "key",
    [
        "validate.language.min",  # a setting of a level
        "validate.totals",  # a level
        "validate.overrides.by_schema",
        "audit.records_per_schema",
        "llm.engines.vllm.max_num_seqs",
        "llm.engines.openai",
        "llm.teachers.smollm2.sampling.logprobs",
        "template.values.max_depth",
        "balance.register_mix",
        "split.prompt_formats.schema",
        "execution.workers",
        "report.text_chars",
    ],
)
def test_a_params_file_from_before_a_setting_holds_its_default(key: str, tmp_path: Path) -> None:
    assert load(changed(tmp_path, {key: REMOVED})) == load(ROOT / "params.yaml")


@pytest.mark.parametrize("stage", ["template", "llm", "examine", "validate", "balance", "split", "baseline", "report"])
def test_a_stage_reads_its_own_blocks_as_the_whole_file_has_them(stage: str, tmp_path: Path) -> None:
    model = import_module(f"edgejson.params.{stage}").Params
    own, whole = reading.load(model, ROOT / "params.yaml"), load(ROOT / "params.yaml")
    assert all(value == getattr(whole, name) for name, value in own)
    others = {"base", "template", "validate", "balance", "report"} - {
        field.alias or name for name, field in model.model_fields.items()
    }
    assert reading.load(model, changed(tmp_path, {others.pop(): 5})) == own


NAMES: dict[str, tuple[dict[str, Any], str]] = {
    "llm.router.schemas": ({"rting": "smollm2"}, "rting: no such schema in schemas/; did you mean 'rating'?"),
    "validate.overrides.by_schema": ({"invoice": {}, "raing": {}}, "raing: no such schema"),
    "balance.overrides": ({"zzz": 3}, "zzz: no such schema in schemas/; use one of invoice, rating"),
    "template.text.mix": ({"simpl": {}}, "simpl: no such name; did you mean 'simple'?"),
    "template.text.mix.simple": ({"prse": 1}, "prse: no such name; did you mean 'prose'?"),
    "template.text.trouble": ({"correcton": 1}, "correcton: no such name; did you mean 'correction'?"),
    "llm.rest": ({"proze": 1}, "proze: no such name; did you mean 'prose'?"),
}


@pytest.mark.parametrize("key", NAMES)
def test_a_name_of_nothing_is_told(key: str, tmp_path: Path) -> None:
    value, line = NAMES[key]
    settings = load(changed(tmp_path, {key: value}))
    with pytest.raises(UserError) as raised:
        check_names(settings, ["invoice", "rating"])
    assert re.match(rf"params.yaml:\d+: {re.escape(f'{key}.{line}')}", str(raised.value).splitlines()[0])


def test_weights_that_leave_nothing_are_told(tmp_path: Path) -> None:
    settings = load(changed(tmp_path, {"template.text.mix.simple": {"prose": 0}}))
    with pytest.raises(UserError, match=r"params.yaml:\d+: template.text.mix.simple: no weight above 0"):
        check_names(settings, [])


def test_the_settings_of_this_project_name_nothing_unknown() -> None:
    check_names(load(ROOT / "params.yaml"), [])


def test_another_setting_is_told_with_its_whole_name() -> None:
    settings = load(ROOT / "params.yaml").validation
    assert adjusted(settings, "language.min", 0.9).language.min == 0.9
    for key, value, line in (
        ("language.mn", 1, "validate.language.mn: no such setting; did you mean 'min'?"),
        ("validate.language.min", 7, "validate.language.min: Input should be less than or equal to 1"),
        ("language.min.x", 1, "validate.language.min: Input should be a valid number"),
    ):
        with pytest.raises(UserError) as raised:
            adjusted(settings, key, value)
        assert str(raised.value).startswith(line)
