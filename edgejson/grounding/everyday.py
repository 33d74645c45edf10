"""What people say for values in a developer's words: "on foot" for `walking`, "4%" for 0.04, "quid" for "GBP".

For fields without phrases, where the value itself stands nowhere: a table of what says listed values
(`language/en/everyday.txt`), shares as percentages, how often in a year, currencies, numbers that the description has
a word for (1 of "1 highest to 5 lowest"), names by their initials and initials for names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from edgejson.forms import FORM, Evidence, Reading
from edgejson.forms.kinds import KINDS
from edgejson.forms.numbers import CURRENCY_WORDS_READ, plain
from edgejson.forms.scan import suffix
from edgejson.forms.strings import between_words, matches
from edgejson.grounding.lexicon import GLUE, PREPOSITIONS
from edgejson.language.names import in_words
from edgejson.language.vocabulary import vocabulary
from edgejson.schema.fields import Field

_KNOWN = vocabulary("language/en/everyday")
#: A percentage is meant as the share that it is where a schema says nothing of percents.
_IN_PERCENT = re.compile(r"\bpercent|%|\b\d+ ?[-–] ?100\b|\bto 100\b")
_AS_SHARE = re.compile(r"\bdecimal|\bfraction|\b0?\.\d|\bto 1\b")
_OFTEN = re.compile(r"\b(?:per|a|each|in a) year\b|\bper annum\b|\bannual|\byearly|\bfrequency\b|\bhow often\b")


#: Shorter words have forms that are other words.
_LONG = 4


@cache
def _said() -> dict[str, str]:
    """By a value in lower-case words: a regular expression for what says it."""
    rows = _KNOWN.pairs("said").items()
    found: dict[str, list[str]] = {}
    for values, ways in rows:
        for value in values.split(", "):
            found.setdefault(value, []).extend(ways)
    return {value: "|".join(ways) for value, ways in found.items()}


def ways_of(value: str, words: str) -> Iterator[tuple[str, str]]:
    """What says a value that a schema lists in its own words; `words` are those of its field."""
    said = _said().get(value) or _said().get(in_words(value)) or _unit_names().get(value)
    if said:
        yield said, FORM
    if value.isalpha() and (len(value) >= _LONG or value.endswith("lf")):  # "elven": with -v- no short word is another
        last = "[fv]" if value.endswith("f") else value[-1]
        yield rf"{value[:-1]}{last}?(?:en|ish|ian|ese|ean|an|n)", FORM  # "wooden", "dwarven", "European"


@cache
def _unit_names() -> dict[str, str]:
    """By a unit's symbol in lower case what it is called, and by that the symbol: "kda": "kilodalton"."""
    known = vocabulary("language/en/measures")
    prefixes = {"": ("",), **known.pairs("prefixes")}
    found: dict[str, list[str]] = {}
    for prefix, names in prefixes.items():
        for symbol, units in known.pairs("symbols").items():
            for unit in [f"{name}{unit}" for name in names for unit in units]:
                found.setdefault(prefix + symbol, []).append(f"{unit}s?")
                for called in (unit, f"{unit}s"):
                    found.setdefault(called, []).append(prefix + symbol)
    return {said: "|".join(ways) for said, ways in found.items() if len(said) > 1}


def shares(reading: Reading, value: float, field: Field) -> list[Evidence]:
    """Places that say a share of one as a percentage: 0.04: "4%"."""
    if _IN_PERCENT.search(field.description) and not _AS_SHARE.search(field.description):
        return []
    percent = Decimal(plain(value)) * 100
    number = int(percent) if percent == int(percent) else float(percent)
    tokens = reading.tokens.numbers.get(number, ())
    found = [Evidence(t.start, t.end, FORM) for t in tokens if suffix(reading.lowered, t) == "%"]
    worded = reading.number_words.get(number, ()) if isinstance(number, int) else ()
    return found + [e for e in worded if reading.lowered.startswith((" percent", "%"), e.end)]


@cache
def _in_a_year() -> dict[int, re.Pattern[str]]:
    rows = _KNOWN.pairs("in a year").items()
    return {int(times): re.compile(between_words("|".join(ways))) for times, ways in rows}


def times_a_year(reading: Reading, value: float, field: Field) -> list[Evidence]:
    """Places that say how often in a year something happens: 12: "monthly"."""
    said = _in_a_year().get(int(value)) if value == int(value) else None
    if said is None or not (_OFTEN.search(field.words) or _OFTEN.search(field.description.lower())):
        return []
    return matches(said, reading.lowered)


def currencies(reading: Reading, value: str, field: Field) -> list[Evidence]:
    """Places that name the currency whose code a value is, whatever its field is called: "quid" for "GBP"."""
    return KINDS["currency"].find(reading, value, field) if value in CURRENCY_WORDS_READ else []


_SAME = {
    "highest": "top|highest|high|most important|urgent",
    "lowest": "lowest|low|least important",
}
_GENERIC = frozenset(vocabulary("language/en/numbers").words("names of no number"))


def coded(lowered: str, value: float, field: Field) -> list[Evidence]:
    """Places of the word that a description has beside a number, "1 (highest)", "low: 3"."""
    number = re.escape(plain(value))
    ahead = re.findall(
        rf"(?<![\w.,-]){number} ?(?:=|:|\(|is|for|means|-|–)? ?([a-z][a-z-]+)", field.description.lower()
    )
    words = [word for word in ahead if word not in _GENERIC]
    if not words or not re.search(r"\d.*\d", field.description):
        return []
    said = "|".join(_SAME.get(word, re.escape(word)) for word in words)
    return matches(between_words(said), lowered)


_INITIALS = re.compile(r"[A-Z]{2,5}")
#: Units, which a schema lists in small letters: "au" for "astronomical units".
_LOWER = re.compile(r"[a-z]{2,4}")
_CAPITALISED = re.compile(r"[A-Z][\w'-]*")
#: Words that initials leave out.
_SMALL = frozenset(("of", "the", "and", "for", "in"))


def initials(reading: Reading, value: str, field: Field) -> list[Evidence]:
    """Places of a name with the initials that a value is, or of the initials of the name that it is."""
    text = reading.text
    if _INITIALS.fullmatch(value):
        letters = r"[\w'-]* (?:(?:of|the|and|for|in) )*".join(value)
        said = re.finditer(rf"(?<![^\W_]){letters}[\w'-]+", text)
        return [Evidence(*match.span(), FORM) for match in said if _initials(match[0]) == value]
    if field.enum and _LOWER.fullmatch(value) and value not in GLUE | PREPOSITIONS:
        return matches(r"(?<![^\W_])" + " ".join(rf"{letter}[a-z]{{3,}}" for letter in value), reading.lowered)
    short = _initials(value)
    if not _INITIALS.fullmatch(short):
        return []
    return matches(between_words(short), text)


def _initials(name: str) -> str:
    """The initials of a name of capitalised words; "" for anything else."""
    words = [word for word in name.split() if word not in _SMALL]
    return "".join(word[0] for word in words) if len(words) > 1 and all(map(_CAPITALISED.fullmatch, words)) else ""
