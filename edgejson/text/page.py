"""What a register gets to write on: the outline, the person's habits, the phrases that suit the schema."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import TypeAlias

from edgejson.language import nouns
from edgejson.text.framing import Framer
from edgejson.text.outline import Fact, Group, Listing, Part
from edgejson.text.phrasebook import Phrasebook
from edgejson.text.sentences import VALUE_FIRST, Teller, finished
from edgejson.text.surroundings import SOME_DAY, Written
from edgejson.text.telling import Paragraph, tell
from edgejson.text.wording import Wording

#: Openings and closings beside sentences that say by themselves what the text is, as a share of those elsewhere.
_FEWER = 0.5


#: Chance that a chat message says a record by its mention.
_WHOLE = 0.12


#: Chance that a layout numbers the items of lists: "item 2", not "second item".
_NUMBERED = 0.6


#: One person's way of labelling fields.
Labeller: TypeAlias = Callable[[Wording], str]


class Section:
    """A stretch of a layout: its heading, its own facts, and how deep it lies."""

    __slots__ = ("depth", "facts", "group", "heading", "item", "mentions", "rows", "wording")

    def __init__(
        self,
        part: Part,
        heading: str,
        depth: int,
        facts: list[Fact],
        item: bool = False,
        rows: list[Group] | None = None,
        mentions: list[str] | None = None,
    ) -> None:
        self.wording = part.wording
        self.group = part if type(part) is Group else None
        self.heading = heading  #: in words, lower case: "shipping address", "first item"
        self.depth = depth  #: 0 for the record itself
        self.facts = facts
        self.item = item  #: one item of a list
        self.rows = rows  #: items of one shape, to be laid out as a table; then `facts` is empty
        self.mentions = mentions  #: an object, or each item of a list, in one go; then `facts` is empty

    @property
    def alone(self) -> bool:
        """Is its only fact what the heading names, and no member of an object?"""
        return len(self.facts) == 1 and self.facts[0].wording is self.wording

    @property
    def listed(self) -> bool:
        """Are the mentions those of a list's items?"""
        return "*" in self.wording.members


class Page:
    """One text in the making."""

    __slots__ = ("asides", "framer", "noun", "outline", "person", "phrases", "random", "rng", "surrounded", "written")

    def __init__(
        self,
        outline: Part,
        noun: str,
        person: bool,
        phrases: Phrasebook,
        rng: Random,
        surrounded: bool = False,
        written: Written = SOME_DAY,
    ) -> None:
        self.outline = outline
        self.noun = noun
        self.person = person
        self.phrases = phrases
        self.surrounded = surrounded  #: dates and clocks of the message itself stand around it
        self.written = written  #: when the message is written, where something in it shows that
        self.asides = ["", ""]  #: what is said before and after the record and has nothing to do with it
        self.rng = rng
        self.framer = Framer(rng)  #: what frames have said in this writing of the text
        self.random = rng.random

    def pick(self, options: tuple[str, ...]) -> str:
        """One of several strings; "" where there is none."""
        return options[int(self.random() * len(options))] if options else ""

    def chance(self, rate: float) -> bool:
        """True with probability `rate`."""
        return self.random() < rate

    def aside(self, place: int) -> str:
        """Take what is to be said before the record (0) or after it (1); "" where there is nothing."""
        said, self.asides[place] = self.asides[place], ""
        return said

    def with_asides(self, write: Callable[[Page], str]) -> str:
        """The text of a register's writer, with what it left of the asides around it."""
        text = write(self)
        return "\n\n".join(filter(None, [self.aside(0), text, self.aside(1)]))

    def own(self, others: tuple[str, ...], firsthand: tuple[str, ...]) -> tuple[str, ...]:
        """Phrases that suit who speaks: `firsthand` where the record's sentences are in the first person."""
        return firsthand if self.framer.firsthand else others

    def opening(self, rate: float) -> str:
        """A sentence to begin with, at most at this rate; less often where the record speaks for itself."""
        if self.framer.greeted:
            return ""
        pool = self.own(self.phrases.openings, self.phrases.own_openings)
        return self._sentence(pool, rate)

    def closing(self, rate: float) -> str:
        """A sentence to end with, at most at this rate; "" else."""
        return self._sentence(self.own(self.phrases.closings, self.phrases.own_closings), rate)

    def _sentence(self, pool: tuple[str, ...], rate: float) -> str:
        if self.framer.told:
            rate *= _FEWER
        return finished(self.pick(pool)) if pool and self.random() < rate else ""

    def paragraphs(
        self, length: int, listed: bool = False, spoken: bool = False, bulleted: bool = False
    ) -> list[Paragraph]:
        """The record in sentences, those of plans with at most `length` facts; see Teller and `tell` for the habits."""
        whole = self.whole(_WHOLE if listed else 0.0)
        if whole is not None:
            return [Paragraph(self.noun, [VALUE_FIRST + whole], False, False)]
        teller = Teller(self.rng, length, listed, spoken)
        return tell(teller, self.framer, self.outline, self.noun, self.person, bulleted)

    def whole(self, rate: float) -> str | None:
        """The whole record by one of its own mentions, at most at this rate; None else. Nothing is told before."""
        self.framer = Framer(self.rng)
        outline = self.outline
        if type(outline) is not Group or not rate or not outline.wording.mentions or self.random() >= rate:
            return None
        return self.framer.mention(outline)

    def sections(
        self, columns: int = 0, mentions: float = 0.0, whole: float = 0.0, numbered: float = _NUMBERED, rows: int = 1
    ) -> list[Section]:
        """The record in sections; lists of like objects with as many fields as `columns` come as rows, 0: none do.

        `rows` is how many objects such a list has at least.
        `mentions` is the chance that objects and lists are said by mentions wherever they have some, `whole` that
        the record itself is, and `numbered` that items are.
        """
        text = self.whole(whole)
        if text is not None:
            return [Section(self.outline, self.noun, 0, [], mentions=[text])]
        framer = self.framer if mentions and self.random() < mentions else None
        collector = _Collector(columns, framer, self.random() < numbered, rows)
        collector.collect(self.outline, self.noun, "", int(type(self.outline) is Listing), False)
        return collector.found

    def labeller(self) -> Labeller:
        """One person's way of labelling fields: title or name, in one style of capitals."""
        style, varied = self.random(), self.random() < 0.75

        def label(wording: Wording) -> str:
            labels = wording.labels
            text = labels[int(self.random() * len(labels))] if varied else labels[0]
            if not wording.declared or 0.6 < style < 0.8:
                return text
            if style < 0.4:
                return text[0].upper() + text[1:]
            if style < 0.6:
                return " ".join([word[0].upper() + word[1:] for word in text.split(" ") if word])
            return text.upper() if style > 0.9 else text[0].upper() + text[1:]

        return label


