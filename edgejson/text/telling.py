"""An outline told in paragraphs: the record's own facts, then each object and list in one stretch of its own.

What the schema has frames for is told by them (`framing`); sentence plans say the rest.
"""

from __future__ import annotations

from edgejson.language import nouns
from edgejson.language.nouns import capitalised
from edgejson.language.wordclass import in_plural
from edgejson.text.framing import Framer
from edgejson.text.outline import Fact, Group, Listing, Part, enumeration
from edgejson.text.sentences import VALUE_FIRST, Teller, finished
from edgejson.text.slots import joined
from edgejson.text.subjects import Subject

_THE = ("the", "the", "this")
_HOLDING = ("holds", "consists of", "comes with", "is made up of")
#: Chance that a thing inside an object is named with its owner: "the contact of the first party".
_NAMES_OWNER = 0.5
#: Chance that an object that has a mention is told by it; that a list is, where its items also have sentences.
_MENTIONED, _LISTED = 0.85, 0.7
#: Letters of a list's mentions from which on each has a sentence or a line of its own.
_LONG = 240
#: Chance that mentions stand below one another where a register has lines for them.
_BULLETED = 0.6


class Paragraph:
    """Sentences about one thing: the record itself, an object inside it, or one item of a list."""

    __slots__ = ("block", "heading", "inner", "item", "sentences")

    def __init__(self, heading: str, sentences: list[str], item: bool, inner: bool, block: bool = False) -> None:
        self.heading = heading  #: the thing's name in words ("shipping address", "first item")
        self.sentences = sentences
        self.item = item
        self.inner = inner  #: continues what the paragraph before is about
        self.block = block  #: lines of its own, which no other sentence joins

    def text(self) -> str:
        """Its sentences as running text."""
        if self.block:
            return capitalised(self.sentences[0])
        return " ".join([finished(sentence) for sentence in self.sentences])


