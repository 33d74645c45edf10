"""A record taken apart for writing: facts (leaves in words), groups (objects) and listings (arrays of objects).

The outline is what every register writes from. It holds each leaf's surface text already, so a register
only decides on order, sentences and layout.
"""

from __future__ import annotations

import re
from random import Random
from typing import Any

from edgejson.forms import Context, kind_of, write
from edgejson.forms.numbers import GROUPED, SYMBOLS, UNGROUPED
from edgejson.text.conventions import Conventions
from edgejson.text.field_phrases import Said
from edgejson.text.hands import Hand
from edgejson.text.surroundings import Written
from edgejson.text.wording import Lexicon, Wording


class Fact:
    """One leaf, or a list of scalars: its text and the ways to say it."""

    __slots__ = ("disputed", "said", "spoken", "text", "value", "wording")

    def __init__(self, wording: Wording, said: Said, text: str, value: Any, spoken: bool) -> None:
        self.wording = wording
        self.said = said
        self.text = text  #: as a form or table shows it
        self.value = value
        self.spoken = spoken  #: the ways to say it hold the value in words: no text to fill in
        self.disputed = False  #: its text is more than its value: no frame takes it

    @property
    def free(self) -> bool:
        """Is its text a phrase in the writer's own words, which nobody would put behind "is"?"""
        return not self.spoken and type(self.value) is str and self.text[:1].islower() and self.text.count(" ") > 1


class Group:
    """An object: its own facts, then the objects and lists inside it."""

    __slots__ = ("facts", "members", "parts", "wording")

    def __init__(
        self,
        wording: Wording,
        facts: list[Fact],
        parts: list[Group | Listing],
        members: dict[str, Group | Listing | Fact] | None = None,
    ) -> None:
        self.wording = wording
        self.facts = facts
        self.parts = parts
        self.members = members or {}  #: facts and parts by property name, as the slots of frames name them


class Listing:
    """An array with at least one item that is no scalar."""

    __slots__ = ("items", "wording")

    def __init__(self, wording: Wording, items: list[Group | Listing | Fact]) -> None:
        self.wording = wording
        self.items = items


Part = Group | Listing | Fact


def facts_of(part: Part) -> list[Fact]:
    """All facts of an outline, in order."""
    if type(part) is Fact:
        return [part]
    if type(part) is Group:
        return [*part.facts, *(fact for member in part.parts for fact in facts_of(member))]
    assert type(part) is Listing
    return [fact for item in part.items for fact in facts_of(item)]


def size(part: Part) -> int:
    """How many facts an outline has."""
    if type(part) is Group:
        return len(part.facts) + (sum(map(size, part.parts)) if part.parts else 0)
    return sum(map(size, part.items)) if type(part) is Listing else 1


#: Date styles that a person keeps to throughout a text: in sentences, and in forms and notes.
_SPOKEN_DATES = ("long", "long", "ordinal", "short", "day_first", "day_first", "day_short", "weekday", "iso")
_WRITTEN_DATES = ("long", "short", "day_first", "day_short", "iso", "iso", "stamp", "slashed")
_MONEY = ("symbol", "symbol", "code_after", "code_after", "code_before", "words", "bare", "bare")
ZONES = ("utc", "utc", "named", "named", "gmt", "brackets")
#: The same of people who say zones in words, as most do.
SPOKEN_ZONES = ("worded", "worded", "worded", "worded", "placed", "placed", "placed", "placed", "placed", "named")
_TIMES = ("24h", "24h", "12h", "12h_tight")
_FIGURED = ("iso", "slashed", "stamp")
#: Chance that all amounts of a text are written in one way.
_KEEPS_MONEY = 0.98
#: Chance that amounts in sentences come without the currency, which the record states by itself.
_SAYS_CURRENCY_ONCE = 0.8
#: Chance that all times of a text, and the dates of a form or note, are written in one way.
_KEEPS_STYLE = 0.97
#: Chance that a text groups the digits of its long numbers.
_GROUPS = 0.7
#: Chance that a form or note gives names as "Last, First".
_LAST_FIRST = 0.15
#: Chance that small numbers may be spelt out in a text: in sentences, and in forms and notes.
_SPELLS, _SPELLS_WRITTEN = 0.35, 0.05
_LOOSE_IN_PROSE = 0.65
#: Chance that moments are written as in the data, outside of sentences.
_STAMPS = 0.12


