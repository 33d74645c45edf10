"""CONTRIBUTING.md is followed to the letter: the files exist, and each example, done in a copy, does what it says."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from edgejson.checks import ORDER
from edgejson.schema.loading import load_schema
from tests.contributing.recipes import ROOT, apply, recipes

RECIPES = recipes()
EDITED = [title for title, recipe in RECIPES.items() if recipe.edits]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of what the recipes touch and run."""
    for folder in ("edgejson", "schemas"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("params.yaml", "dvc.yaml"):
        shutil.copy(ROOT / name, tmp_path)
    (tmp_path / "tests/cases").mkdir(parents=True)
    shutil.copytree(ROOT / "tests/forms", tmp_path / "tests/forms", ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path


def shell(project: Path, command: str, given: str = "", status: int = 0) -> str:
    """Run a command with the project's own library; returns what it prints."""
    paths = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    env = {**os.environ, "PATH": paths, "PYTHONPATH": str(project)}
    done = subprocess.run(
        ["bash", "-c", command], cwd=project, env=env, input=given, capture_output=True, text=True, check=False
    )
    assert done.returncode == status, done.stdout + done.stderr
    return done.stdout


def verdict(project: Path, schema: object, text: str, label: object, *options: str) -> list[tuple[str, str]]:
    """Level and code of what the copy's checks find in a pair."""
    (project / "schema.json").write_text(json.dumps(schema))
    command = " ".join(["python -m edgejson check --schema schema.json", *options, "|| test $? = 1"])
    said = shell(project, command, json.dumps({"text": text, "expected_output": label}))
    return [(reason["check"], reason["code"]) for reason in json.loads(said)["reasons"]]


@pytest.mark.parametrize("title", [title for title, recipe in RECIPES.items() if recipe.files])
def test_every_file_to_touch_is_there_or_made(title: str) -> None:
    recipe = RECIPES[title]
    made = {path for path, language, _ in recipe.edits if language != "diff"}
    for path, what in recipe.files.items():
        assert (ROOT / path).exists() != (path in made), path
        assert what.startswith("new: ") == (path in made), path
    assert {path for path, _, _ in recipe.edits} <= recipe.files.keys()


def test_every_example_is_tried() -> None:
    source = Path(__file__).read_text()
    assert EDITED
    assert [title for title in EDITED if f'RECIPES["{title}"]' not in source] == []


@pytest.mark.parametrize("title", EDITED)
def test_an_example_passes_the_linter(title: str, project: Path) -> None:
    shutil.copy(ROOT / "pyproject.toml", project)
    apply(RECIPES[title], project)
    shell(project, "ruff check edgejson && ruff format --check edgejson && lint-imports")


def test_a_register(project: Path) -> None:
    recipe = RECIPES["Add a register"]
    apply(recipe, project)
    for command in recipe.commands:
        said = shell(project, command)
    texts = [json.loads(line) for line in (project / "texts.jsonl").read_text().splitlines()]
    memos = [text for text in texts if text["register"] == "memo"]
    assert 10 < len(memos) < 40
    assert any(memo["text"].startswith(("MEMO\n\n", "Memo\n\n", "For the file\n\n")) for memo in memos)
    assert [json.loads(line)["reasons"] for line in said.splitlines()] == [[]] * 40


def test_a_level(project: Path) -> None:
    schema = load_schema(ROOT / "schemas/simple/sensor_reading.json").document
    text, label = "NO READING TODAY.", {}
    levels = {level for level, _ in verdict(project, schema, text, label)}
    apply(RECIPES["Add a check level"], project)
    assert {level for level, _ in verdict(project, schema, text, label)} == {*levels, "shouting"}
    assert "shouting" not in dict(verdict(project, schema, text.capitalize(), label))
    assert {level for level, _ in verdict(project, schema, text, label, "--set shouting.enabled=false")} == levels
    assert "Traceback" not in shell(project, "python -m edgejson check --schema schema.json 2>&1", "nope", status=1)


def test_a_kind_of_value(project: Path) -> None:
    account = {"type": "string", "x-phrases": ["the IBAN is {}", "IBAN {}"]}
    schema = {
        "title": "Payee",
        "type": "object",
        "properties": {"payee_name": {"type": "string"}, "iban": account},
        "required": ["payee_name", "iban"],
        "x-sentences": ["{payee_name}'s account is {iban}."],
    }
    label = {"payee_name": "Ana Lind", "iban": "DE44500105175407324931"}
    text = "Ana Lind's account is DE44 5001 0517 5407 3249 31."
    form = "Payee name: Ana Lind\nIBAN: DE44 5001 0517 5407 3249 31\n"
    for said in (text, form):
        assert ("grounding", "ungrounded") in verdict(project, schema, said, label)
    apply(RECIPES["Add a kind of value"], project)
    of_kinds = "tests/forms/test_each_kind.py -k 'iban or every_kind'"
    tried = shell(project, f"python -m pytest -q -p no:cacheprovider {of_kinds}")
    assert re.search(r"^[3-9] passed", tried, re.M)  # its examples, its values, its files
    for said in (text, form):
        assert verdict(project, schema, said, label) == []
        assert ("grounding", "ungrounded") in verdict(
            project, schema, said.replace("4931", "4932").replace("49 31", "49 32"), label
        )
    records = shell(project, "python -m edgejson sample schema.json --text -n 30")
    made = [json.loads(line) for line in records.splitlines()]
    grouped = [one for one in made if re.search(r"DE\d\d \d{4} ", one["text"])]
    assert 5 < len(grouped) < 30
    judged = shell(project, "python -m edgejson check --schema schema.json", records)
    assert [json.loads(line)["reasons"] for line in judged.splitlines()] == [[]] * 30


ASK = """
from edgejson.params.whole import load
from edgejson.teachers.engines.process import TeacherProcess
from edgejson.teachers.engines.requests import Request, payload
llm = load().llm
teacher = llm.teachers["smollm2"].model_copy(update={"engine": "echo"})
process = TeacherProcess("parrot", teacher, llm.engines)
asked = [payload(teacher, Request((("user", word),))) for word in ("hello", "you")]
for position, one in enumerate(asked):
    process.ask(position, one)
print([(position, completion.text) for position, completion in (process.answer() for _ in asked)])
process.close()
"""


def test_an_engine(project: Path) -> None:
    apply(RECIPES["Add an engine"], project)
    (project / "ask.py").write_text(ASK)
    assert shell(project, "python ask.py") == "[(0, 'hello hello'), (1, 'you you')]\n"
    params = project / "params.yaml"
    params.write_text(params.read_text().replace("engine: llamacpp ", "engine: ecko "))
    assert "'echo'" in shell(project, "python -m edgejson sample schemas/simple/rating.json --text 2>&1", status=2)


def test_a_schema_keyword(project: Path) -> None:
    number = {"type": "integer"}
    schema = {
        "title": "Reading",
        "type": "object",
        "properties": {"distance": {**number, "x-names": ["odo"]}, "volume": {**number, "x-names": ["juice"]}},
    }
    text = "The odo shows 120, and the juice was 40."
    right, wrong = {"distance": 120, "volume": 40}, {"distance": 40, "volume": 120}
    before = [verdict(project, schema, text, label) for label in (right, wrong)]
    apply(RECIPES["Add a schema keyword"], project)
    after = [verdict(project, schema, text, label) for label in (right, wrong)]
    assert before[1] != after[1]
    assert after[0] == []
    assert after[1] != []
    found = "from pathlib import Path; from edgejson.schema.loading import load_schema; "
    shown = shell(project, f"python -c '{found}print(load_schema(Path(\"schema.json\")).plain)'")
    assert "odo" not in shown


def test_a_false_refusal(project: Path) -> None:
    recipe = RECIPES["Mend a false refusal"]
    label = {"stars": 5, "reviewer": "Paula", "product": "Halden compost bin", "verified_purchase": True}
    pair = {"schema_id": "rating", "text": "Paula liked the Halden compost bin, and says so.", "expected_output": label}
    (project / "wrong.jsonl").write_text(json.dumps(pair) + "\n")
    write, check = (command.replace("PAIR", "wrong").replace("NAME", "liked") for command in recipe.commands)
    assert shell(project, write) == "tests/cases/liked\n"
    said = json.loads(shell(project, check, status=1))
    assert not said["passed"]
    assert said["evidence"]
    named = set(re.findall(r"^\| `(\w+)/\*` \|", recipe.text, re.M))
    assert named == ORDER.keys() - {"excluded"}


def test_the_workflow_and_the_hooks_run_what_is_there() -> None:
    workflow = YAML(typ="safe").load((ROOT / ".github/workflows/ci.yaml").read_text())
    runs = {name: [step.get("run", "") for step in job["steps"]] for name, job in workflow["jobs"].items()}
    assert ".ci/run" in runs["run"]
    *_, install, test = runs["newest"]  # the package on the newest Python
    targets = re.findall(r"^(\S+):", (ROOT / "Makefile").read_text().replace("$(VENV)", ".venv"), re.M)
    assert install.removeprefix("make ") in targets and (ROOT / test.split()[-1]).is_file()
    hooks = YAML(typ="safe").load((ROOT / ".pre-commit-config.yaml").read_text())["repos"]
    assert {repository["repo"] for repository in hooks} == {"local"}
    entries = [hook["entry"].split()[0] for repository in hooks for hook in repository["hooks"]]
    for entry in entries:
        assert (Path(sys.executable).parent / Path(entry).name).is_file(), entry
