"""The prompt that a model is given: what to do, what is asked for, what to do with what is missing, and the text."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from edgejson.dataset.showing import FOR_VALIDATORS, FORMATS, OF_DOCUMENT, Shown, indented_schema
from edgejson.pipeline.records import Example, Message
from edgejson.schema.loading import without

_WORDS = Path(__file__).with_name("prompt_words.json")
#: The kinds of variants that leave it to descriptions to say what belongs in a field, or how it is written.
_NEED_NOTES = frozenset(("opaque", "enum_codes", "number_as_text", "date_format", "unasked"))
#: The kinds of variants that ask for something else than the record's own instruction says.
_OTHER_THINGS = frozenset(("items_as_root", "nothing"))
#: The tag of a record whose text gives moments in UTC without saying so, and the variant that asks for none of them.
_ZONELESS, _NOTHING = "no_zone", "nothing"
#: Formats without anything that could be called a schema.
_NO_SCHEMA = frozenset(("fields", "example"))


def compose(example: Example, shown: Shown, format: str, rng: Random, *, brief: bool = False) -> list[Message]:
    """A conversation that asks for a record in one of FORMATS: one message of the user, or a system's before it.

    `brief` leaves out of what is shown all that an answer can be given without. Keys are always named, and it is always
    said what becomes of those without a value: null where the record has the variant "null", left out else; and which
    zone times have where the text states none. Raises KeyError for another format, ValueError for one that can't show
    the schema. No annotation but units gets into it.
    """
    words = _words()
    bare = (rng.random() < 0.2 or brief) and _NEED_NOTES.isdisjoint(example.get("variant", ()))
    spared = FOR_VALIDATORS if rng.random() < 0.4 or brief else frozenset[str]()
    spared |= {"description"} if brief and bare else set()
    document = without(shown.document, spared) if format in OF_DOCUMENT else shown.document
    seen = Shown(document, shown.form, shown.title, not bare, brief)
    told = indented_schema(seen) if rng.random() < 0.3 and format == "schema" and not brief else FORMATS[format](seen)
    head = rng.choice(words["heads"][format])
    told = f"{head}\n{told}"
    manner = rng.choices(("terse", "plain", "careful"), (3, 4, 3))[0]
    rule = rng.choice(words["null" if "null" in example.get("variant", ()) else "absent"][_rule_manner(manner)])
    task = _task(example, format, manner, rng)
    task = f"{task}{'' if task[-1] in '.?!' else '.'} {rule}"
    if _ZONELESS in example.get("tags", ()) and _NOTHING not in example.get("variant", ()):
        task = f"{task}{'' if task[-1] in '.?!' else '.'} {rng.choice(words['zone'][_rule_manner(manner)])}"
    text = _headed(example["text"], rng)
    return _arranged(task, told, text, rng)


def as_text(messages: list[Message]) -> str:
    """A conversation that only asks, as one text."""
    return "\n\n".join(message["content"] for message in messages)


def _rule_manner(manner: str) -> str:
    return "terse" if manner == "terse" else "careful"


def _task(example: Example, format: str, manner: str, rng: Random) -> str:
    """What to do: in the record's own words, where they fit what is shown, or in others."""
    words = _words()
    own = example.get("instruction", "")
    fits = own and "leave out" not in own and _OTHER_THINGS.isdisjoint(example.get("variant", ()))
    if fits and (format not in _NO_SCHEMA or "schema" not in own.lower()) and rng.random() < 0.5:
        return own
    if format == "tool" and rng.random() < 0.6:
        return str(rng.choice(words["call"]))
    if format == "schema" and manner != "careful" and rng.random() < 0.4:
        return str(rng.choice(words["follow"]))
    return str(rng.choice(words[manner]))


def _arranged(task: str, told: str, text: str, rng: Random) -> list[Message]:
    """The parts as messages, in an order that varies."""
    chance = rng.random()
    if chance < 0.2:
        return [_message("system", task), _message("user", f"{told}\n\n{text}")]
    if chance < 0.4:
        return [_message("system", f"{task}\n\n{told}"), _message("user", text)]
    if chance < 0.5:
        parts = [_message("system", rng.choice(_words()["system"]))]
        return [*parts, _message("user", f"{task}\n\n{told}\n\n{text}")]
    orders = ([task, told, text], [text, told, task], [told, task, text])
    return [_message("user", "\n\n".join(rng.choices(orders, (5, 3, 2))[0]))]


def _message(role: str, content: str) -> Message:
    return {"role": role, "content": content}


def _headed(text: str, rng: Random) -> str:
    head = rng.choice(_words()["heads"]["text"])
    if head == "<text>":
        return f"<text>\n{text}\n</text>"
    if head == "---":
        return f"---\n{text}\n---"
    return f"{head}\n{text}" if head else text


@cache
def _words() -> dict[str, Any]:
    """The wordings: lists by what they are for."""
    words: dict[str, Any] = json.loads(_WORDS.read_text(encoding="utf-8"))
    return words
