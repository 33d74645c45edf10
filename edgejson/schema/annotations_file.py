"""Annotations as a file that people read and edit: one order, one entry a line, so that a diff shows what changed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from edgejson.pipeline.records import whole_file
from edgejson.schema.annotations import ANY, HAND, Annotations, Entry, Words

_HEAD = "# What is known of {schema} beyond the schema itself; docs/annotations.md says how to read and write this.\n"
#: A line is as long as its entry.
_ENDLESS = 1_000_000


class _Dumper(getattr(yaml, "CSafeDumper", yaml.SafeDumper)):  # type: ignore[misc]
    """YAML as people write it."""

    def ignore_aliases(self, data: Any) -> bool:
        """Whatever stands there twice is written twice."""
        return True


class _Line(dict[str, Any]):
    """A mapping on one line."""


def _text(dumper: Any, text: str) -> Any:
    quoted = "'" in text and not {'"', "\\"} & set(text) and (not text[0].isalnum() or ": " in text or " #" in text)
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"' if quoted or "\n" in text else None)


def _line(dumper: Any, mapping: dict[str, Any]) -> Any:
    return dumper.represent_mapping("tag:yaml.org,2002:map", mapping.items(), flow_style=True)


_Dumper.add_representer(str, _text)
_Dumper.add_representer(_Line, _line)


def written(annotations: Annotations, schema: str) -> str:
    """The file's text for a schema file's name: places in order, what is by hand first and as it stands, then what is
    learned, sorted."""
    places = sorted(annotations.places.items(), key=lambda each: each[0].split("/"))
    blocks = [_dumped({place: said}) for place, words in places if (said := _said(words))]
    return "\n".join([_HEAD.format(schema=schema), *blocks])


def write_annotations(path: Path, annotations: Annotations, schema: str) -> None:
    """Write a file of annotations, whole or not at all."""
    with whole_file(path) as out:
        out.write(written(annotations, schema).encode())


def _dumped(content: Any) -> str:
    text: str = yaml.dump(
        content, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=_ENDLESS, default_flow_style=False
    )
    return text


def _said(words: Words) -> dict[str, Any]:
    """What is known of a place, without what is not said."""
    said = {name: _plain(getattr(words, name)) for name in Words.model_fields}
    if ANY in words.phrases:
        said["phrases"] = said["phrases"][ANY]
    return {name: value for name, value in said.items() if value not in (None, [], {})}


def _plain(said: Any) -> Any:
    if isinstance(said, Entry):
        return _entry(said)
    if isinstance(said, list) and all(isinstance(each, Entry) for each in said):
        return [_entry(entry) for entry in sorted(said, key=_order)]
    if isinstance(said, dict) and all(isinstance(each, list) for each in said.values()):
        return {key: _plain(entries) for key, entries in said.items()}
    return said


def _order(entry: Entry) -> tuple[Any, ...]:
    return (False,) if entry.by == HAND else (True, entry.by, str(entry.value))


def _entry(entry: Entry) -> Any:
    """An entry as short as it can be: by hand, it is its value."""
    more = entry.model_dump(exclude={"value"})
    told = {name: value for name, value in more.items() if value not in (HAND, None, False, "")}
    value = _Line(entry.value) if isinstance(entry.value, dict) else entry.value
    return _Line({"value": value, **told}) if told or isinstance(value, _Line) else value
