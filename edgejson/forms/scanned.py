"""What a text says, whatever is looked for: scanned once, when first asked, then looked up."""

from __future__ import annotations

import re
from functools import cached_property, lru_cache

from edgejson.forms import dates, numbers, relative
from edgejson.forms.locales import english_numbers
from edgejson.forms.scan import FORM, DateTimeKey, Evidence, Tokens
from edgejson.forms.strings import lower, occurrences, plain_marks, whole
from edgejson.schema.fields import Field

#: ASCII characters that are in no word become spaces, as bytes: many times as fast as a translation of letters.
_SPACES = bytes(code if chr(code).isalnum() and code < 128 else 32 for code in range(256))
#: Where words have a space, a text may have a line's end, quotation marks of mails, remains of HTML.
SPACE = r"(?:[\s>]|&nbsp;|<[^<>\n]{1,6}>|\\n|\\t)+"
_SPACE = re.compile(SPACE)
_BETWEEN_WORDS = re.compile(r"[\W_]")
#: Behind a dash that leads to something on its line.
_LEADING = re.compile(r" +[^\s|,;.)]")


class ScannedText:
    """A text's numbers, dates, times, words, and places of strings. Offsets are those of the text as given."""

    def __init__(self, text: str) -> None:
        self.text = plain_marks(text)
        self.lowered = lower(text)
        self.written: tuple[int, ...] = ()  #: starts of the day of writing's places, where its dates hang on it
        self.clauses: dict[tuple[Field, bool], list[Evidence]] = {}  #: of booleans, by field and value
        self.denied: dict[tuple[int, int], bool] = {}  #: of clauses, by their place
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
