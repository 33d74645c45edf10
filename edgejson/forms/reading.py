"""What a text says: scanned once, when first asked, then looked up by value."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import Any

from edgejson.forms import dates, numbers, relative, spoken, words
from edgejson.forms.kinds import NUMBERS, kind_for, kind_of
from edgejson.forms.listing import LISTERS
from edgejson.forms.locales import english_numbers
from edgejson.forms.scan import FORM, GRADES, WEAK, DateTimeKey, Evidence, NumberToken, Tokens, suffix
from edgejson.forms.strings import lower, occurrences, plain_marks, whole
from edgejson.language.senses import says
from edgejson.schema.fields import Field, value_key

#: ASCII characters that are in no word become spaces, as bytes: many times as fast as a translation of letters.
_SPACES = bytes(code if chr(code).isalnum() and code < 128 else 32 for code in range(256))
#: Where words have a space, a text may have a line's end, quotation marks of mails, remains of HTML.
SPACE = r"(?:[\s>]|&nbsp;|<[^<>\n]{1,6}>|\\n|\\t)+"
_SPACE = re.compile(SPACE)
_BETWEEN_WORDS = re.compile(r"[\W_]")
#: Behind a dash that leads to something on its line.
_LEADING = re.compile(r" +[^\s|,;.)]")


class Reading:
    """What a text says. Offsets are those of the text as given."""

    def __init__(self, text: str) -> None:
        self.text = plain_marks(text)
        self.lowered = lower(text)
        self.written: tuple[int, ...] = ()  #: starts of the day of writing's places, where its dates hang on it
        self.clauses: dict[tuple[Field, bool], list[Evidence]] = {}  #: of booleans, by field and value
        self._strings: dict[str, list[Evidence]] = {}
        self._phrases: dict[tuple[tuple[str, ...], str, bool], list[Evidence]] = {}

    @cached_property
    def tokens(self) -> Tokens:
        """Numbers, dates, times and phone numbers."""
        tokens = Tokens(english_numbers(self.lowered))
        self.written = relative.resolve(self.lowered, tokens.dates)
        return tokens

    @cached_property
    def number_words(self) -> dict[int, list[Evidence]]:
        """Numbers in words, by value."""
        found: dict[int, list[Evidence]] = {}
        for value, start, end in numbers.word_spans(self.lowered):
            found.setdefault(value, []).append(Evidence(start, end, FORM))
        return found

    @cached_property
    def durations(self) -> list[tuple[tuple[int, ...], int, int]]:
        """Stretches of time that are written out, each as (parts, start, end)."""
        return dates.durations(self.lowered)

    @cached_property
    def datetimes(self) -> dict[DateTimeKey, list[Evidence]]:
        """Dates with the times that belong to them."""
        return self.tokens.datetimes(self.lowered)

    @cached_property
    def spaced(self) -> str:
        """The lower-case text with a space for every character that is in no word, at equal length."""
        low = self.lowered
        return low.encode().translate(_SPACES).decode() if low.isascii() else _BETWEEN_WORDS.sub(" ", low)

    @cached_property
    def words(self) -> list[str]:
        """The lower-case text's words, in order."""
        return self.spaced.split()

    @cached_property
    def word_set(self) -> frozenset[str]:
        """The lower-case text's words."""
        return frozenset(self.words)

    @cached_property
    def flat(self) -> str:
        """The lower-case text with its lines run together, at equal length: a phrase may run over a line's end."""
        return self.lowered.replace("\n", " ")

    @cached_property
    def squeezed(self) -> str:
        """The lower-case text with one space for whatever may stand where words have a space, and one kind of dash."""
        low = self.lowered
        if ">" in low or "&nbsp;" in low:
            low = _SPACE.sub(" ", low)
        low = " ".join(low.split())
        return low if low.isascii() else low.replace("–", "-").replace("—", "-")

    def find(self, value: Any, field: Field, kind: str | None = None) -> list[Evidence]:
        """Every place that says `value`, best grade first, then in order of the text. [] where there is none.

        `kind` is `kind_for(value, field)`, where the caller has it already.
        """
        found = _FINDERS[kind or kind_for(value, field)](self, value, field)
        if len(found) > 1:
            found.sort(key=lambda e: (-GRADES[e.grade], e.start))
        return found

    def values(self, kind: str) -> list[tuple[Any, int, int]]:
        """All values of a kind with their spans, in order. [] for a kind that can't be listed (string, enum, ...).

        Numbers (for number, integer, money, percent, fraction), dates as ISO text, times as seconds after
        midnight, date-times as (date, seconds, offset), phone numbers as digits, e-mails and URLs as text.
        """
        lister = LISTERS.get(kind)
        return sorted(lister(self), key=lambda v: v[1]) if lister else []

    def strings(self, needle: str) -> list[Evidence]:
        """Every whole-word occurrence of a string: literal as it is, form in another case or spacing."""
        known = self._strings.get(needle)
        if known is None:
            known = self._strings[needle] = occurrences(self.text, self.lowered, needle)
        return list(known)

    def phrases(self, phrases: tuple[str, ...], grade: str = FORM, cued: bool = False) -> list[Evidence]:
        """Every whole-word occurrence of any of some phrases, in any case."""
        key = (phrases, grade, cued)
        known = self._phrases.get(key)
        if known is None:
            known = self._phrases[key] = self._occurrences(phrases, grade, cued)
        return list(known)

    def _occurrences(self, phrases: tuple[str, ...], grade: str, cued: bool) -> list[Evidence]:
        by_word, words, wordless = _needles(phrases)
        needles = wordless
        if not words.isdisjoint(self.word_set):
            hits = [entry for word in words & self.word_set for entry in by_word[word]]
            needles = [needle for _, needle in sorted(hits)] + wordless
        found = []
        for needle in needles:
            low = self.flat if " " in needle else self.lowered
            if needle in low:
                alone = not any(map(str.isalnum, needle))  # a dash that joins no words, leads to none, and is no rule
                dash = alone and needle in "-–—"
                found += [
                    Evidence(start, end, grade, cued)
                    for start, end in whole(low, needle)
                    if not (alone and (low[start - 1 : start].isalnum() or low[end : end + 1].isalnum()))
                    and not (
                        dash and (_LEADING.match(low, end) or needle in (low[start - 1 : start], low[end : end + 1]))
                    )
                ]
        return found


