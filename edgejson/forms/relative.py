"""Dates said by the day on which a text was written ("yesterday", "three days ago"), and back.

Only forms that have one reading, whatever a reader's habits:

| form | says | said of days |
|---|---|---|
| today, yesterday, the day after tomorrow | | 2 back to 2 ahead |
| three days ago, in three days | | 2 to 12 away, 7 aside |
| a week ago, two weeks from today | to the day | 7, 14, 21 away |
| this past Tuesday, this coming Friday | the nearest one | 3 to 6 away |
| last Tuesday | the nearest one back, where that is the one of last week too | 2 to 7 back |
| Tuesday of last (this, next) week | | 3 to 13 away |

"Last Tuesday", said on a Friday, may be three days or ten days back: it isn't said then, and is read as no date. Some
people's weeks begin on Sunday, so where a week counts, neither day is one. "Tuesday" and "next Tuesday" are not used.

A form means a date only in a text that states, once, on which day it was written: in the line above a letter or note,
the header of a mail, the line above a quoted one, the stamp of a chat or transcript.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from random import Random

from edgejson.forms.dates import DATES, WEEKDAYS, DateKey
from edgejson.forms.scan import DERIVED, WEAK, Evidence
from edgejson.language.vocabulary import vocabulary

#: Farthest day that any form says, in days.
FARTHEST = 21
_COUNTS = vocabulary("language/en/numbers").words("ones")[1:13]
_NEAR = {"the day before yesterday": -2, "yesterday": -1, "today": 0, "tomorrow": 1, "the day after tomorrow": 2}
_NEAR_DAYS = {days: said for said, days in _NEAR.items()}
_SUNDAY = 6

# -- from a date to a form ----------------------------------------------------------------------


def _near(day: date, written: date) -> str | None:
    return _NEAR_DAYS.get((day - written).days)


def _days(day: date, written: date) -> str | None:
    away = (day - written).days
    if not 2 <= abs(away) <= len(_COUNTS) or abs(away) == 7:  # that is a week
        return None
    said = f"{_COUNTS[abs(away) - 1]} days"
    return f"{said} ago" if away < 0 else f"in {said}"


def _weeks(day: date, written: date) -> str | None:
    weeks, rest = divmod(abs((day - written).days), 7)
    if rest or not 1 <= weeks <= 3:
        return None
    said = "a week" if weeks == 1 else f"{_COUNTS[weeks - 1]} weeks"
    return f"{said} ago" if day < written else f"{said} from today"


def _nearest(day: date, written: date) -> str | None:
    away = (day - written).days
    return f"this {'past' if away < 0 else 'coming'} {WEEKDAYS[day.weekday()]}" if 3 <= abs(away) <= 6 else None


def _last(day: date, written: date) -> str | None:
    clear = -7 <= (day - written).days <= -2 and _week(day, written) == -1
    return f"last {WEEKDAYS[day.weekday()]}" if clear else None


def _of_week(day: date, written: date) -> str | None:
    week = _week(day, written) if abs((day - written).days) > 2 else None
    return f"{WEEKDAYS[day.weekday()]} of {_WEEKS[week]} week" if week in _WEEKS else None


_WEEKS = {-1: "last", 0: "this", 1: "next"}


def _week(day: date, written: date) -> int | None:
    """How many weeks a day's week is ahead of that of another; None where it hangs on the day that weeks begin on."""
    if _SUNDAY in (day.weekday(), written.weekday()):
        return None
    return ((day - timedelta(day.weekday())) - (written - timedelta(written.weekday()))).days // 7


#: Ways to say a date by the day of writing, those that people use most first: (date, day of writing) -> text, or None
#: where it has no one reading.
FORMS: dict[str, Callable[[date, date], str | None]] = {
    "near": _near,
    "days": _days,
    "weeks": _weeks,
    "last": _last,
    "nearest": _nearest,
    "of_week": _of_week,
}
#: Those that stand behind a preposition, too: "by tomorrow", but not "by in three days".
_NOUNS = ("near", "last", "nearest", "of_week")


