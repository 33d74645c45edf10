"""Do a frame's words and the values in its slots agree: numbers and nouns, articles, verbs, lists, units?"""

from __future__ import annotations

import re
from typing import Any

from edgejson.forms.words import one_of
from edgejson.language import nouns
from edgejson.language.vocabulary import vocabulary
from edgejson.text.outline import Fact


def suits(fact: Fact, place: int, out: list[str]) -> bool:
    """Does a value suit the words around it? Mends the words where that is enough ("an apple", "3 x")."""
    value, text = fact.value, out[place]
    if type(value) in (str, list) and _DETERMINED.match(text) and _DETERMINER_AHEAD.search("".join(out[:place][-2:])):
        return False  # no "my a winter coat"
    if type(value) is int or type(value) is float:
        after = "".join(out[place + 1 : place + 3])
        if value in (0, 1) and type(value) is not bool:
            behind = after.split(None, 2)[:2] if after[:1] == " " else []
            if any(nouns.is_plural(word.strip(".,;:")) for word in behind):
                return False
            if value == 0 and text.endswith(("%", "percent")) and not (place and _GIVES_RATE.search(out[place - 1])):
                return False
            if value == 0 and behind and behind[0] in ("discount", "off", "reduction", "bedroom"):
                return False
        out[place] = _number(value, text, after)
    elif type(value) is list:
        after = "".join(out[place + 1 : place + 3])
        return agrees(len(value), out[:place]) and (not after.startswith((",", ";", " and", " or")) or " and " in text)
    elif (
        type(value) is str
        and len(value) == 2
        and text.startswith("the ")
        and place
        and _NO_ARTICLE.search(out[place - 1])
    ):
        out[place] = text[4:]
    elif type(value) is str and text in _PIECES and out[place + 1 : place + 2] and out[place + 1].startswith(" of "):
        return False  # "leeks (2 pieces)", no "2 pieces of leeks"
    if not place or out[place - 1][-1:] != " ":
        return True
    return _has_its_article(value, place, out) and (not fact.wording.plain or _is_as_told(fact, place, out))


def _number(value: float, text: str, after: str) -> str:
    """A number's text without what the frame says behind it, and in figures where that wants them."""
    unit = _UNIT.search(text)
    if unit and after.startswith(" over ") and after.endswith(unit[0]):
        return text[: unit.start()]  # "131 over 77 mmHg"
    percent = _PERCENT.search(text)
    if percent and _PERCENT.match(after):
        text = text[: percent.start()]  # "20" in "{rate}% on top" and "{rate} percent"
        return str(value) if text.isalpha() else text
    return str(value) if text.isalpha() and _WANTS_DIGITS.match(after) else text


def _is_as_told(fact: Fact, place: int, out: list[str]) -> bool:
    """Does the kind of a thing without phrases have its article behind "is", and only where it takes one?"""
    if type(fact.value) is not str or not nouns.is_told_as_one(fact.wording.noun):
        return True
    has_article = place > 1 and out[place - 2] in _ARTICLES
    return has_article == nouns.is_one(out[place]) or not (has_article or out[place - 1].endswith(" is "))


def _has_its_article(value: Any, place: int, out: list[str]) -> bool:
    """Does a value suit the article ahead of it, if there is one?"""
    text = out[place]
    if place > 1 and out[place - 2] in _ARTICLES and type(value) is str and nouns.is_plural(text):
        return False  # no "a headphones", where the frame has both articles
    article = _ARTICLE.search("".join(out[max(0, place - 2) : place])[-5:])
    return article is None or (article[1].lower() == "an") == nouns.starts_with_vowel(text)


def mend_article(out: list[str]) -> None:
    """Choose between "a" and "an", a choice of the frame, by the value behind it."""
    if len(out) > 2 and out[-2] == " " and out[-3] in _ARTICLES:
        out[-3] = _ARTICLES[out[-3]][nouns.starts_with_vowel(out[-1])]


def mend_number(ways: tuple[str, ...], slots: list[tuple[int, Fact | None]], out: list[str]) -> None:
    """Choose between a noun in the singular and in the plural, a choice of the frame, by the number ahead of it."""
    place, fact = slots[-1] if slots else (-1, None)
    one, many = ways
    behind = place == len(out) - 3 and out[-2] == " "
    if behind and fact is not None and type(fact.value) is list and one in _OF_ONE:
        out[-1] = one if len(fact.value) == 1 else many
    counts = behind and fact is not None and type(fact.value) in (int, float)
    if counts and nouns.is_plural(many) and not nouns.is_plural(one):
        out[-1] = one if fact is not None and fact.value == 1 else many


def counted(number: Any, unit: Fact, text: str) -> str:
    """The unit behind a number, from an enum, in the singular or the plural: "1 cup", "3 cups", "3 tsp"."""
    if type(number) not in (int, float) or not unit.wording.field.enum:
        return text
    ways = (text, str(unit.value), *unit.wording.field.synonyms.get(str(unit.value), ()))
    if number == 1:
        return next((way for way in (*ways, *one_of(unit.value, unit.wording.field)) if not nouns.is_plural(way)), text)
    return text if text != unit.value else next((way for way in ways if nouns.is_plural(way)), text)


def agrees(count: int, before: list[str]) -> bool:
    """Does the verb before a list suit its number of items? Not "the items are" for one, "the item is" for two."""
    words = "".join(before[-2:])
    verb = _VERB.search(words)
    return verb is None or (verb[1] in ("are", "were")) == (count > 1) or words.lower().startswith("what ")


_DETERMINERS = "|".join(vocabulary("language/en/apart").words("determiners"))
_DETERMINED = re.compile(rf"(?:{_DETERMINERS}) ")  # names keep their article: "our The Long Detour"
_DETERMINER_AHEAD = re.compile(rf"(?:^|[\s(])(?:{_DETERMINERS}) $", re.IGNORECASE)
#: Verbs of one thing, of which the plural is the other way of a choice.
_OF_ONE = frozenset(("is", "was", "has"))
_VERB = re.compile(r"\b(is|was|are|were)(?: as follows:?)? $")
#: A word of its own in a frame, "(a|an) {pet}": the one ahead of a consonant, and of a vowel.
_ARTICLES = {"a": ("a", "an"), "an": ("a", "an"), "A": ("A", "An"), "An": ("A", "An")}
#: What may stand ahead of "0%": "the VAT rate is", "at"; but nobody gets a discount of 0%.
_GIVES_RATE = re.compile(r"\b(?:is|at|rate of|rate being|comes to) $")
#: "Leeds, United Kingdom", but "in the United Kingdom".
_NO_ARTICLE = re.compile(r"(?:, |\()$")
_PIECES = ("piece", "pieces")
_UNIT = re.compile(r" [^\W\d]+$")
_ARTICLE = re.compile(r"(?:^|[\s(])(an?) $", re.I)
_PERCENT = re.compile(r" ?(?:%|per ?cent\b)")
#: What follows a number in figures: "3 x", "3x", "3/5", "3%".
_WANTS_DIGITS = re.compile(r" ?[x×*/%:)#-](?![a-z]{2})| x ")
