"""Records in the making: what each is about, how it will be written, and the finished example."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from random import Random
from typing import Any, TypeAlias

from edgejson.language.vocabulary import vocabulary
from edgejson.pipeline.errors import Failures, told
from edgejson.pipeline.records import INDEPENDENT, Example
from edgejson.pipeline.streams import stream
from edgejson.schema.loading import Schema
from edgejson.teachers.engines.requests import Completion
from edgejson.teachers.engines.teacher import Teacher
from edgejson.teachers.grammar.relaxed_schema import relaxed
from edgejson.teachers.grammar.styles import Style
from edgejson.teachers.settings import Llm
from edgejson.teachers.writing import cards, prompting
from edgejson.teachers.writing.describing import Plan, opened, plan
from edgejson.teachers.writing.freehand import Freehand, Judge
from edgejson.teachers.writing.inventing import Workshop
from edgejson.teachers.writing.verifying import agreement, weights
from edgejson.text import Renderer
from edgejson.text.instructions import instruction
from edgejson.text.outline import Outliner
from edgejson.text.settings import TextSettings
from edgejson.text.wording import Lexicon
from edgejson.text.zoning import in_words
from edgejson.values import compile_sampler

#: Between two parts of a text, and before what a template goes on with, by the text's register.
_NEXT = {"chat": "\n", "notes": "\n", "transcript": "\n"}
_PARAGRAPH = "\n\n"
#: First words of a line that nobody writes with a capital in a chat without capitals.
_COMMON = re.compile(rf"^{vocabulary('language/en/nouns').either('first words')}(?= [a-z])", re.M)
#: Who ends so doesn't end twice.
_THANKS = re.compile(r"\b(?:thanks?(?: you)?|thx|cheers|regards)\W*$", re.I)
_BULLET = re.compile(r"^( *)[-*•–>+] ", re.M)


#: The checks of a schema, compiled when they are first needed.
Judges: TypeAlias = Callable[[Schema], Judge]

#: Why a record is lost on which our own code raised.
FAILED = "failed"
#: Tag of a record whose words are a model's own; other records of models are chosen among ready sentences.
WRITTEN = "written"


class Desk:
    """What is compiled once for a schema: its sampler, its renderer, and the judge of free texts."""

    def __init__(
        self, schema: Schema, llm: Llm, locale: str, failures: Failures | None = None, judges: Judges | None = None
    ) -> None:
        """`judges` gives the checks; without them nothing can be written freely."""
        self.schema = schema
        self.locale = locale
        self._judges = judges
        self.failures = Failures() if failures is None else failures  #: of all schemas' drafts
        self.sampler = compile_sampler(schema, llm.values, locale)
        self.rest = llm.rest
        self.readers = frozenset(weights(llm.teachers[name]) for name in llm.verify.teachers)  #: their weights
        mix = {schema.complexity: self.rest}
        text = TextSettings(mix=mix, trouble={}, surroundings=0.0, relative_dates=0.0)
        self.renderer = Renderer(schema, text, continues=True)
        self.lexicon = Lexicon(schema.document, self.noun)
        root = self.renderer.lexicon.root  # who goes on neither says hello nor who he is
        root.sentences = tuple(cast for cast in root.sentences if not (cast.greets or cast.firsthand))

    @cached_property
    def workshop(self) -> Workshop:
        """What it takes to let a teacher invent records of this schema."""
        return Workshop(self.schema)

    @cached_property
    def answer_shape(self) -> dict[str, Any]:
        """The schema for the grammar of who reads a text."""
        return relaxed(self.schema.document, inventing=False)

    @cached_property
    def judge(self) -> Judge:
        """What is wrong with a text and a label of this schema."""
        assert self._judges is not None, "who writes freely is judged"
        return self._judges(self.schema)

    @property
    def noun(self) -> str:
        """What a record of this schema is ("order")."""
        return self.renderer.noun


@dataclass(slots=True)
class Draft:
    """One record of the llm stage."""

    desk: Desk
    index: int
    seed: int  #: of the pipeline; every choice about this record follows from it, the schema and the index
    value: Any = None
    plan: Plan | None = None
    free: Freehand | None = None  #: of a teacher that writes freely, which has no plan
    worded: list[Completion | None] = field(default_factory=list)  #: by part
    bits: float = 0.0  #: how much its grammars left to choose
    invented: bool = False
    lost: str = ""  #: why there will be no record; "" while there is hope
    readings: list[Any] = field(default_factory=list)  #: what verifiers read back

    def random(self, *names: str | int) -> Random:
        """A random stream of this record, apart from the template stage's."""
        return stream(self.seed, self.desk.schema.id, "llm", self.index, *names)

    @contextmanager
    def tried(self) -> Iterator[None]:
        """What is raised inside costs this record, and is kept among the desk's failures."""
        with self.desk.failures.kept(self.desk.schema.path), told(f"record {self.index} of seed {self.seed}"):
            try:
                yield
            except Exception:
                self.lost = FAILED
                raise

    def sample(self) -> None:
        """Draw the record."""
        self.value = self.desk.sampler.sample(self.random("value"))

    def prepare(self, teacher: Teacher) -> None:
        """Decide how the record will be written."""
        rng = self.random("plan")
        outliner = Outliner(self.desk.lexicon, rng)
        self.plan = plan(self.value, self.desk.noun, outliner, teacher, rng)
        self.worded = [None] * len(self.plan.parts)
        if not self.plan.parts:
            self.lost = "nothing_to_word"

    def take_up(self, teacher: Teacher) -> None:
        """Draw the card by which a free text is written."""
        fields, rng = self.desk.lexicon.fields, self.random("card")
        card = cards.draw(self.value, fields, self.desk.locale, rng)
        forms = dict(cards.forms_of(self.value, fields, card.formats, rng))
        facts = prompting.Facts(self.value, self.desk.noun, fields, forms)
        own = weights(teacher)
        proven = len(self.desk.readers - {own}) >= INDEPENDENT
        self.free = Freehand(facts, card, teacher.wording, own, proven)

    def number(self, *names: str | int) -> int:
        """A seed for one of the model's draws, 31 bits."""
        return self.random(*names).getrandbits(31)

    @property
    def whole(self) -> bool:
        """Is the record in words, all of it?"""
        worded = self.free.accepted if self.free else self.plan is not None and all(self.worded)
        return not self.lost and worded

    def example(self, teacher: str) -> Example:
        """The finished record, for as far as its readings go."""
        rng = self.random("rest")
        if self.free is not None:
            text, register = self.free.text, self.free.card.register
        else:
            assert self.plan is not None
            text, register = self._text(self.plan, rng)
        answers = [self.free] if self.free else self.worded
        scores = [one.logprob for one in answers if one is not None and one.logprob is not None]
        name = f"{self.desk.schema.id}-l-{self.index:05d}"
        made = Example(
            id=name,
            schema_id=self.desk.schema.id,
            complexity=self.desk.schema.complexity,
            source="llm",
            teacher=teacher,
            register=register,
            text=text,
            instruction=instruction(self.desk.noun, rng),
            expected_output=self.value,
            group=name,
            tags=[*(["invented"] if self.invented else []), *([WRITTEN] if self.free else [])],
            logprob=round(sum(scores) / len(scores), 6) if scores else None,
            agreement=agreement(self.value, self.readings),
        )
        if self.free and self.free.readers:
            made["readers"] = len(self.free.readers)
        return made

    def _text(self, plan: Plan, rng: Random) -> tuple[str, str]:
        """What the teacher worded, then what a template states of the same record; and the register of it all."""
        style = plan.style
        said = [one.text for one in self.worded if one is not None]
        said[0] = opened(plan, said[0])
        gap = _NEXT.get(style.register, _PARAGRAPH)
        text = in_words(f"{gap}{style.resumes}".join(said))  # its requests stay as they were
        if plan.rest is None:
            return text if _THANKS.search(text) else text + plan.closing, style.register
        register = self._register(style, rng)
        rest = self.desk.renderer.render(plan.rest, rng, register).text
        if register == "notes":
            rest = _listed(rest, style)
        elif register == "chat":
            rest = _COMMON.sub(lambda found: found[0].lower(), rest)
        elif register == "transcript":
            rest = rest.replace("CLERK: ", "Clerk: ").replace("CALLER: ", "Caller: ")
        before = " " if register == "prose" == style.register and rng.random() < 0.5 else gap
        closing = "" if rest.rpartition("\n")[2].startswith("Clerk: ") else plan.closing
        return f"{text}{before}{rest}{closing}", style.register if register in (style.register, "prose") else "mixed"

    def _register(self, style: Style, rng: Random) -> str:
        """A register in which a text of this style goes on."""
        weights = [self.desk.rest.get(name, 0.0) for name in style.rests]
        return rng.choices(style.rests, weights)[0] if any(weights) else style.rests[0]


def _listed(rest: str, style: Style) -> str:
    """Notes that go on: below notes with their bullets and no heading, below a letter as they are."""
    if style.register != "notes":
        return rest
    head, _, body = rest.partition("\n")
    return _BULLET.sub(r"\1- ", rest if _BULLET.match(head) else body)
