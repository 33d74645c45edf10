"""The extent of a string in the text: does the text's value begin and end where the label's does?"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from edgejson.forms import LITERAL, Evidence
from edgejson.forms.kinds import OPEN
from edgejson.grounding.affinity import class_of_field, class_of_value
from edgejson.grounding.binding import Bound
from edgejson.grounding.candidates import Leaf
from edgejson.grounding.cue_values import BULLET, LAYOUT
from edgejson.grounding.cues import ADJACENT, NAME
from edgejson.grounding.lexicon import GLUE, PREPOSITIONS
from edgejson.grounding.measures import is_measure
from edgejson.grounding.overlong import DANGLING, runs_on
from edgejson.grounding.quotations import CLOSING, in_quotes, is_part_of_quotation
from edgejson.language.vocabulary import vocabulary

_FOLLOWING = re.compile(r" ([^\W_][^\s,;:.!?|)\]}\"”]*)(?: ([^\W_]\S*))?")
_FIRST_NAME = re.compile(r", [A-Z][a-zà-ÿ]")
_AND_COMPANY = re.compile(r" [&+] \w")
_SEPARATED_BEHIND = re.compile(r",? |,")
_SEPARATED = re.compile(r"(?:[,;/|&]|\band|\bor)\s*$")
_WORDS = vocabulary("language/en/cues")


def misjudged(leaf: Leaf, chosen: Evidence, bound: Bound) -> str:
    """ "cut-short" where the text's value goes on before or behind the label's, "runs-on" where the label's takes in
    words that are not the value's, "" where they agree."""
    text, start, end = bound.reading.text, chosen.start, chosen.end
    if bound.tables and bound.tables.at(start):
        return ""  # it fills the cell, or would not stand here; for enumerations see there
    item = leaf.target.scalars or (bool(leaf.path) and leaf.path[-1].__class__ is int)
    listed = item and (_SEPARATED_BEHIND.match(text, end) or _SEPARATED.search(text[start - 6 : start]))
    quoted = None if listed else in_quotes(text, start, end)
    if quoted is not None:
        return "" if quoted else "cut-short"
    if not leaf.target.annotated and not listed and is_part_of_quotation(text, start, end):
        return "cut-short"
    if runs_on(leaf, chosen, bound):
        return "runs-on"
    gap = _gap(leaf, start, bound)
    if gap is not None and _goes_before(gap, text, start):
        return "cut-short"
    if gap is None and leaf.own >= ADJACENT and _word_ahead(start, bound):
        return "cut-short"
    if (
        leaf.own < ADJACENT
        and not leaf.target.annotated
        and chosen.grade == LITERAL
        and _begins_ahead(leaf, start, bound)
    ):
        return "cut-short"
    if leaf.own < NAME and not leaf.target.annotated and _is_part_of_name(text, start, end):
        return "cut-short"
    if not (leaf.path or leaf.target.annotated) and _record_begins_ahead(text, start):
        return "cut-short"
    if gap is not None and LAYOUT.match(gap) and _heads_line(start - len(gap), bound):
        goes_on = _goes_behind(leaf, start, end, bound) if item else _line_goes_on(leaf, start, end, bound)
        return "cut-short" if goes_on else ""
    if gap == " " and not item and _fills_bullet(start, end, bound):
        return "cut-short"
    return "cut-short" if _goes_behind(leaf, start, end, bound) else ""


def _fills_bullet(start: int, end: int, bound: Bound) -> bool:
    """Is a bulleted line a name and words, of which a value is but the first ones: "- title Data migration"?"""
    rest = _BARE_REST.match(bound.lowered, end)
    if rest is None or rest[1] in GLUE or rest[1] in _CONNECTIVES or not bound.free_of_cues(end, rest.end()):
        return False
    cue = bound.found[bisect_right(bound.ends, start) - 1]
    line = bound.lowered.rfind("\n", 0, cue.start) + 1
    return BULLET.fullmatch(bound.lowered, line, cue.start) is not None


_BARE_REST = re.compile(r" ([^\W\d_][\w'’-]*)(?: [\w'’-]+){0,3} *(?=\n|\Z)")


