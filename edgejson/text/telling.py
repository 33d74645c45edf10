"""An outline told in paragraphs: the record's own facts, then each object and list in one stretch of its own."""

from __future__ import annotations

from edgejson.text import nouns
from edgejson.text.outline import Fact, Group, Listing, Part, enumeration
from edgejson.text.sentences import Teller
from edgejson.text.subjects import Subject

_THE = ("the", "the", "this")
_HOLDING = ("holds", "consists of", "comes with", "is made up of")
#: Chance that a thing inside an object is named with its owner: "the contact of the first party".
_NAMES_OWNER = 0.5


class Paragraph:
    """Sentences about one thing: the record itself, an object inside it, or one item of a list."""

    __slots__ = ("heading", "inner", "item", "sentences")

    def __init__(self, heading: str, sentences: list[str], item: bool, inner: bool) -> None:
        self.heading = heading  #: the thing's name in words ("shipping address", "first item")
        self.sentences = sentences
        self.item = item
        self.inner = inner  #: continues what the paragraph before is about


def tell(teller: Teller, part: Part, noun: str, person: bool) -> list[Paragraph]:
    """Paragraphs that state everything in a record's outline; `noun` is what the record is."""
    told: list[Paragraph] = []
    if type(part) is Fact:
        told.append(Paragraph(noun, [teller.alone(part, Subject("the " + noun, person))], False, False))
    elif type(part) is Group:
        if part.facts:
            subject = Subject(f"{teller.pick(_THE)} {noun}", person)
            told.append(Paragraph(noun, teller.sentences(teller.ordered(part.facts), subject), False, False))
        _parts(teller, part, "", told)
    else:
        assert type(part) is Listing
        _items(teller, part, "", told)
    return told


def _parts(teller: Teller, group: Group, owner: str, told: list[Paragraph]) -> None:
    """The objects and lists inside an object; `owner` is that object's heading, "" for the record."""
    for part in group.parts:
        if type(part) is Listing:
            _items(teller, part, owner, told)
            continue
        assert type(part) is Group
        noun = part.wording.noun
        person = nouns.is_person(noun)
        if nouns.is_plural(noun):
            noun += " section"
        heading = noun + _of(teller, owner)
        _object(teller, part, heading, Subject("the " + heading, person), False, told, bool(owner))


def _object(
    teller: Teller, group: Group, heading: str, subject: Subject, item: bool, told: list[Paragraph], inner: bool
) -> None:
    if group.facts:
        sentences = teller.sentences(teller.ordered(group.facts), subject)
    else:  # its parts are named without it later on
        held = enumeration([f"the {part.wording.noun}" for part in group.parts], 0.0)
        sentences = [f"{subject.name} {teller.pick(_HOLDING)} {held}"]
    told.append(Paragraph(heading, sentences, item, inner))
    _parts(teller, group, heading, told)


def _items(teller: Teller, listing: Listing, owner: str, told: list[Paragraph]) -> None:
    one = listing.wording.one
    of, person, only = _of(teller, owner), nouns.is_person(one), len(listing.items) == 1 and teller.random() < 0.5
    for index, each in enumerate(listing.items):
        heading = f"{'only' if only else nouns.ordinal(index)} {one}{of}"
        subject = Subject("the " + heading, person)
        if type(each) is Group:
            _object(teller, each, heading, subject, True, told, bool(owner))
        elif type(each) is Fact:
            told.append(Paragraph(heading, [teller.alone(each, subject)], True, bool(owner)))
        else:
            assert type(each) is Listing
            told.append(Paragraph(heading, [f"next comes {subject.name}"], True, bool(owner)))
            _items(teller, each, heading, told)


def _of(teller: Teller, owner: str) -> str:
    """ " of the first party", now and then, where the owner's heading is short enough to be repeated."""
    if not owner or " of " in owner or owner.startswith("only") or teller.random() >= _NAMES_OWNER:
        return ""
    return f" of the {owner}"
