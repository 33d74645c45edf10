"""One scan of a text for numbers, dates, times and phone numbers: the inverse of those forms."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from edgejson.forms import dates, numbers, words, zones

LITERAL, FORM, DERIVED, WEAK, MISREAD = "literal", "form", "derived", "weak", "misread"
#: Grades of evidence, the best first: where a value is said twice, the better place counts.
GRADES = {LITERAL: 1.0, FORM: 1.0, DERIVED: 0.9, WEAK: 0.5, MISREAD: 0.5}


class Evidence(NamedTuple):
    """A place in a text that says a value."""

    start: int
    end: int
    grade: str  #: one of GRADES
    cued: bool = False  #: the words name the field too ("not verified"): no other cue is needed


class NumberToken(NamedTuple):
    """A number in a text."""

    start: int  #: of the sign or the currency, where there is one
    end: int
    grade: str
    tail: str = ""  #: what belongs to it behind its digits: "%", "k", " million", ...


DateTimeKey = tuple[dates.DateKey, float, int | None]

_MONTH = "(?:" + "|".join(f"{name[:3].lower()}(?:{name[3:].lower()})?" for name in dates.MONTHS) + "|sept)"
_NAMED_ZONE = "|".join(dates.ZONE_OFFSETS)
_ZONE = (
    r"(?P<zone> ?(?:\(?(?:utc|gmt)(?: ?[+-]\d{1,2}(?::?\d\d)?)?(?![^\W_])\)?|z\b|[+-]\d\d:?\d\d\b(?!-)"
    rf"|\(?(?:{_NAMED_ZONE})(?![^\W_])\)?|,? \(?(?:{zones.PATTERN})\)?))?"
)
_SCAN = re.compile(
    r"(?P<ymd>\d{4}(?P<y>[-/])\d{1,2}(?P=y)\d{1,2}(?!\d))t?"
    r"|(?P<abc>\d{1,2}(?P<a>[-/.])\d{1,2}(?P=a)\d{4}(?!\d))"
    rf"|(?P<dmy>\d{{1,2}}(?:st|nd|rd|th)?(?:\s+of)?[\s-]{_MONTH}\b\.?(?:,?[\s-]\d{{4}})?(?!\d))"
    r"|(?P<clock>\d{1,2}(?::\d\d(?::\d\d(?:\.\d+)?)?(?: ?[ap]\.?m\b\.?)?| ?[ap]\.?m\b\.?)(?!\d))"
    + _ZONE
    + r"|(?P<phone>\+\d[\d .()-]{6,}\d|\(\d{3}\) ?\d{3}[-. ]\d{4}|\d{3}(?P<p>[-. ])\d{3}(?P=p)\d{4}(?![\d-])"
    r"|1[ -]\(?\d{3}\)?[ -]\d{3}[ -]\d{4}(?!\d))"
    r"|(?P<number>(?:(?<!,)\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?(?:e[+-]?\d{1,3}\b)?)"
    r"(?P<tail>k(?![^\W_])| ?%| (?:percent|thousand|million|billion)(?![^\W_]))?"
)
_RUN = re.compile(r"\d\d*")  # so written the engine scans for the first digit
#: Behind a run of digits: it is a plain number.
_PLAIN = frozenset("\n|;)]}\"'!?<*\t=")
#: Behind a run of digits, without a further digit next: the same.
_STOPS = frozenset(",.:")
#: Behind a run of digits and a space: a month, a percentage, a scale, the half of the day, a phone number may follow.
_MAY_FOLLOW = frozenset("jfmasondptbzu%(+0123456789")
_MONTH_FIRST = re.compile(_MONTH[3:-1].join(("(?:", ")")) + r"\b\.?\s+\d{1,2}(?:st|nd|rd|th)?\b(?!:)(?:,?\s+\d{4}\b)?")
_MONTH_AHEAD = re.compile(_MONTH + r"\.?\Z")
#: The last characters of months' names and their short forms.
_MONTH_ENDS = frozenset("bceglnprtvyh.")
_PART_OF_CODE = re.compile(r"[.:/]\d|-\w*\d|_\w*[^\W_]|(?:st|nd|rd|th)\b|[a-z]+\d")
#: Behind the lower end of a range, "2-4 players": the upper end. It is no part of a code where it is the greater one.
_UPPER_END = re.compile(r"-([1-9]\d{0,3})(?=[,;.!?)\"']*(?:\s|\Z))")
_SUFFIX = re.compile(r" ?(°?[a-zµ°²³$€£¥₹]+(?:/[a-z]+)?)")
_DIGITS = re.compile(r"\d+")
_LEADING_DIGITS = re.compile(r"^\d+")
_SCALE = {"k": 1000, " thousand": 1000, " million": 10**6, " billion": 10**9}
_WEEKDAY = re.compile(r"(?<![a-z])(?:mon|tues|wednes|thurs|fri|satur|sun)day,? (?:the )?$")
_CODES = frozenset(code.lower() for code in numbers.CURRENCY_WORDS)
#: The header of comma-separated rows, and the rows below it: there a comma never groups digits.
_CSV = re.compile(r"^[^,\n\d]+(?:,[^,\n\d\s][^,\n\d]*)+\n(?:[^\n]*,[^\n]*(?:\n|$))+", re.MULTILINE)


class Tokens:
    """Numbers, dates, times and phone numbers of a lower-case text, each by its value."""

    __slots__ = ("_rows", "dates", "numbers", "phones", "times")

    def __init__(self, lowered: str) -> None:
        self.numbers: dict[float, list[NumberToken]] = {}
        self.dates: dict[dates.DateKey, list[Evidence]] = {}
        self.times: dict[tuple[float, int | str | None], list[Evidence]] = {}
        self.phones: dict[str, list[Evidence]] = {}
        self._rows: list[tuple[int, int]] | None = None
        at, last = 0, len(lowered)
        lowered += "\n\n"
        for run in _RUN.finditer(lowered):
            start, end = run.span()
            if start < at:
                continue
            after, before = lowered[end], lowered[start - 1] if start else "\n"
            if before.isspace() and (at := self._month_first(lowered, start)):
                continue
            if before.isalnum() and not (before == "t" and lowered[start - 2 : start - 1].isdigit()):
                continue  # the tail of a word such as CO2
            if before in "+(" and (phone := _SCAN.match(lowered, start - 1, last)):
                at = self._take(lowered, phone)
                continue
            if after == "." and lowered[end + 1].isdigit():
                end = _RUN.match(lowered, end + 1).end()  # type: ignore[union-attr]
                after, at = lowered[end], end
            following = lowered[end + 1] if end < last else "\n"
            if (
                after in _PLAIN
                or (after == " " and following not in _MAY_FOLLOW)
                or (after in _STOPS and not following.isdigit())
            ):
                if before != "@" and not (before == "_" and lowered[start - 2 : start - 1].isalnum()):
                    self._plain(lowered, start, end, before)
            else:
                at = self._take(lowered, _SCAN.match(lowered, start, last))  # type: ignore[arg-type]

    def _month_first(self, lowered: str, start: int) -> int:
        """Note a date such as "march 3, 2025" whose day stands at `start`; returns where it ends, 0 for none."""
        ahead = lowered[max(0, start - 24) : start].rstrip()
        if ahead[-1:] not in _MONTH_ENDS or not (month := _MONTH_AHEAD.search(ahead)):
            return 0
        first = month.start() + max(0, start - 24)
        if first and lowered[first - 1].isalnum():
            return 0
        match = _MONTH_FIRST.match(lowered, first)
        if match is None:
            return 0
        self._date(lowered, first, match.end(), "mdy")
        return match.end()

    def _date(self, lowered: str, start: int, end: int, group: str) -> None:
        first = start
        if start and lowered[start - 1] in " \n" and (named := _WEEKDAY.search(lowered, max(0, start - 16), start)):
            first = named.start()
        for key, grade in _date_keys(lowered[start:end], group):
            self.dates.setdefault(key, []).append(Evidence(first, end, grade))

    def _plain(self, lowered: str, start: int, end: int, before: str) -> None:
        """Note digits, with decimals or without, that nothing but a unit can follow."""
        if before in "./:-–," and _joined(lowered, start, before):
            return
        negative, first, signed = _sign(lowered, start, before)
        digits = lowered[start:end]
        value = float(digits) if "." in digits else int(digits)
        token = NumberToken(first, end, FORM if signed else LITERAL)
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
        if "," in text and self._splits(lowered, start):
            end = start + text.index(",")
            text, tail = lowered[start:end], ""
        elif not tail and _PART_OF_CODE.match(lowered, end) and not ("." in text and lowered[end] == "/"):  # "0.7/100"
            return self._range(lowered, match, before) or match.end()
        if before in "./:-–," and _joined(lowered, start, before):
            return end
        negative, first, signed = _sign(lowered, start, before)
        digits = text.replace(",", "")
        value: float = float(digits) if "." in digits or "e" in digits else int(digits)
        stop = end + len(tail)
        if tail in _SCALE:
            value = float(Decimal(digits) * _SCALE[tail])
        token = NumberToken(first, stop, FORM if signed or tail or "," in text else LITERAL, tail)
        self.numbers.setdefault(-value if negative else value, []).append(token)
        return stop

    def _range(self, lowered: str, match: re.Match[str], before: str) -> int:
        """Note both ends of a range of small whole numbers, "ages 4-12"; returns where it ends, 0 for none."""
        start, end = match.span("number")
        upper = _UPPER_END.match(lowered, end)
        low = match["number"]
        if upper is None or not (before.isspace() or before in "(\"'") or not low.isdigit() or low != str(int(low)):
            return 0
        if int(low) >= int(upper[1]):
            return 0
        self.numbers.setdefault(int(low), []).append(NumberToken(start, end, LITERAL))
        self.numbers.setdefault(int(upper[1]), []).append(NumberToken(*upper.span(1), LITERAL))
        return upper.end()

    def _splits(self, lowered: str, start: int) -> bool:
        """Does a comma at a place separate cells: in a row of separated values, outside of quotes?"""
        if self._rows is None:
            self._rows = [m.span() for m in _CSV.finditer(lowered)] if "\n" in lowered else []
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
                    found.setdefault((key, seconds, zones.offset_at(offset, key, seconds)), []).append(span)
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


def _sign(lowered: str, start: int, before: str) -> tuple[bool, int, bool]:
    """(negative, where sign and currency begin, with a currency) of the number at `start`."""
    first = start
    if before == " ":
        ahead = lowered[start - 2 : start - 1]
        if ahead in "$€£¥₹":
            first = start - 2 if start > 1 else start
        elif lowered[start - 4 : start - 1] in _CODES and (start == 4 or not "a" <= lowered[start - 5] <= "z"):
            first = start - 4
    elif before in "$€£¥₹":
        first = start - 1
    if first:
        sign = lowered[first - 1]
        if sign == "-":
            return True, first - 1, first < start
        if sign == " " and lowered[first - 2 : first - 1] == "s" and lowered.startswith("minus ", first - 6):
            return True, first - 6, first < start
    return False, first, first < start


def suffix(lowered: str, token: NumberToken) -> str:
    """The word that follows a number ("kg", "%"), in lower case, or ""."""
    if token.tail:
        return "" if token.tail in _SCALE else "%"
    follows = _SUFFIX.match(lowered, token.end)
    return follows.group(1) if follows else ""


def _zone_offset(zone: str) -> int | str:
    """The offset in minutes, or the zone whose offset the date tells."""
    sign = re.search(r"([+-])(\d{1,2}):?(\d\d)?", zone)
    if not sign:
        return zones.NAMES.get(name := zone.strip(" ,()")) or dates.ZONE_OFFSETS.get(name, 0)
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
        letters = _LEADING_DIGITS.sub("", text)
        if group == "dmy":
            letters = re.sub(r"^(?:st|nd|rd|th)?(?:\s+of)?[\s-]", "", letters)
        month = dates.MONTH_NUMBERS[letters[:3]]
        yield (found[1] if len(found) > 1 else 0, month, found[0]), FORM if len(found) > 1 else WEAK
