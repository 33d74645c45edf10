"""Money and firms of one country: amounts of the size that its currency has, legal forms that exist there."""

from __future__ import annotations

from random import Random
from typing import Any

from edgejson.knowledge.places import LEGAL_FORMS, PLACES, PRICE_LEVELS, country_named
from edgejson.language.senses import says
from edgejson.values.coherence.leaves import Leaf, Rewrite, holders, text_at

_COUNTRY = ("country_code", "country", "country_code3")
_CITIES = {place.city: place.country for place in PLACES}
#: Shares of a currency's level that are tried.
_SHARES = (1, 0.7, 0.5, 0.3, 0.2)
#: From this many to the dollar on prices are whole, and nobody counts hundredths of a dollar.
_WHOLE, _WITHOUT_CENTS = 5, 100
#: Prices from this size on are asked in such steps.
_LARGE, _STEP = 20_000, 500
_FORMS = frozenset(form for forms in LEGAL_FORMS.values() for form in forms)


def level_rules(leaves: list[Leaf]) -> list[Rewrite]:
    """The amounts of a record, drawn as in dollars, in the size that its one currency gives them."""
    currencies = [leaf for leaf in leaves if leaf.role == "currency" and "*" not in leaf.steps]
    amounts = [leaf for leaf in leaves if leaf.field.types & {"integer", "number"} and not leaf.field.enum
               and says(leaf.field.words, "money")]  # fmt: skip
    known = any(leaf.field.pool for leaf in (*currencies, *amounts))  # values that occur are of the right size
    return [_Level(currencies[0], amounts)] if len(currencies) == 1 and amounts and not known else []


class _Level:
    """Amounts times what a dollar is in the currency, as far as the field allows it; prices of houses are round."""

    def __init__(self, currency: Leaf, amounts: list[Leaf]) -> None:
        self.currency, self.amounts = currency, amounts

    def __call__(self, rng: Random, made: dict[str, Any]) -> None:
        level = PRICE_LEVELS.get(text_at(made, self.currency.steps), 1)
        levels = dict.fromkeys(max(1, round(level * share)) for share in _SHARES)
        for leaf in self.amounts:
            found = [(box, key) for box, key in holders(made, leaf.steps) if isinstance(box[key], (int, float))]
            for lower in levels:  # as far up as the field's bounds allow
                raised = [self._raised(box[key], lower, leaf) for box, key in found]
                if all(map(leaf.admits, raised)):
                    for (box, key), value in zip(found, raised, strict=True):
                        box[key] = value
                    break

    @staticmethod
    def _raised(value: int | float, level: int, leaf: Leaf) -> int | float:
        if level >= _WITHOUT_CENTS:
            value = round(value)
        if leaf.field.words.endswith("price") and value >= _LARGE:
            value = type(value)(round(value / _STEP) * _STEP)
        if isinstance(value, int):
            return value * level
        return round(value * level, 0 if level >= _WHOLE else 2)


def firm_rules(leaves: list[Leaf]) -> list[Rewrite]:
    """The legal form of the one firm that an object names is one of the country that it, or its VAT number, tells."""
    firms = [leaf for leaf in leaves if leaf.role == "company" and leaf.own]
    told = [leaf for leaf in leaves if leaf.role in _COUNTRY or leaf.field.words in ("vat id", "vat number")]
    told += [leaf for leaf in leaves if leaf.role == "city"]
    return [_Firm(firms[0], told[0])] if len(firms) == 1 and told and not firms[0].field.pool else []


class _Firm:
    """A firm with another country's legal form gets one of its own; none, where none is known."""

    def __init__(self, firm: Leaf, told: Leaf) -> None:
        self.firm, self.told = firm, told

    def __call__(self, rng: Random, made: dict[str, Any]) -> None:
        said = text_at(made, self.told.steps)
        country = country_named(said) or _CITIES.get(said) or said[:2]
        for box, key in holders(made, self.firm.steps) if country else ():
            name, _, form = str(box[key]).rpartition(" ")
            fitting = LEGAL_FORMS.get(country, ())
            if name and form in _FORMS and form not in fitting:
                mended = f"{name} {rng.choice(fitting)}" if fitting else name
                if self.firm.admits(mended):
                    box[key] = mended
