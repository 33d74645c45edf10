"""Ways in which teachers write under a grammar: the table of prompts, marks and set words in styles.yaml."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml


@dataclass(frozen=True, slots=True)
class Style:
    """One way of writing. `{}` in an opening stands for what the record is about ("order").

    How a text begins depends on what the model says first: after `greetings` where the writer speaks of himself,
    after `hello` where the sentence is a greeting already, after `openings` else. Set words need no model.
    """

    register: str  #: the name that a record carries
    ask: str  #: what the prompt asks for
    hello: str  #: before a sentence that says hello
    greetings: tuple[str, ...]  #: before words in the first person
    openings: tuple[str, ...]  #: before any other words: greeting and what the message is about
    opening_marks: tuple[str, ...]  #: what ends an opening of free words
    stops: tuple[str, ...]  #: between two sentences
    leads: tuple[str, ...]  #: what the last of several sentences may begin with
    joints: tuple[str, ...]  #: before a fragment
    conjunctions: tuple[str, ...]  #: before a further main clause
    end: str  #: after the last fact
    closings: tuple[str, ...]  #: endings, "" for none
    asides: tuple[str, ...]  #: what may stand for a stop once, in the middle
    fragments: bool  #: facts are told in fragments, not in sentences
    capitals: bool  #: sentences begin with a capital
    rests: tuple[str, ...]  #: registers in which the same text may go on
    resumes: str = ""  #: what each further part begins with


def _tuples(entry: dict[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in entry.items()}


_TABLE = _tuples(yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8")))
PERSONAS, TONES, AUDIENCES = (_TABLE[name] for name in ("personas", "tones", "audiences"))
STYLES = tuple(Style(**_tuples(entry)) for entry in _TABLE["styles"])
#: Those in which facts are told in sentences.
SENTENCES = tuple(style for style in STYLES if not style.fragments)
