"""Every subcommand in clumsy hands: one line that says what is wrong, an exit status that is not zero, no traceback."""

from __future__ import annotations

import json
import shlex
import shutil
import subprocess
import sys
import tomllib
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from edgejson import __version__
from edgejson.__main__ import program

ROOT = Path(__file__).parents[2]

#: Files in the folder where the commands run, besides params.yaml and two schemas.
FILES = {
    "binary": b"\xff\xfe",
    "nothing": b"",
    "list.json": b"[1, 2]",
    "half.jsonl": b'{"a": 1}\nnope\n',
    "gold.jsonl": b'{"id": "a", "schema_id": "rating", "expected_output": {"stars": 5}}\n',
    "odd_gold.jsonl": b'{"id": 5, "schema_id": ["rating"], "expected_output": 1}\n',
    "stranger.jsonl": b'{"id": "b", "output": {}}\n',
    "faker.json": b'{"required": ["a"], "properties": {"a": {"type": "string", "x-faker": "nosuch"}}}',
}

#: Command line -> how the line on standard error (or, of lint, on standard output) goes on after "error: ".
MISTAKES = {
    "": "the following arguments are required: COMMAND; see edgejson --help",
    "nosuch": "argument COMMAND: invalid choice: 'nosuch'",
    "sample": "the following arguments are required: SCHEMA; see edgejson sample --help",
    "sample gone.json": "gone.json: can't be read (No such file or directory)",
    "sample schemas": "schemas: can't be read (Is a directory)",
    "sample binary": "binary: not UTF-8 (byte 0)",
    "sample nothing": "nothing:1:1: not JSON",
    "sample list.json": "list.json: a schema is an object or a boolean",
    "sample faker.json": "faker.json: /a: x-faker 'nosuch' names no provider",
    "sample schemas/rating.json -n -3": "argument -n: '-3' is not a whole number, 1 to 1000000000",
    "sample schemas/rating.json -n many": "argument -n: 'many' is not a whole number",
    "sample schemas/rating.json --optional-rate 7": "argument --optional-rate: '7' is not a number, 0 to 1",
    "sample schemas/rating.json --max-items 0": "argument --max-items: '0' is not a whole number, 1 to",
    "sample schemas/rating.json --locale xx_YY": "argument --locale: no such locale: 'xx_YY'; use one of",
    "lint gone.json": "gone.json: can't be read",
    "lint empty": "empty: no schemas here",
    "lint --locale fr_FX": "argument --locale: no such locale: 'fr_FX'; did you mean 'fr_FR'?",
    "check": "the following arguments are required: --schema",
    "check --schema gone.json": "gone.json: can't be read",
    "check --schema schemas/rating.json --params gone.yaml": "gone.yaml: can't be read",
    "check --schema schemas/rating.json --params binary": "binary: not UTF-8 (byte 0)",
    "check --schema schemas/rating.json --set language": "--set language: not KEY=VALUE",
    "check --schema schemas/rating.json --set language.min=[": "--set language.min=[: the value is not YAML",
    "check --schema schemas/rating.json --set rules.x=1": "validate.rules.x: no such setting; use one of",
    "case": "the following arguments are required: PAIR.jsonl",
    "case gone.jsonl": "tests/cases: no such folder; run this in a clone of the project",
    "case gone.jsonl --name ../x": "--name ../x: not a folder's name",
    "score": "the following arguments are required: --gold, --pred",
    "score --gold gone --pred gone": "gone: can't be read",
    "score --gold schemas --pred stranger.jsonl": "schemas: can't be read (Is a directory)",
    "score --gold binary --pred stranger.jsonl": "binary:1: not JSON",
    "score --gold nothing --pred nothing": "nothing: nothing to score",
    "score --gold half.jsonl --pred stranger.jsonl": "half.jsonl: record 1 has no 'id'",
    "score --gold odd_gold.jsonl --pred stranger.jsonl": "odd_gold.jsonl: record 1: 'id' is not a string",
    "score --gold gold.jsonl --pred list.json": 'list.json: prediction 1 has no "id"',
    "score --gold gold.jsonl --pred stranger.jsonl": "stranger.jsonl: 1 of 1 gold records have no prediction",
    "score --gold gold.jsonl --pred stranger.jsonl --schemas empty": "empty: no schema here",
    "export": "the following arguments are required: DIR",
    "score --gold - --pred -": "standard input: can be read once only; give a file for all but one -",
    "annotate schemas/rating.json --examples - -": "standard input: can be read once only; give a file",
    "case -": "standard input has no name; give --name",
    "check gone.jsonl --schema schemas/rating.json": "gone.jsonl: can't be read (No such file or directory)",
    "export -": "-: a release is a folder of files, and can't go to standard output; name a folder",
    "export release": "data/dataset: no dataset here",
    "sweep validate.language.min": "the following arguments are required: START:STOP:STEP",
    "sweep language.mn 0:1:0.5": "language.mn: not a threshold on a stored score; use one of",
    "sweep language.min 0:1": "0:1: not START:STOP:STEP",
    "sweep language.min 0:1:0": "0:1:0: not START:STOP:STEP",
    "sweep language.min 0:1e400:1": "0:1e400:1: gives too many; ask for 1 to 200 values",
    "sweep language.min 5:7:1": "validate.language.min: Input should be less than or equal to 1 (given: 5.0)",
    "sweep language.min 0:1:1 --plot a.gif": "a.gif: a plot's name ends on one of .html",
    "sweep language.min 0:1:1": "data/examined: no records; run dvc repro examine first",
    "profile": "the following arguments are required: NAME",
    "profile laptop": "no profile 'laptop'; use one of cpu",
    "allocate --total -3": "argument --total: '-3' is not a whole number",
    "allocate --out gone/budget.json": "gone/budget.json: No such file or directory",
    "cache": "the following arguments are required: ACTION",
    "cache prune --days -1": "argument --days: '-1' is not a number, 0 or more",
    "cache prune --days nan": "argument --days: 'nan' is not a number, 0 or more",
    "audit --records 0": "argument -n/--records: '0' is not a whole number, 1 to",
    "audit --schemas gone": "gone: no such folder",
    "audit --schemas empty": "empty: no schema here",
    "audit --raw empty": "empty: no records of these schemas",
    "audit --kind gone": "argument --kind: invalid choice: 'gone'",
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project's folder before its first run, the working directory."""
    (tmp_path / "schemas").mkdir()
    (tmp_path / "empty").mkdir()
    for name in ("rating", "contact_info"):
        for path in (ROOT / "schemas/simple").glob(f"{name}.*"):
            shutil.copy(path, tmp_path / "schemas")
    shutil.copy(ROOT / "params.yaml", tmp_path)
    (tmp_path / "budget.json").write_text("{}")
    for name, content in FILES.items():
        (tmp_path / name).write_bytes(content)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("EDGEJSON_CACHE_DIR", str(tmp_path / "cache"))
    return tmp_path


def fail(line: str, monkeypatch: pytest.MonkeyPatch) -> int:
    """Run a command line, which fails. Returns the exit status."""
    monkeypatch.setattr(sys, "argv", ["edgejson", *shlex.split(line)])
    with pytest.raises(SystemExit) as end:
        program()
    assert isinstance(end.value.code, int)
    return end.value.code


@pytest.mark.parametrize("line", MISTAKES)
def test_a_mistake_is_told_in_a_line(
    line: str, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file() and "cache" not in path.parts}
    status = fail(line, monkeypatch)
    out, err = capsys.readouterr()
    assert status == (2 if err else 1)
    told = err.splitlines() if err else [f"error: {out.splitlines()[0]}"]  # lint's findings are its output
    assert len(told) == 1
    assert told[0].startswith(f"error: {MISTAKES[line]}")
    after = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file() and "cache" not in path.parts}
    assert after == before


