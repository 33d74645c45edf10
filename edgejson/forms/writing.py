"""One surface form of a value, as a person would write it; every form here is read back by `reading`."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from random import Random
from typing import Any

from edgejson.forms import dates, numbers, relative, words, zones
from edgejson.forms.kinds import kind_for
from edgejson.schema.fields import Field, value_key


@dataclass(slots=True)
class Context:
    """What a document keeps to while its values are written."""

    currency: str = ""  #: ISO code of the record's amounts, where it is known
    prose: bool = False  #: the values stand in sentences
    styles: dict[str, str] = dataclass_field(default_factory=dict)  #: kind -> the style to keep to
    written: datetime.date | None = None  #: the day of writing, where the value may be said by it
    plainly: bool = False  #: numbers and the like are written as in the data, unless `styles` says otherwise
    local_currency: str = ""  #: ISO code of what is paid with in the one country that the record names
    by_day: dict[dates.DateKey, str | None] = dataclass_field(default_factory=dict)  #: dates as they were said by it


PLAIN = Context()
#: Share of the currencies in sentences that are told by the record's country.
_LOCALLY = 0.3


def literal(value: Any, field: Field) -> str:
    """The canonical plain text of a value: JSON's, with strings as they are; "none" for null and empty values."""
    if isinstance(value, str) and value:
        return value
    if value is True or value is False:
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return numbers.plain(value)
    return "none"


def styles(value: Any, field: Field) -> list[str]:
    """Names of the styles that a value can be written in: for dates, times and money; [] for all else."""
    return [name for name, _ in _styled(value, kind_for(value, field), PLAIN)]


def style_of(value: Any, said: str, field: Field) -> str:
    """The name of the style that a value is written in: of a date, time, amount or whole number; "" for none known."""
    kind = kind_for(value, field)
    if kind == "integer":
        return SPELT if said.isalpha() else FIGURES
    if kind == "money":
        codes = ("", *numbers.SYMBOLS)
        if said == numbers.plain(value) != numbers.cents(value):
            return FIGURES
        return next((name for name, form in numbers.MONEY.items() for code in codes if form(value, code) == said), "")
    return next((name for name, text in _styled(value, kind, PLAIN) if text == said), "")


#: Styles of whole numbers.
SPELT, FIGURES = "spelt", "figures"
#: Kinds that are written as in the data where a document is to be plain.
_PLAINLY = frozenset(("phone", "number", "percent", "fraction"))


def write(value: Any, field: Field, rng: Random, *, context: Context = PLAIN) -> str:
    """One surface form of `value`: in the context's style where it names one that fits, else drawn with `rng`."""
    kind = kind_for(value, field)
    if context.plainly and (kind in _PLAINLY or (kind == "money" and context.styles.get(kind) == FIGURES)):
        return literal(value, field)
    writer = _WRITERS.get(kind)
    return writer(value, field, rng, context) if writer else literal(value, field)


def _choose(options: list[tuple[str, str]], wanted: str | None, rng: Random) -> str:
    if wanted:
        for name, text in options:
            if name == wanted:
                return text
    return options[int(rng.random() * len(options))][1]


def _styled(value: Any, kind: str, context: Context) -> list[tuple[str, str]]:
    if kind == "date":
        return _date_styles(value)
    if kind == "time":
        return _time_styles(value)
    if kind == "money" and not isinstance(value, str):
        return [(name, text) for name, form in numbers.MONEY.items() if (text := form(value, context.currency))]
    return []


def _date_styles(value: str) -> list[tuple[str, str]]:
    key = dates.date_key(value)
    if key is None:
        return [("iso", value)]
    return [(name, text) for name, form in dates.DATES.items() if (text := form(*key))]


def _time_styles(value: str, zone: str = "utc") -> list[tuple[str, str]]:
    key = dates.time_key(value)
    if key is None:
        return [("24h", value)]
    return [(name, text) for name in dates.TIMES if (text := dates.time_text(key, name, zone))] or [("24h", value)]


_PLAIN_DATES = tuple(name for name in dates.DATES if name not in ("us", "eu", "dotted"))


def _date(value: str, field: Field, rng: Random, context: Context) -> str:
    key = dates.date_key(value)
    if key is None:
        return value
    text = _by_day_of_writing(key, rng, context)
    wanted = context.styles.get("date") if text is None else None
    if wanted in dates.DATES:
        text = dates.DATES[wanted](*key)
    while text is None:
        text = list(dates.DATES.values())[int(rng.random() * len(dates.DATES))](*key)
    return text


def _datetime(value: str, field: Field, rng: Random, context: Context) -> str:
    key = dates.datetime_key(value)
    if key is None:
        return value
    day, clock = key
    wanted = context.styles.get("date")
    style = context.styles.get("time") or _any(tuple(dates.TIMES), rng)
    time = zones.time_on(day, clock, style, _zone_style(context))
    by_day = _by_day_of_writing(day, rng, context) if time is not None else None
    if by_day is not None:
        return f"{by_day}{_any((' at ', ' at ', ', '), rng)}{time}"
    if time is None or (wanted in (None, "iso") and rng.random() < 0.2):
        return value
    date = dates.DATES[_any(_PLAIN_DATES, rng)](*day)
    if wanted in dates.DATES:
        date = dates.DATES[wanted](*day) or date
    return f"{date}{_any((' at ', ', ', ' '), rng)}{time}"


#: Chance that a date that may be said by the day of writing is.
_BY_DAY_OF_WRITING = 0.8


