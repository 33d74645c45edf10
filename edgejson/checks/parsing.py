"""Level 1, parse: is it JSON that every reader reads the same way? From a model's raw output, or a value."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import orjson

from edgejson.checks.base import Check, Need, Pair, Subject
from edgejson.pipeline.records import Reason
from edgejson.pipeline.settings import Block, Positive
from edgejson.schema.loading import pointer

NAME = "parse"
NEEDS: frozenset[Need] = frozenset()


class Settings(Block):
    """Levels of objects and arrays, and digits of an integer, that are read."""

    max_depth: Positive = 64
    max_digits: Positive = 100


#: How often a JSON value is looked for inside other text; bounds the work on "[[[[...".
MAX_ATTEMPTS = 64

_STRICT = orjson.OPT_PASSTHROUGH_DATACLASS | orjson.OPT_PASSTHROUGH_DATETIME | orjson.OPT_PASSTHROUGH_SUBCLASS
#: What a scan for thinking stops at: its tags, and the beginning of what may be a JSON value.
_THINKING = re.compile(r"(?P<opens><think(?:ing)?>)|(?P<closes></think(?:ing)?>)|[{\[]", re.IGNORECASE)
_THOUGHT = re.compile(r"</think(?:ing)?>", re.IGNORECASE)
_FENCE = re.compile(r"```[ \t]*[\w+-]*[ \t]*\r?\n?(.*?)```", re.DOTALL)
_OPENING = re.compile(r"[{\[]")
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on what is read at all."""

    max_chars: int = 1_000_000  #: characters of raw output
    max_depth: int = 64  #: levels of objects and arrays
    max_digits: int = 100  #: digits of an integer


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a raw output holds. `ok` tells JSON `null` from nothing."""

    ok: bool  #: a value was found, and nothing is wrong with it
    value: Any  #: the value; None where none was found
    findings: list[Reason] = field(default_factory=list)
    wrapped: bool = False  #: it stood in a code fence or between other text


def parse_output(raw: str, limits: Limits = Limits()) -> Parsed:
    """The JSON value in a model's raw output.

    The whole output if it is JSON; else, of what stands outside the model's thinking (`_without_thinking`), all if it
    is JSON, the last code fence that is, or the longest object or array that stands in it. Duplicate keys, NaN and
    Infinity, integers of too many digits, numbers outside double precision's range, lone surrogates and too deep
    nesting are findings.
    """
    return _parse(raw, limits, _in_output)


def parse_json(text: str) -> Parsed:
    """The JSON value that data is, all of it, as it stands; what is wrong with it as for `parse_output`."""
    return _parse(text, Limits(), _Reader.whole)


def _parse(raw: str, limits: Limits, read: Callable[[_Reader, str], Any]) -> Parsed:
    if len(raw) > limits.max_chars:
        detail = f"{len(raw)} characters, at most {limits.max_chars} are read"
        return Parsed(False, None, [_finding("too-long", "", detail)])
    reader = _Reader(limits)
    try:
        value = read(reader, raw.strip().lstrip("\ufeff"))
    except RecursionError:
        return Parsed(False, None, [_finding("too-deep", "", "nested too deeply to be read")])
    except json.JSONDecodeError as error:
        excerpt = error.doc[max(0, error.pos - 20) : error.pos + 20]
        code, detail = ("not-json", f"{error}: {excerpt!r}") if error.doc else ("empty", "no output")
        return Parsed(False, None, [_finding(code, "", detail)])
    findings = [*reader.findings, *_blemishes(value, limits)]
    return Parsed(not findings, value, findings, reader.wrapped)


class _Reader:
    """Python's JSON decoder with hooks that note what it would pass over in silence."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.findings: list[Reason] = []
        self.wrapped = False  #: the value that was taken stood in a code fence or between other text
        self._decoder = json.JSONDecoder(
            object_pairs_hook=self._object, parse_constant=self._constant, parse_int=self._integer
        )

    def whole(self, text: str) -> Any:
        """The value that `text` is, all of it. Raises ValueError."""
        self.findings.clear()
        return self._decoder.decode(text)

    def at(self, text: str, start: int) -> tuple[Any, int]:
        """The value at a place in a text, and where it ends. Raises ValueError."""
        self.findings.clear()
        return self._decoder.raw_decode(text, start)

    def _object(self, members: list[tuple[str, Any]]) -> dict[str, Any]:
        built = dict(members)
        if len(built) < len(members):
            names = [name for name, _ in members]
            double = next(name for name in names if names.count(name) > 1)
            self.findings.append(_finding("duplicate-key", "", f"an object has {double!r} twice"))
        return built

    def _constant(self, name: str) -> float:
        self.findings.append(_finding("not-a-number", "", f"{name} is not JSON"))
        return float(name)

    def _integer(self, digits: str) -> int | float:
        if len(digits) <= self.limits.max_digits + 1:  # one for the sign
            return int(digits)
        self.findings.append(_finding("number-range", "", f"an integer of {len(digits)} characters"))
        return 0


