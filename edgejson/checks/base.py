"""What every level shares: the pair under judgement, what is known of its schema, one signature."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeAlias

from edgejson.grounding.grounder import Grounder, Grounding
from edgejson.params import Validate
from edgejson.pipeline.records import Reason
from edgejson.schema.fields import FieldMap, Path, leaves
from edgejson.schema.loading import Schema, pointer


@dataclass(slots=True)
class Pair:
    """A text and a label: all that a verdict rests on. Levels leave their graded scores."""

    text: str
    label: Any
    leaves: list[tuple[Path, Any]] = field(init=False)  #: scalars, null, empty containers, in order
    scores: dict[str, float] = field(default_factory=dict)  #: name -> 0..1, whatever the thresholds are
    grounding: Grounding | None = None  #: where the values stand, once it was asked for (`Subject.ground`)

    def __post_init__(self) -> None:
        self.leaves = list(leaves(self.label))

    @property
    def length(self) -> int:
        """Characters of the text; 0 for what is no text."""
        return length_of(self.text)

    @property
    def spans(self) -> list[tuple[int, int]]:
        """Where the label's values stand in the text; none before it was asked for."""
        return self.grounding.spans if self.grounding else []


@dataclass(frozen=True)
class Subject:
    """A schema with the settings that hold for it; each level compiles from it what it needs, once.

    What several levels need is here: it is worked out when the first one asks, whichever levels are on.
    """

    schema: Schema
    settings: Validate

    @cached_property
    def fields(self) -> FieldMap:
        """What the schema says about each leaf."""
        return FieldMap(self.schema.document)

    @cached_property
    def _grounder(self) -> Grounder:
        return Grounder(self.fields, self.schema.document)

    def ground(self, pair: Pair) -> Grounding:
        """Where in the text the label's values stand; kept with the pair."""
        if pair.grounding is None:
            pair.grounding = self._grounder.ground(pair.text, pair.label)
        return pair.grounding


#: Judges one pair: yields a reason for everything that is wrong at this level.
Check: TypeAlias = Callable[[Pair], Iterable[Reason]]
#: A level: compiled once a schema.
Level: TypeAlias = Callable[[Subject], Check]


def reason(check: str, code: str, path: Path, detail: str) -> Reason:
    """One finding; `path` leads from the label's root to the place (empty: the text, or the whole label)."""
    return Reason(check=check, code=code, path=pointer(path), detail=detail)


def length_of(text: Any) -> int:
    """Characters of a text; 0 for what is no text."""
    return len(text) if isinstance(text, str) else 0


def words_of(text: str) -> frozenset[str]:
    """The words of a text, as a set to look them up in."""
    return frozenset(text.split())
