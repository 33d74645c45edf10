"""A text in the making that some trouble will befall: all that the kinds of trouble need to know."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from edgejson.text.outline import Outliner
from edgejson.text.page import Page


@dataclass(slots=True)
class Scene:
    """A text in the making that something will befall."""

    page: Page
    write: Callable[[Page], str]  #: the register's writer
    register: str  #: one of REGISTERS, or `pathwise.PATHS`
    group: str  #: the register's class
    outliner: Outliner
    cue_words: frozenset[str]  #: words that name fields, in lower case: asides have none of them
    fixed_words: frozenset[str]  #: these and the words of frames: slips leave them alone

    @property
    def rng(self) -> Random:
        """The record's random stream."""
        return self.page.rng

    def text(self) -> str:
        """The register's text."""
        return self.write(self.page)
