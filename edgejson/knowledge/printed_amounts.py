"""The amounts of a receipt, an invoice or a bill as it is printed: what each is, and which is owed in the end.

What an amount is says the label on its line, or the line of words ahead of it, where a scanner made lines of the two.
Labels are misread and missing, so sums decide too: what was tendered less the change, a total with its rounding,
goods with their tax.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches
from functools import cache, lru_cache

from edgejson.language.vocabulary import vocabulary

_WORDS = vocabulary("knowledge/printed_amounts")
_ROLES = tuple(name for name in _WORDS.sections if name not in ("currency", "beside", "misread", "fields"))
#: A word of so many letters is taken for another one that is alike by this much (difflib's ratio): a letter of five.
_LONG_ENOUGH, _ALIKE = 4, 0.8
_CURRENCY = rf"(?:[$€£¥₹]|(?<![^\W\d_]){_WORDS.either('currency')})"
_NUMBER = r"\d{1,3}(?:[.,'’]\d{3})+(?:[.,]\d{1,2})?|\d{1,3}(?: \d{3})+,\d\d|\d+(?:\. | \.)\d\d(?!\d)|\d+[.,]\d{1,3}|\d+"
_AMOUNT = re.compile(
    rf"(?<![^\W_])(?P<open>[-+−–(]?) ?(?P<before>{_CURRENCY})? ?(?P<sign>[-+−–]?)"
    rf"(?<!\d[.,:/])(?<!#)(?<!\d)(?P<number>{_NUMBER})"
    rf"(?![\d%]| ?%|[:/.,]\d|-\d)(?P<minus>-(?!\w))? ?(?P<after>{_CURRENCY}(?![^\W_]))?\)?",
)
#: A whole text that is an amount.
_WHOLE = re.compile(rf"(?P<sign>[-+−–]?) ?{_CURRENCY}? ?(?P<second>[-−–]?)(?P<number>{_NUMBER}) ?{_CURRENCY}?", re.I)
_CENTS = re.compile(r"(?<![\d.,])\d[\d.,]*([.,])\d\d(?![\d.,]\d|\d)")
_LETTERS = re.compile(r"[^\W\d_]+")
#: What a line of an amount may have besides it: the code of a tax, a quantity's sign.
_FEW_LETTERS = 2
#: What counts for a value being what is owed, and against it. Ours; the order matters, not the figures.
_SAID = {
    "payable": 3.0,
    "total": 2.0,
    "card": 1.0,
    "amount": 1.0,
    "subtotal": -1.5,
    "change": -3.0,
    "tax": -2.0,
    "discount": -2.0,
}
_BY_CHANGE, _BY_ROUNDING, _BY_TAX, _AGAIN = 3.0, 2.5, 1.0, 0.2
#: And against what is less than half of something that was bought.
_TOO_LITTLE = 2.0
#: Values that count by so much less than the best may be meant as well; with less than this none is told.
_AS_GOOD, _LEAST = 0.75, 1.5
#: The most amounts of one kind of which sums are tried.
_MOST = 40


@dataclass(slots=True)
class Printed:
    """An amount in a text: its value, its place there, the words that stand by it and what they say it is."""

    value: Decimal
    start: int
    end: int
    line: int
    exact: bool = False  #: has decimals, a group of thousands or a currency
    label: str = ""
    role: str = ""


@dataclass(slots=True)
class _Line:
    """A line: its words without amounts, in lower case, and its amounts."""

    words: str
    amounts: list[Printed]

    @property
    def named(self) -> bool:
        return sum(map(len, _LETTERS.findall(self.words))) > _FEW_LETTERS


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {role: re.compile(_WORDS.either(role)) for role in _ROLES}


@lru_cache(maxsize=16384)
def role_of(label: str) -> str:
    """What an amount is beside a label in lower case: a section of printed_amounts.txt, "" where none says.

    Words are read as they may have been before a scanner misread a letter.
    """
    printed = _LETTERS.sub(lambda word: _as_printed(word[0]), label)
    return next((role for role, pattern in _patterns().items() if pattern.search(printed)), "")


def _as_printed(word: str) -> str:
    """The word of money that one is but for a letter or so; itself, where it is none."""
    alike = get_close_matches(word, _WORDS.words("misread"), 1, _ALIKE) if len(word) >= _LONG_ENOUGH else []
    return alike[0] if alike else word


def decimal_mark(text: str) -> str:
    """The mark ahead of the hundredths of a text's amounts, "" where it has none."""
    marks = Counter(_CENTS.findall(text))
    return max(marks, key=marks.__getitem__, default="")


