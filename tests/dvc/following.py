"""A document's commands, section by section, run in a project; and what DVC said and left."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]


def sections(document: str) -> dict[str, list[str]]:
    """The commands (`$ ...`) of each section of a document that has any, by its title."""
    text = (ROOT / document).read_text()
    bodies = re.findall(r"^#+ (.+?)\n(.*?)(?=^#+ |\Z)", text, re.M | re.S)
    return {title: re.findall(r"^\$ (.+?)(?:  +#.*)?$", body, re.M) for title, body in bodies if "```console" in body}


def follow(project, commands: list[str], **names: object) -> dict[str, list[str]]:
    """Run commands in order, with the names in capitals in them replaced; the outputs of each, by the command."""
    said: dict[str, list[str]] = {}
    for command in commands:
        filled = re.sub(r"\b[A-Z]{3,}\b", lambda found: str(names.get(found[0], found[0])), command)
        said.setdefault(command, []).append(project.run(filled))
    return said


def stages_run(output: str) -> list[str]:
    return re.findall(r"Running stage '(\w+)'", output)


def stages_brought_back(output: str) -> list[str]:
    return re.findall(r"Stage '(\w+)' is cached", output)


def contents(folder: Path) -> dict[str, bytes]:
    """What lies in a folder, by path."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
