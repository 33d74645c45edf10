"""Sheets: receipts, invoices and other printed papers that say far more than the label asks for, in short lines.

On a sheet several lines begin with a field's word and mean other things, names stand without any cue, and addresses
run over lines with others between. So three kinds of fields, where they have no phrases, are looked for by what such
papers are like: what is owed in the end among all amounts (`knowledge/printed_amounts.py`), the day of the paper, and
strings that fill lines. What this settles, cues no longer decide. A text most of whose lines the label accounts for is
no sheet: there cues do better.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import cache, cached_property
from statistics import median

from edgejson.forms import FORM, LITERAL, Evidence
from edgejson.forms.kinds import DAYS, NUMBERS, OPEN
from edgejson.forms.printed_dates import find_date, printed_dates
from edgejson.grounding.affinity import class_of_field
from edgejson.grounding.binding import Bound
from edgejson.grounding.candidates import NAME_CLAIM, Leaf, could_hold
from edgejson.grounding.cues import ADJACENT
from edgejson.grounding.scattered import Run, Words
from edgejson.knowledge.amounts import role
from edgejson.knowledge.printed_amounts import Printed, decimal_mark, parse_amount, payable, read_amounts
from edgejson.language.vocabulary import vocabulary

#: A sheet has so many lines at least, of so many characters at the median at most.
FEWEST_LINES, LONGEST_LINE = 8, 50
#: Lines so long are prose, of which a sheet may have this share of its characters.
PROSE_LINE, MOST_PROSE = 100, 0.2
#: The values of the label stand on at most this share of a sheet's lines.
MOST_ACCOUNTED = 0.5
#: Kinds of values that may be an amount or a day as they are printed.
_TEXTS = OPEN | DAYS | {"currency"}
_FIGURE = re.compile(r"\d")
#: The label of what stands on the rest of its line.
_LABEL = re.compile(r"([^\W\d_][^:\n]*?) *: *$")


def is_sheet(text: str) -> bool:
    """Is a text made of short lines, as a till or a scanner makes them?"""
    if text.count("\n") < FEWEST_LINES - 1:
        return False
    sizes = [len(" ".join(line.split())) for line in text.split("\n") if line.strip()]
    prose = sum(size for size in sizes if size > PROSE_LINE)
    return len(sizes) >= FEWEST_LINES and median(sizes) <= LONGEST_LINE and prose <= MOST_PROSE * sum(sizes)


def settle(leaves: Sequence[Leaf], bound: Bound) -> bool:
    """Give leaves of a sheet their places, or say why they have none; False where the text is no sheet."""
    asked = [leaf for leaf in leaves if not leaf.target.listed and leaf.path]
    if not asked or any(leaf.target.annotated for leaf in leaves) or not is_sheet(bound.reading.text):
        return False
    sheet = Sheet(bound, leaves)
    if _accounted(leaves, bound):
        sheet.settle_total(leaves)
        return False
    for leaf in asked:
        sheet.settle(leaf)
    _leave_parts(asked)
    _leave_exchanged(asked)
    return True


def _leave_exchanged(leaves: Sequence[Leaf]) -> None:
    """A firm's name has no door, postal code and commas, where the address has no figure at all: they are exchanged."""
    firms = [leaf for leaf in leaves if class_of_field(leaf.target.field.words) == "organisation"]
    addresses = [leaf for leaf in leaves if leaf.target.field.words.endswith("address") and isinstance(leaf.value, str)]
    for firm in firms:
        value = str(firm.value)
        if "," in value and _FIGURE.search(value) and any(not _FIGURE.search(leaf.value) for leaf in addresses):
            firm.places, firm.problem, firm.settled, firm.chosen = [], "other-field", True, None


def _leave_parts(leaves: Sequence[Leaf]) -> None:
    """A firm's name is no line of what another leaf fills: of an address."""
    for leaf in leaves:
        place = leaf.chosen
        if place is None or class_of_field(leaf.target.field.words) != "organisation":
            continue
        if any(
            other.settled
            and other.chosen is not None
            and other.chosen.start < place.start
            and place.end <= other.chosen.end
            for other in leaves
        ):
            leaf.places, leaf.problem, leaf.chosen = [], "other-field", None


