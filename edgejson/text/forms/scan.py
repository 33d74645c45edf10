"""One scan of a text for numbers, dates, times and phone numbers: the inverse of those forms."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from edgejson.text.forms import dates, numbers, words

LITERAL, FORM, DERIVED, WEAK = "literal", "form", "derived", "weak"
#: Grades of evidence, the best first, and what each counts in the score.
GRADES = {LITERAL: 1.0, FORM: 1.0, DERIVED: 0.9, WEAK: 0.5}


class Evidence(NamedTuple):
    """A place in a text that says a value."""

    start: int
    end: int
    grade: str  #: one of GRADES
    cued: bool = False  #: the words name the field too ("not verified"): no other cue is needed


class NumberToken(NamedTuple):
    """A number in a text; `suffix` holds the word that follows ("kg", "%"), in lower case."""

    start: int  #: of the sign or the currency, where there is one
    end: int
    symbol: str  #: currency symbol or code before it, in lower case, or ""
    suffix: str
    grade: str


DateTimeKey = tuple[dates.DateKey, float, int | None]

_MONTH = "(?:" + "|".join(f"{name[:3].lower()}(?:{name[3:].lower()})?" for name in dates.MONTHS) + "|sept)"
_ZONE = r"(?P<zone> ?(?:\(?(?:utc|gmt)(?: ?[+-]\d{1,2}(?::?\d\d)?)?(?:\b|\))\)?|z\b|[+-]\d\d:?\d\d\b(?!-)))?"
_SCAN = re.compile(
    r"(?P<ymd>\d{4}(?P<y>[-/])\d{1,2}(?P=y)\d{1,2}(?!\d))t?"
    r"|(?P<abc>\d{1,2}(?P<a>[-/.])\d{1,2}(?P=a)\d{4}(?!\d))"
    rf"|(?P<dmy>\d{{1,2}}(?:st|nd|rd|th)?(?:\s+of)?[\s-]{_MONTH}\b\.?(?:,?[\s-]\d{{4}})?(?!\d))"
    r"|(?P<clock>\d{1,2}(?::\d\d(?::\d\d(?:\.\d+)?)?(?: ?[ap]\.?m\b\.?)?| ?[ap]\.?m\b\.?)(?!\d))"
    + _ZONE
    + r"|(?P<phone>\+\d[\d .()-]{6,}\d|\(\d{3}\) ?\d{3}[-. ]\d{4}|\d{3}(?P<p>[-. ])\d{3}(?P=p)\d{4}(?![\d-])"
    r"|1[ -]\(?\d{3}\)?[ -]\d{3}[ -]\d{4}(?!\d))"
    r"|(?P<number>(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?(?:e[+-]?\d{1,3}\b)?)"
    r"(?P<tail>k(?![^\W_])| ?%| (?:percent|thousand|million|billion)(?![^\W_]))?"
)
_RUN = re.compile(r"\d+")
#: Behind a run of digits: it is a plain number.
_PLAIN = frozenset("\n|;)]}\"'!?<*\t=")
#: Behind a run of digits and a space: a month, a percentage, a scale, the half of the day, a phone number may follow.
_MAY_FOLLOW = frozenset("jfmasondptbzu%(+0123456789")
_MONTH_FIRST = re.compile(_MONTH[3:-1].join(("(?:", ")")) + r"\b\.?\s+\d{1,2}(?:st|nd|rd|th)?\b(?!:)(?:,?\s+\d{4}\b)?")
_PART_OF_CODE = re.compile(r"[.:/]\d|-\w*\d|_\w*[^\W_]|(?:st|nd|rd|th)\b|[a-z]+\d")
_SUFFIX = re.compile(r" ?(°?[a-zµ°²³$€£¥₹]+(?:/[a-z]+)?)")
_DIGITS = re.compile(r"\d+")
_SCALE = {"k": 1000, " thousand": 1000, " million": 10**6, " billion": 10**9}
_WEEKDAY = re.compile(r"(?<![a-z])(?:mon|tues|wednes|thurs|fri|satur|sun)day,? (?:the )?$")
_CODE_BEFORE = re.compile(r"(?:^|[^a-z])(" + "|".join(numbers.CURRENCY_WORDS).lower() + ") $")
#: The header of comma-separated rows, and the rows below it: there a comma never groups digits.
_CSV = re.compile(r"^[^,\n\d]+(?:,[^,\n\d\s][^,\n\d]*)+\n(?:[^\n]*,[^\n]*(?:\n|$))+", re.MULTILINE)


class Tokens:
    """Numbers, dates, times and phone numbers of a lower-case text, each by its value."""

    __slots__ = ("_rows", "dates", "numbers", "phones", "times")

    def __init__(self, lowered: str) -> None:
        self.numbers: dict[float, list[NumberToken]] = {}
        self.dates: dict[dates.DateKey, list[Evidence]] = {}
        self.times: dict[tuple[float, int | None], list[Evidence]] = {}
        self.phones: dict[str, list[Evidence]] = {}
        self._rows = [m.span() for m in _CSV.finditer(lowered)] if "," in lowered and "\n" in lowered else []
        dated = self._month_first(lowered)
        at, size = 0, len(lowered)
        while run := _RUN.search(lowered, at):
            start, end = run.span()
            if start in dated:
                at = end
                continue
            after = lowered[end] if end < size else "\n"
            before = lowered[start - 1] if start else "\n"
            if before.isalnum() and not (before == "t" and lowered[start - 2 : start - 1].isdigit()):
                at = end  # the tail of a word such as CO2
            elif before in "+(" and (phone := _SCAN.match(lowered, start - 1)):
                at = self._take(lowered, phone)
            elif after in _PLAIN or (after == " " and lowered[end + 1 : end + 2] not in _MAY_FOLLOW):
                at = end
                if before != "@" and not (before == "_" and lowered[start - 2 : start - 1].isalnum()):
                    self._plain(lowered, start, end, before)
            else:
                at = self._take(lowered, _SCAN.match(lowered, start))  # type: ignore[arg-type]

    def _month_first(self, lowered: str) -> set[int]:
        """Note dates such as "march 3, 2025"; returns where their numbers start."""
        dated: set[int] = set()
        for match in _MONTH_FIRST.finditer(lowered):
            start, end = match.span()
            if start and lowered[start - 1].isalnum():
                continue
            self._date(lowered, start, end, "mdy")
            dated.update(run.start() for run in _RUN.finditer(lowered, start, end))
        return dated

    def _date(self, lowered: str, start: int, end: int, group: str) -> None:
        first = start
        if start and lowered[start - 1] in " \n" and (named := _WEEKDAY.search(lowered, max(0, start - 16), start)):
            first = named.start()
        for key, grade in _date_keys(lowered[start:end], group):
            self.dates.setdefault(key, []).append(Evidence(first, end, grade))

    def _plain(self, lowered: str, start: int, end: int, before: str) -> None:
        """Note a run of digits that nothing but a unit can follow."""
        if before in "./:-–," and _joined(lowered, start, before):
            return
        negative, first, symbol = _sign(lowered, start, before)
        value = int(lowered[start:end])
        follows = _SUFFIX.match(lowered, end)
        token = NumberToken(first, end, symbol, follows.group(1) if follows else "", FORM if symbol else LITERAL)
        self.numbers.setdefault(-value if negative else value, []).append(token)

    def _take(self, lowered: str, match: re.Match[str]) -> int:
        """Note what a match says; returns where to scan on."""
        start = match.start()
        group = match.lastgroup
        before = lowered[start - 1] if start else " "
        if group == "number" or group == "tail":
            if before.isalnum() or (before == "_" and lowered[start - 2 : start - 1].isalnum()) or before == "@":
                return match.end()
            return self._number(lowered, match, before)
        if before.isalnum() and not (before == "t" and group in ("clock", "zone")):
            return match.end()
        if group == "clock" or group == "zone":
            self._clock(match)
        elif group == "phone":
            key = words.phone_digits(match.group())
            self.phones.setdefault(key, []).append(Evidence(start, match.end(), FORM))
        else:
            self._date(lowered, start, match.end(str(group)), str(group))
        return match.end()

    def _number(self, lowered: str, match: re.Match[str], before: str) -> int:
        start, end = match.span("number")
        text, tail = match.group("number"), match.group("tail") or ""
        if self._rows and "," in text and self._splits(lowered, start):
            end = start + text.index(",")
            text, tail = lowered[start:end], ""
        elif not tail and _PART_OF_CODE.match(lowered, end):
            return match.end()
        if before in "./:-–," and _joined(lowered, start, before):
            return end
        negative, first, symbol = _sign(lowered, start, before)
        digits = text.replace(",", "")
        value: float = float(digits) if "." in digits or "e" in digits else int(digits)
        stop, suffix = end + len(tail), ""
        if tail in _SCALE:
            value = float(Decimal(digits) * _SCALE[tail])
        elif tail:
            suffix = "%"
        elif follows := _SUFFIX.match(lowered, stop):
            suffix = follows.group(1)
        token = NumberToken(first, stop, symbol, suffix, FORM if symbol or tail or "," in text else LITERAL)
        self.numbers.setdefault(-value if negative else value, []).append(token)
        return stop

    def _splits(self, lowered: str, start: int) -> bool:
        """Does a comma at a place separate cells: in a row of separated values, outside of quotes?"""
        if not any(low <= start < high for low, high in self._rows):
            return False
        return lowered.count('"', lowered.rfind("\n", 0, start) + 1, start) % 2 == 0

    def _clock(self, match: re.Match[str]) -> None:
        text = match.group("clock")
        half = "p" if "p" in text else "a" if "a" in text else ""
        hour, *rest = text.rstrip("apm. ").split(":")
        hours = int(hour)
        if hours > (12 if half else 24) or (half and not hours):
            return
        if half:
            hours = hours % 12 + (12 if half == "p" else 0)
        seconds = hours * 3600 + int(rest[0] if rest else 0) * 60 + (float(rest[1]) if len(rest) > 1 else 0)
        zone = match.group("zone")
        key = (seconds, _zone_offset(zone) if zone else None)
        self.times.setdefault(key, []).append(Evidence(match.start(), match.end(), FORM))

    def datetimes(self, lowered: str) -> dict[DateTimeKey, list[Evidence]]:
        """Dates joined with the time that follows them, or ("3 PM on ...") precedes them."""
        found: dict[DateTimeKey, list[Evidence]] = {}
        days = [(key, day) for key, spans in self.dates.items() for day in spans]
        for (seconds, offset), spans in self.times.items():
            for clock in spans:
                for key, day in days:
                    if 0 <= clock.start - day.end <= 9 and lowered[day.end : clock.start].strip(" ,\n") in _JOINS:
                        span = Evidence(day.start, clock.end, day.grade)
                    elif 0 <= day.start - clock.end <= 9 and lowered[clock.end : day.start].strip(" ,\n") in _BACK:
                        span = Evidence(clock.start, day.end, day.grade)
                    else:
                        continue
                    found.setdefault((key, seconds, offset), []).append(span)
        return found


_JOINS = frozenset({"", "t", "at", "@", "-", "from", "by", "—", "–"})
_BACK = frozenset({"", "on", "on the", "of", "the"})


def _joined(lowered: str, start: int, before: str) -> bool:
    """Is a number the tail of a code, a date, a clock time, a version, a path ("A-12", "10:30", "x/12")?"""
    previous = lowered[start - 2] if start > 1 else " "
    if before == ",":
        return False
    if before == "." or before == ":":
        return previous.isdigit()
    if before == "–":
        return previous.isalpha()
    if previous == "_":
        return start > 2 and lowered[start - 3].isalnum()
    return previous.isalnum() or previous == before


def _sign(lowered: str, start: int, before: str) -> tuple[bool, int, str]:
    """(negative, where sign and currency begin, currency) of the number at `start`."""
    first, symbol = start, ""
    if before in "$€£¥₹":
        first, symbol = start - 1, before
    elif before == " " and start > 3 and (match := _CODE_BEFORE.search(lowered, max(0, start - 5), start)):
        first, symbol = match.start(1), match.group(1)
    elif before == " " and start > 1 and lowered[start - 2] in "$€£¥₹":
        first, symbol = start - 2, lowered[start - 2]
    sign = lowered[first - 1] if first else " "
    if sign == "-":
        return True, first - 1, symbol
    if sign == " " and first > 5 and lowered.startswith("minus ", first - 6):
        return True, first - 6, symbol
    return False, first, symbol


def _zone_offset(zone: str) -> int:
    sign = re.search(r"([+-])(\d{1,2}):?(\d\d)?", zone)
    if not sign:
        return 0
    minutes = int(sign.group(2)) * 60 + int(sign.group(3) or 0)
    return -minutes if sign.group(1) == "-" else minutes


def _date_keys(text: str, group: str) -> Iterator[tuple[dates.DateKey, str]]:
    """The dates that a match may mean: one, or two weak ones where the order of day and month is open.

    A date without its year has the year 0 and is weak.
    """
    found = [int(part) for part in _DIGITS.findall(text)]
    if group == "ymd":
        yield (found[0], found[1], found[2]), LITERAL if text[4] == "-" and len(text) == 10 else FORM
    elif group == "abc":
        a, b, year = found
        if a > 12 or b > 12 or a == b:
            yield (year, a, b) if b > 12 else (year, b, a), FORM
        else:
            yield (year, a, b), WEAK
            yield (year, b, a), WEAK
    else:
        letters = text.lstrip("0123456789")
        if group == "dmy":
            letters = re.sub(r"^(?:st|nd|rd|th)?(?:\s+of)?[\s-]", "", letters)
        month = dates.MONTH_NUMBERS[letters[:3]]
        yield (found[1] if len(found) > 1 else 0, month, found[0]), FORM if len(found) > 1 else WEAK