@lru_cache(maxsize=16384)
def _needles(phrases: tuple[str, ...]) -> tuple[dict[str, list[tuple[int, str]]], frozenset[str], list[str]]:
    """Phrases in lower case by their longest word, each with its number; those words; phrases without a word."""
    by_word: dict[str, list[tuple[int, str]]] = {}
    wordless = []
    for number, phrase in enumerate(phrases):
        needle = phrase.lower()
        words = _BETWEEN_WORDS.sub(" ", needle).split()
        if words:
            by_word.setdefault(max(words, key=len), []).append((number, needle))
        elif needle:
            wordless.append(needle)
    return by_word, frozenset(by_word), wordless


# -- one finder a kind: (reading, value, field) -> evidence -------------------------------------


def _string(reading: Reading, value: Any, field: Field) -> list[Evidence]:
    found = reading.strings(value)
    if field.synonyms and value in field.synonyms:
        found += reading.phrases(field.synonyms[value])
    return found


def _person(reading: Reading, value: Any, field: Field) -> list[Evidence]:
    found = reading.strings(value)
    turned = words.last_first(value)
    return found + [e._replace(grade=FORM) for e in reading.strings(turned)] if turned else found


def _enum(reading: Reading, value: Any, field: Field) -> list[Evidence]:
    literal = value_key(value)
    found = reading.phrases(words.clauses_of(value, field), cued=True)
    taken: set[int] = set()
    forms, longer = words.enum_needles(value, field)
    covered = [span for form in longer if form in reading.lowered for span in whole(reading.lowered, form)]
    for form in forms:
        for e in reading.strings(form):
            if e.start not in taken and not any(start <= e.start and e.end <= end for start, end in covered):
                if words.greets(reading.lowered, e.start):
                    continue
                taken.add(e.start)
                found.append(e if form == literal else e._replace(grade=FORM))
    return found


