"""Times of day as people say them: "half past seven", "a quarter to nine in the morning", "noon", "six thirty pm"."""

from __future__ import annotations

import re

from edgejson.forms.numbers import from_words
from edgejson.language.vocabulary import vocabulary

_WORDS = vocabulary("language/en/numbers")
_HOURS = "|".join(_WORDS.words("ones")[1:13])
#: Parts of an hour in words, as a pattern.
MINUTES = "five|ten|fifteen|twenty[- ]five|twenty|thirty|forty[- ]five|forty|fifty[- ]five|fifty"
_HOUR = rf"(?P<{{}}>{_HOURS}|1[0-2]|[1-9])"
_HALF = r"(?P<half> ?[ap]\.?m\b\.?| (?:in the (?:morning|afternoon|evening)|at night|tonight))?"
_AT = r"(?:(?<=\bat )|(?<=\bfor )|(?<=\bby )|(?<=\buntil )|(?<=\btill )|(?<=\baround ))"
_SPOKEN = re.compile(
    rf"(?<![^\W_])(?:(?P<named>noon|midday|midnight)"
    rf"|(?P<part>half|(?:a )?quarter|{MINUTES})(?: minutes)? (?P<side>past|after|to|before|till) {_HOUR.format('a')}"
    rf"|half {_HOUR.format('f')}(?! (?:of|hours?|minutes?)\b)"
    rf"|(?P<b>{_HOURS}) (?P<minutes>{MINUTES})"
    rf"|{_HOUR.format('c')} ?o'clock"
    rf"|(?P<d>{_HOURS})(?= ?[ap]\.?m\b| in the (?:morning|afternoon|evening)| at night)"
    rf"|{_AT}{_HOUR.format('e')}(?=[.,;!?\n]|$| {_WORDS.either('behind an hour')}\b))"
    rf"(?![^\W_]){_HALF}"
)
#: Digits with no half of the day: "7:30" may be in the evening; "9:00-10:00" are two times.
_CLOCK = re.compile(
    r"(?<![\d:.+-])(?P<hour>\d|1\d|2[0-3]):(?P<minute>[0-5]\d)(?![\d:]| ?[ap]\.?m\b)"
    r"|(?:(?<=[^\d:t]\d\d:\d\d-)|(?<=[^\d:t]\d:\d\d-))"
    r"(?P<hour2>\d|1\d|2[0-3]):(?P<minute2>[0-5]\d)(?![\d:]| ?[ap]\.?m\b)"
)
_NAMED = {"noon": 43200, "midday": 43200, "midnight": 0}


def spoken_times(lowered: str) -> list[tuple[int, int, int, bool]]:
    """(seconds after midnight, start, end, sure) of every time in words in a lower-case text.

    Where nothing tells the half of the day, both times are there, and neither is sure; of digits, the later one is not.
    """
    found: list[tuple[int, int, int, bool]] = []
    for match in _SPOKEN.finditer(lowered):
        start, end = match.span()
        if match["named"]:
            found.append((_NAMED[match["named"]], start, end, True))
            continue
        said = match["a"] or match["b"] or match["c"] or match["d"] or match["e"] or match["f"]
        hour = int(said) if said.isdigit() else from_words(said)
        seconds = hour % 12 * 3600 + _shift(match)
        half = (match["half"] or "").strip()
        if half:
            late = hour in range(6, 12) if half == "at night" else half.endswith(("afternoon", "evening", "tonight"))
            later = half.startswith("p") or late
            found.append(((seconds + 43200 * later) % 86400, start, end, True))
        else:
            found += [(second % 86400, start, end, False) for second in (seconds, seconds + 43200)]
    for match in _CLOCK.finditer(lowered):
        start, end = match.span()
        seconds = int(match["hour"] or match["hour2"]) * 3600 + int(match["minute"] or match["minute2"]) * 60
        found.append((seconds, start, end, True))
        if 0 < seconds < 43200:
            found.append((seconds + 43200, start, end, False))
    return found


def _shift(match: re.Match[str]) -> int:
    """Seconds that the words add to the hour: "quarter to" takes 900 off."""
    if match["minutes"]:
        return from_words(match["minutes"]) * 60
    part = "half" if match["f"] else match["part"]
    if not part:
        return 0
    minutes = 30 if part == "half" else 15 if part.endswith("quarter") else from_words(part)
    return minutes * 60 if match["side"] in ("past", "after", None) else -minutes * 60