def goes_on(leaf: Leaf, chosen: Evidence, bound: Bound, opened: tuple[bool, bool]) -> bool:
    """Does the text's value go on before or behind the label's at the ends of a frame: those that are `opened`?"""
    start, end = chosen.start, chosen.end
    quoted = in_quotes(bound.reading.text, start, end)
    if quoted is not None:
        return not quoted
    if opened[0] and _joined_ahead(start, bound):
        return True
    if not opened[1] or bound.reading.text[end - 1] == ".":
        return False
    return _goes_behind(leaf, start, end, bound) or runs_on(leaf, chosen, bound)


_TITLES = frozenset(_WORDS.words("titles"))
#: "I'm", "we're": what follows is another's value.
_CONTRACTED = re.compile(r"(?:i|we|you|they|he|she|it)['’](?:m|re|s|ve|d|ll)")
#: Ahead of a verb: "I took cetirizine".
_DOING = re.compile(r"(?<![^\W_])(?:i|we|you|he|she|they) (?:just )?\Z")
_JOINED_AHEAD = re.compile(r"(?<![^\W_])(?<!\\)([^\W\d_][^\s\\]*|(?<!\S)\d+[a-z]?) $")


def _joined_ahead(start: int, bound: Bound) -> bool:
    """Does a word that is neither glue nor a cue stand directly ahead of a value that begins a frame?"""
    ahead = _JOINED_AHEAD.search(bound.reading.text, max(0, start - 40), start)
    if ahead is None:
        return False
    word = ahead.group(1).lower()
    if word in _TITLES:
        return True
    if _DOING.search(bound.lowered, max(0, ahead.start() - 12), ahead.start()):
        return False
    if _CONTRACTED.fullmatch(word):
        return False
    if ahead.group(1)[-1] in ".,;:!?)>\"'-–—/":
        return False
    if word in GLUE or word in _CONNECTIVES or word in PREPOSITIONS:
        return False
    index = bisect_right(bound.ends, start) - 1
    return not (index >= 0 and bound.ends[index] == ahead.end(1) and not ahead.group(1)[0].isupper())


def _word_ahead(start: int, bound: Bound) -> bool:
    """For a value whose cue stands behind it: does a capitalised word of its own stand directly ahead?"""
    ahead = _WORD_AHEAD.search(bound.reading.text, max(0, start - 40), start)
    if ahead is None or ahead.group(1).lower() in GLUE or ahead.group(1).isupper():
        return False
    index = bisect_right(bound.ends, start) - 1
    return not (index >= 0 and bound.ends[index] == ahead.end(1))


def _begins_ahead(leaf: Leaf, start: int, bound: Bound) -> bool:
    """Does one word stand between the field's name and a value, which no leaf takes?

    Then it is the value's first one: "the payload willow dolphin", where the label says "dolphin".
    """
    ahead = _ONE_AHEAD.search(bound.lowered, max(0, start - 30), start)
    if ahead is None or ahead.start(1) in bound.beside or ahead.group(1) in GLUE or ahead.group(1) in _CONNECTIVES:
        return False
    index = bisect_right(bound.ends, ahead.start(1)) - 1
    if index < 0 or bound.found[index].entry.before.get(leaf.target.id, 0.0) < NAME:
        return False
    between = bound.lowered[bound.ends[index] : ahead.start(1)].split()
    return all(word in _STATING or not any(map(str.isalnum, word)) for word in between)


#: Words between a field's name and its value.
_STATING = frozenset(("is", "are", "was", "were", "set", "to", "recorded", "as"))


def _is_part_of_name(text: str, start: int, end: int) -> bool:
    """Is a value only one of the words of a name that ends a text or paragraph, as people sign?"""
    line = text.rfind("\n", 0, start) + 1
    signed = _SIGNED.search(text, line, end + 40)
    return (
        signed is not None
        and (signed.start(1), signed.end(1)) != (start, end)
        and signed.start(1) <= start < end <= signed.end(1)
    )


_NAME_WORD = r"[A-Z][^\W\d_]*(?:['’-][A-Z]?[^\W\d_]+)*"
_SIGNED = re.compile(rf"(?:(?<=\n)|(?<=[.!?,] ))({_NAME_WORD} {_NAME_WORD})\s*\Z")


def _record_begins_ahead(text: str, start: int) -> bool:
    """Do words between "the reading is" and the record, a string, belong to it?"""
    begun = _BEGUN.search(text, max(0, start - 60), start)
    return begun is not None and not any(word in GLUE or word in _CONNECTIVES for word in begun[1].lower().split())


