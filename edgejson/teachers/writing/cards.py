"""Cards: who writes a record to whom, through which channel, how long, in which order, with how much care.

The tables are in cards.txt. A row of channels or writers says what it needs of a record, by the kinds of values that
its schema gives it, so that no place gets a till receipt; nothing here knows the name of a schema.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Any

from edgejson.forms import Context, kind_for, literal, write
from edgejson.forms.kinds import DAYS
from edgejson.language.names import in_words
from edgejson.language.vocabulary import vocabulary
from edgejson.schema.fields import FieldMap, Path, leaves

_WORD = re.compile(r"[a-z]+")
_TABLES = vocabulary("teachers/writing/cards")
_ANY, _NO = "any", "no "
#: Endings of verbs that say what something does, and what takes their place in a command: "switches", "applies".
_ENDS = (("ches", "ch"), ("shes", "sh"), ("ies", "y"), ("s", ""))
#: Kinds of values of which one makes a record one about people.
_PEOPLE = frozenset({"person", "email", "phone"})
#: Kinds of values that people write otherwise than JSON has them, by the card's formats.
_FORMATTED = DAYS | {"time", "duration", "money"}


@dataclass(frozen=True, slots=True)
class Card:
    """How one record is to be written."""

    channel: str
    register: str  #: the name that the record carries
    style: str  #: whose examples show how one writes there: the register's, or those of a style of its own
    manner: str  #: how one writes in that channel
    formal: bool  #: has the text a form that goes by rules: lines, leads, sums?
    writer: str  #: and his relation to the reader
    purpose: str
    length: str
    order: str
    care: str
    formats: Context  #: of dates, times and amounts


def draw(value: Any, fields: FieldMap, locale: str, rng: Random) -> Card:
    """A card that suits a record, drawn with `rng`."""
    traits = traits_of(value, fields)
    channels = {
        name: (register, manner)
        for name, (register, needs, *manner) in _TABLES.pairs("channels").items()
        if suits(needs, traits)
    }
    channel = rng.choice(list(channels))
    register, (manner,) = channels[channel]
    related = [who for who, (needs,) in _TABLES.pairs("writers").items() if suits(needs, traits)]
    writers = _TABLES.rows("alone") if channel in _TABLES.rows("to nobody") else related
    return Card(
        channel=channel,
        register=register,
        style=_TABLES.pairs("styles").get(channel, (register,))[0],
        manner=manner,
        formal=channel in _TABLES.rows("formal"),
        writer=rng.choice(writers),
        purpose=rng.choice(_TABLES.rows("purposes")),
        length=_length(sum(1 for _ in leaves(value))),
        order=rng.choice(_TABLES.rows("orders")),
        care=rng.choice(_TABLES.rows("cares")),
        formats=_formats(value, fields, locale, rng),
    )


def traits_of(value: Any, fields: FieldMap) -> frozenset[str]:
    """What a record is, as far as channels and writers need to know.

    By its values: money, people, days, instants, items; by the first words of what the schema says of it: a command,
    an opinion.
    """
    root = fields.field(())
    title, description = in_words(root.title), root.description.lower()
    told = {
        "command": _commands(description or title),
        "opinion": not set(_WORD.findall(f"{title} {description}")).isdisjoint(_TABLES.words("opinions")),
    }
    return frozenset(_traits(value, fields)) | {trait for trait, holds in told.items() if holds}


def suits(needs: str, traits: frozenset[str]) -> bool:
    """Do a record's traits suit a row's needs, e.g. "money items no people"?"""
    wanted, _, unwanted = needs.partition(_NO)
    return traits.issuperset(set(wanted.split()) - {_ANY}) and traits.isdisjoint(unwanted.split())


def forms_of(value: Any, fields: FieldMap, formats: Context, rng: Random) -> Iterator[tuple[Path, str]]:
    """How dates, times and amounts of a record are written by a card, by their paths, where JSON writes otherwise."""
    for path, leaf in leaves(value):
        field = fields.field(path)
        if kind_for(leaf, field) in _FORMATTED:
            said = write(leaf, field, rng, context=formats)
            if said != literal(leaf):
                yield path, said


def _traits(value: Any, fields: FieldMap) -> Iterator[str]:
    for path, leaf in leaves(value):
        kind = kind_for(leaf, fields.field(path))
        if kind == "money":
            yield "money"
        if kind in _PEOPLE:
            yield "people"
        if kind in DAYS:
            yield "days"
        if kind == "datetime":
            yield "instants"
        if any(isinstance(step, int) for step in path[:-1]):
            yield "items"


def _commands(said: str) -> bool:
    """Does "sets an alarm" or "set alarm" say what is to be done? ("order of a customer" doesn't)."""
    words = _WORD.findall(said)[:2]
    if len(words) < 2 or words[1] in _TABLES.words("of"):
        return False
    verb = next((words[0].removesuffix(end) + put for end, put in _ENDS if words[0].endswith(end)), words[0])
    return bool({words[0], verb} & set(_TABLES.words("commands")))


def _length(facts: int) -> str:
    return next(said for most, (said,) in _TABLES.pairs("lengths").items() if facts <= int(most))


def _formats(value: Any, fields: FieldMap, locale: str, rng: Random) -> Context:
    known = _TABLES.pairs("formats")
    kinds = dict.fromkeys(name.split()[0] for name in known)
    styles = {kind: rng.choice(known.get(f"{kind} {locale}") or known[f"{kind} other"]) for kind in kinds}
    currencies = [leaf for path, leaf in leaves(value) if kind_for(leaf, fields.field(path)) == "currency"]
    return Context(currency=str(currencies[0]) if currencies else "", prose=True, styles=styles)
