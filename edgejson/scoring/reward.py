"""A reward for what a model extracted, for reinforcement learning: it needs no right answer, the text is judge.

The checks say of each fact of the output whether the text states it, and which facts the text states beyond it. The
reward is the F1 measure (van Rijsbergen 1979) over these facts,

    right / (right + (wrong + missing) / 2)

where a fact is *right* if it is a leaf of the output, other than null and empty, that the schema declares and no level
finds anything against; *wrong* is each place that a level finds something against, *missing* each that the text or the
schema asks for and the output lacks. Where there is no right one, the reward is 1 if nothing is found (a text with
nothing to extract), else 0. An output that breaks its schema gets half; one that isn't one JSON value that every reader
reads the same way gets 0. The language of the text is no business of the output. A verdict of the checks is no proof:
what they can't see costs nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import orjson

from edgejson.checks import Checker, conformance, language, parsing
from edgejson.checks.base import Pair, reason
from edgejson.checks.parsing import parse_output
from edgejson.checks.settings import Validate, adjusted
from edgejson.pipeline.records import Reason
from edgejson.schema.instances import drop
from edgejson.schema.loading import Schema, pointer, schema_of

#: What an output that breaks its schema gets of its reward: a caller can't use it, a learner still sees what was right.
BROKEN = 0.5
#: What a code of a finding means where it isn't that the fact at its path is wrong: the output lacks one there.
_LACKING = frozenset(("omission", "missing-item", "required", "minItems", "minProperties", "dependentRequired"))
#: What the text says beyond the label.
_SAID_BEYOND = frozenset(("omission", "missing-item"))
#: Values that say nothing: right where the text says nothing either, whatever words it says that in.
_NOTHING: tuple[Any, ...] = (None, {}, [], "")
#: Findings on the text alone: phrases of templates and of prompts in it.
_OF_TEXT = frozenset((("placeholders", "text"), ("placeholders", "instruction")))
#: Schemas whose checks are kept at hand: a batch of training holds records of few.
_KEPT = 512


@dataclass(frozen=True, slots=True)
class Reward:
    """A reward, 0 to 1, and the findings that it rests on (empty for 1)."""

    value: float
    reasons: list[Reason]


class Rewarder:
    """Rewards outputs that follow one schema."""

    def __init__(self, schema: Schema) -> None:
        """Raises UserError where the schema is of no use to the checks."""
        self._checker = Checker(schema, adjusted(Validate(), f"{language.NAME}.enabled", False))

    def reward(self, text: str, output: Any) -> Reward:
        """The reward of an output: a model's raw answer as a string, or the value that was read from one."""
        if isinstance(output, str):
            parsed = parse_output(output)
            if not parsed.ok:
                return Reward(0.0, parsed.findings)
            output = parsed.value
        pair = Pair(text, output)
        reasons = self._reasons(pair)
        if any(found["check"] == parsing.NAME for found in reasons):
            return Reward(0.0, reasons)
        return Reward(self._value(pair, reasons), reasons)

    def _reasons(self, pair: Pair) -> list[Reason]:
        """What the checks find against an output, and what one of its values swallows of the text."""
        silent = {pointer(path) for path, value in pair.leaves if value in _NOTHING}
        found = [
            each
            for each in self._checker.examine(pair)
            if (each["check"], each["code"]) not in _OF_TEXT
            and not (each["code"] == "ungrounded" and each["path"] in silent)
        ]
        return found or list(self._swallowed(pair))

    def _swallowed(self, pair: Pair) -> Iterator[Reason]:
        """What the text says of other fields within a value that is half of the text or more: the output lacks it."""
        for path, value in pair.leaves:
            if isinstance(value, str) and path and 2 * len(value) >= len(pair.text):
                rest = self._checker.examine(Pair(pair.text, drop(pair.label, path)))
                inside = [said for said in rest if said["code"] in _SAID_BEYOND and said["path"] != pointer(path)]
                if inside:
                    yield reason("reward", "runs-on", path, "the value holds what the text says of other fields")
                    yield from inside

    def _value(self, pair: Pair, reasons: list[Reason]) -> float:
        """F1 over right, wrong and missing facts."""
        if not reasons:
            return 1.0
        places = {found["path"] for found in reasons}
        disordered = tuple({f"{_list_of(found)}/" for found in reasons if found["code"] == "order"})
        fields = self._checker.subject.fields
        right = 0
        for path, value in pair.leaves:
            place, is_fact = pointer(path), value not in _NOTHING and bool(fields.field(path).schemas)
            right += is_fact and place not in places and not place.startswith(disordered)
        missing = {(found["path"], found["detail"]) for found in reasons if found["code"] in _LACKING}
        wrong = {found["path"] for found in reasons if found["code"] not in _LACKING}
        value = right / (right + (len(wrong) + len(missing)) / 2)
        broken = any(found["check"] == conformance.NAME for found in reasons)
        return value * BROKEN if broken else value


def _list_of(found: Reason) -> str:
    """The list whose item a finding is about: where its items are mixed up, none of them counts as right."""
    steps = found["path"].split("/")
    return "/".join(steps[: max((at for at, step in enumerate(steps) if step.isdecimal()), default=len(steps))])


def rewarded(text: str, schema: Schema | dict[str, Any], output: Any) -> Reward:
    """The reward of an output by a schema, with the findings behind it.

    `schema` is a loaded schema or a JSON Schema as a dict; what was compiled of the last 512 is kept. `output` is a
    model's raw answer (a str), or the value read from one. Raises UserError for a schema that is none.
    """
    document = schema.document if isinstance(schema, Schema) else schema
    return _rewarder(orjson.dumps(document)).reward(text, output)


def reward(text: str, schema: Schema | dict[str, Any], output: Any) -> float:
    """`rewarded(...)` as a number, 0 to 1."""
    return rewarded(text, schema, output).value


def of_completions(completions: Sequence[Any], text: Sequence[str], schema: Sequence[str], **_: Any) -> list[float]:
    """Rewards as TRL's GRPOTrainer asks for them, of a release's `reward/`: it hands in its columns by their names.

    A completion is a string, or a list of turns whose last one is judged; `schema` is JSON text.
    """
    answers = (one if isinstance(one, str) else one[-1]["content"] for one in completions)
    pairs = zip(text, schema, answers, strict=True)
    return [reward(said, orjson.loads(document), answer) for said, document, answer in pairs]


@lru_cache(maxsize=_KEPT)
def _rewarder(document: bytes) -> Rewarder:
    return Rewarder(schema_of(orjson.loads(document), "schema"))