class Telling:
    """One record being told; see `tell`."""

    __slots__ = ("bulleted", "framer", "out", "teller")

    def __init__(self, teller: Teller, framer: Framer, bulleted: bool) -> None:
        self.teller = teller
        self.framer = framer
        self.bulleted = bulleted  #: lists of mentions may stand in lines of their own
        self.out: list[Paragraph] = []

    def stretch(self, group: Group, subject: Subject, apart: bool) -> list[str]:
        """Sentences about an object's own facts, and what its frames say of the things inside it.

        `apart`: the first sentence says what the object is, so that no reader takes it for more about the one before.
        """
        told = self.framer.sentences(group, apart and bool(group.facts))
        facts = self.framer.untold(group.facts)
        if not facts:
            return told
        goes_on = bool(told) and group.wording.usual  # what the text is about needs no name again
        plain = self.teller.sentences(self.teller.ordered(facts), subject, goes_on)
        if not told:
            return plain
        if apart and facts[0] is group.facts[0]:
            return plain + told
        if self.framer.firsthand and subject.pronoun != "it":
            return [*told, self.teller.pick(_ALSO) + self.teller.fragments(facts, False)]
        return told + plain

    def parts(self, group: Group, owner: str) -> None:
        """The objects and lists inside an object; `owner` is that object's heading, "" for the record."""
        for part in group.parts:
            if self.framer.is_told(part):
                continue
            if type(part) is Listing:
                self.items(part, owner)
                continue
            assert type(part) is Group
            noun = part.wording.noun
            person = nouns.is_person(noun)
            plural = nouns.is_plural(noun)
            heading = noun + self.of(owner)
            mention = self.framer.mention(part) if self.random(_MENTIONED) else None
            if mention is not None:
                form = self.teller.pick(_ARE if plural else _is(part, mention))
                self.say(heading, [form.format(it=heading, v=mention)], False, bool(owner))
                continue
            self.object(part, heading, Subject("the " + heading, person, plural), False, bool(owner))

    def object(self, group: Group, heading: str, subject: Subject, item: bool, inner: bool) -> None:
        """One object that is no record: its own facts, then what is inside it."""
        sentences = self.stretch(group, subject, item)
        if not sentences:  # its parts are named without it later on
            untold = [part for part in group.parts if not self.framer.is_told(part)]
            held = enumeration([f"the {part.wording.noun}" for part in untold], 0.0)
            form = f"{{it}} {self.teller.pick(_HOLDING)} {held}"
            sentences = [(in_plural(form) if subject.plural else form).replace("{it}", subject.name)]
        self.say(heading, sentences, item, inner)
        self.parts(group, heading)

    def items(self, listing: Listing, owner: str) -> None:
        """The items of a list: by their mentions in one go, or one after the other."""
        if self.mentioned(listing, owner):
            return
        one = listing.wording.one
        of, person = self.of(owner), nouns.is_person(one)
        only = len(listing.items) == 1 and self.random(0.5)
        for index, each in enumerate(listing.items):
            heading = f"{'only' if only else nouns.ordinal(index)} {one}{of}"
            subject = Subject("the " + heading, person)
            if type(each) is Group:
                self.item(each, heading, subject, bool(owner), len(listing.items) - index)
            elif type(each) is Fact:
                self.say(heading, [self.teller.alone(each, subject)], True, bool(owner))
            else:
                assert type(each) is Listing
                self.say(heading, [f"next comes {subject.name}"], True, bool(owner))
                self.items(each, heading)

    def item(self, group: Group, heading: str, subject: Subject, inner: bool, left: int) -> None:
        """One object of a list; `left` is how many there are from it on."""
        mention = None if group.wording.sentences else self.framer.mention(group)
        if mention is not None:
            self.say(heading, [_is(group, mention)[0].format(it=heading, v=mention)], True, inner)
            return
        start = len(self.out)
        self.object(group, heading, subject, True, inner)
        first = self.out[start].sentences[0]
        unsure = not group.facts or not group.facts[0].wording.field.required  # what begins the item may be lacking
        if group.wording.sentences and heading not in first and (unsure or self.random(_LED)):
            lead = "finally, " if left == 1 and not heading.startswith(("first", "only")) else f"{heading}: "
            self.out[start].sentences[0] = lead + first.lstrip(VALUE_FIRST)

    def mentioned(self, listing: Listing, owner: str) -> bool:
        """Tell a list by its items' mentions, if they all have one and the person likes to."""
        first = listing.items[0]
        if type(first) is not Group or not self.random(_LISTED if first.wording.sentences else _MENTIONED):
            return False
        texts = self.framer.mentions(listing)
        if texts is None:
            return False
        one, noun, of = listing.wording.one, listing.wording.noun, self.of(owner)
        many, inner = len(texts) > 1, bool(owner)
        heading = (noun if many else one) + of
        long = sum(map(len, texts)) > _LONG
        if self.bulleted and many and (long or self.random(_BULLETED)):
            numbered = not any(text[:1].isdigit() for text in texts)
            bullet = self.teller.pick(_BULLETS if numbered else _BULLETS[:3])
            lines = [self.teller.pick(_HEADS).format(it=heading)]
            lines += [bullet.format(n=number) + text for number, text in enumerate(texts, 1)]
            self.out.append(Paragraph(heading, ["\n".join(lines)], False, inner, True))
            return True
        if long and many:
            for index, text in enumerate(texts):
                name = f"{nouns.ordinal(index)} {one}{of}"
                self.say(name, [_is(first, text)[0].format(it=name, v=text)], True, inner)
            return True
        forms = _ARE if many and nouns.is_plural(noun) else _PLAIN if many else _is(first, texts[0])
        said = self.teller.pick(forms).format(it=heading, v=joined(texts))
        self.say(heading, [said], False, inner)
        return True

    def say(self, heading: str, sentences: list[str], item: bool, inner: bool) -> None:
        """Add a paragraph."""
        self.out.append(Paragraph(heading, sentences, item, inner))

    def random(self, rate: float) -> bool:
        """True with probability `rate`."""
        return self.teller.random() < rate

    def of(self, owner: str) -> str:
        """ " of the first party", now and then, where the owner's heading is short enough to be repeated."""
        if not owner or " of " in owner or owner.startswith("only") or not self.random(_NAMES_OWNER):
            return ""
        return f" of the {owner}"


def tell(
    teller: Teller, framer: Framer, part: Part, noun: str, person: bool, bulleted: bool = False
) -> list[Paragraph]:
    """Paragraphs that state everything in a record's outline; `noun` is what the record is.

    `bulleted`: the register has lines, so that a list may stand in bullets.
    """
    telling = Telling(teller, framer, bulleted)
    if type(part) is Fact:
        telling.say(noun, [teller.alone(part, Subject("the " + noun, person))], False, False)
    elif type(part) is Group:
        sentences = telling.stretch(part, Subject(f"{teller.pick(_THE)} {noun}", person), False)
        if sentences:
            telling.say(noun, sentences, False, False)
        telling.parts(part, "")
    else:
        assert type(part) is Listing
        telling.items(part, "")
    return telling.out


_IS = ("the {it} is {v}",)


def _is(group: Group, mention: str) -> tuple[str, ...]:
    """How a mention goes on behind its thing; one that nobody has worded may lack its article: "the part: tap"."""
    bare = group.wording.usual and mention[:1].islower() and not mention.startswith(("a ", "an ", "from ", "between "))
    return _PLAIN if bare else _IS


_ARE = ("the {it} are {v}", "the {it} are {v}", "the {it}: {v}", "the {it} are as follows: {v}")
_PLAIN = ("the {it}: {v}",)
_HEADS = ("the {it}:", "here are the {it}:", "the {it} in full:", "{it}:")
_BULLETS = ("- ", "* ", "• ", "{n}. ", "{n}) ", "- ")
_ALSO = ("also: ", "apart from that: ", "and for the record: ", "one more thing: ")
#: Chance that the sentences of an item begin with a word that says that another one begins.
_LED = 0.5
