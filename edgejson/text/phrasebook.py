"""What people write around the facts: greetings, openings, closings, names. None of it says a field.

A phrase that uses a word of the schema (a property's name, an enum value) is left out for that schema, so
that nothing around the facts can be taken for one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, cached_property

from edgejson.language.vocabulary import vocabulary

_WORDS = re.compile(r"[^\W\d_]{3,}")

_SAID = vocabulary("language/en/phrasebook")


class Phrasebook:
    """The phrases that suit one schema, its noun filled in where they name it."""

    def __init__(self, noun: str, taken: Iterable[str]) -> None:
        self._words = frozenset(taken)
        self._noun = noun
        for name in Phrasebook.__annotations__:
            setattr(self, name, self._suited(_SAID.rows(name)))
        said = frozenset(noun.lower().split())
        for nouns, openings, closings in _situations():
            if not said.isdisjoint(nouns):
                self.openings += self._suited(openings) * 2
                self.closings += self._suited(closings) * 3

    greetings: tuple[str, ...]
    openings: tuple[str, ...]
    closings: tuple[str, ...]
    sign_offs: tuple[str, ...]
    names: tuple[str, ...]
    foreign_names: tuple[str, ...]
    chat_openers: tuple[str, ...]
    chat_closers: tuple[str, ...]
    fillers: tuple[str, ...]
    acknowledgements: tuple[str, ...]
    questions: tuple[str, ...]
    goodbyes: tuple[str, ...]
    speakers: tuple[str, ...]
    subjects: tuple[str, ...]
    headlines: tuple[str, ...]
    form_titles: tuple[str, ...]
    slip_titles: tuple[str, ...]
    slip_feet: tuple[str, ...]
    log_sources: tuple[str, ...]
    log_steps: tuple[str, ...]
    log_ends: tuple[str, ...]
    log_levels: tuple[str, ...]
    table_leads: tuple[str, ...]
    table_rests: tuple[str, ...]
    own_openings: tuple[str, ...]
    own_closings: tuple[str, ...]
    own_subjects: tuple[str, ...]
    own_chat_openers: tuple[str, ...]
    own_chat_closers: tuple[str, ...]
    own_speakers: tuple[str, ...]

    @cached_property
    def abroad(self) -> Phrasebook:
        """The same phrases with names of other languages."""
        other = Phrasebook(self._noun, self._words)
        other.names = self.foreign_names
        return other

    @cached_property
    def continued(self) -> Phrasebook:
        """Phrases for what follows on another text of the same writer: plain headings, no beginning and no end."""
        other = Phrasebook(self._noun, self._words)
        for name in _SAID.rows("beginnings_and_ends"):
            setattr(other, name, ())
        other.headlines = other.form_titles = other.slip_titles = self._suited(_SAID.rows("continuations"))
        other.chat_openers = other.own_chat_openers = self._suited(_SAID.rows("chat_continuations"))
        other.questions = self._suited(_SAID.rows("further_questions"))
        other.table_leads = self._suited(_SAID.rows("continued_table_leads"))
        other.speakers = other.own_speakers = ("Clerk/Caller",)
        return other

    def taken(self, word: str) -> bool:
        """Does the schema use this word?"""
        return word in self._words

    def _suited(self, pool: tuple[str, ...]) -> tuple[str, ...]:
        kept = [
            phrase.replace("{noun}", self._noun)
            for phrase in pool
            if self._words.isdisjoint(_WORDS.findall(phrase.replace("{noun}", "").replace("{name}", "").lower()))
        ]
        return tuple(kept)


@cache
def _situations() -> tuple[tuple[frozenset[str], tuple[str, ...], tuple[str, ...]], ...]:
    """How people come to write about a thing and how they end, by the nouns of the thing."""
    said = vocabulary("language/en/situations")
    names = [name.removesuffix(" nouns") for name in said.sections if name.endswith(" nouns")]
    return tuple(
        (frozenset(said.words(f"{name} nouns")), said.rows(f"{name} openings"), said.rows(f"{name} closings"))
        for name in names
    )