def parse_amount(said: str, mark: str) -> Decimal | None:
    """The amount that a whole text is, currency aside; None where it is none. `mark` decides what "9.000" means."""
    found = _WHOLE.fullmatch(said.strip())
    if found is None:
        return None
    value = _value(found["number"], mark)
    return -value if value is not None and (found["sign"] or found["second"]) in tuple("-−–") else value


def _value(number: str, mark: str) -> Decimal | None:
    digits = re.sub(r"[ '’]", "", number)
    marks = [letter for letter in digits if letter in ".,"]
    if len(set(marks)) == 2:
        mark = marks[-1]
    elif len(marks) > 1:
        mark = "," if marks[0] == "." else "."  # a mark that stands twice makes groups
    elif marks:
        behind = len(digits) - digits.index(marks[0]) - 1
        decimal = behind != 3 or digits.startswith("0") or mark == marks[0]
        mark = marks[0] if decimal else "," if marks[0] == "." else "."
    group = "," if mark == "." else "."
    try:
        return Decimal(digits.replace(group, "").replace(",", "."))
    except InvalidOperation:
        return None  # two decimal marks


def read_amounts(text: str) -> list[Printed]:
    """The amounts of a text, in order, with what they are; whole numbers only where no others are, with a label."""
    lowered = text.lower() if len(text.lower()) == len(text) else text
    lines = list(_lines(lowered, decimal_mark(lowered)))
    _name(lines)
    amounts = [amount for line in lines for amount in line.amounts if amount.role != "count"]
    exact = [amount for amount in amounts if amount.exact]
    return exact or [amount for amount in amounts if amount.role in ("payable", "total", "tendered", "change")]


def _lines(lowered: str, mark: str) -> Iterator[_Line]:
    start = 0
    for number, line in enumerate(lowered.split("\n")):
        amounts, words, end = [], "", 0
        for found in _AMOUNT.finditer(line):
            value = _value(found["number"], mark)
            if value is None:
                continue
            negative = (found["open"] or found["sign"]) in tuple("-−–(") or found["minus"]
            first = found.start("before") if found["before"] else found.start("number")
            last = found.end("after") if found["after"] else found.end("number")
            said = line[first:last]
            if said.isdigit() and not line[: found.start()].strip() and line[found.end() :].strip():
                continue  # the number of an article
            value = -value if negative else value
            amounts.append(Printed(value, start + first, start + last, number, not said.isdigit()))
            words += line[end : found.start()] + " "
            end = found.end()
        yield _Line((words + line[end:]).strip(), amounts)
        start += len(line) + 1


def _name(lines: Sequence[_Line]) -> None:
    """Give every amount its label and role: of its line, or of the lines of words ahead of its column."""
    rows = [line for line in lines if line.named or line.amounts]
    heads: list[_Line] = []  #: lines of words alone, directly ahead
    place = 0
    while place < len(rows):
        row = rows[place]
        place += 1
        if row.named and not row.amounts:
            heads.append(row)
            continue
        if row.named:
            _label(row.amounts, row.words)
        else:
            column = [row]
            while place < len(rows) and not rows[place].named:
                column.append(rows[place])
                place += 1
            _label_column(heads, column, rows[place : place + 2])
        heads = []


def _label_column(heads: Sequence[_Line], column: Sequence[_Line], behind: Sequence[_Line]) -> None:
    """Label lines of amounts alone: one by one where as many labels stand ahead, else all by the last label.

    `behind` are the next two lines: a label that no amount follows may belong to the amount ahead of it.
    """
    size = len(column)
    own = heads[-size:]
    if size > 1 and len(own) == size and all(role_of(head.words) for head in own):
        for head, line in zip(own, column, strict=True):
            _label(line.amounts, head.words)
        return
    ahead = heads[-1].words if heads else ""
    if _follows(behind) and (size > 1 or not role_of(ahead)):
        _label(column[-1].amounts, behind[0].words)
        column = column[:-1]
    _label([amount for line in column for amount in line.amounts], ahead)


def _follows(behind: Sequence[_Line]) -> bool:
    """Is the next line a label of money that no amount follows?"""
    if not behind or behind[0].amounts or not role_of(behind[0].words):
        return False
    return len(behind) == 1 or behind[1].named


