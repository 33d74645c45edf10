"""The pages of docs/ name what there is: rooms, levels, engines, kinds and registers; files are where it is said."""

import re
import tomllib
from typing import get_args

import pytest

from edgejson.checks import ORDER
from edgejson.forms.kinds import KINDS
from edgejson.grounding.grounder import _SAID
from edgejson.schema.loading import ANNOTATIONS
from edgejson.teachers.engines.teacher import Teacher
from edgejson.text.registers import REGISTERS
from tests.contributing.recipes import ROOT

DOCS = {
    path.name: path.read_text()
    for path in [*(ROOT / "docs").glob("*.md"), ROOT / "README.md", ROOT / "CONTRIBUTING.md"]
}
LIBRARY = ROOT / "edgejson"


def rows(page: str, heading: str) -> set[str]:
    """What stands in code marks in the first column of a section's tables."""
    (body,) = re.findall(rf"^## {heading}\n(.*?)(?=^## |\Z)", DOCS[page], re.M | re.S)
    return {name for cell in re.findall(r"^\| (`.+?) \|", body, re.M) for name in re.findall(r"`([\w/]+)`", cell)}


def test_architecture_has_the_layers_of_the_contract() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    layers = [layer.replace("edgejson.", "") for layer in contracts[0]["layers"]]
    (block,) = re.findall(r"```text\n(__main__\n.*?)```", DOCS["architecture.md"], re.S)
    assert [re.split(r" {2,}", line)[0] for line in block.splitlines()] == layers


def test_architecture_has_every_package() -> None:
    packages = {f"{path.parent.name}/" for path in LIBRARY.glob("*/__init__.py")}
    assert rows("architecture.md", "Rooms") == packages
    assert all(f"`{name}`" in DOCS["architecture.md"] for name in ANNOTATIONS)


def test_tests_stand_under_the_name_of_their_package_or_are_listed() -> None:
    folders = {path.name for path in (ROOT / "tests").iterdir() if any(path.glob("*.py")) or path.name == "full"}
    listed = set(re.findall(r"`tests/(\w+)/` \(", DOCS["architecture.md"]))
    packages = {path.parent.name for path in LIBRARY.glob("*/__init__.py")}
    assert folders - packages == listed


def test_pages_have_every_level_engine_kind_and_register() -> None:
    assert rows("checks.md", "Levels") == ORDER.keys() - {"excluded"}
    assert rows("teachers.md", "Engines") == set(get_args(Teacher.model_fields["engine"].annotation))
    assert rows("values.md", "Kinds of values") == set(KINDS)
    assert {name for name in REGISTERS if f"`{name}`" not in DOCS["text.md"]} == set()


def test_checks_has_every_code_of_grounding() -> None:
    (table,) = re.findall(r"^\| code \|.*?(?=\n\n)", DOCS["checks.md"], re.M | re.S)
    assert set(re.findall(r"`([a-z-]+)`", "".join(re.findall(r"^\| (`.+?) \|", table, re.M)))) == {*_SAID, "weak"}


@pytest.mark.parametrize("page", DOCS)
def test_files_that_a_page_names_are_there(page: str) -> None:
    """In code marks: a path from the project's root, or from the library's; a module may do without its ending."""
    names = re.findall(r"`([a-z][\w-]*/[\w./-]*|[\w/]+\.py)`", DOCS[page])
    made = set(re.findall(r"^\| `(\S+)` \| new: ", DOCS[page], re.M))
    missing = [
        name
        for name in names
        if name not in made
        and not (page == "auditing.md" and name.partition("/")[0] in ORDER)  # a level and a code
        and "NAME" not in name
        and not name.startswith(("data/", "exp/", "release/", "application/"))
        and not any(
            (root / f"{name}{end}").exists() for root in (ROOT, LIBRARY, ROOT / "schemas") for end in ("", ".py")
        )
        and not list(LIBRARY.rglob(name))
    ]
    assert missing == []


@pytest.mark.parametrize("page", DOCS)
def test_links_between_pages_lead_somewhere(page: str) -> None:
    folder = ROOT if page in ("README.md", "CONTRIBUTING.md") else ROOT / "docs"
    for target in re.findall(r"\]\(([^)#]*\.md)?(?:#[\w-]+)?\)", DOCS[page]):
        assert not target or (folder / target).exists(), target
    for target, anchor in re.findall(r"\]\(([^)#:]*)#([\w-]+)\)", DOCS[page]):
        text = (folder / target).read_text() if target else DOCS[page]
        anchors = {
            re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in re.findall(r"^#+ (.+)$", text, re.M)
        }
        assert anchor in anchors, (target, anchor)
