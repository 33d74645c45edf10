"""What `dvc plots show` and `diff` draw: Vega draws each plot from real DVC's output, and its marks are read."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import vl_convert
from ruamel.yaml import YAML

from edgejson.pipeline.metrics import write_table

ROOT = Path(__file__).parents[2]
PIPELINE = YAML(typ="safe").load((ROOT / "dvc.yaml").read_text())
STEPS = ["raw", "parse", "schema", "grounding", "duplicates"]
WIDTH = 300  #: pixels of one panel


def tables(folder: Path, lost: int) -> None:
    """The tables that the plots draw, as the stages write them; `lost` of 100 records of each schema are refused."""
    plots = folder / "metrics" / "plots"
    schemas, sources = [f"schema_{number:02}" for number in range(50)], ("llm", "template")
    left = [500, 500, 480, 480 - lost, 450 - lost]
    write_table(plots / "validate_funnel.csv", [{"step": s, "records": n} for s, n in zip(STEPS, left, strict=True)])
    reasons = [("unique/other", "llm", 2), ("unique/other", "template", 3), ("grounding/weak", "template", 1 + lost)]
    keys = ("reason", "source", "records")
    write_table(plots / "validate_by_reason.csv", [dict(zip(keys, row, strict=True)) for row in reasons])
    rates = [
        {
            "schema_id": s,
            "source": source,
            "records": 100,
            "kept": 100 - number - lost,
            "pass_rate": 1 - number / 100 - lost / 1000,
        }
        for number, s in enumerate(schemas)
        for source in sources
    ]
    write_table(plots / "validate_by_schema.csv", rates)
    registers = [{"register": r, "records": 9, "kept": 9, "pass_rate": 1.0} for r in ("chat", "prose")]
    write_table(plots / "validate_by_register.csv", registers)
    kinds = [{"kind": k, "planted": 9, "caught": 9, "caught_share": 1.0} for k in ("foreign", "truncated")]
    write_table(plots / "audit_by_kind.csv", kinds)
    balanced = [{"schema_id": s, "wanted": 40, "records": 40 - n % 7, "llm": 10} for n, s in enumerate(schemas)]
    write_table(plots / "balance.csv", balanced)
    shares = [{"split": s, "similarity": x, "share": 0.5} for s in ("test", "test_unseen") for x in (0.25, 0.75)]
    write_table(plots / "similarity.csv", shares)
    solved = [
        {"system": s, "register_class": c, "records": 9, "json_exact": 0.25, "low": 0.125, "high": 0.5}
        for s in ("parser.best", "model.small")
        for c in ("prose", "semi")
    ]
    write_table(plots / "baseline_register.csv", solved)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with this tree's dvc.yaml and templates, two commits of tables, and no data."""
    folder = tmp_path_factory.mktemp("plots")
    shutil.copytree(ROOT / ".dvc", folder / ".dvc", ignore=shutil.ignore_patterns("cache", "tmp", "config.local"))
    shutil.copy(ROOT / "dvc.yaml", folder)
    shutil.copy(ROOT / "params.yaml", folder)
    git = ["git", "-c", "user.name=T", "-c", "user.email=t@example.com"]
    subprocess.run([*git, "init", "-q", "-b", "main"], cwd=folder, check=True)
    for lost in (0, 20):
        tables(folder, lost)
        subprocess.run([*git, "add", "-A"], cwd=folder, check=True)
        subprocess.run([*git, "commit", "-q", "-m", str(lost)], cwd=folder, check=True)
    return folder


def drawn(folder: Path, *words: str) -> dict[str, tuple[dict[str, Any], list[Any]]]:
    """Each plot's specification and, drawn by Vega, its marks; by the plot's name."""
    environment = {**os.environ, "DVC_NO_ANALYTICS": "1"}
    command = [sys.executable, "-m", "dvc", "plots", *words, "--json"]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=True)
    found = {}
    for name, ((plot),) in json.loads(done.stdout)["data"].items():
        content = plot["content"]
        spec = json.loads(content) if isinstance(content, str) else content
        # 5.8 is the release that is nearest to the 5.2 of DVC's pages
        scene = vl_convert.vegalite_to_scenegraph(json.dumps(spec), vl_version="5.8")
        found[name] = spec, list(marks(scene["scenegraph"]))
    return found


def marks(node: Any) -> Iterator[Any]:
    """All groups of marks that stand for data."""
    if isinstance(node, dict):
        if node.get("role") == "mark" and node.get("marktype") != "group":
            yield node
        for child in node.get("items", []):
            yield from marks(child)