def _by_day_of_writing(day: dates.DateKey, rng: Random, context: Context) -> str | None:
    """A date by the day of writing, in one way throughout a text; None where it is said by itself."""
    if context.written is None:
        return None
    if day not in context.by_day:
        said = rng.random() < _BY_DAY_OF_WRITING
        context.by_day[day] = relative.write(day, context.written, rng) if said else None
    return context.by_day[day]


def _time(value: str, field: Field, rng: Random, context: Context) -> str:
    return _choose(_time_styles(value, zones.plain_style(_zone_style(context))), context.styles.get("time"), rng)


def _zone_style(context: Context) -> str:
    return context.styles.get("zone", "utc")


def _duration(value: str, field: Field, rng: Random, context: Context) -> str:
    parts = dates.duration_parts(value)
    return dates.duration_text(parts) if parts else value


def _money(value: numbers.Number, field: Field, rng: Random, context: Context) -> str:
    currency = context.currency or numbers.CODES.get(field.unit, field.unit)
    wanted = context.styles.get("money")
    ways = numbers.MONEY | numbers.COMMA_MONEY
    text = ways[wanted](value, currency) if wanted in ways else None
    names = tuple(numbers.MONEY) if currency else ("bare",)
    while text is None:
        text = numbers.MONEY[_any(names, rng)](value, currency)
    return text


def _integer(value: int, field: Field, rng: Random, context: Context) -> str:
    draw = rng.random()
    if context.plainly:
        spelt = context.styles.get("integer") == SPELT and 2 <= value <= numbers.LARGEST_WORD
        return numbers.to_words(value) if spelt else numbers.plain(value)
    if field.unit and draw < 0.95:
        return _any(tuple(numbers.unit_forms(value, field)), rng)
    if 2 <= value <= numbers.LARGEST_WORD and draw > 0.75 and not field.unit:
        return numbers.to_words(value)
    if value >= 10_000 and not _is_year_or_code(field):
        return numbers.grouped(value) if draw > 0.3 else numbers.plain(value)
    return numbers.plain(value)


def _is_year_or_code(field: Field) -> bool:
    return field.words.endswith(("year", "id", "code", "number", "zip", "no", "port"))


def _number(value: numbers.Number, field: Field, rng: Random, context: Context) -> str:
    if field.unit and rng.random() < 0.95:
        return _any(tuple(numbers.unit_forms(value, field)), rng)
    return numbers.grouped(value) if abs(value) >= 10_000 and rng.random() < 0.6 else numbers.plain(value)


def _percent(value: numbers.Number, field: Field, rng: Random, context: Context) -> str:
    return _any(tuple(numbers.percent_forms(value)), rng)


def _fraction(value: numbers.Number, field: Field, rng: Random, context: Context) -> str:
    said = numbers.fraction_percent(value) if rng.random() < 0.5 else None
    return said or numbers.plain(value)


def _boolean(value: bool, field: Field, rng: Random, context: Context) -> str:
    return words.BOOLEANS[value][0 if rng.random() < 0.8 else 1]


def _enum(value: Any, field: Field, rng: Random, context: Context) -> str:
    key = value_key(value)
    said = field.synonyms.get(key) if field.synonyms else None
    if said and (rng.random() < 0.7 or (context.prose and (len(key) == 2 or "_" in key))):
        return _synonym(said, rng)  # "in Brazil", not "in BR"
    if said and context.prose and said[0].lower() == key:
        return said[0]  # "CO2", not "co2"
    return key if key.istitle() and key.isalpha() else words.spelt(key)  # "Volvo" keeps its capital


def _currency(value: str, field: Field, rng: Random, context: Context) -> str:
    if context.prose and value == context.local_currency and rng.random() < _LOCALLY:
        return numbers.LOCAL_CURRENCY[0]
    said = numbers.CURRENCY_WORDS.get(value, ())
    return said[0] if said and rng.random() < 0.4 else value


def _person(value: str, field: Field, rng: Random, context: Context) -> str:
    turned = words.last_first(value) if context.styles.get("person") == "last_first" else None
    return turned or value


def _phone(value: str, field: Field, rng: Random, context: Context) -> str:
    return _any(tuple(words.phone_forms(value)), rng)


def _string(value: str, field: Field, rng: Random, context: Context) -> str:
    said = field.synonyms.get(value_key(value)) if field.synonyms else None
    return _synonym(said, rng) if said and (rng.random() < 0.6 or (len(value) == 2 and context.prose)) else value


def _synonym(said: tuple[str, ...], rng: Random) -> str:
    """One of a value's synonyms; with its article ("the Netherlands"), which fits most places, where it has one."""
    return said[0] if said[0].startswith("the ") else _any(said, rng)


def _null(value: None, field: Field, rng: Random, context: Context) -> str:
    return _any(words.NULLS, rng)


def _empty(value: Any, field: Field, rng: Random, context: Context) -> str:
    return _any(words.EMPTIES, rng)


def _any(options: tuple[str, ...], rng: Random) -> str:
    return options[int(rng.random() * len(options))]


Writer = Callable[[Any, Field, Random, Context], str]
_WRITERS: dict[str, Writer] = {
    "date": _date,
    "datetime": _datetime,
    "time": _time,
    "duration": _duration,
    "money": _money,
    "integer": _integer,
    "number": _number,
    "percent": _percent,
    "fraction": _fraction,
    "boolean": _boolean,
    "enum": _enum,
    "currency": _currency,
    "person": _person,
    "phone": _phone,
    "string": _string,
    "code": _string,
    "null": _null,
    "empty": _empty,
}