#: Commands that read the settings; the first three read them with the schemas.
READERS = ("allocate", "doctor", "sweep language.min 0:1:1", "audit", "profile cpu", "export out")


@pytest.mark.parametrize("line", READERS)
def test_a_slip_in_the_settings_stops_each_command_that_reads_them(
    line: str, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = folder / "params.yaml"
    path.write_text(path.read_text().replace("  seed: ", "  sed: ").replace("en_US", "xx_YY"))
    assert fail(line, monkeypatch) != 0
    told = [row for row in capsys.readouterr().err.splitlines() if row.startswith("error: ")]
    assert told[0] == "error: params.yaml:4: base.sed: no such setting; did you mean 'seed'?"
    assert told[1].startswith("error: params.yaml:5: base.locale: no such locale: 'xx_YY'; use one of ")


@pytest.mark.parametrize("line", READERS[:3])
def test_settings_of_a_schema_that_is_gone_stop_each_command_that_reads_both(
    line: str, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = folder / "params.yaml"
    path.write_text(path.read_text().replace("by_schema: {}", "by_schema: {raiting: {}}"))
    assert fail(line, monkeypatch) != 0
    told = capsys.readouterr().err
    assert "validate.overrides.by_schema.raiting: no such schema in schemas/; did you mean 'rating'?" in told


@pytest.mark.parametrize("line", ["allocate", "doctor"])
def test_a_budget_for_a_schema_that_is_gone_is_told(
    line: str, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "budget.json").write_text('{"rating": 2, "contact": 3}')
    assert fail(line, monkeypatch) != 0
    assert "budget.json: contact: no such schema in schemas/; did you mean 'contact_info'?" in capsys.readouterr().err


def test_the_console_script_tells_its_version(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    scripts = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["scripts"]
    module, _, function = scripts["edgejson"].partition(":")
    monkeypatch.setattr(sys, "argv", ["/usr/bin/edgejson", "--version"])
    with pytest.raises(SystemExit) as end:
        getattr(import_module(module), function)()
    assert not end.value.code
    assert capsys.readouterr().out == f"edgejson {__version__}\n"


def test_help_shows_a_percent_sign_once(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    for line in ("score --help", "--help"):
        assert fail(line, monkeypatch) == 0
        assert "95% " in capsys.readouterr().out.replace("\n", " ")


def piped(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """A shell's pipeline, whose status is that of its first part."""
    script = f"{shlex.quote(sys.executable)} -m edgejson {command}; exit ${{PIPESTATUS[0]}}"
    return subprocess.run(["bash", "-c", script], cwd=folder, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    "command",
    [
        "sample schemas/rating.json -n 1000000 | head -n 1",
        'check --schema schemas/rating.json < <(yes \'{"text": "x", "output": {}}\') | head -n 1',
        "--help | (sleep 3; exec <&-)",  # all of it fits into the pipe, and nobody reads it: that is no failure
    ],
)
def test_a_reader_that_leaves_is_no_trouble(command: str, folder: Path) -> None:
    done = piped(command, folder)
    assert done.stderr == ""
    assert done.returncode == (0 if "--help" in command else 141)


#: Commands that read pairs, and what stands for the file of those in the first.
READING = {
    "check {} --schema schemas/rating.json": "pairs.jsonl",
    "score --gold {} --pred predictions.jsonl": "gold.jsonl",
    "score --gold gold.jsonl --pred {}": "predictions.jsonl",
    "score --gold gold.jsonl --pred predictions.jsonl --pred2 {} --json": "predictions.jsonl",
    "case {} --name odd --schema schemas/rating.json": "pairs.jsonl",
    "annotate schemas/rating.json --examples {}": "pairs.jsonl",
}


@pytest.mark.parametrize("command", READING)
def test_a_dash_stands_for_standard_input(command: str, folder: Path) -> None:
    (folder / "tests/cases").mkdir(parents=True)
    (folder / "pairs.jsonl").write_text('{"text": "x", "output": {}}\n' * 2)
    (folder / "predictions.jsonl").write_text('{"id": "a", "output": {"stars": 5}}\n')

    def outcome(line: str) -> list[Any]:
        done = piped(line, folder)
        written = {path.name: path.read_text() for path in (folder / "tests/cases").glob("odd/*")}
        shutil.rmtree(folder / "tests/cases/odd", ignore_errors=True)
        return [done.returncode, done.stdout, done.stderr, written]

    by_dash = outcome(f"{command.format('-')} < {READING[command]}")
    by_file = outcome(command.format(READING[command]))
    assert by_dash == [
        each.replace(READING[command], "standard input") if isinstance(each, str) else each for each in by_file
    ]
    assert "Traceback" not in by_file[2] and any(by_file[1:])


@pytest.mark.parametrize("command", ["lint >&-", "lint | exec <&-", "--help | exec <&-"])
def test_a_closed_output_is_no_traceback(command: str, folder: Path) -> None:
    assert "Traceback" not in piped(command, folder).stderr


def test_check_judges_all_lines_and_tells_which_hold_no_pair(folder: Path) -> None:
    good = json.dumps({"text": "x", "output": {}})
    lines = [b"nope", good.encode(), b"\xff", b"[1]", b'{"text": 5, "output": {}}', b'{"text": "x"}', good.encode()]
    done = subprocess.run(
        [sys.executable, "-m", "edgejson", "check", "--schema", "schemas/rating.json"],
        cwd=folder,
        input=b"\n".join(lines),
        capture_output=True,
        check=False,
    )
    assert done.returncode == 1
    told = [json.loads(line) for line in done.stdout.splitlines()]
    assert [one["id"] for one in told] == [f"line {number}" for number in range(1, 8)]
    checks = [one["reasons"][0]["check"] for one in told]
    assert checks == ["input", "schema", "input", "input", "input", "input", "schema"]
    assert done.stderr.decode().splitlines() == [
        "error: standard input:1: not a JSON object",
        "error: standard input:3: not UTF-8 (byte 0)",
        "error: standard input:4: not a JSON object",
        "error: standard input:5: the text is not a string",
        'error: standard input:6: needs "text" or "prompt", and "expected_output" or "output"',
    ]


def test_check_of_nothing_is_no_pass(folder: Path) -> None:
    done = piped("check --schema schemas/rating.json < /dev/null | cat", folder)
    assert (done.returncode, done.stderr) == (2, "error: standard input: empty; give one pair a line\n")
