"""What a small teacher that writes freely is asked: facts as a list, two examples, and of the card channel and length.

A model of one or two billion weights takes words of a longer request for words of the text ("fyi, re"), and of more
than a handful of facts it says the first few. So its request is short, and a long record is written part by part, in
one conversation: what is written so far is the beginning of what the engine has read already.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from edgejson.language.nouns import with_article
from edgejson.schema.fields import Path, leaves
from edgejson.teachers.writing.cards import Card
from edgejson.teachers.writing.prompting import Facts, Message, examples_of, named, plain

_RULES = (
    "You write the texts that people write: messages, mails, notes, requests. You are given facts; you write one text "
    "that says each of them once, as somebody would who knows them and has no form before him. Names, numbers, codes "
    'and dates stay exactly as given. You make up nothing else. You never write lists of "name: value" and never '
    "mention a record, a fact or a field."
)
_GOES_ON = "Go on in the same text. Say only this now, in {size}:"
_ENDS = "Go on in the same text and end it. Say only this now, in {size}:"
#: Facts of a part: how long it is to be.
_SIZES = {3: "one sentence", 6: "one or two sentences"}
_LONG = "two or three sentences"


def asked(facts: Facts, card: Card, told: Sequence[Path], whole: bool) -> list[Message]:
    """The conversation that asks for a text of the leaves `told`: the `whole` text, or its beginning."""
    messages: list[Message] = [("system", _RULES)]
    for example in examples_of(card):
        shown = example.facts
        lines = listed(shown, [path for path, _ in leaves(shown.value)])
        messages += [("user", _wanted(example.brief, shown, lines)), ("assistant", example.text)]
    how = f"{with_article(card.channel)}{_manner(card)}"
    wanted = f"{how}, {card.length}" if whole else f"the beginning of {how}, {_size(told)}"
    return [*messages, ("user", _wanted(wanted, facts, listed(facts, told)))]


def further(messages: Sequence[Message], text: str, facts: Facts, told: Sequence[Path], ends: bool) -> list[Message]:
    """The conversation that asks for the part behind `text`, about the leaves `told`."""
    wanted = (_ENDS if ends else _GOES_ON).format(size=_size(told))
    return [*messages, ("assistant", text), ("user", "\n".join([wanted, *listed(facts, told)]))]


def parts(value: Any, most: int) -> list[list[Path]]:
    """The leaves of a record as runs of at most `most`: objects and the items of lists stay whole where they can."""
    runs: list[list[Path]] = [[]]
    for unit in _units(value, (), most):
        if runs[-1] and len(runs[-1]) + len(unit) > most:
            runs.append([])
        runs[-1] += unit
    return [run for run in runs if run]


def listed(facts: Facts, told: Sequence[Path]) -> list[str]:
    """A line for each fact, "- name: value"; a list of plain values is one fact."""
    given = dict(leaves(facts.value))
    lines: dict[Path, list[str]] = {}
    for path in told:
        place = path[:-1] if isinstance(path[-1], int) else path
        lines.setdefault(place, []).append(said(path, given[path], facts))
    return [f"- {named(place, facts.fields)}: {_enumerated(values)}" for place, values in lines.items()]


def said(path: Path, value: Any, facts: Facts) -> str:
    """A value as the request gives it: in the card's form, as one reads it aloud, without underscores."""
    field = facts.fields.field(path)
    if value is None or value in ([], {}):
        return "none"
    told = facts.forms.get(path) or plain(value, field)
    return told.replace("_", " ") if value in field.enum and told.replace("_", "").isalpha() else told


def _units(value: Any, path: Path, most: int) -> Iterator[list[Path]]:
    found = [(*path, *inside) for inside, _ in leaves(value)]
    if path and len(found) <= most:
        yield found
    elif isinstance(value, dict):
        for name, member in value.items():
            yield from _units(member, (*path, name), most)
    elif isinstance(value, list) and value:
        for index, item in enumerate(value):
            yield from _units(item, (*path, index), most)
    elif found:
        yield found


def _wanted(how: str, facts: Facts, lines: Sequence[str]) -> str:
    about = facts.fields.field(()).description.partition("\n")[0].rstrip(".")
    noun = f"{with_article(facts.noun)}{f' ({about})' if about else ''}"
    return "\n".join([f"Write {how}, about {noun}.", *lines])


def _manner(card: Card) -> str:
    """How one writes in a channel whose form is no matter of course."""
    return f" ({card.manner})" if card.formal else ""


def _size(told: Sequence[Path]) -> str:
    return next((size for most, size in _SIZES.items() if len(told) <= most), _LONG)


def _enumerated(values: Sequence[str]) -> str:
    return " and ".join(filter(None, [", ".join(values[:-1]), values[-1]]))
