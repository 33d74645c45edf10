"""A learned sentence made fit for other records: a or an, one or many, and what a record may lack in brackets."""

from __future__ import annotations

import re
from collections.abc import Callable

from edgejson.grounding.lexicon import PREPOSITIONS
from edgejson.language import nouns
from edgejson.language.names import singular
from edgejson.language.vocabulary import vocabulary
from edgejson.schema.fields import Field

#: What a slot's property path leads to, from the frame's object.
FieldAt = Callable[[tuple[str, ...]], Field]

_SLOT = re.compile(r"(\{[^{}]*\})")
_ARTICLE = re.compile(r"(?:(?<=^)|(?<=[\s(]))(a|an|A|An) $")
_ANY_ARTICLE = re.compile(r"\((?:a\|an|A\|An)\)(?= $)")
_COUNTED = re.compile(r"^ ([A-Za-z]+)\b(?! of\b)")
#: Verbs behind a list, of one thing and of several.
_NUMBERED = (("is", "are"), ("was", "were"), ("has", "have"))
_VERB = re.compile(rf"^ ({'|'.join(verb for ways in _NUMBERED for verb in ways)})\b")
#: Where a part begins that may be left out: at a mark or an "and", or at once, with words that lead to its value.
_AT_MARK = re.compile(r"[,;] (?:and |but )?| - | (?:and|but),? ")
#: Words from the first mark on that go with a value behind several: "and, very important, ".
_FEW = 4
_COPULAS = "|".join(vocabulary("language/en/apart").words("copulas"))
_AT_ONCE = re.compile(rf" (?!(?:{_COPULAS})\b|(?!(?:its|his|this)\b)\w+s\b)(?:\w+ ){{1,3}}$")  # no verb: "serves"
#: The same from a preposition on: "under the name of" goes with its value, what stands ahead of it does not.
_PREPOSITION = f"(?:{'|'.join(sorted(nouns.PREPOSITIONS | PREPOSITIONS))})"
_LED = re.compile(rf" {_PREPOSITION}(?: \w+){{0,3}} $")
#: What such a part leans on, which is nothing without it: "with a view" of ..., "just around the corner" from ...
_LEANS = re.compile(r" (?:of|from|to) ")
_LEANT_ON = re.compile(rf" (?:{_PREPOSITION}|around|over|across|beside)(?: \w+){{1,3}}$")
_ADVERBS = re.compile(r"(?: (?:just|right|down|up|out|over|only|close|next|far))+$")
#: A clause of its own is said whole or not at all: "where you wake up to the ...".
_CLAUSE = re.compile(r" (?:where|which|that|who)(?: [\w'’-]+)+$")
_FINITE = re.compile(rf" (?:(?:{_COPULAS})|(?!(?:its|his|this)\b)[a-z]+[^s\W]s)$|^ (?:{_COPULAS})\b")
_PARTICIPLES = "|".join(vocabulary("language/en/apart").words("participles"))
_PARTICIPLE = re.compile(rf" (?:[a-z]+ed|{_PARTICIPLES})$")
_COPULA_FIRST = re.compile(rf"[,;] (?:{_COPULAS})\b")
#: Behind an insertion between commas, the sentence goes on.
_GOES_ON = re.compile(rf", (?:{_COPULAS}|[a-z]+[^s\W]s)\b")
_CHOICE = re.compile(r"\([^(){}|]*\|[^(){}]*\)")
_ALONE = re.compile(r" (?:\w+ ){0,3}$")
_MARK = re.compile(r"[,;.!?:\n]|$")
_NUMBERS = ("integer", "number")
#: The first word behind a number, and where the words that go with a value end ahead of the next one.
_UNIT = re.compile(rf" ?(?!(?:{_PREPOSITION}|and|or|but|{_COPULAS})\b)[^\W\d_]+")
_BORDER = re.compile(rf" (?:{_PREPOSITION}|and|or|but|that|which|where|who) ")
_VERB_FIRST = re.compile(rf" (?:{_COPULAS})\b")


def general(source: str, field_at: FieldAt, sentence: bool = True) -> str:
    """A frame's source, generalised; `sentence`: parts of optional properties may be left out at a mark."""
    parts = _SLOT.split(source)  # literals at even places, slots at odd ones
    for at in range(1, len(parts), 2):
        path = _path(parts[at])
        field = field_at(path)
        worded = ("string" in field.types or field.enum) and "?" not in parts[at]
        if worded and (article := _ARTICLE.search(parts[at - 1])):
            ways = "(a|an)" if article[1].islower() else "(A|An)"
            parts[at - 1] = f"{parts[at - 1][: article.start()]}{ways} "
        if field.types & set(_NUMBERS) and (word := _COUNTED.match(parts[at + 1])):
            many = word[1] if nouns.is_plural(word[1]) else _of_many(word[1], field)
            if many:
                parts[at + 1] = f" ({singular(many)}|{many}){parts[at + 1][word.end() :]}"
        if "array" in field.types and (verb := _VERB.match(parts[at + 1])):
            one, many = next(ways for ways in _NUMBERED if verb[1] in ways)
            parts[at + 1] = f" ({one}|{many}){parts[at + 1][verb.end() :]}"
    return "".join(_bracketed(parts, field_at, sentence))