def _in_output(reader: _Reader, text: str) -> Any:
    """The value in a model's output. Raises json.JSONDecodeError where there is none."""
    try:
        return reader.whole(text)
    except ValueError:
        text = _without_thinking(text, reader).strip()
    try:
        return reader.whole(text)
    except ValueError:
        found = _inside(text, reader)
        if found is None:
            raise
    reader.wrapped = True
    return found[0]


def _without_thinking(text: str, reader: _Reader) -> str:
    """An output without `<think>...</think>`, and without all that stands before a `</think>` which nothing opens.

    Chat templates put the opening tag into the prompt. Tags inside a JSON value are part of its strings.
    """
    kept: list[str] = []
    begin = place = attempts = 0
    while event := _THINKING.search(text, place):
        place = event.end()
        if event["opens"]:
            kept.append(text[begin : event.start()])
            thought = _THOUGHT.search(text, place)
            begin = place = thought.end() if thought else len(text)
        elif event["closes"]:
            kept, begin = [], place
        elif attempts < MAX_ATTEMPTS:
            try:
                _, place = reader.at(text, event.start())
            except (ValueError, RecursionError):
                attempts += 1
    return "".join(kept) + text[begin:]


def _inside(text: str, reader: _Reader) -> tuple[Any] | None:
    """A value that stands in a text: the last fence that is JSON, else the longest object or array."""
    for block in reversed(_FENCE.findall(text)):
        try:
            return (reader.whole(block.strip()),)
        except (ValueError, RecursionError):
            continue
    best: tuple[int, int] | None = None
    place = 0
    for _ in range(MAX_ATTEMPTS):
        opening = _OPENING.search(text, place)
        if opening is None:
            break
        try:
            _, end = reader.at(text, opening.start())
        except (ValueError, RecursionError):
            place = opening.end()
            continue
        if best is None or end - opening.start() > best[1] - best[0]:
            best = opening.start(), end
        place = end
    return None if best is None else (reader.at(text, best[0])[0],)


def _finding(code: str, path: str, detail: str) -> Reason:
    shown = path.encode("utf-8", "backslashreplace").decode()  # a bad key stands in its own path
    return Reason(check="parse", code=code, path=shown, detail=detail)


def findings_in(value: Any, leaves: Iterable[tuple[tuple[str | int, ...], Any]], limits: Limits) -> Iterable[Reason]:
    """What keeps a value in memory from being written as JSON that every reader reads the same way.

    `leaves` are the value's leaves with their paths (`fields.leaves`).
    """
    try:
        orjson.dumps(value, option=_STRICT)  # refuses surrogates, big integers, foreign types; fast
    except TypeError:
        return _blemishes(value, limits)
    for path, leaf in leaves:
        if len(path) >= limits.max_depth or (leaf.__class__ is float and not math.isfinite(leaf)):
            return _blemishes(value, limits)
    return ()


def compile(subject: Subject) -> Check:
    """A check that yields what in text or label can't be written as JSON that every reader reads the same way."""
    settings = subject.settings(Settings)
    limits = Limits(max_depth=settings.max_depth, max_digits=settings.max_digits)

    def check(pair: Pair) -> Iterable[Reason]:
        if not isinstance(pair.text, str):
            return [_finding("text", "", f"the text is {type(pair.text).__name__}, not a string")]
        return findings_in(pair.label, pair.leaves, limits)

    return check


def _blemishes(value: Any, limits: Limits) -> list[Reason]:
    """The slow, explaining walk: every place with what is wrong there, in order."""
    findings: list[Reason] = []
    todo: list[tuple[tuple[str | int, ...], Any]] = [((), value)]
    while todo:
        path, node = todo.pop()
        if isinstance(node, (dict, list)) and len(path) >= limits.max_depth:
            findings.append(_finding("too-deep", pointer(path), f"more than {limits.max_depth} levels"))
        elif isinstance(node, dict):
            findings += [
                _finding("bad-key", pointer(path), f"the key {name!a} is not text")
                for name in node
                if not isinstance(name, str) or _SURROGATE.search(name)
            ]
            todo.extend(((*path, str(name)), node[name]) for name in reversed(node))
        elif isinstance(node, list):
            todo.extend(((*path, index), node[index]) for index in reversed(range(len(node))))
        else:
            findings += [_finding(code, pointer(path), detail) for code, detail in _scalar(node, limits)]
    return findings


def _scalar(node: Any, limits: Limits) -> Iterator[tuple[str, str]]:
    if node is None or isinstance(node, bool):
        return
    if isinstance(node, int):
        if abs(node) >= 10**limits.max_digits:
            yield "number-range", f"an integer of more than {limits.max_digits} digits"
    elif isinstance(node, float):
        if math.isnan(node):
            yield "not-a-number", "NaN is not JSON"
        elif math.isinf(node):
            yield "number-range", "a number outside the range of double precision"
    elif isinstance(node, str):
        if _SURROGATE.search(node):
            yield "surrogate", f"half a surrogate pair in {node!a}"
    else:
        yield "not-json", f"a {type(node).__name__} is not a JSON value"
