"""Schemas, settings, lines of pairs and models' outputs, changed at random: each is judged, or refused in one line.

Commands are called in this process, by the very entry point of the command line, so that ten thousand take minutes.
"""

from __future__ import annotations

import io
import json
import signal
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterator
from copy import deepcopy
from pathlib import Path
from random import Random
from typing import Any

from ruamel.yaml import YAML

from benchmarks.project import ROOT
from edgejson.__main__ import UNABLE, main
from edgejson.params.whole import load
from edgejson.pipeline.errors import run
from edgejson.pipeline.records import Example
from edgejson.schema.loading import load_folder, load_schema
from edgejson.text.generation import Maker

#: Seconds of CPU time that one call may take.
LIMIT = 10
#: Lines of a file of mutated lines.
LINES = 20
#: Schemas whose records are mutated.
_JUDGED = ("simple/contact_info", "medium/order_details")

_DEEP: Any = []
for _ in range(300):
    _DEEP = [_DEEP]
ODD: tuple[Any, ...] = (
    None, True, False, 0, -1, -0.0, 1e308, 10**40, float("nan"), float("inf"), "", " ", "\0", "\u202etxet", "\ud800",
    "a" * 20_000, "<script>alert(1)</script>", "(a+)+$", "[", "%s{}", "../../etc/passwd", [], {}, [[]], _DEEP,
    {"$ref": "#"}, {"$ref": "#/nowhere"}, {"$ref": "http://127.0.0.1:9/x.json"}, {"not": {}}, {"type": "text"},
)  # fmt: skip


class TooLongError(BaseException):
    """A call took longer than it may; no `except Exception` keeps it."""


def _late(number: int, frame: object) -> None:
    raise TooLongError


def called(function: Callable[[], int | None], arguments: list[str], given: bytes = b"") -> tuple[str, bytes, str]:
    """Run a program's `main` here: what is wrong with how it ended ("": nothing), its output, what it told.

    Wrong are a traceback, a defect of ours, a line on standard error that tells no mistake, more than LIMIT seconds.
    """
    kept = sys.argv, sys.stdin, sys.stdout, sys.stderr
    out, told = io.TextIOWrapper(io.BytesIO(), "utf-8"), io.StringIO()
    sys.argv, sys.stdin = ["edgejson", *arguments], io.TextIOWrapper(io.BytesIO(given), "utf-8")
    sys.stdout, sys.stderr = out, told
    before = signal.signal(signal.SIGPROF, _late)
    signal.setitimer(signal.ITIMER_PROF, LIMIT)
    wrong = ""
    try:
        run(function, UNABLE)
    except SystemExit:
        pass
    except TooLongError:
        wrong = f"over {LIMIT} s"
    except BaseException:
        wrong = traceback.format_exc(limit=-1).replace("\n", " ")
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
        sys.argv, sys.stdin, sys.stdout, sys.stderr = kept
    out.flush()
    lines = told.getvalue().splitlines()
    strange = [line for line in lines if not line.startswith("error: ") or "a defect of EdgeJSON" in line]
    return wrong or " | ".join(strange)[:500], out.buffer.getvalue(), told.getvalue()


# -- the mutator --------------------------------------------------------------------------------


def mutated(value: Any, rng: Random) -> Any:
    """A copy of a JSON value with one to three places changed."""
    changed = json.loads(json.dumps(value))
    for _ in range(rng.randint(1, 3)):
        changed = _changed(changed, rng)
    return changed


def _changed(value: Any, rng: Random) -> Any:
    """The value with one place changed: walks down at random."""
    if isinstance(value, dict) and value and rng.random() < 0.8:
        name = rng.choice(list(value))
        way = rng.random()
        if way < 0.1:
            del value[name]
        elif way < 0.2:
            value[rng.choice(["type", "enum", "pattern", "x-derived", "$ref", "items", "\0", ""])] = value.pop(name)
        else:
            value[name] = _changed(value[name], rng)
        return value
    if isinstance(value, list) and value and rng.random() < 0.8:
        place = rng.randrange(len(value))
        if rng.random() < 0.2:
            value.insert(place, value[rng.randrange(len(value))])
        else:
            value[place] = _changed(value[place], rng)
        return value
    if isinstance(value, str) and value and rng.random() < 0.4:
        place = rng.randrange(len(value))
        return value[:place] + rng.choice(["\0", "\u202e", "é", "\ud800", "\\", '"', "{}", "\n\n"]) + value[place:]
    return deepcopy(rng.choice(ODD))  # later changes are made in place


def broken(line: bytes, rng: Random) -> bytes:
    """Bytes with one to three places changed."""
    for _ in range(rng.randint(1, 3)):
        low = rng.randrange(len(line) + 1)
        high = min(len(line), low + rng.randint(0, 12))
        put = rng.choice([b"", b"", rng.randbytes(rng.randint(1, 4)), line[low:high] * 2, b"\0", b"\xff", b'"', b"]}"])
        line = line[:low] + put + line[high:]
        if rng.random() < 0.1:
            line = line[: rng.randrange(len(line) + 1)]
    return line


