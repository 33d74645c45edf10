"""Help, completion, colour and output for programs: what all commands have in common."""

from __future__ import annotations

import json
import os
import pty
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from edgejson.__main__ import command_line, names
from tests.teachers.test_commands import Shell

ROOT = Path(__file__).parents[2]
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT)}


def edgejson(*words: str, code: str = "") -> str:
    """What the command prints; `code` runs after it in the same process."""
    script = f"import sys; sys.argv = ['edgejson', *{words!r}]\nfrom edgejson.__main__ import main\n"
    script += f"try:\n    main()\nexcept SystemExit:\n    pass\n{code}"
    command = [sys.executable, "-c", script]
    return subprocess.run(command, env=ENVIRONMENT, capture_output=True, text=True, check=True).stdout


@pytest.mark.parametrize("name", names())
def test_every_command_shows_examples_that_its_own_options_take(name: str) -> None:
    parser = command_line(name)
    (commands,) = (action.choices for action in parser._actions if action.dest == "command")
    assert isinstance(commands, dict)
    examples = re.findall(r"^    \$ edgejson (.*)$", commands[name].format_help(), re.M)
    assert examples
    for example in examples:
        words = shlex.split(example.partition(" < ")[0])
        assert words[0] == name
        parser.parse_args(words)  # exits where it doesn't parse


def test_the_list_of_commands_needs_none_of_their_code() -> None:
    """So it stays quick: what takes time to import is asked for by the command that needs it."""
    heavy = ("numpy", "pandas", "pydantic", "faker", "jsonschema", "httpx", "shtab", "rich")
    out = edgejson("--help", code=f"print([name for name in {heavy} if name in sys.modules])")
    assert out.splitlines()[-1] == "[]"
    assert all(re.search(rf"^ +{name} ", out, re.M) for name in names())


def test_bash_completes_commands_options_and_files(tmp_path: Path) -> None:
    (tmp_path / "complete").write_text(edgejson("--completion", "bash"))
    (tmp_path / "mine.json").touch()

    def completed(*words: str) -> list[str]:
        line = shlex.join(["edgejson", *words])
        script = (
            f"source ./complete; COMP_WORDS=(edgejson {shlex.join(words)}); COMP_CWORD={len(words)}; "
            f"COMP_LINE={shlex.quote(line)}; COMP_POINT={len(line)}; COMPREPLY=(); "
            'f=$(complete -p edgejson | sed -n "s/.*-F \\([^ ]*\\).*/\\1/p"); $f edgejson; echo "${COMPREPLY[@]}"'
        )
        done = subprocess.run(["bash", "-c", script], cwd=tmp_path, capture_output=True, text=True, check=True)
        return done.stdout.split()

    assert completed("sam") == ["sample"]
    assert completed("sample", "--opt") == ["--optional-rate"]
    assert completed("lint", "mi") == ["mine.json"]


@pytest.fixture
def shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Shell:
    shutil.copy(ROOT / "schemas/simple/rating.json", tmp_path)
    (tmp_path / "bad.json").write_text('{"type": "nothing"}')
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("EDGEJSON_CACHE_DIR", str(tmp_path / "cache"))
    return Shell(tmp_path, capsys)


def test_lint_doctor_and_cache_speak_json(shell: Shell) -> None:
    status, out = shell("lint", "rating.json", "bad.json", "--json")
    good, bad = json.loads(out)
    assert status == 1
    assert (good["path"], good["problems"]) == ("rating.json", [])
    assert bad["problems"] == [line for line in shell("lint", "bad.json")[1].splitlines() if line]
    found = json.loads(shell("doctor", "--json")[1])
    assert [teacher["name"] for teacher in found["teachers"]] == ["smollm2"]
    assert found["teachers"][0]["in_use"] is True and found["teachers"][0]["servers"] == {}
    assert json.loads(shell("cache", "stats", "--json")[1])["teachers"] == []
    assert json.loads(shell("cache", "prune", "--json")[1])["removed"] == 0


def test_audit_speaks_json(shell: Shell) -> None:
    folder = shell.folder / "data/raw/template"
    folder.mkdir(parents=True)
    (folder / "rating.jsonl").write_text(shell("sample", "rating.json", "--text", "-n", "12")[1])
    words = ("audit", "--schemas", "rating.json", "-n", "2", "--kind", "integer_changed")
    found = json.loads(shell(*words, "--json", "--misses")[1])
    assert set(found) == {"kinds", "clean", "misses"}
    assert found["clean"]["judged"] == 2
    counts = found["kinds"]["integer_changed"]
    assert re.search(rf"^integer_changed +{counts['planted']} ", shell(*words)[1], re.M)


def shown(command: list[str], folder: Path, **more: str) -> bytes:
    """What a command prints to a terminal."""
    ours, theirs = pty.openpty()
    environment = {name: value for name, value in ENVIRONMENT.items() if name not in ("NO_COLOR", "FORCE_COLOR")}
    environment |= {"TERM": "xterm-256color", "COLUMNS": "40", **more}
    with subprocess.Popen(command, cwd=folder, env=environment, stdout=theirs) as process:
        os.close(theirs)
        found = b""
        try:
            while part := os.read(ours, 4096):
                found += part
        except OSError:  # the other end has closed
            pass
        process.wait()
    os.close(ours)
    return found


def test_colour_is_for_terminals_and_for_those_who_want_it(shell: Shell) -> None:
    name = "[red]a rather long name of a schema[0m.json"
    shutil.copy(shell.folder / "rating.json", shell.folder / name)
    command = [sys.executable, "-m", "edgejson", "lint", name]
    plain = f"{name}: ok\r\n".encode()
    assert shown(command, shell.folder) == b"\x1b[32m" + plain.removesuffix(b"\r\n") + b"\x1b[0m\r\n"
    assert shown(command, shell.folder, NO_COLOR="1") == plain
    assert shell("lint", name) == (0, f"{name}: ok\n")
