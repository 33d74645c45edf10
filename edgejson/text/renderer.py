"""`Renderer`: everything that is compiled once per schema, and one call per record."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import accumulate
from random import Random
from typing import Any

import orjson

from edgejson.forms import kind_of
from edgejson.forms.relative import phrases, settled
from edgejson.language import nouns
from edgejson.language.names import in_words, singular
from edgejson.language.vocabulary import vocabulary
from edgejson.pipeline.errors import UserError
from edgejson.schema.documents import objects, properties
from edgejson.schema.fields import FieldMap
from edgejson.schema.loading import Schema
from edgejson.text import instructions, near_misses, pathwise
from edgejson.text.conventions import ZONELESS
from edgejson.text.outline import SPOKEN_ZONES, Outliner
from edgejson.text.page import Page
from edgejson.text.pathwise import is_tangled
from edgejson.text.phrasebook import Phrasebook
from edgejson.text.registers import REGISTERS, WRITERS
from edgejson.text.registers.authored import authored
from edgejson.text.scene import Scene
from edgejson.text.settings import TextSettings
from edgejson.text.surroundings import SOME_DAY, written
from edgejson.text.topic import topic
from edgejson.text.trouble import KINDS, NEEDS_FREEDOM, befall
from edgejson.text.wording import Lexicon


@dataclass(slots=True)
class Rendering:
    """A text written from a value."""

    text: str
    register: str  #: one of REGISTERS
    tags: list[str] = field(default_factory=list)  #: "adversarial:correction", "relative_dates"
    instruction: str = ""


class Renderer:
    """Writes texts from the values of one schema, any schema, annotated or not."""

    def __init__(self, schema: Schema, settings: TextSettings, continues: bool = False) -> None:
        """`continues`: the texts follow on others, so they have no beginning and no end of their own."""
        self.schema = schema
        self.settings = settings
        self.taken = frozenset(schema_words(schema.document))
        self.noun = topic(schema, self.taken)
        self.person = nouns.is_person(self.noun)
        self.plain = next(phrase_words(schema.document, (*_PHRASES, *_FRAMES)), None) is None  #: has no annotations
        self.lexicon = Lexicon(schema.document, self.noun)
        self.cue_words = self.taken | _GLUE | frozenset(phrase_words(schema.document, _PHRASES))
        self.cue_words |= {singular(word) for word in self.taken}
        self.fixed_words = self.cue_words | frozenset(phrase_words(schema.document, _FRAMES))
        self.phrases = Phrasebook(self.noun, self.taken)
        self.continues = continues
        if continues:
            self.phrases = self.phrases.continued
        mix = settings.mix[schema.complexity]
        fit = {name for name, weight in mix.items() if weight}
        if fit > {"receipt"} and not _has_money(self.lexicon.fields, ()):
            fit -= {"receipt"}  # nobody gets a receipt of a place
        self._registers = [name for name in mix if name in fit]
        self._bounds = list(accumulate(mix[name] for name in self._registers))

    def render(
        self,
        value: Any,
        rng: Random,
        register: str | None = None,
        trouble: str | None = None,
        near_miss: tuple[str, Any] | None = None,
    ) -> Rendering:
        """A text that states `value` and nothing else of the schema.

        `register` is one of REGISTERS (drawn by the settings' mix when None), `trouble` one of
        `trouble.KINDS`; where that trouble can't befall this value, the next kind that can is taken.
        `near_miss` is one of `near_misses.KINDS`, and another record, of which a value is told beside `value`; a text
        with a trouble, one of paths, or one that the schema's author wrote whole, has none.
        Raises UserError for a name that is neither.
        """
        name = self._register(register, trouble, rng)
        prose = REGISTERS[name] == "prose"
        surrounded = rng.random() < self.settings.surroundings and name != AUTHORED
        when = SOME_DAY
        if (prose and surrounded) or name == "log":
            by_day = self.settings.relative_dates if prose and trouble in _LEAVES_DATES_ALONE else 0.0
            when = written(value, rng, by_day)
        outliner = Outliner(self.lexicon, rng, SPOKEN_ZONES)
        hand = self.lexicon.root.hand if name == AUTHORED else None
        free = trouble is None and name != "log" and not (self.plain or self.continues)  # programs leave nothing unsaid
        outline = outliner.in_hand(value, hand) if hand else outliner.outline(value, prose, when, understood=free)
        page = Page(outline, self.noun, self.person, self.phrases, rng, surrounded, when)
        form, writer = name, WRITERS[name]
        if self.plain and is_tangled(outline):
            name, form, writer = "keyvalue", pathwise.PATHS, pathwise.write
            outliner.written = outliner.context.written = None  # its lines don't say when they were written
        tags = [ZONELESS] if outliner.conventions and outliner.conventions.zoneless else []
        if trouble is None:
            if near_miss and form not in (pathwise.PATHS, AUTHORED):  # who asks for one thing names no other beside it
                told = near_misses.told_beside(page, outliner, near_miss[0], value, near_miss[1])
                tags += [f"near_miss:{near_miss[0]}"] if told else []
            text = page.with_asides(writer)
        else:
            if trouble not in KINDS:
                raise UserError(f"no such trouble: {trouble!r}; use one of {', '.join(KINDS)}")
            scene = Scene(page, writer, form, REGISTERS[name], outliner, *self._left_alone(value))
            text, kind = befall(scene, trouble)
            tags.append(f"adversarial:{kind}")
        said = [day for day in outliner.context.by_day.values() if day]
        if said:
            text = settled(text, said, when.day, outliner.context.styles["date"])
            if any(phrases(text.lower())):
                tags.append("relative_dates")
        return Rendering(_long_enough(text, page), name, tags, instructions.instruction(self.noun, rng))

    def _left_alone(self, value: Any) -> tuple[frozenset[str], frozenset[str]]:
        """Words that asides have none of, and words that slips leave alone: the schema's, and the record's own.

        These are keys of maps, and the noun where it is all that names the value: another word there, another record.
        """
        named = () if value and isinstance(value, dict) else _words(self.noun)
        own = frozenset((*key_words(value), *named))
        return self.cue_words | own, self.fixed_words | own

    def _register(self, register: str | None, trouble: str | None, rng: Random) -> str:
        """The register that is asked for, or one by chance that the trouble can befall."""
        name = register or self._draw(rng)
        if register is None and self.lexicon.root.hand is not None and rng.random() < self.settings.authored:
            name = AUTHORED
        elif register is None and trouble in NEEDS_FREEDOM:
            for _ in range(_DRAWS):
                if name in NEEDS_FREEDOM[trouble]:
                    break
                name = self._draw(rng)
        if name not in WRITERS:
            raise UserError(f"no such register: {name!r}; use one of {', '.join(WRITERS)}")
        return name

    def authored(self, value: Any, rng: Random, must: str = "") -> tuple[str, list[str], bool]:
        """A text as the author of the schema's texts writes, the frames in it, and whether they say all of the record.

        "" where there is no author.

        `must`: a sentence of his that is to be in it, where the record allows it.
        """
        hand = self.lexicon.root.hand
        if hand is None:
            return "", [], False
        outline = Outliner(self.lexicon, rng, SPOKEN_ZONES).in_hand(value, hand)
        page = Page(outline, self.noun, self.person, self.phrases, rng)
        text, whole = authored(page, must)
        return text, page.framer.used, whole

    def _draw(self, rng: Random) -> str:
        place = bisect(self._bounds, rng.random() * self._bounds[-1])
        return self._registers[min(place, len(self._registers) - 1)]


#: The register of who wrote the schema's whole texts; it is drawn at a rate of its own.
AUTHORED = "authored"
#: Kinds of trouble that leave the day of writing, and what is said by it, as they are; so do those that follow on them.
_LEAVES_DATES_ALONE = (None, "correction", "repetition", "distractor", "injection", "long")
#: Characters of a text below which a closing sentence follows on it: "to: 405" alone is no message.
_SHORTEST = 12
#: Draws of a register that a kind of trouble can befall; after them another kind is taken.
_DRAWS = 20
_WORDS = re.compile(r"[^\W\d_]{3,}")


def _long_enough(text: str, page: Page) -> str:
    """A text with a closing sentence behind it, where it is very short."""
    end = page.closing(1.0) if len(text) < _SHORTEST else ""
    return f"{text}\n\n{end}" if end else text


#: Words as they stand in annotations, "I've" in one piece.
_ANNOTATED = re.compile(r"[^\W\d_]+['’][^\W\d_]+|[^\W\d_]{3,}")
#: Words between a field's name and its value that must stay whole.
_GLUE = frozenset(vocabulary("language/en/nouns").words("glue of annotations"))


_PHRASES, _FRAMES = ("x-phrases", "x-synonyms"), ("x-sentences", "x-mentions", "x-texts")


def phrase_words(document: Any, keywords: tuple[str, ...]) -> Iterator[str]:
    """Lower-case words of all annotations of these names in a schema."""
    for _, node in objects(document):
        for keyword in node.keys() & keywords:
            yield from _ANNOTATED.findall(orjson.dumps(node[keyword]).decode().lower())


#: How deep amounts of money are looked for.
_DEEPEST = 6


def _has_money(fields: FieldMap, path: tuple[str, ...]) -> bool:
    """Does a schema have an amount of money at a path or below it?"""
    field = fields.field(path)
    if kind_of(field) == "money":
        return True
    below = (*fields.properties(path), *(("*",) if "array" in field.types else ())) if len(path) < _DEEPEST else ()
    return any(_has_money(fields, (*path, name)) for name in below)


def schema_words(document: Any) -> Iterator[str]:
    """Lower-case words of all property names, titles of properties, and enum values of a schema."""
    for name, child in properties(document):
        yield from _words(name)
        if isinstance(child, dict) and isinstance(child.get("title"), str):
            yield from _words(child["title"])
    for _, node in objects(document):
        listed = node.get("enum")
        for value in listed if isinstance(listed, list) else ():
            if isinstance(value, str):
                yield from _words(value)


def key_words(value: Any) -> Iterator[str]:
    """Lower-case words of all property names in a record."""
    for _, node in objects(value):
        for name in node:
            yield from _words(name)


def _words(name: str) -> list[str]:
    return _WORDS.findall(f"{in_words(name)} {name.lower()}")