def written(value: Any, rng: Random) -> bytes:
    """JSON text of a mutant; of every fourth, bytes are broken too."""
    said = json.dumps(mutated(value, rng)).encode()
    return broken(said, rng) if rng.random() < 0.25 else said


# -- what is mutated ----------------------------------------------------------------------------


def schemas(count: int, seed: str, folder: Path) -> Iterator[str]:
    """Mutated schemas: loaded, sampled from, and a pair is judged by each."""
    documents = [schema.document for schema in load_folder(ROOT / "schemas")]
    path, pair = folder / "mutant.json", json.dumps({"text": "Jane is 31.", "expected_output": {"name": "Jane"}})
    for number in range(count):
        rng = Random(f"{seed}/schema/{number}")
        path.write_bytes(written(rng.choice(documents), rng))
        wrong, _, _ = called(main, ["sample", str(path), "-n", "2"])
        wrong = wrong or called(main, ["check", "--schema", str(path)], pair.encode())[0]
        yield wrong and f"schema {number}: {wrong}"


def settings(count: int, seed: str, folder: Path) -> Iterator[str]:
    """Mutated files of settings."""
    whole = YAML(typ="safe").load(ROOT / "params.yaml")
    path = folder / "params.yaml"
    for number in range(count):
        rng = Random(f"{seed}/settings/{number}")
        path.write_bytes(written(whole, rng))
        wrong, _, _ = called(lambda: int(not load(path)), [])  # each mistake has a line
        yield wrong and f"settings {number}: {wrong}"


def _records(name: str, count: int) -> list[Example]:
    params = load(ROOT / "params.yaml")
    maker = Maker(load_schema(ROOT / f"schemas/{name}.json"), params.template, params.base.locale)
    return [maker.make(1, index) for index in range(count)]


def lines(count: int, seed: str, folder: Path) -> Iterator[str]:
    """Files of mutated pairs: every line that isn't empty gets a verdict, and at most one line of what is wrong."""
    yield from _judged(count, f"{seed}/line", folder, lambda record, rng: written(record, rng))


def outputs(count: int, seed: str, folder: Path) -> Iterator[str]:
    """Files of pairs whose label is what a model wrote, mutated; each is scored, too."""

    def line(record: Example, rng: Random) -> bytes:
        raw = written(record["expected_output"], rng).decode("utf-8", "replace")
        return json.dumps({"text": record["text"], "output": raw}).encode()

    yield from _judged(count, f"{seed}/output", folder, line)
    for name in _JUDGED:
        gold, pred = folder / "gold.jsonl", folder / "pred.jsonl"
        records = _records(name, LINES)
        gold.write_text("".join(json.dumps(record) + "\n" for record in records), "utf-8")
        for number in range(count // LINES // len(_JUDGED)):
            rng = Random(f"{seed}/scored/{name}/{number}")
            raws = (written(record["expected_output"], rng).decode("utf-8", "replace") for record in records)
            told = ({"id": record["id"], "raw": raw} for record, raw in zip(records, raws, strict=True))
            pred.write_text("".join(json.dumps(each) + "\n" for each in told), "utf-8")
            wrong, out, _ = called(main, ["score", "--gold", str(gold), "--pred", str(pred)])
            yield f"score {name} {number}: {wrong or 'no report'}" if wrong or not out else ""


def _judged(count: int, seed: str, folder: Path, line: Callable[[Example, Random], bytes]) -> Iterator[str]:
    records = {name: _records(name, LINES) for name in _JUDGED}
    path = folder / "pairs.jsonl"
    for number in range(0, count, LINES):
        rng = Random(f"{seed}/{number}")
        name = rng.choice(_JUDGED)
        path.write_bytes(b"\n".join(line(record, rng).strip(b"\n") for record in records[name]))
        wrong, out, told = called(main, ["check", "--schema", str(ROOT / f"schemas/{name}.json"), str(path)])
        given = sum(1 for each in path.read_bytes().split(b"\n") if each.strip())
        if not wrong and (out.count(b"\n") != given or told.count("\n") > given):
            wrong = f"{len(out.splitlines())} verdicts and {len(told.splitlines())} mistakes on {given} lines"
        yield wrong and f"{seed}/{number}: {wrong}"


KINDS = {"schemas": schemas, "settings": settings, "lines": lines, "outputs": outputs}


def mutants(count: int, seed: str) -> Iterator[tuple[str, str]]:
    """What went wrong, as (kind, what), with so many mutants of each kind; "" for each call that held."""
    with tempfile.TemporaryDirectory() as place:
        for kind, made in KINDS.items():
            for wrong in made(count, seed, Path(place)):
                yield kind, wrong