def _of_many(word: str, field: Field) -> str:
    """The plural of the noun behind a one, where it is what the field counts: "1 bedroom" of `bedrooms`; else ""."""
    return next((many for many in field.words.split() if many != word and singular(many) == word), "")


def _path(slot: str) -> tuple[str, ...]:
    return tuple(re.split(r"\?|=|\.\.\.", slot[1:-1])[0].split("."))


def _bracketed(parts: list[str], field_at: FieldAt, sentence: bool) -> list[str]:
    """The parts with brackets around what is said of properties that a record may lack.

    The first slot stays, and a slot that no words or mark separate from the one before.
    """
    out = [parts[0]]
    counted = False  #: does the slot before stand ahead of its unit?
    for at in range(1, len(parts), 2):
        behind = parts[at + 1]
        is_number = bool(field_at(_path(parts[at])).types & set(_NUMBERS))
        if at == 1 or not _may_lack(_path(parts[at]), field_at):
            out += [parts[at], behind]
            counted = is_number
            continue
        ahead = out[-1]
        lead = _lead(ahead, sentence, counted)
        tail = _tail(behind, at + 2 < len(parts), is_number) if sentence or is_number else 0
        if lead is not None and ahead[lead:].startswith(", ") and _GOES_ON.match(behind):
            tail = 1
        if lead is None or tail is None or behind.startswith(" of ", tail) or _describes(ahead, behind):
            out += [parts[at], behind]
            counted = is_number
            continue
        counted = False
        out[-1] = ahead[:lead]
        out += [f"[{ahead[lead:]}{parts[at]}{behind[:tail]}]", behind[tail:]]
    return out


def _describes(ahead: str, behind: str) -> bool:
    """Does a value stand between an article and the next value: "a {size} {breed}"?"""
    return behind == " " and bool(_ANY_ARTICLE.search(ahead) or _ARTICLE.search(ahead))


def _may_lack(path: tuple[str, ...], field_at: FieldAt) -> bool:
    """May a record that has what is around a property lack it? Of a property inside an object: the object."""
    return not field_at(path[:1]).required and len(path) == 1


def _lead(ahead: str, sentence: bool, counted: bool) -> int | None:
    """Where, in the words ahead of a slot, the part begins that goes with it; None where that can't be told.

    `counted`: they follow a number, whose unit is the first of them.
    """
    ahead = _ANY_ARTICLE.sub(lambda choice: "x" * len(choice[0]), ahead)
    start = max(ahead.rfind(")"), ahead.rfind("]"), ahead.rfind("}")) + 1
    if counted and not start and (unit := _UNIT.match(ahead)):
        start = unit.end()
    if re.search(r"[.!?\n]", ahead[start:]):
        return None
    found = [mark.start() for mark in _AT_MARK.finditer(ahead, start)]
    if found and _COPULA_FIRST.match(ahead, found[-1]):
        return None  # ", is rated": the sentence itself
    if found:
        return found[0] if len(ahead[found[0] :].split()) <= _FEW else found[-1]
    if not sentence:
        return start if _ALONE.fullmatch(ahead, start) else None
    led = _LED.search(ahead, start)
    if led is None:
        return start if _AT_ONCE.fullmatch(ahead, start) else None
    return _beginning(ahead, start, led)


def _beginning(ahead: str, start: int, led: re.Match[str]) -> int | None:
    """Where a part that has a preposition ahead of its value begins: there, or at what that leans on."""
    before = ahead[start : led.start()]
    if clause := _CLAUSE.search(before):
        return start + clause.start()
    if _LEANS.match(led[0]):
        leant_on = _LEANT_ON.search(before)
        if leant_on is not None:
            before = before[: leant_on.start()]
        elif led[0].startswith(" of "):
            return None
    if adverbs := _ADVERBS.search(before):
        before = before[: adverbs.start()]
    if _FINITE.search(before):
        return None  # "was made in", "plays in": no sentence without it
    participle = _PARTICIPLE.search(before)
    return start + (participle.start() if participle else len(before))


def _tail(behind: str, more: bool, counted: bool) -> int | None:
    """Where, in the words behind a slot, its part ends; None where that can't be told.

    Words up to the next mark go with it where no further slot stands ahead of that; else its noun ("a {kind} car in
    {city}") or its unit does.
    """
    masked = _CHOICE.sub(lambda choice: "x" * len(choice[0]), behind)
    if re.match(r"[^\w\s(]|$", masked) or not masked.strip():
        return 0
    if re.search(r"[()\[\]]", masked) or (more and _VERB_FIRST.match(masked)):
        return None
    mark = _MARK.search(masked)
    assert mark is not None
    if not more or mark.start() < len(behind):
        return mark.start()
    border = _BORDER.search(masked)
    if border:
        return border.start()
    unit = _UNIT.match(masked) if counted else None
    return unit.end() if unit else None
