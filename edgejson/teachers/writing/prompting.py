"""What a teacher that writes freely is asked: the record, what its fields mean, a card; later what was wrong.

What many requests share stands first (rules, the schema's fields, an example of the register), so that an engine
reads it once.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import orjson

from edgejson.forms import literal
from edgejson.language.vocabulary import vocabulary
from edgejson.pipeline.records import Reason
from edgejson.schema.fields import Field, FieldMap, leaves, value_key
from edgejson.schema.fields import Path as SchemaPath
from edgejson.schema.loading import steps_of
from edgejson.teachers.writing.cards import Card, forms_of

#: A turn of a conversation: role and content.
Message = tuple[str, str]

_RULES = (
    "You write texts as people write them in daily life. A text states one record: every value of it, exactly, each "
    "named so that a reader knows what it is, and no other fact of the kind. Use no JSON, no field names with "
    "underscores, no placeholders such as [name]. Answer with the text alone."
)
_AGAIN = (
    "Your text is not right yet:\n{faults}\nWrite the text again: rewrite the sentence that is concerned, add one "
    "where a value is missing, leave the others as they are."
)
#: Values of a record that are also listed one by one: a small model finds them there, a long list is read twice.
_MOST_LISTED = 12
#: Levels of objects and fields of a schema that are explained at most: a recursive schema has no end.
_DEEPEST, _MOST_FIELDS = 5, 80
#: Faults of one draft that are told at once; a small model loses sight of more.
_MOST_FAULTS = 6
_PREAMBLES = re.compile(rf"\s*{vocabulary('teachers/writing/cards').either('preambles')}", re.I)
_FENCE = re.compile(r"^```\w*\n(.*?)\n?```\s*$", re.S)
_QUOTED = re.compile(r'^"([^"]*)"$', re.S)


@cache
def examples() -> dict[str, dict[str, Any]]:
    """By register: what was `asked`, a `record`, its `schema`, the `forms` of some values, and a `text` of it.

    A test shows that the checks accept each.
    """
    found = orjson.loads((Path(__file__).parent / "examples.json").read_bytes())
    return {example["register"]: example for example in found}


def asked(value: Any, noun: str, fields: FieldMap, card: Card, rng: Random) -> list[Message]:
    """The conversation that asks for a record's text."""
    example = examples()[card.register]
    shown = FieldMap(example["schema"])
    facts = _facts(example["record"], shown, {(name,): form for name, form in example["forms"].items()})
    said = dict(forms_of(value, fields, card.formats, rng))
    silent = [fields.field((name,)).words for name in fields.properties(()) if name not in _names(value)]
    return [
        ("system", f"{_RULES}\n\nA record is one {noun}. Its fields:\n" + "\n".join(meanings(fields))),
        ("user", f"Write {example['asked']}.\n{facts}"),
        ("assistant", example["text"]),
        ("user", f"Write {_how(card)}.\n{_facts(value, fields, said, silent)}"),
    ]


def repaired(
    messages: Sequence[Message], draft: str, faults: Sequence[Reason], label: Any, fields: FieldMap
) -> list[Message]:
    """The conversation that goes on from a draft with what is wrong with it."""
    told = "\n".join(f"- {_fault(fault, label, fields)}" for fault in faults[:_MOST_FAULTS])
    return [*messages, ("assistant", draft), ("user", _AGAIN.format(faults=told))]


def cleaned(text: str) -> str:
    """An answer without what models put around the text that was asked for."""
    found = _PREAMBLES.sub("", text.strip(), count=1) if _PREAMBLES.match(text) else text.strip()
    for wrapping in (_FENCE, _QUOTED):
        found = wrapping.sub(r"\1", found).strip()
    return found


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
        f"a {card.channel} ({card.manner}), from {card.writer}, {card.purpose}: "
        f"{card.length}, {card.order}, {card.care}"
    )


def _facts(value: Any, fields: FieldMap, forms: Mapping[Any, str], silent: Sequence[str] = ()) -> str:
    """A record as JSON, and its facts in the forms that a text has them in; what the text is silent about."""
    listed = list(leaves(value))
    if len(listed) > _MOST_LISTED:
        listed = [(path, leaf) for path, leaf in listed if path in forms]
    lines = [f"The record: {json.dumps(value, ensure_ascii=False)}", "Say all of it:" if listed else ""]
    lines += [f"- {_name(path, fields)}: {forms.get(path) or plain(leaf, fields.field(path))}" for path, leaf in listed]
    lines.append(f"Say nothing about: {', '.join(silent)}." if silent else "")
    return "\n".join(filter(None, lines))


def plain(leaf: Any, field: Field) -> str:
    """A value as one reads it aloud."""
    if isinstance(leaf, bool):
        return "yes" if leaf else "no"
    return f"{literal(leaf, field)} {field.unit}".strip() if isinstance(leaf, (int, float)) else literal(leaf, field)


def _name(path: SchemaPath, fields: FieldMap) -> str:
    """What a leaf is called: its own name, behind those of the objects around it."""
    steps = enumerate(path, 1)
    return ", ".join(str(step + 1) if isinstance(step, int) else fields.field(path[:end]).words for end, step in steps)


def _names(value: Any) -> frozenset[str]:
    return frozenset(value) if isinstance(value, dict) else frozenset()


def _fault(fault: Reason, label: Any, fields: FieldMap) -> str:
    """What is wrong, in words; where a value is missing or unnamed, what to say, and a way to."""
    path = steps_of(fault["path"], label)
    value = dict(leaves(label)).get(path)
    if not path or value is None:
        return fault["detail"]
    field = fields.field(path)
    said = plain(value, field)
    ways = [*field.phrases, *field.value_phrases.get(value_key(value), ())]
    filled = [way.replace("{}", said) for way in ways if "{it" not in way]
    way = f" (for instance: {filled[0]})" if filled else ""
    if fault["code"] == "ungrounded":
        return f"it lacks the {field.words}: {said}{way}"
    if fault["code"] == "no-cue":
        return f"it must say that {said} is the {field.words}{way}"
    return f"{field.words or 'the record'}: {fault['detail']}"


def labels_words(label: Any) -> str:
    """All of a label's values as one text, to look words up in."""
    return " ".join(str(leaf) for _, leaf in leaves(label))
