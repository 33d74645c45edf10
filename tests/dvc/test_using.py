"""The dataset in someone else's hands: named versions, dvc get and import, storage to read from, and what gc leaves."""

import json

import pytest

from tests.dvc.following import contents, follow, sections

SECTIONS = sections("docs/versioning.md")


@pytest.fixture
def released(project):
    """The project with version 1.0.0 of its data tagged and pushed, to storage beside it that clones can reach."""
    project.run(f"dvc remote modify storage url {project.folder.parent}/storage && git commit -q -a -m storage")
    said = follow(project, SECTIONS["A version with a name"])
    assert "v1.0.0" in said["gto show dataset"][0]
    assert project.run("git cat-file -t dataset@v1.0.0").strip() == "tag"
    return project


def changed(project):
    """The project with a commit more, whose data differ; the dataset as it was in its version 1.0.0."""
    first = contents(project.folder / "data/dataset")
    project.set(balance__records_per_schema=10)
    project.run("dvc repro && git commit -q -a -m fewer && dvc push")
    assert contents(project.folder / "data/dataset") != first
    return first


def test_another_project_uses_a_version_and_moves_to_the_next(released):
    first = changed(released)
    other = type(released)(released.folder.parent / "other", released.cache)
    other.folder.mkdir()
    other.run("git init -q && dvc init -q")
    said = follow(other, SECTIONS["Use the data elsewhere"], REPO=released.folder)
    listed, *_, read = (outputs[0] for outputs in said.values())
    assert listed.split() == sorted(first)
    assert contents(other.folder / "newest") == contents(other.folder / "by-name") == first
    assert contents(other.folder / "dataset") == contents(released.folder / "data/dataset")
    assert first["test.jsonl"].decode().startswith(read.rstrip("\n"))
    assert "/dataset" in (other.folder / ".gitignore").read_text()


def test_cleaning_up_keeps_what_branches_and_tags_need(released):
    first = changed(released)
    released.run("rm -r ../storage")
    follow(released, SECTIONS["Clean up"])
    assert contents(released.folder / "data/dataset") == first
    assert "up to date" in released.run("dvc status")
    released.run("git checkout -q main && dvc checkout && dvc gc --workspace --force && git checkout -q dataset@v1.0.0")
    assert released.try_run("dvc checkout").returncode != 0, "the page says that a tag's data are lost this way"


def test_every_metric_of_a_version_is_in_git_without_its_data(released):
    name = "metrics/validate.json"
    assert json.loads(released.run(f"git show dataset@v1.0.0:{name}")) == json.loads(
        (released.folder / name).read_text()
    )
