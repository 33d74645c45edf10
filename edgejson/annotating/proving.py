"""Learned frames on trial: each says other records, and the checks must accept the texts, whether they know it or not.

The other records are the labels of examples that the frame was not found in, and sampled ones.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field, replace
from typing import Any

from edgejson.annotating.choosing import IN_DOUBT
from edgejson.annotating.gathering import Gathered, Place
from edgejson.annotating.pointers import pointer_of
from edgejson.checks import Checker
from edgejson.pipeline.records import Reason
from edgejson.pipeline.streams import stream
from edgejson.schema.frames import Frame, Slot, parse
from edgejson.schema.loading import Schema, at
from edgejson.text.renderer import Renderer
from edgejson.text.settings import TextSettings

#: Texts that a frame is tried in, and the share of them that the checks must accept: what the project asks of a frame.
TRIALS, LEAST = 24, 0.95
#: Fewest texts that a verdict may rest on: a frame that fewer records can be said by is not kept.
FEWEST = 20
#: Examples that are held back, one after the other, at most (about).
_HELD_BACK = 20
#: Records that are looked at for TRIALS texts with a frame, as a multiple.
_LOOKS = 8


@dataclass(slots=True)
class Trial:
    """How a frame did."""

    texts: int = 0
    refused: Counter[str] = field(default_factory=Counter)  #: check and code -> texts

    @property
    def share(self) -> float:
        """The share of the texts that were accepted."""
        return 1 - self.refused.total() / self.texts if self.texts else 0.0

    @property
    def verdict(self) -> str:
        """Why the frame is dropped; "" where it is kept."""
        if self.texts < FEWEST:
            return f"only {self.texts} of the records tried can be said by it"
        if self.share >= LEAST:
            return ""
        (cause, _), *_ = self.refused.most_common(1)
        return f"{self.refused.total()} of {self.texts} texts refused, mostly {cause}"


class Proving:
    """Tries frames of one schema on records."""

    def __init__(self, schema: Schema, checker: Checker, settings: TextSettings, seed: int) -> None:
        self.schema = schema
        self.checker = checker  #: of the schema as it is, without the frames
        self.settings = settings
        self.seed = seed
        self.labels: list[Any] = []  #: of the examples, by number
        self.records: list[Any] = []  #: sampled ones
        self.styles: dict[str, dict[str, int]] = {}  #: by place in the schema

    def prove(self, gathered: Gathered) -> tuple[Gathered, dict[str, str]]:
        """The frames that hold, and the others with why they don't."""
        dropped: dict[str, str] = {}
        while True:
            trials = self._trials(gathered)
            worst = {source: trial.verdict for source, trial in trials.items() if trial.verdict}
            if not worst:
                return gathered, dropped
            least = min(trials[source].share for source in worst)
            gone = {source: why for source, why in worst.items() if trials[source].share <= max(least, 0.5)}
            dropped |= gone
            gathered = gathered.without(gone, self.checker.subject.fields)

    def retold(self, gathered: Gathered) -> tuple[int, int]:
        """Of how many examples, each held back, the label can be said in the words of the others alone; and how many
        were tried."""
        numbers = range(0, len(self.labels), max(1, len(self.labels) // _HELD_BACK))
        told = 0
        for number in numbers:
            renderer = self.renderer(gathered.but(number))
            text, _, whole = renderer.authored(self.labels[number], stream(self.seed, "held back", number))
            told += whole and self.checker.check(text, self.labels[number]).passed
        return told, len(numbers)

    def renderer(self, gathered: Gathered) -> Renderer:
        """What writes with the frames."""
        return Renderer(replace(self.schema, document=self.document(gathered)), self.settings)

    def knowing(self, gathered: Gathered) -> Checker:
        """A checker that knows the frames."""
        return Checker(replace(self.schema, document=self.document(gathered)), self.checker.settings)

    def document(self, gathered: Gathered) -> Any:
        """The schema's document with the frames."""
        document = deepcopy(self.schema.document)
        for pointer, styles in self.styles.items():
            at(document, pointer)["x-styles"] = styles
        for keyword, sources in (("x-sentences", gathered.sentences), ("x-texts", gathered.texts)):
            document[keyword] = list(dict.fromkeys([*document.get(keyword, ()), *sources]))
        for place, mentions in gathered.mentions.items():
            node = at(document, pointer_of(document, place))
            node["x-mentions"] = list(dict.fromkeys([*node.get("x-mentions", ()), *mentions]))
        return document

    def _trials(self, gathered: Gathered) -> dict[str, Trial]:
        renderer = self.renderer(gathered)
        knowing = self.knowing(gathered)
        trials: dict[str, Trial] = {}
        owners: dict[str, Place] = dict.fromkeys(gathered.sentences, ())
        owners |= {source: place for place, mentions in gathered.mentions.items() for source in mentions}
        for source, seen in gathered.sentences.items():
            others = [label for number, label in enumerate(self.labels) if number not in seen]
            for used, text, record in self._texts(renderer, source, others + self.records):
                strange = self.checker.check(text, record).findings
                reasons = [each for each in strange if each["check"] not in IN_DOUBT] or knowing.check(
                    text, record
                ).findings
                for each in used:
                    if each not in owners:
                        continue
                    trial = trials.setdefault(each, Trial())
                    trial.texts += 1
                    blamed = next((reason for reason in reasons if _blames(reason, each, owners[each])), None)
                    if (
                        reasons
                        and blamed is None
                        and not any(_blames(r, u, owners.get(u, ())) for r in reasons for u in used)
                    ):
                        blamed = reasons[0]
                    if blamed:
                        trial.refused[f"{blamed['check']} {blamed['code']}"] += 1
        return {source: trials.get(source, Trial()) for source in owners}

    def _texts(self, renderer: Renderer, source: str, records: list[Any]) -> Iterator[tuple[list[str], str, Any]]:
        """Texts with a sentence in them, with the frames that they were made of and their records."""
        loose: list[tuple[list[str], str, Any]] = []  #: texts that need words of ours, too
        made = 0
        records = [record for record in records if _may_say(parse(source), record)]
        for index in range(TRIALS * _LOOKS if records else 0):
            record = records[index % len(records)]
            text, used, whole = renderer.authored(record, stream(self.seed, source, index), source)
            if source not in used:
                continue
            if not whole:
                loose.append((used, text, record))
                continue
            yield used, text, record
            made += 1
            if made == TRIALS:
                return
        yield from loose[: max(0, FEWEST - made)]


def _may_say(frame: Frame, record: Any) -> bool:
    """Has a record what a sentence can't do without?"""
    for slot in (piece for segment in frame.segments if not segment.optional for piece in segment.pieces):
        if not isinstance(slot, Slot):
            continue
        value = record
        for name in slot.path:
            value = value.get(name) if isinstance(value, dict) else None
        if value is None or (slot.listed and value not in {known for known, _ in slot.listed}):
            return False
        if slot.words and isinstance(value, bool) and not slot.words[not value]:
            return False
    return True


def _blames(reason: Reason, source: str, place: Place) -> bool:
    """Is a finding about what a frame says? One about all of the text is about all of its frames."""
    if not reason["path"]:
        return True
    steps = tuple("*" if step.isdecimal() else step for step in reason["path"].split("/")[1:])
    if steps[: len(place)] != place:
        return False
    rest = steps[len(place) :]
    return any(path == rest[: len(path)] or rest == path[: len(rest)] for path in parse(source).paths)
