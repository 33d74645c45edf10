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
_LED = re.compile(rf" (?:{'|'.join(sorted(nouns.PREPOSITIONS | PREPOSITIONS))})(?: \w+){{0,3}} $")
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


def general(source: str, field_at: FieldAt, sentence: bool = True) -> str:
    """A frame's source, generalised; `sentence`: parts of optional properties may be left out at a mark."""
    parts = _SLOT.split(source)  # literals at even places, slots at odd ones
    for at in range(1, len(parts), 2):
        path = _path(parts[at])
        field = field_at(path)
        if "=" in parts[at] and "?" not in parts[at] and len(field.enum) < 2:
            parts[at] = f"{{{'.'.join(path)}}}"
        if "string" in field.types and "?" not in parts[at] and (article := _ARTICLE.search(parts[at - 1])):
            ways = "(a|an)" if article[1].islower() else "(A|An)"
            parts[at - 1] = f"{parts[at - 1][: article.start()]}{ways} "
        if field.types & set(_NUMBERS) and (word := _COUNTED.match(parts[at + 1])) and nouns.is_plural(word[1]):
            parts[at + 1] = f" ({singular(word[1])}|{word[1]}){parts[at + 1][word.end() :]}"
        if "array" in field.types and (verb := _VERB.match(parts[at + 1])):
            one, many = next(ways for ways in _NUMBERED if verb[1] in ways)
            parts[at + 1] = f" ({one}|{many}){parts[at + 1][verb.end() :]}"
    return "".join(_bracketed(parts, field_at, sentence))


def _path(slot: str) -> tuple[str, ...]:
    return tuple(re.split(r"\?|=|\.\.\.", slot[1:-1])[0].split("."))


def _bracketed(parts: list[str], field_at: FieldAt, sentence: bool) -> list[str]:
    """The parts with brackets around what is said of properties that a record may lack.

    The first slot stays, and a slot that no words or mark separate from the one before.
    """
    out = [parts[0]]
    for at in range(1, len(parts), 2):
        behind = parts[at + 1]
        if at == 1 or not _may_lack(_path(parts[at]), field_at):
            out += [parts[at], behind]
            continue
        ahead = out[-1]
        lead = _lead(ahead, sentence)
        tail = _tail(behind, at + 2 < len(parts)) if sentence else 0
        if lead is not None and ahead[lead:].startswith(", ") and _GOES_ON.match(behind):
            tail = 1
        if lead is None or tail is None:
            out += [parts[at], behind]
            continue
        out[-1] = ahead[:lead]
        out += [f"[{ahead[lead:]}{parts[at]}{behind[:tail]}]", behind[tail:]]
    return out


def _may_lack(path: tuple[str, ...], field_at: FieldAt) -> bool:
    """May a record that has what is around a property lack it? Of a property inside an object: the object."""
    return not field_at(path[:1]).required and len(path) == 1


def _lead(ahead: str, sentence: bool) -> int | None:
    """Where, in the words ahead of a slot, the part begins that goes with it; None where that can't be told."""
    start = max(ahead.rfind(")"), ahead.rfind("]"), ahead.rfind("}")) + 1
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
    before = ahead[start : led.start()]
    if _FINITE.search(before):
        return None  # "was made in", "plays in": no sentence without it
    participle = _PARTICIPLE.search(before)
    return start + participle.start() if participle else led.start()


def _tail(behind: str, more: bool) -> int | None:
    """Where, in the words behind a slot, its part ends; None where that can't be told.

    Words up to the next mark go with it where no further slot stands ahead of that.
    """
    masked = _CHOICE.sub(lambda choice: "x" * len(choice[0]), behind)
    if re.match(r"[^\w\s(]|$", masked):
        return 0
    if re.search(r"[()\[\]]", masked):
        return None
    mark = _MARK.search(masked)
    assert mark is not None
    return 0 if more and mark.start() == len(behind) else mark.start()
