"""What a teacher that writes freely is asked: the record, what its fields mean, a card; later what was wrong.

What many requests share stands first (rules, the schema's fields, an example of the register), so that an engine
reads it once.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import orjson

from edgejson.forms import literal
from edgejson.language.nouns import with_article
from edgejson.language.vocabulary import vocabulary
from edgejson.pipeline.records import Reason
from edgejson.schema.fields import Field, FieldMap, leaves, value_key
from edgejson.schema.fields import Path as SchemaPath
from edgejson.schema.loading import steps_of
from edgejson.teachers.writing.cards import Card
from edgejson.teachers.writing.repairing import Stretch

#: A turn of a conversation: role and content.
Message = tuple[str, str]

_RULES = (
    "You write texts as people write them in daily life. You get the facts of one record. Say each fact once, in "
    "sentences of your own. Spell every value exactly as it is given. Beside each value say what it is, by its name or "
    "in other words. Add no other names, numbers or dates. No JSON, no field names with underscores, no placeholders "
    "such as [name]. Answer with the text alone."
)
_PART = (
    "Write {size}, as they stand in the middle of {channel}, that say this about the {noun}, and nothing else:\n"
    "{facts}\nKeep these words and values. No greeting, no ending. Answer with the text alone."
)
_SIZES = {2: "one or two sentences", 5: "two or three sentences"}
_LONG = "some sentences"
#: Values of a record that are also listed one by one: a small model finds them there, a long list is read twice.
_MOST_LISTED = 12
#: Levels of objects and fields of a schema that are explained at most: a recursive schema has no end.
_DEEPEST, _MOST_FIELDS = 5, 80
_PREAMBLES = re.compile(rf"\s*{vocabulary('teachers/writing/cards').either('preambles')}", re.I)
_FENCE = re.compile(r"^```\w*\n(.*?)\n?```\s*$", re.S)
#: A signature that is left to be filled in, as the last line.
_UNSIGNED = re.compile(r"\s*\n\[[^\]\n]+\]$")
_QUOTED = re.compile(r'^"([^"]*)"$', re.S)


@dataclass(frozen=True, slots=True)
class Facts:
    """A record, what its schema says, and how values are written that people write otherwise than JSON has them."""

    value: Any
    noun: str  #: what it is ("order")
    fields: FieldMap
    forms: Mapping[SchemaPath, str]


@dataclass(frozen=True, slots=True)
class Example:
    """A record with its text, shown to a teacher that is to write in the same style."""

    style: str  #: a register, or what a card's channel names in its place
    asked: str  #: for what text one was asked, by a whole card
    brief: str  #: and by channel and length alone
    facts: Facts
    text: str


@cache
def examples() -> tuple[Example, ...]:
    """All examples, from examples.json. A test shows that the checks accept each."""
    found = orjson.loads((Path(__file__).parent / "examples.json").read_bytes())
    fields = {name: FieldMap(schema) for name, schema in found["schemas"].items()}
    shown: list[Example] = []
    for one in found["examples"]:
        forms: dict[SchemaPath, str] = {(name,): said for name, said in one["forms"].items()}
        facts = Facts(one["record"], one["schema"], fields[one["schema"]], forms)
        shown.append(Example(one["style"], one["asked"], one["brief"], facts, one["text"]))
    return tuple(shown)


def examples_of(card: Card) -> list[Example]:
    """The examples in the style of a card's channel."""
    return [example for example in examples() if example.style == card.style]


def asked(facts: Facts, card: Card) -> list[Message]:
    """The conversation that asks for a record's text."""
    fields, value = facts.fields, facts.value
    example = examples_of(card)[0]
    there = value if isinstance(value, dict) else {}
    silent = [fields.field((name,)).words for name in fields.properties(()) if name not in there]
    return [
        ("system", f"{_RULES}\n\nA record is one {facts.noun}. Its fields:\n" + "\n".join(meanings(fields))),
        ("user", f"{_listed(example.facts)}\nWrite {example.asked}."),
        ("assistant", example.text),
        ("user", f"{_listed(facts, silent)}\nWrite {_how(card)}."),
    ]


def anew(messages: Sequence[Message], faults: Sequence[Reason], facts: Facts, step: int) -> list[Message]:
    """The conversation that asks for the whole text once more, with what was wrong with the last one."""
    role, wanted = messages[-1]
    told = "".join(f"\n- {_fault(fault, facts, step)}" for fault in faults)
    return [*messages[:-1], (role, f"{wanted}\nMind this:{told}")]


