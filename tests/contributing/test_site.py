"""The documentation as a site: it builds without a warning, and its reference says what the code has."""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from html import unescape
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest
from ruamel.yaml import YAML

from edgejson import api
from edgejson.__main__ import names
from edgejson.audit.planting import KINDS
from edgejson.checks import ORDER
from edgejson.schema.loading import ANNOTATIONS
from tests.contributing.recipes import ROOT


@pytest.fixture(scope="module")
def reference() -> ModuleType:
    spec = spec_from_file_location("reference", ROOT / "docs/reference.py")
    assert spec and spec.loader
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def made(reference: ModuleType) -> dict[str, str]:
    found: dict[str, str] = reference.pages()
    return found


def headings(text: str) -> set[str]:
    return set(re.findall(r"^## (.+)$", text, re.M))


def test_the_reference_has_all_that_the_code_has(made: dict[str, str]) -> None:
    assert headings(made["commands.md"]) == set(names())
    assert headings(made["library.md"]) == set(api.__all__)
    assert all(f"| `{name}` |" in made["checks.md"] for name in [*ORDER, *KINDS])
    assert all(f"| `{name}` |" in made["annotations.md"] for name in ANNOTATIONS)
    params = YAML(typ="safe").load((ROOT / "params.yaml").read_text())
    assert headings(made["settings.md"]) == params.keys()
    for path in (ROOT / "metrics").glob("*.json"):
        assert all(f"| `{key}` |" in made["metrics.md"] for key in json.loads(path.read_text())), path


def test_a_setting_has_its_default_its_range_and_its_comment(made: dict[str, str]) -> None:
    (row,) = re.findall(r"^\| `near_misses` \| (.*) \|$", made["settings.md"], re.M)
    assert row == (
        "`0.2` | number from 0 to 1 | share of records beside which a value of a field is told that is another's, "
        "outdated, denied or asked about, 0 to 1"
    )
    (row,) = re.findall(r"^\| `backend` \| (.*) \|$", made["settings.md"], re.M)
    assert row == r'`"processes"` | `serial`, `processes`, `ray` | serial \| processes \| ray'


def test_every_row_of_the_reference_says_something(made: dict[str, str]) -> None:
    """Of commands, levels and keys of annotations: no cell is empty, so nothing of them is undocumented."""
    for page in ("commands.md", "annotations.md"):
        assert not re.findall(r"^\|.*\|  \|.*$", made[page], re.M), page


def build(root: Path, site: Path) -> subprocess.CompletedProcess[str]:
    """What `make docs` runs, into another folder."""
    (recipe,) = re.findall(r"^docs:.*\n\t@(.*)$", (ROOT / "Makefile").read_text(), re.M)
    command = f"{recipe} -d {shlex.quote(str(site))}"
    environment = {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    return subprocess.run(["bash", "-c", command], cwd=root, env=environment, capture_output=True, text=True)


@pytest.mark.full
def test_the_site_builds_without_a_warning_and_loads_nothing_from_elsewhere(tmp_path: Path) -> None:
    done = build(ROOT, tmp_path / "site")
    assert done.returncode == 0, done.stderr
    assert "WARNING" not in done.stdout + done.stderr
    pages = {path.relative_to(tmp_path / "site").as_posix(): path.read_text() for path in tmp_path.rglob("*.html")}
    for path in (ROOT / "docs").glob("*.md"):
        assert f"{path.stem}/index.html" in pages
    assert {"index.html", "reference/commands/index.html", "examples/support-tickets/index.html"} <= pages.keys()
    for name, page in pages.items():
        loaded = re.findall(r'<(?:script|img|link rel="stylesheet")[^>]* (?:src|href)="(https?:[^"]*)"', page)
        assert not loaded, name
    assert "edgejson annotate schemas/ticket.json" in unescape(re.sub(r"<[^>]+>", "", pages["tutorial/index.html"]))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """This tree, with pages of the test's own and without data."""
    folder = tmp_path / "root"
    folder.mkdir()
    shutil.copytree(ROOT / "docs", folder / "docs", ignore=shutil.ignore_patterns("__pycache__"))
    for path in ROOT.iterdir():
        if path.name not in ("docs", "data", "site") and not path.name.startswith("."):
            (folder / path.name).symlink_to(path)
    return folder


@pytest.mark.full
def test_the_page_of_the_report_shows_one_where_one_was_made(tmp_path: Path, root: Path) -> None:
    assert build(root, tmp_path / "without").returncode == 0
    (root / "data").mkdir()
    (root / "data/report.html").write_text("<h1>A report</h1>")
    assert build(root, tmp_path / "with").returncode == 0
    shown = [(tmp_path / each / "report/index.html").read_text().count("report.png") for each in ("without", "with")]
    assert shown == [0, 1]
    assert (tmp_path / "with/report.png").read_bytes().startswith(b"\x89PNG")


@pytest.mark.full
@pytest.mark.parametrize("link", ["[x](nowhere.md)", "[x](guide.md#no-such-place)", "[x](../nowhere.md)"])
def test_a_link_that_leads_nowhere_fails(tmp_path: Path, root: Path, link: str) -> None:
    page = root / "docs/glossary.md"
    page.write_text(f"{page.read_text()}\n{link}\n")
    done = build(root, tmp_path / "site")
    assert done.returncode != 0 and "Aborted with 1 warnings in strict mode" in done.stdout + done.stderr