_ONE_AHEAD = re.compile(r"(?<=[ \n])([^\W\d_]{3,}(?<!ed)(?<!ing)(?<!ly)(?<!like)(?<!with)(?<!known)|\d[\d.,]*\d) $")
_WORD_AHEAD = re.compile(r"(?<=[^.!?:\n] )([A-Z][^\W_]+(?:['’-]\w+)?) $")


#: A full stop, and how a sentence of its own begins: "Name: shipping-proxy. It is due in May."
_SENTENCE_BEHIND = re.compile(
    rf"[.!?] +(?:{vocabulary('language/en/clauses').either('begins of a sentence')}\b|[^\W\d_][\w ]{{0,30}}: )", re.I
)


#: Behind one word, which is no abbreviation, a sentence is none of a longer value: "Code: GRD-3985. Tell me if ...".
_WORD_ALONE, _SENTENCE = re.compile(r"\S{5,}"), re.compile(r"\. +[A-Z][a-z]+ [a-z]")


def _line_goes_on(leaf: Leaf, start: int, end: int, bound: Bound) -> bool:
    """In a form's line, does anything but a further cue, a correction or a remark follow?"""
    text, annotated = bound.reading.text, leaf.target.annotated
    stop = text.find("\n", end)
    rest = text[end : stop if stop >= 0 else len(text)]
    if not annotated:
        if _SENTENCE_BEHIND.match(text[end - 1] + rest if text[end - 1] == "." else rest):
            return False  # "Redfern Homes B.V. The country is Italy."
        if _WORD_ALONE.fullmatch(text, start, end) and _SENTENCE.match(rest):
            return False
    for offset, letter in enumerate(rest):
        if letter.isalnum():
            if rest[:offset].rstrip().endswith(("(", ";", "|", "-", "/", ">", "#", "<", "&", "\\")):
                return False
            if not annotated and text[end] == "," and any(map(str.isdigit, rest)):
                return False  # a firm's address behind its name
            place = end + offset
            return not (bound.beside.get(place) or _cue_at(place, bound))
    return False


def _gap(leaf: Leaf, start: int, bound: Bound) -> str | None:
    """The text between the own cue and a value directly behind it."""
    index = bisect_right(bound.ends, start) - 1
    if index < 0 or leaf.target.id not in bound.found[index].entry.before or start - bound.ends[index] > 60:
        return None
    if leaf.own < ADJACENT:
        return None
    return bound.reading.text[bound.ends[index] : start]


def _heads_line(cue_end: int, bound: Bound) -> bool:
    return bound.heads_line(bound.starts[bisect_left(bound.ends, cue_end)])


def _goes_before(gap: str, text: str, start: int) -> bool:
    """Does the value begin ahead of the place: behind a colon, a line's start, or with a capital?"""
    gap = gap.lstrip("\\")  # of an escaped quotation mark
    gap = _WRAPPED.sub(" ", gap)
    marks = [mark for mark in _MARKS.finditer(gap) if mark.start() or mark.group() not in CLOSING]  # '"name" is V'
    tail = gap[marks[-1].end() :] if marks else gap
    if _SEPARATED.search(tail):
        return False  # a further item of an enumeration
    if marks:
        return any(letter.isalnum() for letter in tail)
    last = re.search(r"([A-Z]\w*) $", tail)
    return last is not None and not last.group(1).isupper() and text[start : start + 1].isupper()


#: A line's end within "set to", "recorded as".
_WRAPPED = re.compile(r"\n(?=(?:set |recorded )?(?:to|as|is|are) )")
_MARKS = re.compile(r"[:=|>\]\n\t\"“”]")