class Outliner:
    """Makes the outline of one record, its dates and amounts in one person's style."""

    __slots__ = (
        "context", "conventions", "lexicon", "loose", "random", "rng", "spans", "spells", "stamps", "written", "zones"
    )  # fmt: skip

    def __init__(self, lexicon: Lexicon, rng: Random, zones: tuple[str, ...] = ZONES) -> None:
        self.lexicon = lexicon
        self.zones = zones  #: styles of zones, one of which a text keeps to
        self.rng = rng
        self.random = rng.random
        self.spans: list[str] = []  #: every value's text, for what must leave values alone
        self.context = Context()
        self.spells = True  #: small numbers may be spelt out
        self.loose = 1.0  #: how readily a list does without "and", 0 to 1
        self.stamps = False  #: moments are written as in the data
        self.conventions: Conventions | None = None  #: what the text leaves to be understood
        self.written: Written | None = None  #: when the text is written, where dates near that day may be said by it

    def outline(self, value: Any, prose: bool = True, written: Written | None = None, understood: bool = False) -> Part:
        """The outline of a whole record; with `prose`, its values are written as in sentences.

        With `understood` the text may leave to be understood what `Conventions` has. `written` is when the text is, if
        it says so: dates near that day may be said by it.
        """
        styles = self.context.styles
        self.written = written if written is not None and written.stated else None
        self.context.prose = prose
        self.context.currency = currency_of(value, self.lexicon.root, self.lexicon)
        if prose:
            self.loose = _LOOSE_IN_PROSE
            styles["date"] = _SPOKEN_DATES[int(self.random() * len(_SPOKEN_DATES))]
        else:
            if self.random() < _KEEPS_STYLE:
                styles["date"] = _WRITTEN_DATES[int(self.random() * len(_WRITTEN_DATES))]
            if self.random() < _LAST_FIRST:
                styles["person"] = "last_first"
        if self.random() < _KEEPS_MONEY:
            styles["money"] = _MONEY[int(self.random() * len(_MONEY))]
            if prose and self.context.currency and self.random() < _SAYS_CURRENCY_ONCE:
                styles["money"] = "bare"
            elif prose and not self.context.currency and styles["money"] == "bare":
                styles["money"] = "symbol"  # nothing else says it
            if styles["money"] == "symbol" and self.context.currency not in ("", *SYMBOLS):
                styles["money"] = "code_after"
        if self.random() < _KEEPS_STYLE:
            day = styles.get("date")  # "2024-01-28 14:15": nobody mixes that with "2:15pm"
            styles["time"] = _TIMES[int(self.random() * len(_TIMES))] if day not in _FIGURED else "24h"
        styles["grouping"] = GROUPED if self.random() < _GROUPS else UNGROUPED
        styles["zone"] = self.zones[int(self.random() * len(self.zones))]
        self.spells = self.random() < (_SPELLS if prose else _SPELLS_WRITTEN)
        self.stamps = not prose and self.random() < _STAMPS
        if understood:
            self.conventions = Conventions(value, self.lexicon, self.context, self.rng)
            if self.conventions.unsaid:
                value = {name: each for name, each in value.items() if each != self.conventions.unsaid}
        if styles.get("money") == "words" and type(value) is dict and any(map(_is_list_of_things, value.values())):
            styles["money"] = "code_after"  # nobody says "Canadian dollars" at each of a dozen amounts
        return self._part(value, self.lexicon.root)

    def in_hand(self, value: Any, hand: Hand) -> Part:
        """The outline of a whole record, its values written as an author of texts writes them."""
        context = self.context
        context.prose = context.plainly = True
        self.loose = 0.0
        context.currency = currency_of(value, self.lexicon.root, self.lexicon)
        context.styles = {"zone": self.zones[-2], "time": "24h", "date": "day_first", "money": "bare"} | {
            kind: self.rng.choices(list(weights), list(weights.values()))[0] for kind, weights in hand.styles.items()
        }
        return self._part(value, self.lexicon.root)

    def _part(self, value: Any, wording: Wording) -> Part:
        if type(value) is dict and value:
            return self._group(value, wording)
        if type(value) is list and value:
            return self._list(value, wording)
        return self._fact(value, wording)

    def _group(self, value: dict[str, Any], wording: Wording) -> Group:
        facts: list[Fact] = []
        parts: list[Group | Listing] = []
        named: dict[str, Group | Listing | Fact] = {}
        members = wording.members
        for name, member in value.items():
            child = members.get(name) or self.lexicon.member(wording, name)
            if not child.declared:
                self.spans.append(name)  # it is data
            kind = type(member)
            part: Group | Listing | Fact
            if kind is dict and member:
                part = self._group(member, child)
            elif kind is list and member:
                part = self._list(member, child)
            else:
                part = self._fact(member, child)
            named[name] = part
            if type(part) is Fact:
                facts.append(part)
            else:
                parts.append(part)  # type: ignore[arg-type]
        return Group(wording, facts, parts, named)

    def _list(self, value: list[Any], wording: Wording) -> Fact | Listing:
        item = wording.members.get("*") or self.lexicon.member(wording, "*")
        for member in value:
            if type(member) in (dict, list) or member is None or member == "":
                return Listing(wording, [self._part(each, item) for each in value])
        if len(value) > 1 and kind_of(item.field) == "duration":
            texts = list(map(str, value))  # "2 hours, 30 minutes" would be one
            self.spans += texts
        else:
            texts = [self.write(each, item) for each in value]
        said = wording.single if len(texts) == 1 and wording.plain and wording.single else wording.said
        return Fact(wording, said, enumeration(texts, self.random() * self.loose), value, False)

    def _fact(self, value: Any, wording: Wording) -> Fact:
        kind = type(value)
        spoken = kind is bool or (not value and kind is not int and kind is not float)
        if spoken or wording.field.value_phrases:
            said = self.lexicon.value(wording, value)
            return Fact(wording, said, self.write(value, wording), value, spoken or said is not wording.said)
        said = self.lexicon.typed(wording, value) if wording.plain else wording.said
        if value == 1 and wording.single and said is wording.said:
            said = wording.single
        return Fact(wording, said, self.write(value, wording), value, False)

    def write(self, value: Any, wording: Wording) -> str:
        """One leaf's text, in one of its surface forms."""
        if self.written is not None:
            spoken_of = self.written.speaks_of(value, wording.field.path)
            self.context.written = self.written.day if spoken_of else None
        text = write(value, wording.field, self.rng, context=self.context)
        if type(value) is int or type(value) is float:
            if text.isalpha() and (not self.spells or "*" in wording.field.path):  # nobody lists "3 pens, four pads"
                text = str(value)
            if wording.field.unit and _FIGURES.fullmatch(text):  # frames and lists of mentions don't name the unit
                text = write(value, wording.field, self.rng, context=self.context)
        elif self.stamps != (text is value) and type(value) is str and _MOMENT.match(value):
            text = value if self.stamps else write(value, wording.field, self.rng, context=self.context)
        elif ", " in text and type(value) is str:
            self.spans.append(value)  # frames have names in their plain order
        self.spans.append(text)
        return text


