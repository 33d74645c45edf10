"""CONTRIBUTING.md's recipes, read as a newcomer reads them: the files to touch, and the edits of the example."""

import re
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[2]


@dataclass
class Recipe:
    """One section: the files that it names, the edits and commands of its example."""

    text: str
    files: dict[str, str] = field(default_factory=dict)  #: path -> what is done there, of the table's rows
    edits: list[tuple[str, str, str]] = field(default_factory=list)  #: path, language of the block, its content
    commands: list[str] = field(default_factory=list)


def recipes() -> dict[str, Recipe]:
    """All sections, by title."""
    document = (ROOT / "CONTRIBUTING.md").read_text()
    found = {}
    for title, body in re.findall(r"^## (.+?)\n(.*?)(?=^## |\Z)", document, re.M | re.S):
        found[title] = Recipe(
            body,
            dict(re.findall(r"^\| `([\w./]+)` \| (.+?) \|$", body, re.M)),
            re.findall(r"^`(\S+)`:\n\n```(\w+)\n(.*?)^```$", body, re.M | re.S),
            re.findall(r"^\$ (.+?)(?:  +#.*)?$", body, re.M),
        )
    return found


def apply(recipe: Recipe, project: Path) -> None:
    """Do the example's edits in a project. Raises AssertionError where the code has become another."""
    for path, language, content in recipe.edits:
        file = project / path
        if language != "diff":
            assert not file.exists(), f"{path}: is there already"
            file.write_text(content)
            continue
        for hunk in content.split("@@\n"):
            rows = hunk.splitlines()
            assert all(row[:1] in ("-", "+") for row in rows), hunk
            before = "\n".join(row[1:] for row in rows if row.startswith("-"))
            after = "\n".join(row[1:] for row in rows if row.startswith("+"))
            source = file.read_text()
            assert source.count(before) == 1, f"{path}: is there {source.count(before)} times:\n{before}"
            file.write_text(source.replace(before, after))