def _boolean(reading: Reading, value: Any, field: Field) -> list[Evidence]:
    said, contrary = words.boolean_clauses(field.words) if not field.value_phrases else ((), ())
    if not value:
        said, contrary = contrary, said
    known = reading.clauses.get((field, value))
    if known is not None:
        return [*known, *_answers(reading, value)]
    clauses = [
        e
        for e in reading.phrases((*words.clauses_of(value, field), *said), cued=True)
        if not _denied(reading, e) and not (value is False and words.AFFIRMED_BEHIND.match(reading.lowered, e.end))
    ]
    if value is False and contrary:
        clauses += [e for e in reading.phrases(contrary, cued=True) if _denied(reading, e)]
    clauses = [e for e in clauses if not _is_label(reading, e, field)]
    reading.clauses[field, value] = clauses
    return clauses + _answers(reading, value)


def _answers(reading: Reading, value: bool) -> list[Evidence]:
    """Places of words for a boolean, without the letter of an escaped line break."""
    return [e for e in reading.phrases(words.BOOLEANS_READ[value]) if reading.lowered[e.start - 1 : e.start] != "\\"]


def _is_label(reading: Reading, said: Evidence, field: Field) -> bool:
    """Is a clause but the field's name ahead of its value ("vaccinated: yes")? Then the value is the evidence."""
    low = reading.lowered
    if low[said.start : said.end] != field.words:
        return False
    behind = words.VALUE_BEHIND if field.types <= {"boolean", "null"} else words.LABELS
    return behind.match(low, said.end) is not None


def _denied(reading: Reading, said: Evidence) -> bool:
    """Do the words around a clause turn it into its contrary?"""
    low = reading.lowered
    return bool(
        words.DENIED_AHEAD.search(low, max(0, said.start - 30), said.start) or words.DENIED_BEHIND.match(low, said.end)
    )


def _yesno(reading: Reading, value: Any, field: Field) -> list[Evidence]:
    found = _boolean(reading, value.lower() == "yes", field)
    return found if says(field.words, "says itself") else [e for e in found if not e.cued]


def _null(reading: Reading, value: Any, field: Field) -> list[Evidence]:
    read = words.NULLS_OF_BOOLEANS if "boolean" in field.types else words.NULLS_READ
    return reading.phrases(words.clauses_of(value, field), cued=True) + _no_arrows(reading, read)


def _no_arrows(reading: Reading, read: tuple[str, ...]) -> list[Evidence]:
    """Places of words for nothing, without the dash of "->"."""
    return [e for e in reading.phrases(read) if reading.lowered[e.start : e.end + 1] != "->"]


def _empty(reading: Reading, value: Any, field: Field) -> list[Evidence]:
    return reading.phrases(words.clauses_of(value, field), cued=True) + _no_arrows(reading, words.EMPTIES_READ)


#: "Australian dollars" are no dollars of the United States.
_OTHER_COUNTRY = re.compile(r"[A-Z][a-z]+(?:an|ss|sh|se|nd|ng|re) $")


def _currency(reading: Reading, value: Any, field: Field) -> list[Evidence]:
    found = reading.strings(value)
    symbol = numbers.SYMBOLS.get(value)
    if symbol:
        at = reading.text.find(symbol)
        while at >= 0:
            found.append(Evidence(at, at + 1, FORM))
            at = reading.text.find(symbol, at + 1)
    said = reading.phrases(numbers.CURRENCY_WORDS.get(value, ()))
    return found + [e for e in said if not _OTHER_COUNTRY.search(reading.text, max(0, e.start - 20), e.start)]


