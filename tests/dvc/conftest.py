"""A small project: this tree with three schemas and few records, under real git and real DVC."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import boto3
import pytest
from ruamel.yaml import YAML

from tests.dvc.serving import free_port, serving

ROOT = Path(__file__).parents[2]

#: Schemas that the small project keeps: lists and derived fields, yet quick.
KEPT = {"contact_info", "rating", "order_details"}

SETTINGS = {
    "execution.workers": 1,
    "template.records_per_schema": 24,
    "llm.records_per_schema": 2,
    "llm.engines.llamacpp.servers": 1,
    "audit.records_per_schema": 1,
    "balance.records_per_schema": 15,
    "baseline.models": {
        "zero_shot": {
            "teacher": "smollm2",
            "shots": 0,
            "constrained": True,
            "records": 2,
            "max_tokens": 96,
            "max_model_len": 3072,
        }
    },
}


class Project:
    """A checkout with a shell: `run` raises with the output when a command fails."""

    def __init__(self, folder: Path, cache: Path, more: dict[str, str] | None = None) -> None:
        self.folder = folder
        self.cache = cache
        self.more = more or {}

    def environment(self) -> dict[str, str]:
        return {
            **{k: v for k, v in os.environ.items() if not k.startswith(("DVC_", "GIT_", "PYTEST_"))},
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
            "EDGEJSON_CACHE_DIR": str(self.cache),
            "DVC_NO_ANALYTICS": "1",
            "COLUMNS": "250",
            "GIT_AUTHOR_NAME": "T",
            "GIT_AUTHOR_EMAIL": "t@example.com",
            "GIT_COMMITTER_NAME": "T",
            "GIT_COMMITTER_EMAIL": "t@example.com",
            **self.more,
        }

    def try_run(self, command: str) -> subprocess.CompletedProcess:
        settings = {"cwd": self.folder, "env": self.environment(), "capture_output": True, "text": True}
        return subprocess.run(["bash", "-c", command], timeout=600, **settings)

    def run(self, command: str) -> str:
        done = self.try_run(command)
        output = done.stdout + done.stderr
        assert done.returncode == 0, f"{command}: exit {done.returncode}\n{output}"
        return output

    def set(self, **settings: object) -> None:
        change_params(self.folder / "params.yaml", {key.replace("__", "."): v for key, v in settings.items()})

    def copy(self, folder: Path) -> "Project":
        shutil.copytree(self.folder, folder, symlinks=True)
        return Project(folder, self.cache)

    def clone(self, folder: Path) -> "Project":
        subprocess.run(["git", "clone", "-q", str(self.folder), str(folder)], check=True)
        return Project(folder, self.cache)

    def generated(self) -> int:
        """Completions that were ever asked of a model, as the request cache counts them."""
        return sum(map(int, re.findall(r"(\d+) completions", self.run("python -m edgejson cache stats"))))


def change_params(path: Path, settings: dict[str, object]) -> None:
    yaml = YAML()
    content = yaml.load(path.read_text())
    for key, value in settings.items():
        *blocks, last = key.split(".")
        place = content
        for block in blocks:
            place = place[block]
        assert last in place, f"no such setting: {key}"
        place[last] = value
    with path.open("w") as out:
        yaml.dump(content, out)


def tracked_files() -> list[str]:
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return [name for name in listed.stdout.splitlines() if (ROOT / name).is_file()]


@pytest.fixture(scope="session")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The small project after `dvc repro`, committed and pushed. Copy it; don't change it."""
    folder = tmp_path_factory.mktemp("project")
    for name in tracked_files():
        path = Path(name)
        if path.parts[0] == "schemas" and path.name.partition(".")[0] not in KEPT:
            continue
        if path.parts[0] == "metrics" or name == "dvc.lock":
            continue
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / name, target)
    change_params(folder / "params.yaml", SETTINGS)
    project = Project(folder, tmp_path_factory.mktemp("requests"))
    project.run("git init -q -b main && git add -A && git commit -q -m start")
    project.run("dvc repro && git add -A && git commit -q -m 'first data'")
    return project


@pytest.fixture
def project(finished: Project, tmp_path: Path) -> Project:
    """A copy of the finished project of one's own."""
    return finished.copy(tmp_path / "project")


@pytest.fixture
def s3_server(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """An S3 server with a bucket named "bucket", which every tool finds by its environment; the server's URL."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    settings = {
        "ACCESS_KEY_ID": "key",
        "SECRET_ACCESS_KEY": "secret",
        "DEFAULT_REGION": "us-east-1",
        "ENDPOINT_URL": url,
    }
    for name, value in settings.items():
        monkeypatch.setenv(f"AWS_{name}", value)
    with serving([sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)], port):
        boto3.client("s3", endpoint_url=url).create_bucket(Bucket="bucket")
        yield url
