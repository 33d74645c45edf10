"""Every function fits on a screen and takes few turns: what doesn't is two functions."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
FOLDERS = ("edgejson", "stages", "benchmarks", "tests")
MOST_LINES, MOST_TURNS = 50, 12


def too_long(source: str) -> Iterator[tuple[str, int]]:
    """The functions and methods of more than MOST_LINES lines, decorators aside, with their length."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length > MOST_LINES:
                yield node.name, length


def test_functions_fit_on_a_screen() -> None:
    files = [path for folder in FOLDERS for path in sorted((ROOT / folder).rglob("*.py"))]
    assert len(files) > 200
    assert [(path.name, *found) for path in files for found in too_long(path.read_text())] == []


def test_a_long_function_is_seen() -> None:
    body = "        pass\n"
    assert list(too_long("class A:\n    async def f(self):\n" + body * MOST_LINES)) == [("f", MOST_LINES + 1)]
    assert list(too_long("class A:\n    async def f(self):\n" + body * (MOST_LINES - 1))) == []


def complexity(*paths: str, **options: str) -> subprocess.CompletedProcess[str]:
    bound = f"lint.mccabe.max-complexity={MOST_TURNS}"
    command = [sys.executable, "-m", "ruff", "check", "--isolated", "--ignore-noqa", "--select", "C901"]
    return subprocess.run(
        [*command, "--no-cache", "--config", bound, *paths], cwd=ROOT, capture_output=True, text=True, **options
    )


def test_functions_take_few_turns() -> None:
    """No `noqa` gets round it."""
    found = complexity(*FOLDERS)
    assert found.returncode == 0, found.stdout + found.stderr


def test_a_function_of_many_turns_is_seen() -> None:
    source = "def f(x):\n" + "    if x:  # noqa: C901\n        x()\n" * MOST_TURNS
    found = complexity("-", input=source)
    assert found.returncode == 1 and f"({MOST_TURNS + 1} > {MOST_TURNS})" in found.stdout