def _goes_behind(leaf: Leaf, start: int, end: int, bound: Bound) -> bool:
    text = bound.reading.text
    company = _AND_COMPANY.match(text, end) and (leaf.target.annotated or not leaf.target.scalars)  # "salt & pepper"
    if company or (leaf.kind == "person" and _FIRST_NAME.match(text, end) and not _cue_at(end + 2, bound)):
        return " " not in leaf.value or bool(company)
    following = _FOLLOWING.match(text, end)
    if following is None or (not leaf.target.annotated and is_measure(bound.lowered, end + 1)):
        return False
    if leaf.kind in OPEN and not leaf.target.field.enum and text[start:end].lower() in DANGLING:
        return following.group(1).lower() not in DANGLING  # "as before" for "as"
    word, further = following.group(1), following.group(2) or ""
    place = following.start(1)
    if "=" in word:
        return False  # the next key of a log's line
    if bound.beside.get(place) or (not leaf.target.annotated and place in bound.beside):
        return False
    last = text[start:end].rpartition(" ")[2]
    title = word[0].isupper() and not word.isupper() and last[:1].isupper()
    if _cue_at(place, bound) and not title:
        return False
    whole = not leaf.path and _STATED.search(text, max(0, start - 12), start) is not None
    if title and leaf.own < ADJACENT and _goes_on_as_name(leaf, word):
        return True
    nameless = leaf.own < NAME and not whole and not (leaf.target.scalars and " " in leaf.value)
    named = last[:1].isupper() and not _ends_clause(leaf, following, text)
    if not leaf.target.annotated and word.islower() and (named or nameless):
        return False  # a name ends where small letters begin; behind a mere preposition nothing tells
    lowered = word.lower()
    if not leaf.target.annotated and (lowered in PREPOSITIONS or _is_clock(leaf, following, bound)):
        return False
    connects = lowered in _CONNECTIVES and not (title and word.isalpha() and word not in _BEGINNING)  # "Alpina Plus"
    if lowered in GLUE or connects or not (leaf.own >= ADJACENT or leaf.target.scalars or whole):
        return False
    return not (
        word.isupper() and word.isalpha() and len(word) > 1 and (further.isupper() or text[start:end].isupper())
    )


def _is_clock(leaf: Leaf, following: re.Match[str], bound: Bound) -> bool:
    """Is a number behind a weekday, "tomorrow" or "tonight" a time of day: "monday 2 to 3pm"?"""
    last = str(leaf.value).lower().rpartition(" ")[2]
    return class_of_value(last) in _DAYS and _HOUR.match(bound.lowered, following.start(1)) is not None


_DAYS = ("weekday", "part of day", "time")
_HOUR = re.compile(r"(?:1\d|2[0-3]|\d)(?::[0-5]\d)?(?: ?[ap]\.?m\b| ?o'clock|(?![\w.,%]))(?! ?(?:st|nd|rd|th)\b)")


def _goes_on_as_name(leaf: Leaf, word: str) -> bool:
    """Is a capitalised word behind a string without a cue a part of the same name: "Walter" in "Walter Miranda"?"""
    plain = leaf.kind in OPEN and not (leaf.target.annotated or leaf.target.scalars or leaf.target.field.enum)
    return plain and class_of_value(word.lower()) not in _TIMES and word not in _BEGINNING


#: Classes of words that begin with a capital, and are no part of the name ahead: "call Anna Tuesday".
_TIMES = ("month", "weekday", "time")
#: Words that begin another sentence where people leave out the full stop.
_BEGINNING = ("I", "Please", "Thanks")


def _ends_clause(leaf: Leaf, following: re.Match[str], text: str) -> bool:
    """Is a word all that stands between a value and the end of its clause: "product Window cleaning." for "Window"?

    Names of people have no such second word.
    """
    if leaf.own < NAME or leaf.kind == "person" or class_of_field(leaf.target.field.words) == "person":
        return False
    return following.group(2) is None and text[following.end(1) :][:1] in ("", ".", ",", ";", "\n")


#: Ahead of a record that is one string, whatever it is called: "The reading is", "Reading . . . .".
_AHEAD_OF_RECORD = r"(?:\b(?:is|was|as|to)|[:=|>\]\t]|\.[. ]*) *"
_STATED = re.compile(_AHEAD_OF_RECORD + "$")
_BEGUN = re.compile(_AHEAD_OF_RECORD + r"(?<=[ \t])([^\W\d_][\w'’-]+(?: [^\W\d_][\w'’-]+){0,2}) $")
_CONNECTIVES = frozenset(_WORDS.words("connectives"))


def _cue_at(place: int, bound: Bound) -> bool:
    index = bisect_left(bound.starts, place)
    return index < len(bound.starts) and bound.starts[index] <= place + 1