def _accounted(leaves: Sequence[Leaf], bound: Bound) -> bool:
    """Do the label's values stand on most of the text's lines, or in tables whose headings name their fields?"""
    text = bound.reading.text
    if bound.tables and any(bound.tables.at(place.start) for leaf in leaves for place in leaf.places):
        return True
    lines = {text.count("\n", 0, place.start) for leaf in leaves for place in leaf.places[:1]}
    return len(lines) > MOST_ACCOUNTED * sum(1 for line in text.split("\n") if line.strip())


class Sheet:
    """A text that is a sheet, and what it says of fields."""

    def __init__(self, bound: Bound, leaves: Sequence[Leaf]) -> None:
        self.bound = bound
        self.text = bound.reading.text
        #: Where values stand beside the names of their fields, which are none of a bill.
        self.others = {
            place.start
            for leaf in leaves
            if not (role(leaf.target.field.name) or _part_of_bill(leaf.target.field.words))
            for place in leaf.places
            if leaf.strengths[place.start] >= ADJACENT
        }

    @cached_property
    def _read(self) -> list[Printed]:
        return read_amounts(self.text)

    @cached_property
    def _amounts(self) -> tuple[list[tuple[Decimal, int, int]], frozenset[Decimal]]:
        return [(abs(each.value), each.start, each.end) for each in self._read], payable(self._read)

    @cached_property
    def _dates(self) -> list[tuple[frozenset[date], int, int]]:
        return list(printed_dates(self.text))

    @cached_property
    def _words(self) -> Words:
        return Words(self.text)

    def settle(self, leaf: Leaf) -> None:
        """Place a leaf, if it is of a field that sheets have a way of their own for."""
        words = leaf.target.field.words
        if role(leaf.target.field.name) == "total" and leaf.kind in _TEXTS | NUMBERS:
            self._owed(leaf)
        elif leaf.kind in _TEXTS | NUMBERS and (part := _part_of_bill(words)):
            self._part(leaf, part)
        elif leaf.kind in _TEXTS and (_is_day(words) or _is_printed_day(str(leaf.value))):
            self._day(leaf)
        elif leaf.kind in OPEN and any(letter.isalpha() for letter in leaf.value):
            self._lines(leaf)

    def settle_total(self, leaves: Sequence[Leaf]) -> None:
        """Place the total of a label that has no other amount of a bill: nothing else tells it from those."""
        bill = [leaf for leaf in leaves if role(leaf.target.field.name) and leaf.kind in _TEXTS | NUMBERS]
        if len(bill) == 1 and role(bill[0].target.field.name) == "total" and not bill[0].target.listed:
            self._owed(bill[0])

    def _owed(self, leaf: Leaf) -> None:
        """A total must be what is owed in the end, if the amounts tell what that is."""
        said = str(leaf.value)
        value = parse_amount(said, decimal_mark(self.text))
        amounts, owed = self._amounts
        if value is None or not owed:
            return
        places = [Evidence(start, end, LITERAL) for each, start, end in amounts if each == abs(value)]
        if not (places or any(each.role for each in self._read)):
            return  # a whole number, and no amount that a bill has: "Total: 3959" above what somebody owes
        if all(start in self.others for each, start, _ in amounts if each in owed):
            return  # "Host port: 85.7"
        if abs(value) not in owed:
            leaf.places, leaf.problem, leaf.settled = [], "other-amount" if places else "ungrounded", True
            leaf.refused = next(Evidence(start, end, LITERAL) for each, start, end in amounts if each in owed)
        else:
            self._place(leaf, places[::-1])

    def _part(self, leaf: Leaf, part: str) -> None:
        """A part of a bill, its tax or its goods, must be an amount that stands as one, if any does."""
        value = parse_amount(str(leaf.value), decimal_mark(self.text))
        roles = part.split(", ")
        own = [each for each in self._read if each.role in roles]
        if value is None or not own:
            return
        places = [each for each in self._read if abs(each.value) == abs(value)]
        if any(each in own for each in places):
            self._place(leaf, [Evidence(each.start, each.end, LITERAL) for each in places if each in own])
        elif not any(each.role == "summary" for each in places):
            leaf.places, leaf.problem, leaf.settled = [], "other-amount" if places else "ungrounded", True
            leaf.refused = Evidence(own[0].start, own[0].end, LITERAL)

    def _day(self, leaf: Leaf) -> None:
        """A day must stand where a line names its field, if one does; never where one names another day's."""
        places = find_date(self.text, str(leaf.value))
        named = {start for _, start, end in self._dates if self._names(leaf.target.id, start, end)}
        if places and named and named.isdisjoint(place.start for place in places):
            leaf.places, leaf.problem, leaf.settled = [], "other-field", True
            return
        free = [place for place in places if place.start in named or not self._is_others(leaf, place)]
        self._place(leaf, sorted(free, key=lambda place: (place.start not in named, place.start)))

    def _names(self, target: int, start: int, end: int) -> bool:
        """Does a line or clause begin with the name of a field, and a place follow?"""
        bound = self.bound
        if bound.claims(start, end).get(target, 0.0) < ADJACENT:
            return False
        cues = [bound.found[index] for index in bound.beside.get(start, ())]
        return any(cue.entry.before.get(target, 0.0) >= NAME_CLAIM and bound.heads_line(cue.start) for cue in cues)

    def _is_others(self, leaf: Leaf, place: Evidence) -> bool:
        """Does a line name another field of the same kind for a place?"""
        targets = self.bound.cues.targets
        claims = self.bound.claims(place.start, place.end)
        rivals = (id for id in claims if id != leaf.target.id and _is_day(targets[id].field.words))
        return any(self._names(id, place.start, place.end) for id in rivals)

    def _lines(self, leaf: Leaf) -> None:
        """Words that fill lines, or a line behind the name of their field; none that fill one behind another name."""
        run = self._words.find(leaf.value)
        if run is None:
            return
        if run.whole and run.heads and not self._is_claimed(leaf, run):
            grade = LITERAL if leaf.value in self.text else FORM
            self._place(leaf, [Evidence(run.start, run.end, grade)])
        if (not run.heads and self._is_labelled(leaf, run.start)) or self._is_bought(leaf, run):
            leaf.places, leaf.problem, leaf.settled, leaf.chosen = [], "other-field", True, None

    def _is_claimed(self, leaf: Leaf, run: Run) -> bool:
        """Does a line above name another field for what stands here?"""
        claims = self.bound.claims(run.start, run.end)
        own = max(claims.get(leaf.target.id, 0.0), NAME_CLAIM)
        targets = self.bound.cues.targets
        return any(score > own and could_hold(targets[id], leaf.value, leaf.kind) for id, score in claims.items())

    def _is_labelled(self, leaf: Leaf, start: int) -> bool:
        """Is a firm's place what a line gives for a name that is no firm's: "Cashier: Lily"?"""
        label = _LABEL.search(self.text, self.text.rfind("\n", 0, start) + 1, start)
        words = leaf.target.field.words
        asked = class_of_field(words)
        return label is not None and asked == "organisation" != class_of_field(label[1].lower())

    def _is_bought(self, leaf: Leaf, run: Run) -> bool:
        """Is a firm's place in a line that ends with an amount, as what was bought is?"""
        if run.whole or class_of_field(leaf.target.field.words) != "organisation":
            return False
        stop = self.text.find("\n", run.end)
        line_end = stop if stop >= 0 else len(self.text)
        return any(run.end <= start < line_end and "." in self.text[start:end] for _, start, end in self._amounts[0])

    def _place(self, leaf: Leaf, places: Sequence[Evidence]) -> None:
        """Take the first of some places, but for those that the text takes back, whatever cues stand there."""
        places = [place for place in places if not (self.bound.void(place) or self.bound.aside(place))]
        if places:
            leaf.places, leaf.problem, leaf.settled = sorted(places), "", True
            leaf.chosen = places[0]
            for place in places:
                leaf.strengths.setdefault(place.start, 0.0)
            leaf.own = leaf.strengths[leaf.chosen.start]


@cache
def _parts_of_bill() -> dict[str, re.Pattern[str]]:
    rows = vocabulary("knowledge/printed_amounts").pairs("fields").items()
    return {part: re.compile(rf"(?:{'|'.join(looks)})") for part, looks in rows}


def _part_of_bill(words: str) -> str:
    """What part of a bill a field holds, by its name: a section of printed_amounts.txt, or several; "" for none."""
    return next((part for part, looks in _parts_of_bill().items() if looks.fullmatch(words)), "")


def _is_printed_day(value: str) -> bool:
    """Is a string a day as it is printed, and nothing else?"""
    return any(span == (0, len(value)) for _, *ends in printed_dates(value) if (span := tuple(ends)))


def _is_day(words: str) -> bool:
    """Does a field hold the day of a paper, by its name?"""
    return class_of_field(words) == "time" and words.split()[-1:] == ["date"]