def write(day: DateKey, written: date, rng: Random) -> str | None:
    """One of the forms of a date; None where it has none."""
    try:
        meant = date(*day)
    except ValueError:  # a date that calendars don't have
        return None
    if abs((meant - written).days) > FARTHEST:
        return None
    said = [text for form in FORMS.values() if (text := form(meant, written))]
    return said[int(rng.random() ** 1.5 * len(said))] if said else None


_PREPOSITION = re.compile(rf"(?<![\w'’-])({vocabulary('language/en/numbers').either('ahead of a day')})\s+\Z")


def settled(text: str, said: Iterable[str], written: date, style: str) -> str:
    """A text in which dates are `said` by the day of writing, with the prepositions that they have.

    "On yesterday" and "at yesterday" lose theirs; "by in three days" becomes "by this coming Friday", or a date in a
    style of DATES.
    """
    for phrase in said:
        start = text.find(phrase)
        while start >= 0:
            end = start + len(phrase)
            if ahead := _PREPOSITION.search(text, max(0, start - 16), start):
                agreed = _agreed(ahead[1], phrase, written, style)
                text = text[: ahead.start()] + agreed + text[end:]
                end = ahead.start() + len(agreed)
            start = text.find(phrase, end)
    return text


def _agreed(preposition: str, phrase: str, written: date, style: str) -> str:
    """A form behind a preposition, with both as they agree."""
    day = day_of(phrase, written)
    if day is None or phrase.endswith("week"):
        return f"{'on' if preposition == 'at' else preposition} {phrase}"
    if preposition in ("on", "On", "at"):
        return phrase[0].upper() + phrase[1:] if preposition == "On" else phrase
    if phrase.endswith((" ago", " today")) or (phrase.startswith("in ") and preposition != "is"):
        nouns = [text for name in _NOUNS if (text := FORMS[name](day, written))]
        phrase = nouns[0] if nouns else DATES[style](day.year, day.month, day.day) or day.isoformat()
    return f"{preposition.removesuffix(' on')} {phrase}"


# -- from a form to a date ----------------------------------------------------------------------

_COUNT = "|".join((*_COUNTS, r"an?", r"\d{1,2}"))
_WEEKDAY = "|".join(day.lower() for day in WEEKDAYS)
#: A form, in lower case.
PHRASE = (
    r"(?:the day before yesterday|the day after tomorrow|yesterday|today|tomorrow"
    rf"|(?:{_COUNT}) (?:days?|weeks?) (?:ago|from today|from now)|in (?:{_COUNT}) (?:days?|weeks?)(?! ago)"
    rf"|(?:last|this past|this coming) (?:{_WEEKDAY})|(?:{_WEEKDAY}) of (?:last|this|next) week)"
)
_PHRASES = re.compile(PHRASE.replace(" ", r"\s+").join((r"(?<![\w'’-])", r"(?![\w'’-]|\s+(?:week|time)\b)")))
#: Some of these stand in every text that has a form.
_NEEDLES = ("yesterday", "today", "tomorrow", " ago", "last ", "this past", "this coming", " week", " days")
#: Ahead of a form these make it another day, or none: "not yesterday", "a week from tomorrow"; and of a number of days.
_BLURRED = re.compile(
    r"(?:\b(?:about|around|not|never|every|than)|n['’]t|\b(?:days?|weeks?|months?|years?)\s+(?:ago|from|after|before))\s+$"
)
#: How forms end that begin with a number.
_FROM = ("ago", "today", "now")
_ROUNDED = re.compile(r"\b(?:roughly|almost|nearly|over|under|some|within|least|most)\s+$")


def day_of(phrase: str, written: date) -> date | None:
    """The date that a form says on a day of writing; None for what is no form, or has no one reading then."""
    words = phrase.lower().split()
    away: int | None
    if (away := _NEAR.get(" ".join(words))) is None:
        if words[-1] in _DAY_NUMBERS and words[0] in ("last", "this"):
            away = (_DAY_NUMBERS[words[-1]] - written.weekday()) % 7
            away = (away or 7) if words[1] == "coming" else away - 7
            if words[0] == "last" and _week(written + timedelta(away), written) != -1:
                return None
        elif words[0] in _DAY_NUMBERS and words[-1] == "week":
            away = _DAY_NUMBERS[words[0]] - written.weekday() + 7 * ("last", "this", "next").index(words[2]) - 7
            if _week(written + timedelta(away), written) is None:
                return None
        elif (away := _counted(words)) is None:
            return None
    return written + timedelta(away)


