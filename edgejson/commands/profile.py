"""Rewrite what params.yaml says of teachers for a kind of machine, comments kept.

Example:

    $ edgejson profile gpu-16gb
"""

from __future__ import annotations

import argparse
import copy
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq

from edgejson.params.whole import load
from edgejson.pipeline import layout
from edgejson.pipeline.errors import UserError
from edgejson.pipeline.records import whole_file
from edgejson.teachers.profiles import PROFILES


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", metavar="NAME", help=f"one of {', '.join(PROFILES)}")


def run(given: argparse.Namespace) -> int:
    """Write the profile's teachers, router, verifiers and engine settings; its first teacher tries the test set."""
    if given.name not in PROFILES:
        raise UserError(f"no profile {given.name!r}; use one of {', '.join(PROFILES)}")
    load()  # a file with a mistake in it is told of, not rewritten
    rewrite(layout.PARAMS, PROFILES[given.name])
    load()
    print(f"{layout.PARAMS}: teachers are now those for {given.name}; dvc repro runs what that changes")
    return 0


def rewrite(path: Path, profile: dict[str, Any]) -> None:
    """Put a profile into a params file, which may be none yet. Comments stay; new teachers get those of the first one.

    What else names a teacher that is gone (baseline.models) gets the profile's first.
    """
    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.width = 10_000
    content = (yaml.load(path.read_text(encoding="utf-8")) if path.exists() else None) or CommentedMap()
    llm = content.setdefault("llm", CommentedMap())
    teachers = llm.setdefault("teachers", CommentedMap())
    template = next(iter(teachers.values()), CommentedMap())
    fresh = {name: copy.deepcopy(teachers.get(name, template)) for name in profile["teachers"]}
    for name in list(teachers):
        del teachers[name]
    for name, teacher in fresh.items():
        teachers[name] = teacher
    _update(llm, profile)
    for model in content.get("baseline", {}).get("models", {}).values():
        if model["teacher"] not in profile["teachers"]:
            model["teacher"] = next(iter(profile["teachers"]))
    with whole_file(path) as file:
        yaml.dump(content, file)


def _update(target: CommentedMap, values: dict[str, Any]) -> None:
    """Set values in a mapping, nested ones in place; small tables that may be empty are replaced."""
    for name, value in values.items():
        own = target.get(name)
        if isinstance(own, CommentedMap) and isinstance(value, dict) and name not in ("shares", "keywords", "schemas"):
            _update(own, value)
        else:
            target[name] = _flow(value)


def _flow(value: Any) -> Any:
    """Mappings and lists on one line, so that the line's comment stays with it."""
    if isinstance(value, dict):
        mapping = CommentedMap((name, _flow(member)) for name, member in value.items())
        mapping.fa.set_flow_style()
        return mapping
    if isinstance(value, list):
        sequence = CommentedSeq(_flow(member) for member in value)
        sequence.fa.set_flow_style()
        return sequence
    return value