def mended(
    messages: Sequence[Message], card: Card, stretch: Stretch, faults: Sequence[Reason], facts: Facts, step: int
) -> list[Message]:
    """The conversation that asks for what takes a stretch's place: the facts that it said, and those that are wrong.

    The stretch itself is not shown: a small model would repeat it. `step` changes the ways to say a fact.
    """
    wrong = [steps_of(fault["path"], facts.value) for fault in faults]
    given = dict(leaves(facts.value))
    told = [path for path in given if path in wrong or path in stretch.says]
    lines = "\n".join(f"- {_way(path, given[path], facts, step if path in wrong else None)}" for path in told)
    size = next((said for most, said in _SIZES.items() if len(told) <= most), _LONG)
    wanted = _PART.format(size=size, channel=with_article(card.channel), noun=facts.noun, facts=lines)
    return [messages[0], ("user", wanted)]


def cleaned(text: str) -> str:
    """An answer without what models put around the text that was asked for."""
    found = _PREAMBLES.sub("", text.strip(), count=1) if _PREAMBLES.match(text) else text.strip()
    for wrapping in (_FENCE, _QUOTED):
        found = wrapping.sub(r"\1", found).strip()
    return _UNSIGNED.sub("", found)


def meanings(fields: FieldMap) -> Iterator[str]:
    """A line for each field of a schema that says what it means."""
    waiting = [((), 0)]  # type: list[tuple[tuple[str, ...], int]]
    count = 0
    while waiting and count < _MOST_FIELDS:
        path, depth = waiting.pop(0)
        field = fields.field(path)
        if path and path[-1] != "*":
            yield f"- {'.'.join(step for step in path if step != '*')}: {_meaning(field)}"
            count += 1
        if depth < _DEEPEST:
            inside = [(*path, name) for name in fields.properties(path)]
            if not inside and "array" in field.types:
                inside = [(*path, "*")]
            waiting[:0] = [(one, depth + 1) for one in inside]


def _meaning(field: Field) -> str:
    said = field.description.partition("\n")[0] or field.title or field.words
    unit = f" In {field.unit}." if field.unit else ""
    return f"{said}{unit}"


def _how(card: Card) -> str:
    return (
        f"{with_article(card.channel)} ({card.manner}), from {card.writer}, {card.purpose}: "
        f"{card.length}, {card.order}, {card.care}"
    )


def _listed(facts: Facts, silent: Sequence[str] = ()) -> str:
    """A record as JSON, and its facts in the forms that a text has them in; what the text is silent about."""
    fields, forms = facts.fields, facts.forms
    listed = list(leaves(facts.value))
    if len(listed) > _MOST_LISTED:
        listed = [(path, leaf) for path, leaf in listed if path in forms]
    lines = [f"The record: {json.dumps(facts.value, ensure_ascii=False)}", "Say all of it:" if listed else ""]
    lines += [f"- {named(path, fields)}: {forms.get(path) or plain(leaf, fields.field(path))}" for path, leaf in listed]
    lines.append(f"Say nothing about: {', '.join(silent)}." if silent else "")
    return "\n".join(filter(None, lines))


def plain(leaf: Any, field: Field) -> str:
    """A value as one reads it aloud."""
    if isinstance(leaf, bool):
        return "yes" if leaf else "no"
    return f"{literal(leaf)} {field.unit}".strip() if isinstance(leaf, (int, float)) else literal(leaf)


def named(path: SchemaPath, fields: FieldMap) -> str:
    """What a leaf is called, behind what is around it: "item 2, unit price"."""
    names: list[str] = []
    for end, step in enumerate(path, 1):
        words = fields.field(path[:end]).words
        if isinstance(step, int):
            names[-1:] = [f"{words} {step + 1}"]
        else:
            names.append(words)
    return ", ".join(filter(None, names))


def _fault(fault: Reason, facts: Facts, step: int) -> str:
    """What is wrong, in words; where a value is missing or unnamed, how to say it."""
    path = steps_of(fault["path"], facts.value)
    value = dict(leaves(facts.value)).get(path)
    if not path or value is None:
        return fault["detail"]
    said = f"say: {_way(path, value, facts, step)}"
    return said if fault["code"] in ("ungrounded", "no-cue") else f"{said}, and nothing else of it ({fault['detail']})"


def _way(path: SchemaPath, value: Any, facts: Facts, step: int | None) -> str:
    """A fact as a text may say it: by the schema's own phrases, the next one at each step; else by its name."""
    field = facts.fields.field(path)
    said = facts.forms.get(path) or plain(value, field)
    inside = [step for step in path[:-1] if isinstance(step, str)]  # an "it" would be the record, not what is in it
    ways = [*field.phrases, *field.value_phrases.get(value_key(value), ())]
    filled = [
        way.replace("{}", said).replace("{it}", "it").replace("{its}", "its")
        for way in ways
        if not (inside and "{it" in way)
    ]
    if step is not None and filled:
        about = f"{named(path[:-1], facts.fields)}: " if inside else ""
        return about + filled[step % len(filled)]
    return f"{named(path if isinstance(path[-1], str) else path[:-1], facts.fields)}: {said}"


def labels_words(label: Any) -> str:
    """All of a label's values as one text, to look words up in."""
    return " ".join(str(leaf) for _, leaf in leaves(label))
