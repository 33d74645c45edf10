"""What every level shares: the pair under judgement, what is known of its schema, one signature."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal, Protocol, TypeAlias, TypeVar

from edgejson.grounding.grounder import Grounder
from edgejson.grounding.result import Grounding
from edgejson.pipeline.records import Reason
from edgejson.pipeline.settings import Block
from edgejson.schema.fields import FieldMap, Path, leaves
from edgejson.schema.loading import Schema, pointer

#: What a level may have worked out ahead of its check, once a pair: where the label's values stand in the text.
Need: TypeAlias = Literal["grounding"]
Own = TypeVar("Own", bound=Block)


@dataclass(slots=True)
class Pair:
    """A text and a label: all that a verdict rests on. Levels leave their graded scores."""

    text: str
    label: Any
    leaves: list[tuple[Path, Any]] = field(init=False)  #: scalars, null, empty containers, in order
    scores: dict[str, float] = field(default_factory=dict)  #: name -> 0..1, whatever the thresholds are
    grounding: Grounding | None = None  #: where the values stand, once a level needed it (`Subject.ground`)

    def __post_init__(self) -> None:
        self.leaves = list(leaves(self.label))

    @property
    def grounded(self) -> Grounding:
        """Where the values stand, for a level whose NEEDS say grounding; an AssertionError for any other."""
        assert self.grounding is not None, "a level that reads the grounding says so in its NEEDS"
        return self.grounding

    @property
    def spans(self) -> list[tuple[int, int]]:
        """Where the label's values stand in the text; none where no level needed to know."""
        return self.grounding.spans if self.grounding else []


@dataclass(frozen=True)
class Subject:
    """A schema with the settings that hold for it; each level compiles from it what it needs, once.

    What several levels need is here: it is worked out when the first one asks, whichever levels are on.
    """

    schema: Schema
    validation: Block  #: the block validate for this schema: a block of settings for each level

    def settings(self, kind: type[Own]) -> Own:
        """A level's own settings, by their class."""
        return next(block for _, block in self.validation if isinstance(block, kind))

    @cached_property
    def fields(self) -> FieldMap:
        """What the schema says about each leaf."""
        return FieldMap(self.schema.document)

    @cached_property
    def _grounder(self) -> Grounder:
        scanned = next((block.scanned for name, block in self.validation if name == "grounding"), False)
        return Grounder(self.fields, self.schema.document, scanned)

    def ground(self, pair: Pair) -> Grounding:
        """Where in the text the label's values stand; kept with the pair."""
        if pair.grounding is None:
            pair.grounding = self._grounder.ground(pair.text, pair.label)
        return pair.grounding


#: Judges one pair: yields a reason for everything that is wrong at this level.
Check: TypeAlias = Callable[[Pair], Iterable[Reason]]


class Level(Protocol):
    """A level is a module: its name in findings, its settings with their defaults, what it needs, its check."""

    @property
    def NAME(self) -> str: ...  # noqa: N802 - a module's constant

    @property
    def NEEDS(self) -> frozenset[Need]: ...  # noqa: N802

    @property
    def Settings(self) -> type[Block]: ...  # noqa: N802

    def compile(self, subject: Subject) -> Check:
        """The check for one schema; UserError where the schema is of no use to it."""
        ...


def compiled(level: Level, subject: Subject) -> Check:
    """A level's check, ahead of which each pair gets what the level needs."""
    check = level.compile(subject)
    if "grounding" not in level.NEEDS:
        return check

    def grounded(pair: Pair) -> Iterable[Reason]:
        subject.ground(pair)
        return check(pair)

    return grounded


def reason(check: str, code: str, path: Path, detail: str) -> Reason:
    """One finding; `path` leads from the label's root to the place (empty: the text, or the whole label)."""
    return Reason(check=check, code=code, path=pointer(path), detail=detail)
