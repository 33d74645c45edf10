"""Defects of the text: it loses, changes or contradicts what the label says, or isn't a text any more."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from random import Random

from edgejson.audit.clean import Clean, Planted, same, shuffled, spelled
from edgejson.schema.fields import leaves
from edgejson.schema.instances import at

_END = re.compile(r"[.!?](?=\s)|\n")


def sentence_dropped(clean: Clean, rng: Random) -> Iterator[Planted]:
    """The sentence or line with a value is missing."""
    for _, _, start, end in clean.stated(rng):
        begin = max((found.end() for found in _END.finditer(clean.text, 0, start)), default=0)
        stop = next((found.end() for found in _END.finditer(clean.text, end)), len(clean.text))
        rest = clean.text[:begin] + clean.text[stop:]
        if rest.strip():
            yield rest, clean.label


def value_removed(clean: Clean, rng: Random) -> Iterator[Planted]:
    """A value is missing where it stood."""
    for _, _, start, end in clean.stated(rng):
        yield clean.text[:start].rstrip() + clean.text[end:], clean.label


def contradicted(clean: Clean, rng: Random) -> Iterator[Planted]:
    """The text states another record's value in the place of the label's."""
    for path, value, start, end in clean.stated(rng):
        other = spelled(at(clean.other_label, path))
        if other and other != spelled(value) and spelled(value) not in other:
            yield clean.text[:start] + other + clean.text[end:], clean.label


def digit_changed(clean: Clean, rng: Random) -> Iterator[Planted]:
    """A digit of a number in the text is another one."""
    for _, value, start, end in clean.stated(rng):
        places = [place for place in range(start, end) if clean.text[place].isdigit()]
        if places and not isinstance(value, str):
            place = places[0]
            digit = rng.choice([digit for digit in "123456789" if digit != clean.text[place]])
            yield clean.text[:place] + digit + clean.text[place + 1 :], clean.label


def day_of_writing_changed(clean: Clean, rng: Random) -> Iterator[Planted]:
    """A text that says a date by the day of writing ("three days ago") states another one, a week off."""
    if not _RELATIVE.search(clean.text):
        return
    days = {day for _, value in clean.leaves if isinstance(value, str) and (day := _read(value[:10], _FORMATS[:1]))}
    stated = {found[0]: day for found in _STATED.finditer(clean.text) if (day := _read(found[0], _FORMATS))}
    unsaid = days - set(stated.values())
    others = [(said, day) for said, day in stated.items() if day not in days]
    if len(others) != 1:
        return  # one may be taken back
    [(said, day)] = others
    if clean.text.count(said) == 1 and any(abs((day - other).days) <= _NEAR for other in unsaid):
        try:
            moved = day + timedelta(days=rng.choice((-7, 7)))
        except OverflowError:  # the first week of year 1, the last of year 9999
            return
        yield clean.text.replace(said, f"{moved:{_format(said)}}"), clean.label


def _read(said: str, formats: tuple[str, ...]) -> date | None:
    for each in formats:
        try:
            return datetime.strptime(said, each).date()
        except ValueError:
            continue
    return None


def _format(said: str) -> str:
    return next(each for each in _FORMATS if _read(said, (each,)))


_FORMATS = ("%Y-%m-%d", "%Y/%m/%d", "%d %B %Y", "%d %b %Y", "%B %d, %Y", "%b %d, %Y")
_STATED = re.compile(r"\d{4}([-/])\d\d\1\d\d(?!\d)|\d\d? [A-Z][a-z]+ \d{4}|[A-Z][a-z]+ \d\d?, \d{4}")
_RELATIVE = re.compile(
    r"(?i)\b(?:yesterday|today|tomorrow|ago|in \w+ days|from today|(?:past|coming|last) \w+day|\w+day of)\b"
)
#: Days between a date and the day of writing by which it is said, at most.
_NEAR = 21


def other_text(clean: Clean, rng: Random) -> Iterator[Planted]:
    """Another record's text."""
    yield clean.other_text, clean.label


def two_texts(clean: Clean, rng: Random) -> Iterator[Planted]:
    """Another record's text follows, which says something else: which of the two is meant?"""
    if any(not same(at(clean.label, path), value) for path, value in leaves(clean.other_label)):
        yield f"{clean.text}\n\n{clean.other_text}", clean.label


def truncated(clean: Clean, rng: Random) -> Iterator[Planted]:
    """The text ends before, or inside, a value."""
    for _, _, start, end in clean.stated(rng):
        yield clean.text[: rng.randrange(max(1, start - 20), end)], clean.label


def repeated(clean: Clean, rng: Random) -> Iterator[Planted]:
    """The text's last words go round in a loop."""
    words = re.findall(r"[^\W_](?:\S*[^\W_])?", clean.text)
    if not words:
        return
    tail = " ".join(words[-rng.randint(1, min(4, len(words))) :])
    yield clean.text + f" {tail}" * (10 + len(words) // 3), clean.label


def template_remains(clean: Clean, rng: Random) -> Iterator[Planted]:
    """A slot that was never filled, or words that were meant for the writer, stand in the text."""
    remains = ("{{customer_name}}", "[insert date here]", "Lorem ipsum dolor sit amet.", "<your name>", "${total}",
               "Write a short message that mentions all of the following fields.")  # fmt: skip
    place = rng.choice([0, *(found.end() for found in _END.finditer(clean.text)), len(clean.text)])
    yield f"{clean.text[:place]} {rng.choice(remains)} {clean.text[place:]}", clean.label


def control_character(clean: Clean, rng: Random) -> Iterator[Planted]:
    """A character that no one types."""
    place = rng.randrange(len(clean.text) + 1)
    yield clean.text[:place] + rng.choice(("\x00", "\x07", "\x1b", "\ufffd", "\x85")) + clean.text[place:], clean.label


def emptied(clean: Clean, rng: Random) -> Iterator[Planted]:
    """No text at all."""
    yield rng.choice(("", " ", "...")), clean.label


def foreign(clean: Clean, rng: Random) -> Iterator[Planted]:
    """The values, between words of another language."""
    values = [spelled(value) for _, value in shuffled(clean.leaves, rng) if spelled(value)]
    if values:
        phrase = "Das ist nicht von dem Kunden, und wird mit der Rechnung für die Firma"
        yield ". ".join(f"{phrase} {value}" for value in values) + ".", clean.label