def _date(reading: Reading, value: Any, field: Field) -> list[Evidence]:
    key = dates.date_key(value)
    if key is None:
        return reading.strings(value)
    known = reading.tokens.dates
    return known.get(key, []) + known.get((0, key[1], key[2]), [])


def _datetime(reading: Reading, value: Any, field: Field) -> list[Evidence]:
    key = dates.datetime_key(value)
    if key is None:
        return reading.strings(value)
    day, (seconds, offset) = key
    found = list(reading.datetimes.get((day, seconds, offset), ()))
    if offset == 0:  # a time without a zone says UTC only where nothing else does
        found += [e._replace(grade=WEAK) for e in reading.datetimes.get((day, seconds, None), ())]
    return found or reading.strings(value)


def _time(reading: Reading, value: Any, field: Field) -> list[Evidence]:
    key = dates.time_key(value)
    if key is None:
        return reading.strings(value)
    found = list(reading.tokens.times.get((key.seconds, key.offset), ()))
    if key.offset == 0:
        found += [e._replace(grade=WEAK) for e in reading.tokens.times.get((key.seconds, None), ())]
    if not found and not key.offset:
        found = [
            Evidence(start, end, FORM if sure else WEAK)
            for seconds, start, end, sure in spoken.spoken_times(reading.lowered)
            if seconds == key.seconds
        ]
    return found


def _duration(reading: Reading, value: Any, field: Field) -> list[Evidence]:
    found = reading.strings(value)
    parts = dates.duration_parts(value)
    if parts:
        found += [Evidence(s, e, FORM) for said, s, e in reading.durations if said == parts]
    return found


def _phone(reading: Reading, value: Any, field: Field) -> list[Evidence]:
    found = reading.strings(value)
    literal = {e.start for e in found}
    others = reading.tokens.phones.get(words.phone_digits(value), ())
    return found + [e for e in others if e.start not in literal]


def _number(reading: Reading, value: Any, field: Field) -> list[Evidence]:
    tokens = reading.tokens.numbers
    found = []
    units = field.unit_factors
    foreign = numbers.names_of_all(tuple(units)) if units else ()
    fraction = kind_of(field) == "fraction"
    for token in tokens.get(value, ()):
        if units or fraction:
            unit = suffix(reading.lowered, token)
            if unit in foreign or (fraction and unit == "%"):
                continue  # so many of another unit
        found.append(Evidence(token.start, token.end, token.grade))
    for unit, factor in units.items():
        other = Decimal(numbers.plain(value)) * Decimal(factor)
        found += [
            _as_form(t) for t in tokens.get(float(other), ()) if suffix(reading.lowered, t) in numbers.unit_names(unit)
        ]
    if fraction:
        other = Decimal(numbers.plain(value)) * 100
        found += [_as_form(t) for t in tokens.get(float(other), ()) if suffix(reading.lowered, t) == "%"]
    if value == int(value) and abs(value) < 10**12 and numbers.may_be_worded(int(value), reading.lowered):
        found += reading.number_words.get(int(value), [])
    if not found and isinstance(value, int):
        ordinals = re.finditer(rf"(?<![^\W_]){value}(?:st|nd|rd|th)(?![^\W_])", reading.lowered)
        found = [Evidence(*said.span(), FORM) for said in ordinals]  # "the 10th Fibonacci number"
    return found


def _as_form(token: NumberToken) -> Evidence:
    return Evidence(token.start, token.end, FORM)


Finder = Callable[[Reading, Any, Field], list[Evidence]]
_FINDERS: dict[str, Finder] = {
    "string": _string,
    "code": _string,
    "email": _string,
    "url": _string,
    "person": _person,
    "enum": _enum,
    "currency": _currency,
    "boolean": _boolean,
    "yesno": _yesno,
    "null": _null,
    "empty": _empty,
    "date": _date,
    "datetime": _datetime,
    "time": _time,
    "duration": _duration,
    "phone": _phone,
    **dict.fromkeys(NUMBERS, _number),
}
