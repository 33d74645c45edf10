"""Texts as nobody's template writes them: cut anywhere, without order, values behind marks alone. No check breaks."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from edgejson.checks import Checker
from edgejson.checks.base import Pair
from edgejson.checks.settings import Validate
from edgejson.params.whole import load
from edgejson.pipeline import layout
from edgejson.schema.loading import load_folder
from edgejson.text import Renderer
from edgejson.values import compile_sampler

PARAMS, SCHEMAS = load(), {schema.id: schema for schema in load_folder(layout.SCHEMAS)}
MARKS = ("- ", "* ", "... ", "\n", "\t", '"', "(", "— ", ": ", ", ", "• ", "1. ", "> ", "[", "/", "?! ")


def strange(text: str, values: list[str], rng: Random) -> Iterator[str]:
    mark = rng.choice(MARKS)
    words = text.split()
    yield mark + text
    yield text[rng.randrange(len(text)) :]
    yield text[: rng.randrange(len(text)) + 1]
    yield " ".join(rng.sample(words, len(words)))
    yield "".join(mark + value for value in values)
    yield rng.choice((" ", "", "\n", ", ")).join(rng.sample(values, len(values)))
    yield mark + text.replace(". ", mark)
    yield "\n".join(mark + word for word in words)


def test_no_text_breaks_a_check() -> None:
    judged = 0
    for schema in SCHEMAS.values():
        checker, renderer = Checker(schema, Validate()), Renderer(schema, PARAMS.template.text)
        sampler = compile_sampler(schema, PARAMS.template.values, PARAMS.base.locale)
        for index in range(4):
            rng = Random(index)
            label = sampler.sample(rng)
            pair = Pair(renderer.render(label, rng, "prose").text, label)
            checker.examine(pair)
            for text in strange(pair.text, [pair.text[start:end] for start, end in pair.spans], rng):
                checker.examine(Pair(text, label))
                judged += 1
    assert judged > 4000


def test_a_text_that_begins_with_a_mark_and_a_value() -> None:
    label = {"tool": "chainsaw", "borrower": "Kristi Caldwell", "condition": "worn"}
    pair = Pair("- chainsaw borrowed by Kristi Caldwell, worn", label)
    assert Checker(SCHEMAS["tool_loan"], Validate()).examine(pair) == []
