"""Inputs that were made to do harm: each is judged or refused in time, and nothing of it is run or fetched."""

from __future__ import annotations

import json
import socket
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from benchmarks.faults.mutants import called
from edgejson.__main__ import main

#: Levels of the deep nesting.
DEEP = 10_000
#: Characters of the large text.
LARGE = 50_000_000
#: Characters that drive a pattern to catastrophe.
_REPEATED = "a" * 60 + "!"
_SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'--></textarea>"
_NAMED = {"type": "object", "properties": {"name": {"type": "string"}}, "required": ["name"]}
#: Patterns that take time exponential, or cubic, in the length of what they don't match.
PATTERNS = (r"^(a+)+$", r"^(a|a)*$", r"^(a|aa)+$", r"^([a-z]+)*\d$", r"(.*a){12}$", r"^(\w+\s?)*$", r"^(a*)*b$")


def _pair(text: str, label: Any) -> bytes:
    return json.dumps({"text": text, "expected_output": label}).encode() + b"\n"


def _deep(level: int) -> str:
    return '{"text": "It is deep.", "expected_output": ' + "[" * level + "]" * level + "}\n"


def _checked(folder: Path, schema: Any, pairs: bytes, *options: str) -> tuple[str, bytes, str]:
    """What is wrong with how `edgejson check` ends, its verdicts, what it told."""
    (folder / "schema.json").write_text(json.dumps(schema) if not isinstance(schema, str) else schema, "utf-8")
    return called(main, ["check", "--schema", str(folder / "schema.json"), *options], pairs)


def patterns(folder: Path) -> Iterator[str]:
    """A schema's pattern that runs wild on a value: sampled from, and a pair judged."""
    for pattern in PATTERNS:
        schema = {"type": "object", "properties": {"code": {"type": "string", "pattern": pattern}}}
        text = f"Its code is {_REPEATED}, as the label says. Code: {_REPEATED}\nCode: aaaa"
        wrong, out, _ = _checked(folder, schema, _pair(text, {"code": _REPEATED}) + _pair(text, {"code": "aaaa"}))
        yield wrong or ("" if out.count(b"\n") == 2 else "no verdict")
        yield called(main, ["sample", str(folder / "schema.json"), "-n", "3"])[0]
        yield called(main, ["lint", str(folder / "schema.json")])[0]


def nesting(folder: Path) -> Iterator[str]:
    """A label, and a schema, nested too deep."""
    wrong, out, _ = _checked(folder, {}, _deep(DEEP).encode())
    yield wrong or ("" if b"nested too deep" in out else f"not refused for its depth: {out[:200]!r}")
    deep: Any = '{"properties":{"a":' * DEEP + "{}" + "}}" * DEEP
    wrong, _, told = _checked(folder, deep, _pair("x", {}))
    yield wrong or ("" if told.startswith("error: ") and "deep" in told else f"not refused for its depth: {told[:200]}")


def large(folder: Path, size: int = LARGE) -> Iterator[str]:
    """A text far over any bound: refused by its length."""
    text = ("The name is Jane Austen, born in the year 1775. " * (size // 48 + 1))[:size]
    wrong, out, _ = _checked(folder, _NAMED, _pair(text, {"name": "Jane Austen"}))
    yield wrong or ("" if b"characters, at most" in out else f"not refused for its length: {out[:300]!r}")


def characters(folder: Path) -> Iterator[str]:
    """Unpaired surrogates, NUL, controls that turn the direction of text: refused, and told of safely."""
    for odd in ("\ud800", "\0", "\u202e", "\u2066", "\x1b[2J", "\ufffe"):
        name = f"Jane{odd}Austen"
        wrong, out, told = _checked(folder, _NAMED, _pair(f"The name is {name}.", {"name": name}))
        yield wrong or ("" if b'"passed":false' in out and b"\x1b" not in told.encode() else f"{odd!r} passes")


def scripts(folder: Path) -> Iterator[str]:
    """HTML and scripts in every place that the page of verdicts shows."""
    page = folder / "page.html"
    pair = {"id": _SCRIPT, "text": f"The name is {_SCRIPT}.", "expected_output": {"name": _SCRIPT, _SCRIPT: 1}}
    wrong, _, _ = _checked(folder, _NAMED, json.dumps(pair).encode(), "--report", str(page), "--trace")
    yield wrong
    shown = page.read_text("utf-8")
    inert = "<img" not in shown and "<script>alert" not in shown and shown.count("<script") == 1
    strict = "default-src 'none'" in shown and "unsafe" not in shown
    yield "" if inert and strict else "the page of verdicts has live HTML, or no strict policy"


def references(folder: Path) -> Iterator[str]:
    """A `$ref` to a server that listens: refused, and no connection comes."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        url = f"http://127.0.0.1:{server.getsockname()[1]}/schema.json"
        for schema in ({"$ref": url}, {"properties": {"a": {"$ref": f"{url}#/a"}}}, {"$schema": url}, {"$id": url}):
            for command in ("check", "sample", "lint"):
                (folder / "schema.json").write_text(json.dumps(schema), "utf-8")
                file = str(folder / "schema.json")
                given = ["check", "--schema", file] if command == "check" else [command, file]
                yield called(main, given, _pair("It is a.", {"a": 1}))[0]
                try:
                    server.accept()[0].close()
                    yield f"{command} of {schema} made a connection"
                except BlockingIOError:
                    yield ""


KINDS: dict[str, Callable[[Path], Iterator[str]]] = {
    "patterns": patterns,
    "nesting": nesting,
    "large": large,
    "characters": characters,
    "scripts": scripts,
    "references": references,
}


def attacks() -> Iterator[tuple[str, str]]:
    """What went wrong, as (kind, what); "" for each that held."""
    for kind, made in KINDS.items():
        with tempfile.TemporaryDirectory() as place:
            for wrong in made(Path(place)):
                yield kind, wrong
