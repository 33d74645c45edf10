"""What a field's description tells of its values: some that it names, the range or the unit of its numbers.

"Kind of meal: breakfast, lunch or dinner", "electricity, gas or water", "e.g. 4b", "from 1 (poor) to 10", "in minutes".
"""

from __future__ import annotations

import re

from edgejson.knowledge.placeholders import code_of
from edgejson.language.vocabulary import vocabulary

_NOUNS = vocabulary("language/en/nouns")
#: Where a description gives examples; those in quotes; the most words of one.
_FOR_EXAMPLE = re.compile(r"(?:\be\.g\.|\bfor (?:example|instance)|\bsuch as)[:,]? +(\S.*)", re.DOTALL)
_QUOTED = re.compile(r"[\"`\u201c]([^\"`\u201c\u201d]{1,60})[\"`\u201d]")
_MOST_WORDS = 3
#: Where all values may be listed: behind "one of", a colon or a dash, in brackets, or as the whole description.
_LISTS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\b(?:one of|either|usually|normally|typically) ([^.;:()]+)",
        r"[:(\u2013\u2014] *([^.;:()]+)",
        r" - ([^.;:()]+)",
        r"^([^.;:()]+?)\.?$",
    )
)
_BETWEEN = re.compile(r" */ *|, *(?:or )?| or ")
_AND_SO_ON = re.compile(
    r",?(?: (?:or|and))? *\b(?:etc|so on|others?|similar|the like|the rest)\b\.?$|,? *(?:\.\.\.|\u2026)$"
)
_ARTICLE = re.compile(r"^(?:an?|the|any) (?=\w)", re.IGNORECASE)
#: Words that no value begins with: what follows is a clause, not a list of values.
_CLAUSES = frozenset((*_NOUNS.words("ends of a description"), *_NOUNS.words("begins of a clause")))
#: What a record tells of something, which is no value: "size, colour or variant".
_ASPECTS = frozenset(_NOUNS.words("aspects"))
#: Fewer alternatives may be two ways to say what the field is: "hut or village".
_LEAST = 3

_NUMBER = r"(-?\d+(?:\.\d+)?)"
#: "from 1 (poor) to 10", "between 0 and 1", "1-5"; a remark in brackets belongs to its number.
_SPAN = re.compile(
    rf"(?<![\w.-]){_NUMBER}(?: *\([^()]*\))? *(?:-|\u2013|\.\.\.?|to|through|and) *{_NUMBER}(?!\w*\d|\.\d)",
)
_SPAN_SAID = re.compile(r"\b(?:from|between|scale|range|score|rating|out|points?)\b|^\W*-?\d|\(", re.IGNORECASE)
_UNIT = re.compile(
    r"\bin (?:whole |full |completed )?([a-z\u00b0%]+)|\(([a-z\u00b0%]+)\)|\bnumber of ([a-z]+)$", re.IGNORECASE
)


def named_values(description: str) -> list[str]:
    """The values that a description names: "Analyte, e.g. potassium or sodium." -> potassium, sodium."""
    found = _FOR_EXAMPLE.search(description)
    if not found:
        return _listed(description)
    given = _QUOTED.findall(found[1]) or re.split(r", (?:or |and )?| or | and ", re.split(r"[.;)\n]", found[1])[0])
    texts = [_AND_SO_ON.sub("", text).strip(" \"'`") for text in given]
    few = [text for text in texts if text and len(text.split()) <= _MOST_WORDS and text not in ("etc", "...")]
    return [text for text in few if not code_of(text)]


def _listed(description: str) -> list[str]:
    """The values of a list that gives all of them, or the usual ones; [] where there is none."""
    for pattern in _LISTS:
        for found in pattern.finditer(description):
            texts = _alternatives(found[1])
            if len(texts) >= _LEAST:
                return texts
    return []


def _alternatives(said: str) -> list[str]:
    """The alternatives of a list in words; [] where it is none: joined by "and", or with a clause among them."""
    ended = _AND_SO_ON.sub("", said.strip())
    if ended == said.strip() and not re.search(r" or |/", said) and "," not in said:
        return []
    if re.search(r"\band\b", ended):
        return []  # aspects of one value: "colour, clarity and head"
    texts = [_ARTICLE.sub("", text.strip(" \"'`\u201c\u201d")) for text in _BETWEEN.split(ended)]
    if any(not text or len(text.split()) > _MOST_WORDS or code_of(text) for text in texts):
        return []
    if any(text.split()[0].lower() in _CLAUSES or text.split()[-1].lower() in _ASPECTS for text in texts):
        return []
    if len(texts) > 1 and texts[0][1:].islower() and all(text[0].islower() for text in texts[1:]):
        texts[0] = texts[0][0].lower() + texts[0][1:]  # a capital at the start of the sentence
    return texts


def range_said(description: str) -> tuple[str, str] | None:
    """The least and the greatest number that a description names, as written: "from 1 to 10" -> "1", "10"."""
    found = _SPAN.search(description)
    if not found or not _SPAN_SAID.search(description[: found.end()]):
        return None
    low, high = float(found[1]), float(found[2])
    return (found[1], found[2]) if low < high else None


def unit_said(description: str) -> str:
    """The word that a description names a unit by: "Time spent, in minutes" -> "minutes"; "" for none."""
    found = _UNIT.search(description)
    return next((word.lower() for word in found.groups() if word), "") if found else ""