class _Collector:
    """Collects the sections of a layout; its settings are those of `Page.sections`."""

    __slots__ = ("columns", "found", "framer", "numbered", "rows")

    def __init__(self, columns: int, framer: Framer | None, numbered: bool, rows: int) -> None:
        self.columns, self.rows = columns, rows
        self.framer = framer
        self.numbered = numbered  #: "item 2", not "second item"
        self.found: list[Section] = []

    def collect(self, part: Part, name: str, owner: str, depth: int, item: bool) -> None:
        """Add the sections of a part that is called `name`; `owner` says of which item, " of the first item"."""
        found, framer, heading = self.found, self.framer, name + owner
        if type(part) is Fact:
            found.append(Section(part, heading, depth, [part], item))
        elif type(part) is Group:
            if framer is not None and depth and (text := framer.mention(part)) is not None:
                found.append(Section(part, heading, depth, [], item, mentions=[text]))
                return
            if part.facts or depth:
                found.append(Section(part, heading, depth, part.facts, item))
            the = "" if self.numbered else "the "
            inner = f" of {the}{heading}" if item and not owner else ""
            for member in part.parts:
                self.collect(member, member.wording.noun, inner, depth + 1, False)
        else:
            assert type(part) is Listing
            if self.columns and len(part.items) >= self.rows and is_tabular(part, self.columns):
                found.append(Section(part, heading, depth, [], rows=part.items))  # type: ignore[arg-type]
            elif framer is not None and (texts := framer.mentions(part)) is not None:
                found.append(Section(part, heading, depth, [], mentions=texts))
            else:
                one = part.wording.one
                for index, each in enumerate(part.items):
                    called = f"{one} {index + 1}" if self.numbered else f"{nouns.ordinal(index)} {one}"
                    self.collect(each, called, owner, depth, True)


def is_tabular(listing: Listing, columns: int) -> bool:
    """Are all items objects of scalars, so that they make rows, one of them of so many fields at least?"""
    most = 0
    for item in listing.items:
        if type(item) is not Group or item.parts or not item.facts:
            return False
        most = max(most, len(item.facts))
    return most >= columns