def items(found: list[Any], kind: str) -> list[Any]:
    return [item for group in found if group["marktype"] == kind for item in group["items"]]


@pytest.fixture(scope="module")
def shown(project: Path) -> dict[str, Any]:
    return drawn(project, "show")


@pytest.fixture(scope="module")
def compared(project: Path) -> dict[str, Any]:
    return drawn(project, "diff", "HEAD~1", "HEAD")


def plot(found: dict[str, Any], start: str) -> list[Any]:
    (name,) = [name for name in found if name.startswith(start)]
    return found[name][1]  # type: ignore[no-any-return]


def said(item: Any) -> dict[str, str]:
    """What a mark says of itself: field -> value."""
    return dict(part.split(": ", 1) for part in item["description"].split("; "))


def test_each_plot_is_drawn_once_and_no_other(shown: dict[str, Any], compared: dict[str, Any]) -> None:
    names = [name for plot in PIPELINE["plots"] for name in plot]
    assert list(shown) == list(compared) == names and len(names) == 8


@pytest.mark.parametrize("start", ["pass rate by schema", "pass rate by register", "planted defects"])
def test_shares_are_bars_of_their_own_and_never_stacked(
    shown: dict[str, Any], compared: dict[str, Any], start: str
) -> None:
    for found, panels in ((shown, 1), (compared, 2)):
        bars = items(plot(found, start), "rect")
        assert all(bar["x"] == 0 and bar["width"] <= WIDTH for bar in bars)
        places = [(bar["y"], said(bar)["rev"]) for bar in bars]
        assert len(set(places)) == len(bars)
        assert len(bars) == panels * (80 if "schema" in start else 2)


def test_of_many_schemas_those_with_the_lowest_pass_rates_are_shown(compared: dict[str, Any]) -> None:
    bars = items(plot(compared, "pass rate by schema"), "rect")
    assert {said(bar)["schema_id"] for bar in bars} == {f"schema_{number:02}" for number in range(10, 50)}
    lowest = min(bars, key=lambda bar: bar["y"])
    assert said(lowest)["schema_id"] == "schema_49" and lowest["width"] == pytest.approx(0.49 * WIDTH)


def test_the_funnel_keeps_the_order_of_the_levels(shown: dict[str, Any], compared: dict[str, Any]) -> None:
    for found in (shown, compared):
        bars = sorted(items(plot(found, "raw records left"), "rect"), key=lambda bar: bar["y"])
        assert list(dict.fromkeys(said(bar)["step"] for bar in bars)) == STEPS
    widths = [bar["width"] / WIDTH * 500 for bar in bars if said(bar)["series"].startswith("HEAD~1")]
    assert widths == pytest.approx([500, 500, 480, 480, 450])


def test_records_by_reason_add_up_over_the_sources(compared: dict[str, Any]) -> None:
    numbers = [item["text"] for item in items(plot(compared, "records dropped"), "text")]
    assert sorted(numbers) == ["1", "21", "5", "5"]


def test_each_test_set_has_its_own_line(shown: dict[str, Any], compared: dict[str, Any]) -> None:
    for found, revisions in ((shown, 1), (compared, 2)):
        lines = [group for group in plot(found, "similarity") if group["marktype"] == "line"]
        kinds = [(said(line["items"][0])["series"], said(line["items"][0])["rev"]) for line in lines]
        assert len(set(kinds)) == len(kinds) == 2 * revisions
        assert all(len({item["x"] for item in line["items"]}) == len(line["items"]) == 2 for line in lines)


def test_chosen_records_end_at_the_quota_or_below(shown: dict[str, Any]) -> None:
    bars = items(plot(shown, "records chosen"), "rect")
    ends: dict[str, float] = {}
    quotas = {}
    for bar in bars:
        if "part" in said(bar):
            ends[said(bar)["schema_id"]] = ends.get(said(bar)["schema_id"], 0) + bar["width"]
        else:
            quotas[said(bar)["schema_id"]] = bar["x"] + bar["width"] / 2
    assert ends.keys() == quotas.keys() and len(ends) == 40
    assert ends["schema_06"] == pytest.approx(quotas["schema_06"] * 34 / 40, abs=1)


def test_intervals_hold_their_values(shown: dict[str, Any]) -> None:
    found = plot(shown, "test records solved")
    assert {(rule["x"], rule["x2"]) for rule in items(found, "rule")} == {(WIDTH / 8, WIDTH / 2)}
    assert {point["x"] for point in items(found, "symbol")} == {WIDTH / 4}
    assert [group["marktype"] for group in found].count("symbol") == 2  # a panel for each class of registers
