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
from edgejson.language.vocabulary import vocabulary
from edgejson.pipeline.records import Reason
from edgejson.schema.fields import Field, FieldMap, leaves, value_key
from edgejson.schema.fields import Path as SchemaPath
from edgejson.schema.loading import steps_of
from edgejson.teachers.writing.cards import Card
from edgejson.teachers.writing.repairing import Gap

#: A turn of a conversation: role and content.
Message = tuple[str, str]

_RULES = (
    "You write texts as people write them in daily life. You get the facts of one record. Say each fact once, in "
    "sentences of your own. Spell every value exactly as it is given. Beside each value say what it is, by its name or "
    "in other words. Add no other names, numbers or dates. No JSON, no field names with underscores, no placeholders "
    "such as [name]. Answer with the text alone."
)
_MIND = "Mind this:\n{faults}"
_PART = (
    "This is a {channel}:\n\n{text}\n\nOne part of it is not right yet:\n{part}\n\nWrite this part again, so that "
    "it keeps its other facts and\n{faults}\nAnswer with the new part alone."
)
_MORE = (
    "This is a {channel}:\n\n{text}\n\nIt lacks something. Write one more sentence in the same style, which is added "
    "behind the others, so that\n{faults}\nAnswer with the new sentence alone."
)
#: Values of a record that are also listed one by one: a small model finds them there, a long list is read twice.
_MOST_LISTED = 12
#: Levels of objects and fields of a schema that are explained at most: a recursive schema has no end.
_DEEPEST, _MOST_FIELDS = 5, 80
_PREAMBLES = re.compile(rf"\s*{vocabulary('teachers/writing/cards').either('preambles')}", re.I)
_FENCE = re.compile(r"^```\w*\n(.*?)\n?```\s*$", re.S)
_QUOTED = re.compile(r'^"([^"]*)"$', re.S)


@dataclass(frozen=True, slots=True)
class Facts:
    """A record, what its schema says, and how values are written that people write otherwise than JSON has them."""

    value: Any
    fields: FieldMap
    forms: Mapping[SchemaPath, str]


@cache
def examples() -> dict[str, dict[str, Any]]:
    """By register: what was `asked`, a `record`, its `schema`, the `forms` of some values, and a `text` of it.

    A test shows that the checks accept each.
    """
    found = orjson.loads((Path(__file__).parent / "examples.json").read_bytes())
    return {example["register"]: example for example in found}


def asked(facts: Facts, noun: str, card: Card) -> list[Message]:
    """The conversation that asks for a record's text."""
    fields, value = facts.fields, facts.value
    example = examples()[card.register]
    shown = {(name,): form for name, form in example["forms"].items()}
    silent = [fields.field((name,)).words for name in fields.properties(()) if name not in _names(value)]
    return [
        ("system", f"{_RULES}\n\nA record is one {noun}. Its fields:\n" + "\n".join(meanings(fields))),
        ("user", f"{_listed(Facts(example['record'], FieldMap(example['schema']), shown))}\nWrite {example['asked']}."),
        ("assistant", example["text"]),
        ("user", f"{_listed(facts, silent)}\nWrite {_how(card)}."),
    ]


def anew(messages: Sequence[Message], faults: Sequence[Reason], facts: Facts, step: int) -> list[Message]:
    """The conversation that asks for the whole text once more, with what was wrong with the last one."""
    role, wanted = messages[-1]
    return [*messages[:-1], (role, f"{wanted}\n{_MIND.format(faults=_told(faults, facts, step))}")]


def mended(
    messages: Sequence[Message], card: Card, draft: str, gap: Gap, faults: Sequence[Reason], facts: Facts, step: int
) -> list[Message]:
    """The conversation that asks for one stretch of a draft; `step` changes the ways to say a fact that it shows."""
    wanted, part = _MORE if gap.adds else _PART, draft[gap.start : gap.end]
    told = _told(faults, facts, step)
    return [messages[0], ("user", wanted.format(channel=card.channel, text=draft, part=part, faults=told))]


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


def _listed(facts: Facts, silent: Sequence[str] = ()) -> str:
    """A record as JSON, and its facts in the forms that a text has them in; what the text is silent about."""
    fields, forms = facts.fields, facts.forms
    listed = list(leaves(facts.value))
    if len(listed) > _MOST_LISTED:
        listed = [(path, leaf) for path, leaf in listed if path in forms]
    lines = [f"The record: {json.dumps(facts.value, ensure_ascii=False)}", "Say all of it:" if listed else ""]
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


def _told(faults: Sequence[Reason], facts: Facts, step: int) -> str:
    return "\n".join(f"- {_fault(fault, facts, step)}" for fault in faults)


def _fault(fault: Reason, facts: Facts, step: int) -> str:
    """What is wrong, in words; where a value is missing or unnamed, what to say, and a way to."""
    path = steps_of(fault["path"], facts.value)
    value = dict(leaves(facts.value)).get(path)
    if not path or value is None:
        return fault["detail"]
    field = facts.fields.field(path)
    said = facts.forms.get(path) or plain(value, field)
    ways = [*field.phrases, *field.value_phrases.get(value_key(value), ())]
    filled = [way.replace("{}", said) for way in ways if "{it" not in way]
    way = f" (for instance: {filled[step % len(filled)]})" if filled else ""
    if fault["code"] == "ungrounded":
        return f"it says the {field.words}: {said}{way}"
    if fault["code"] == "no-cue":
        return f"it says that {said} is the {field.words}{way}"
    return f"it says the {field.words}, {said}, and nothing else of it ({fault['detail']})"


def labels_words(label: Any) -> str:
    """All of a label's values as one text, to look words up in."""
    return " ".join(str(leaf) for _, leaf in leaves(label))