def _label(amounts: list[Printed], label: str) -> None:
    role = role_of(label)
    if role in ("total", "payable") and len({abs(amount.value) for amount in amounts if amount.exact}) > 1:
        role = "summary"  # of taxes: "total: 89.50 5.37"
    for amount in amounts:
        amount.label, amount.role = label, role


def payable(amounts: Sequence[Printed]) -> frozenset[Decimal]:
    """What may be owed in the end: one value, or those that nothing tells apart; none where there is no amount."""
    scores = _scores(amounts)
    best = max(scores.values(), default=0.0)
    if best < _LEAST:  # no label and no sum says what is owed: at least it is no part of something
        largest = max((abs(each.value) for each in amounts if each.role not in _NOT_OWED), default=None)
        return frozenset() if largest is None else frozenset([largest])
    return frozenset(value for value, score in scores.items() if score > best - _AS_GOOD)


def _scores(amounts: Sequence[Printed]) -> dict[Decimal, float]:
    """How much speaks for each value, without its sign, being what is owed."""
    by_role: dict[str, set[Decimal]] = {}
    for amount in amounts:
        by_role.setdefault(amount.role, set()).add(abs(amount.value))
    times = Counter(abs(amount.value) for amount in amounts)
    scores = {value: _AGAIN * (min(count, 4) - 1) for value, count in times.items() if value}
    for value in scores:
        said = [_SAID[role] for role, values in by_role.items() if role in _SAID and value in values]
        scores[value] += max((score for score in said if score > 0), default=min(said, default=0.0))
    for value in scores:
        if 2 * value < max((part for role in ("", "subtotal") for part in by_role.get(role, ())), default=value):
            scores[value] -= _TOO_LITTLE
    for value, score in [*_sums(by_role), *_in_a_row(amounts)]:
        if value in scores:
            scores[value] += score
    return scores


def _sums(by_role: Mapping[str, set[Decimal]]) -> Iterator[tuple[Decimal, float]]:
    """Values for which sums speak, or against which: each with how much."""

    def of(*roles: str) -> list[Decimal]:
        return sorted(set().union(*(by_role.get(role, ()) for role in roles)))[:_MOST]

    said = set(of("payable", "total"))
    yield from (
        (value, _BY_CHANGE) for value in {paid - back for paid in of("tendered") for back in of("change", "balance")}
    )
    yield from ((value, _BY_TAX) for value in {net + tax for net in of("subtotal") for tax in of("tax")})
    paid = said | set(of("tendered", "card", "subtotal"))
    before = said | set(of("subtotal"))
    changed = {
        *((old, new) for old, new in _sums_of(before, of("rounding"), paid, (1, -1)) if _rounder(new, old)),
        *((old, new) for old, new in _sums_of(before, of("tax"), said, (1,)) if new < 2 * old),
        *_sums_of(before, of("discount"), said, (-1,)),
    }
    yield from ((value, -_BY_ROUNDING) for value in {old for old, _ in changed})
    yield from ((value, _BY_ROUNDING) for value in {new for _, new in changed})


def _sums_of(
    values: Collection[Decimal], offs: Collection[Decimal], among: Collection[Decimal], signs: Sequence[int]
) -> Iterator[tuple[Decimal, Decimal]]:
    """Pairs of a value and another one that adding or taking off an amount makes of it."""
    for old in sorted(values)[:_MOST]:
        yield from ((old, new) for off in offs for sign in signs if off and (new := old + sign * off) in among)


def _in_a_row(amounts: Sequence[Printed]) -> Iterator[tuple[Decimal, float]]:
    """Values directly ahead of two that may be what was tendered and the change: sums where no label says so."""
    told = list({(amount.line, abs(amount.value)): amount for amount in amounts}.values())
    for owed, paid, back in zip(told, told[1:], told[2:], strict=False):
        told_so = back.role == "change" or (paid.role in _PAYMENT and back.role in _PAYMENT)
        if (
            told_so
            and paid.line < back.line
            and owed.line < paid.line
            and abs(owed.value) == abs(paid.value) - abs(back.value) > 0
        ):
            yield abs(owed.value), _BY_CHANGE


_NOT_OWED = ("tendered", "change", "balance", "rounding", "discount", "tax")
_PAYMENT = ("", "tendered", "change", "balance", "card")


def _rounder(one: Decimal, other: Decimal) -> bool:
    """Has a value fewer digits that count than another, or as many with a 5 at their end?"""
    mine, theirs = one.normalize().as_tuple().digits, other.normalize().as_tuple().digits
    return len(mine) < len(theirs) or (len(mine) == len(theirs) and mine[-1] == 5 != theirs[-1])
