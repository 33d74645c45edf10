"""Whether what goes from one place to another stays in its country, as a flag says.

Names of such flags are data: language/en/telling.txt.
"""

from __future__ import annotations

from random import Random
from typing import Any

from edgejson.knowledge.places import country_named
from edgejson.language.vocabulary import vocabulary
from edgejson.schema.fields import FieldMap
from edgejson.values.coherence.leaves import Leaf, Rewrite, found_at, holders

_TELLING = vocabulary("language/en/telling")
_ABROAD, _AT_HOME = (frozenset(_TELLING.entries(section)) for section in ("abroad", "at home"))
_COUNTRY = ("country", "country_code", "country_code3")
_ENDS = 2


def abroad_rules(fields: FieldMap, leaves: list[Leaf]) -> list[Rewrite]:
    """Rewrites of flags by the countries of the two ends of a record whose schema says nothing itself."""
    if fields.annotated:
        return []
    countries = [leaf for leaf in leaves if leaf.role in _COUNTRY and "*" not in leaf.steps]
    flags = [leaf for leaf in leaves if leaf.field.types - {"null"} == {"boolean"} and "*" not in leaf.steps]
    told = [leaf for leaf in flags if leaf.field.words.removeprefix("is ") in _ABROAD | _AT_HOME]
    return [_Abroad(leaf, countries) for leaf in told] if len(countries) == _ENDS else []


class _Abroad:
    """A flag says whether two countries are one."""

    def __init__(self, flag: Leaf, countries: list[Leaf]) -> None:
        self.flag, self.countries = flag, countries
        self.across = flag.field.words.removeprefix("is ") in _ABROAD

    def __call__(self, rng: Random, made: dict[str, Any]) -> None:
        ends = [country_named(found_at(made, leaf.steps)) for leaf in self.countries]
        for box, key in holders(made, self.flag.steps) if all(ends) else ():
            box[key] = (ends[0] != ends[1]) is self.across