_DAY_NUMBERS = {day.lower(): number for number, day in enumerate(WEEKDAYS)}


def _counted(words: list[str]) -> int | None:
    """Days away, by a number of days or weeks."""
    number, unit = words[1:3] if words[0] == "in" else words[:2]
    count = int(number) if number.isdigit() else 1 if number in ("a", "an") else _COUNTS.index(number) + 1
    days = count * (7 if unit.startswith("week") else 1)
    return -days if words[-1] == "ago" else days


def phrases(lowered: str) -> Iterator[tuple[str, int, int]]:
    """Every form in a lower-case text, with its start and end."""
    for needle in _NEEDLES:
        if needle in lowered:
            break
    else:
        return
    for match in _PHRASES.finditer(lowered):
        said, (start, end) = match.group(), match.span()
        ahead = lowered[max(0, start - 24) : start]
        if not (_BLURRED.search(ahead) or (said.endswith(_FROM) and _ROUNDED.search(ahead))):
            yield said, start, end


# -- the day of writing -------------------------------------------------------------------------

_CLOCK = r"(?:,? (?:at )?\d\d?:\d\d(?: ?[ap]m)?)"
#: Where a text states its day of writing: what stands ahead of it in its line, what behind, and whether the line begins
#: the text or follows on an empty one.
_PLACES: tuple[tuple[re.Pattern[str], re.Pattern[str], bool], ...] = tuple(
    (re.compile(ahead), re.compile(behind), apart)
    for ahead, behind, apart in (
        (r"\(?(?:(?:note|call|recording) of )?", rf"{_CLOCK}?\)?", True),
        (r"", rf"{_CLOCK} - [^:\n]{{1,40}}", True),
        (r"-{2,} ?", r" ?-{2,}", True),
        (r"\[", rf"{_CLOCK}\] [^:\n]{{1,40}}:.*", False),
        (r"(?:> ?)?(?:date|sent): ", rf"{_CLOCK}?", False),
        (r"(?:> ?)?[^:\n]{1,40} \(", rf"{_CLOCK}?\) wrote:", False),
        (r"(?:> ?)?on ", rf"{_CLOCK}?,? [^:\n]{{1,40}} wrote:", False),
    )
)


def _states(lowered: str, start: int, end: int) -> bool:
    """Does a date stand where a text states its day of writing?"""
    line = lowered.rfind("\n", 0, start) + 1
    stop = lowered.find("\n", end)
    stop = stop if stop >= 0 else len(lowered)
    first = not line or lowered[:line].isspace() or lowered[line - 2 : line] == "\n\n"
    return any(
        (first or not apart) and ahead.fullmatch(lowered, line, start) and behind.fullmatch(lowered, end, stop)
        for ahead, behind, apart in _PLACES
    )


def day_of_writing(lowered: str, dates: dict[DateKey, list[Evidence]]) -> tuple[date | None, tuple[int, ...]]:
    """The one day on which a text says that it was written, and where its places start.

    `dates` are those that stand in the text. None where it states no such day, or more than one.
    """
    stated = {
        key: places
        for key, spans in dates.items()
        if (places := tuple(e.start for e in spans if e.grade != WEAK and _states(lowered, e.start, e.end)))
    }
    if len(stated) != 1:
        return None, ()
    [(key, places)] = stated.items()
    try:
        return date(*key), places
    except ValueError:  # a date that calendars don't have
        return None, ()


def resolve(lowered: str, dates: dict[DateKey, list[Evidence]]) -> tuple[int, ...]:
    """Add the dates that a text says by its day of writing to its other `dates`.

    Returns where the places start that state that day: they state no more than that. () where nothing hangs on it.
    """
    said = list(phrases(lowered)) if dates else ()
    written, places = day_of_writing(lowered, dates) if said else (None, ())
    if written is None:
        return ()
    for phrase, start, end in said:
        try:
            day = day_of(phrase, written)
        except OverflowError:  # calendars end: "tomorrow", said on 9999-12-31
            continue
        if day is not None:
            dates.setdefault((day.year, day.month, day.day), []).append(Evidence(start, end, DERIVED))
    return places
