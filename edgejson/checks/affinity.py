"""What kind of words a value is, and what kind a field's name asks for: the tie-breaker where people write no cues."""

from __future__ import annotations

import re
from functools import lru_cache

_DAYS = "mon|tues|wednes|thurs|fri|satur|sun"
_MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december"

#: Class -> (what the field's name says, what a value of the class looks like), in lower case. The first that fits.
_CLASSES: dict[str, tuple[re.Pattern[str], re.Pattern[str]]] = {
    "time": (
        re.compile(r"\b(?:date|day|time|when|month|year|hour|night|period|start|end|depart|return|at|on)\b"),
        re.compile(
            rf"\b(?:(?:{_DAYS})days?|{_MONTHS}|today|tonight|tomorrow|yesterday|noon|midnight|morning|afternoon|evening"
            r"|weekend|weeks?|months?|[ap]\.?m|\d{1,2}:\d\d|o'clock|now|later|early|daily)\b|\d(?:am|pm|st|nd|rd|th)\b"
        ),
    ),
    "price": (
        re.compile(r"\b(?:price|prices|cost|budget|fare|fee|range)\b"),
        re.compile(
            r"[$€£¥]|\b(?:cheap|cheaper|cheapest|inexpensive|expensive|pricey|moderate|moderately|affordable|low"
            r"|high|average|budget|mid-?range)\b"
        ),
    ),
    "number": (
        re.compile(r"\b(?:size|number|count|quantity|amount|age|people|guests|stars?|rating|points|value|duration)\b"),
        re.compile(
            r"^[\d.,]+|\bout of\b|\b(?:zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|stars?)\b"
        ),
    ),
    "origin": (
        re.compile(r"\b(?:food|cuisine|nationality|language|dish|style|served)\b"),
        re.compile(
            r"\b(?:\w{3,}(?:ese|ish|ian)|greek|thai|french|german|dutch|korean|mexican|american|african|cuban|moroccan|swiss"
            r"|creole|cajun|halal|kosher|vegan|seafood|sushi|pizza|barbecue|bbq|fast food)\b"
        ),
    ),
    "place": (
        re.compile(r"\b(?:area|region|district|neighbou?rhood|part|side|zone|location)\b"),
        re.compile(
            r"\b(?:\w+side|centre|center|downtown|uptown|suburbs?|north|south|east|west|district|area|quarter)\b"
        ),
    ),
    "sort": (
        re.compile(r"\b(?:type|kind|category|class|genre|sort|mode)\b"),
        re.compile(
            r"\b(?:restaurants?|pubs?|bars?|caf[eé]s?|coffee shops?|shops?|hotels?|tavernas?|bistro|diner|bakery)\b"
        ),
    ),
}


@lru_cache(maxsize=65536)
def class_of_value(value: str) -> str:
    """The class of a value's words; "name" for capitalised ones, "word" for others."""
    lowered = value.lower()
    for name, (_, looks) in _CLASSES.items():
        if looks.search(lowered):
            return name
    return "name" if value[:1].isupper() else "word"


@lru_cache(maxsize=4096)
def class_of_field(words: str) -> str:
    """The class that a field's name asks for; "name" where it asks for none."""
    for name, (says, _) in _CLASSES.items():
        if says.search(words):
            return name
    return "name"


def affinity(value: str, words: str) -> int:
    """1 where a value is of the class that a field's name asks for, -1 where both have another one, else 0."""
    asked, given = class_of_field(words), class_of_value(value)
    if asked == given:
        return 1
    return 0 if given in ("name", "word") else -1
