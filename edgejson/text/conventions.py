"""What a text leaves to be understood: the currency that its amounts show, the zone of its times, decimal commas."""

from __future__ import annotations

import re
from collections.abc import Iterator
from random import Random
from typing import Any

from edgejson.forms import Context
from edgejson.forms.kinds import kind_for, kind_of
from edgejson.forms.locales import is_english
from edgejson.forms.numbers import COMMA_CURRENCIES, COMMA_MONEY, SYMBOLS
from edgejson.knowledge.places import local_currency
from edgejson.schema.fields import Field
from edgejson.text.wording import Lexicon, Wording

#: Share of texts whose currency stands at its amounts alone, of those where it can.
_MARKS_ALONE = 0.5
#: Share of texts with decimal commas, of those in currencies whose people write so.
_COMMAS = 0.35
#: Share of texts that give no zone, of those whose moments are all in UTC.
_ZONELESS = 0.75
_MARKS = ("code_after", "code_before", "words")
_UTC = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z")

#: The tag of a text that gives moments in UTC without saying so: who asks has to say it.
ZONELESS = "no_zone"


class Conventions:
    """What one text keeps to, by what its record has."""

    def __init__(self, value: Any, lexicon: Lexicon, context: Context, rng: Random) -> None:
        """Sets the styles of money and zone in `context`, whose `currency` is known, where it decides on them."""
        found = list(_leaves(value, lexicon.root, lexicon))
        held = {kind_of(field) for _, field in found}
        self.unsaid = ""  #: the currency, where the text says it by its amounts alone
        self.zoneless = False
        if context.currency and "money" in held:
            self._amounts(found, context, rng)
        if "currency" in held and not self.unsaid:
            context.local_currency = local_currency([(each, field.words) for each, field in found])
        if any(type(each) is str and _UTC.fullmatch(each) for each, _ in found):
            kinds = [kind_for(each, field) for each, field in found]
            moments = [each for (each, _), kind in zip(found, kinds, strict=True) if kind == "datetime"]
            if moments and "time" not in kinds and all(map(_UTC.fullmatch, moments)) and rng.random() < _ZONELESS:
                context.styles["zone"] = "none"
                self.zoneless = True

    def _amounts(self, found: list[tuple[Any, Field]], context: Context, rng: Random) -> None:
        kinds = [kind_for(each, field) for each, field in found]
        if "money" not in kinds:
            return
        self._money([each for (each, _), kind in zip(found, kinds, strict=True) if kind != "money"], context, rng)
        if kinds.count("currency") == 1 and rng.random() < _MARKS_ALONE:
            self.unsaid = context.currency
            if context.styles.get("money") not in COMMA_MONEY:
                marks = ("symbol", *_MARKS) if context.currency in SYMBOLS else _MARKS
                context.styles["money"] = marks[int(rng.random() * len(marks))]

    @staticmethod
    def _money(others: list[Any], context: Context, rng: Random) -> None:
        if context.currency in COMMA_CURRENCIES and rng.random() < _COMMAS and not any(map(_is_decimal, others)):
            ways = tuple(COMMA_MONEY) if context.currency == "EUR" else ("comma_code",)
            context.styles["money"] = ways[int(rng.random() * len(ways))]


def _leaves(value: Any, wording: Wording, lexicon: Lexicon) -> Iterator[tuple[Any, Field]]:
    """The leaves of a record with their fields, in order."""
    if value and isinstance(value, (dict, list)):
        for name, each in value.items() if isinstance(value, dict) else (("*", item) for item in value):
            yield from _leaves(each, wording.members.get(name) or lexicon.member(wording, name), lexicon)
    else:
        yield value, wording.field


def _is_decimal(value: Any) -> bool:
    """May a value be written with two decimals? Then a text with it is read in English notation."""
    return isinstance(value, float) or (isinstance(value, str) and is_english(value))
