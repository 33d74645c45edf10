"""Level 8, language: is the text whole, English where it is prose, and free of loops? Graded 0 to 1.

The grade is a product of four shares:

- variety: the moving-average type-token ratio (Covington & McFall 2010) over windows of 30 words, function words
  aside; a value counts as one word of its own;
- words outside loops ("rome rome rome", "verified by verified by"), into which small models degenerate. Gopher's rules
  on repeated n-grams (Rae et al. 2021, arXiv:2112.11446, table A1) count repetition near and far, which a table or a
  list of like items is full of; here a period counts that follows itself directly, and values of the label make none;
- words that can be words. Letters without a vowel ("xtf") outside values and abbreviations lower the grade;
- an ending: a text that stops in the middle of a clause lost something.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise
from typing import Any

from edgejson.checks.base import Check, Need, Pair, Subject, reason
from edgejson.language.names import in_words
from edgejson.language.vocabulary import vocabulary
from edgejson.pipeline.records import Reason
from edgejson.pipeline.settings import Block, Count, Positive, Rate
from edgejson.schema.fields import Path

NAME = "language"
NEEDS: frozenset[Need] = frozenset({"grounding"})


class Settings(Block):
    enabled: bool = True
    english: bool = True
    min: Rate = 0.65
    min_chars: Count = 10
    max_chars: Positive = 20_000


#: Words of a window in which variety is measured.
WINDOW = 30
#: A text with fewer words counts as if it had so many.
FEWEST = 8
#: A record of one value may be named a few times in a text of at most so many words, numbers aside.
ONE_VALUE = 16
#: Words of such a text in loops at most, as names that follow on each other are.
ONE_NAMED = 6
#: Longest period, in words, of a loop that is looked for.
MAX_PERIOD = 12
#: What the share of words in loops costs: at 1/5 of the words the grade is 0.6.
LOOP_WEIGHT = 2.0
#: Below this variety it is asked whether names of fields make the repetition.
REPETITIVE = 0.8
#: Grade of an ending that breaks off; of a comma at the end, with which people in a hurry stop too.
BROKEN_ENDING, LOOSE_ENDING = 0.5, 0.75

_WORDS = vocabulary("language/en/cues")
#: Stands for the end of a line or sentence, which a repetition of words doesn't run across by chance.
_STOP = "\u2029"
_ENDS = (". ", "! ", "? ", ": ", "; ", "\n")
_TOKEN = re.compile(rf"\d+(?::\d+)+|[^\W_]+(?:['’-][^\W_]+)*|{_STOP}[{_STOP}\s]*")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffd\ufffe\uffff\u202a-\u202e\u2066-\u2069]")
_ASCII_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
#: No sentence, list or line ends on one of these; those that may ("opted in") are left out.
_OPEN_END = re.compile(rf"(?:(?<![\w-]){_WORDS.either('open ends')}|[,(\[{{&+])\s*\Z", re.IGNORECASE)
#: The last characters of these.
_MAY_BE_OPEN = frozenset("edrfyan,([{&+")
_MARKUP = re.compile(r"</?[a-z]+\d?(?: [^<>]{0,80})?/?>|&#?\w{2,8};", re.IGNORECASE)
_CSV_ROW = re.compile(r",[^\s,][^\n]*,\s*\Z")  # its last cell is empty
_NO_VOWEL = re.compile(r"(?<![^ ])[b-df-hj-np-tv-xz]{3,}(?![^ ])")
#: The first of the ideographs that stand for values: letters that no text of ours has.
_STAND_IN = 0x20000
#: Letters of a unit, a currency or a column's heading on a printed paper, at most.
_UNIT = 3
_DIGIT = re.compile(r"\d")
#: Letters of scripts that English isn't written in.
_FOREIGN_LETTER = re.compile("[\u0370-\u1fff\u2c00-\ud7ff\uf900-\ufdff\ufe70-\ufeff]")
_LETTER = re.compile(r"[^\W\d_]")

ENGLISH, FOREIGN, LAYOUT = (
    frozenset(_WORDS.words(section)) for section in ("english", "other languages", "words of layouts")
)
#: Function words of another language before a text is judged by them; names and places bring one or two.
MIN_FOREIGN = 4
#: Letters of another script that a name brings, which a short text may end with.
ONE_NAME = 10


def compile(subject: Subject) -> Check:
    """A check that yields control characters and a foreign language, and leaves the grade in `scores["language"]`."""
    english = subject.settings(Settings).english
    title = frozenset(in_words(subject.schema.title).split())

    def check(pair: Pair) -> Iterator[Reason]:
        spans = pair.grounded.spans
        tokens = tokens_outside(pair.text, spans)
        words = [token for token in tokens if token[0] != _STOP]
        if pair.grounded.sheet:
            pair.scores[NAME] = grade_sheet(tokens)
        else:
            pair.scores[NAME] = grade(pair.text, tokens, words, pair.leaves, title)
        if found := (_ASCII_CONTROL if pair.text.isascii() else _CONTROL).search(pair.text):
            yield reason(NAME, "control-character", (), f"U+{ord(found[0]):04X} at {found.start()}")
        if (
            english
            and not pair.grounded.sheet
            and (evidence := foreign(pair.text, spans + _foreign_names(pair), words))
        ):
            yield reason(NAME, "not-english", (), evidence)

    return check


def _foreign_names(pair: Pair) -> list[tuple[int, int]]:
    """Places of names in other scripts that the label has: the schema gave them."""
    if pair.text.isascii():
        return []
    names = {step for path, _ in pair.leaves for step in path if step.__class__ is str and _FOREIGN_LETTER.search(step)}
    return [each.span() for name in names for each in re.finditer(re.escape(name), pair.text, re.IGNORECASE)]


def tokens_outside(text: str, spans: list[tuple[int, int]]) -> list[str]:
    """Words of a text in lower case and ends of lines and sentences; each value of the label is one word of its own.

    `spans` are the places of the values. As no two stand-ins are equal, values never make a repetition.
    """
    if spans:
        kept: list[str] = []
        end = 0
        for number, (start, stop) in enumerate(sorted(spans)):
            if start >= end:
                kept += (text[end:start], chr(_STAND_IN + number))
            end = max(end, stop)
        text = " ".join([*kept, text[end:]])
    if "<" in text or "&" in text:
        text = _MARKUP.sub(" ", text)
    text = text.lower()
    if "\\" in text:
        text = text.replace("\\n", "\n").replace("\\t", " ")  # escaped, as in a JSON dump
    for mark in _ENDS:
        text = text.replace(mark, _STOP)
    return _TOKEN.findall(text)


def grade(
    text: str,
    tokens: list[str],
    words: list[str],
    leaves: Sequence[tuple[Path, Any]] = (),
    title: frozenset[str] = frozenset(),
) -> float:
    """The quality of a text, 0 to 1, to four digits; `words` are its tokens (`tokens_outside`) without the stops.

    Forms, tables and lists of like items repeat the names of the label's fields and the words of the record's `title`:
    only the first time counts, and a heading and a label below it that say the same are no loop.
    """
    if not words:
        return 0.0
    odd = len(_NO_VOWEL.findall(" ".join(words)))
    whole = max(0.0, 1 - LOOP_WEIGHT * _looped(tokens) / len(tokens))
    variety = _variety(words)
    if leaves and (variety < REPETITIVE or whole < 1):
        names = _names(leaves) | title
        variety = max(variety, _variety(_without_repeated(words, names)))
        tokens = _without_headings(tokens, names)
        whole = max(whole, 1 - LOOP_WEIGHT * _looped(tokens) / len(tokens))
    if len(leaves) == 1 and sum(map(str.isalpha, words)) <= ONE_VALUE and _looped(tokens) <= ONE_NAMED:
        variety = whole = 1.0  # "Form: editor note. Editor note: ...": there is nothing else to say
    quality = variety * whole * (1 - odd / len(words))
    last = text.rstrip()[-1:].lower()
    if last in _MAY_BE_OPEN and _OPEN_END.search(text[-40:]) and not _may_end_so(text, leaves):
        quality *= LOOSE_ENDING if last == "," else BROKEN_ENDING
    return round(quality, 4)


def grade_sheet(tokens: list[str]) -> float:
    """The quality of a printed paper (`sheets`): words outside loops, variety of its longer words.

    Its columns repeat numbers and units, its words are abbreviations, and no line of it is a sentence that could end.
    """
    told = [chr(_STAND_IN + place) if _DIGIT.search(token) else token for place, token in enumerate(tokens)]
    words = [token for token in told if token[0] != _STOP and (len(token) > _UNIT or ord(token[0]) >= _STAND_IN)]
    return round(_variety(words) * max(0.0, 1 - LOOP_WEIGHT * _looped(told) / len(told)), 4) if told else 0.0


def _may_end_so(text: str, leaves: Sequence[tuple[Path, Any]]) -> bool:
    """Does a text that seems to break off end in a value, or in a row whose last cell is empty?"""
    said = any(value.__class__ is str and value and text.endswith(value) for _, value in leaves)
    return said or (text.rstrip()[-1:] == "," and _CSV_ROW.search(text[-200:]) is not None)


def _names(leaves: Sequence[tuple[Path, Any]]) -> frozenset[str]:
    """The words of all names in a label."""
    steps = {step for path, _ in leaves for step in path if step.__class__ is str}
    return LAYOUT.union(word for step in steps for word in in_words(str(step)).split())


def _without_headings(tokens: list[str], names: frozenset[str]) -> list[str]:
    """The tokens without lines of names that the line directly behind them, and none further, says again."""
    lines: list[list[str]] = [[]]
    for token in tokens:
        if token[0] == _STOP:
            lines.append([])
        else:
            lines[-1].append(token)
    kept: list[str] = []
    for index, line in enumerate(lines):
        size = len(line)
        behind, further = (lines[index + step][:size] if index + step < len(lines) else [] for step in (1, 2))
        if not (line and line == behind != further and names.issuperset(line)):
            kept += [*line, _STOP]
    return kept or tokens


def _without_repeated(words: list[str], names: frozenset[str]) -> list[str]:
    """The words, but those of `names` only where they come first."""
    seen: set[str] = set()
    kept = []
    for word in words:
        if word not in seen:
            kept.append(word)
        if word in names:
            seen.add(word)
    return kept


def _variety(words: list[str]) -> float:
    """The mean, over all windows, of distinct words per word, function words aside; a shorter text is one window."""
    words = [word for word in words if word not in ENGLISH] or words
    if len(words) < FEWEST:
        words = [*words, *map(str, range(FEWEST - len(words)))]  # a word that comes twice in four is no repetition
    if len(words) <= WINDOW:
        return len(set(words)) / len(words)
    counts = Counter(words[:WINDOW])
    distinct = total = len(counts)
    for leaving, coming in zip(words, islice(words, WINDOW, None), strict=False):
        counts[leaving] -= 1
        distinct += (counts[coming] == 0) - (counts[leaving] == 0)
        counts[coming] += 1
        total += distinct
    return total / ((len(words) - WINDOW + 1) * WINDOW)


def _looped(tokens: list[str]) -> int:
    """Tokens that repeat the period directly before them."""
    if len(set(pairwise(tokens))) == len(tokens) - 1:
        return 0  # no two words stand in this order twice
    last: dict[str, int] = {}
    running: dict[int, int] = {}  # period -> words in a row, up to here, that equal the word one period before
    looped, told = 0, -1  # words that repeat, up to which word they are counted
    for index, word in enumerate(tokens):
        before = last.get(word, -1)
        last[word] = index
        if running:
            running = {period: count + 1 for period, count in running.items() if tokens[index - period] == word}
        if before > 0 and index - before <= MAX_PERIOD and tokens[before - 1] == tokens[index - 1]:
            running.setdefault(index - before, 2)
        if not running:
            continue
        for period, count in running.items():
            # "had had" and "bye bye" are English: one word counts from its third time on
            if count >= max(period, 2):
                looped += index - max(told, index - count)
                told = index
    return looped


def foreign(text: str, spans: list[tuple[int, int]], words: list[str]) -> str:
    """Why a text isn't English, or "". Values don't count, and neither do texts that have no sentences."""
    letters = 0 if text.isascii() or not _FOREIGN_LETTER.search(text) else len(_LETTER.findall(text))
    if letters:
        outside = sum(1 for at in _FOREIGN_LETTER.finditer(text) if not any(s <= at.start() < e for s, e in spans))
        if outside > max(0.3 * letters, ONE_NAME):
            return f"{outside} of {letters} letters are of another script"
    if not FOREIGN.isdisjoint(words):
        others = sum(1 for word in words if word in FOREIGN)
        if others >= MIN_FOREIGN and others > sum(1 for word in words if word in ENGLISH):
            return f"{others} function words of another language"
    return ""