_FIGURES = re.compile(r"-?[\d.,]+")
#: A date-time as JSON has it.
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:")


def currency_of(value: Any, wording: Wording, lexicon: Lexicon) -> str:
    """The currency that a record states for its amounts, where its own properties state exactly one."""
    if type(value) is not dict:
        return ""
    found = ""
    for name, member in value.items():
        if type(member) is str and len(member) == 3:
            child = wording.members.get(name) or lexicon.member(wording, name)
            if kind_of(child.field) == "currency":
                if found:
                    return ""
                found = member
    return found


def _is_list_of_things(value: Any) -> bool:
    return type(value) is list and bool(value) and type(value[0]) is dict


_FULL_STOPS = (".", "!", "?")


def enumeration(texts: list[str], chance: float) -> str:
    """Texts as people list them, with a separator that stands in none of them; `chance` (0 to 1) picks the way.

    Texts that read as sentences, or hold commas, are put in quotation marks.
    """
    if len(texts) == 1:
        only = texts[0]
        several = ", " in only or " and " in only or (only[-1:] in _FULL_STOPS and " " in only)
        return f'"{only}"' if several and '"' not in only else only
    joined = "\n".join(texts)
    sentences = ", " in joined or ". " in joined or joined[-1] in _FULL_STOPS or ".\n" in joined
    if sentences and '"' not in joined:
        texts = [f'"{text}"' for text in texts]
        joined = ""
    if "," not in joined and " and " not in joined and "&" not in joined:
        if chance < 0.6:
            return f"{', '.join(texts[:-1])} and {texts[-1]}"
        return ", ".join(texts)
    return next((sep.join(texts) for sep in ("; ", " / ", " | ") if sep.strip() not in joined), " || ".join(texts))
