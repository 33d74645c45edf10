"""How many ways a grammar leaves: counted by hand here, and on the grammars of real records by walking them."""

from __future__ import annotations

from random import Random

import pytest

from edgejson.params.whole import Params
from edgejson.schema.loading import Schema
from edgejson.teachers.grammar.counting import bits
from edgejson.teachers.writing.drafts import Desk, Draft
from edgejson.teachers.writing.production import question
from tests.standin import Grammar


@pytest.mark.parametrize(
    ("grammar", "ways"),
    [
        ('root ::= "a"\n', 1),
        ('root ::= "a" | "b|)(" | "c \\" d"\n', 3),
        ('root ::= ("a" | "b" c)? d\nc ::= "x" | "y"\nd ::= "q" | "r"\n', 8),
        ('root ::= (("a" | "b") | "c") ("d" | "e")\n', 6),
        ('root ::= word (" " word){0,2} "."\nword ::= [A-Za-z] [a-z\']*\n', 3),
    ],
)
def test_ways(grammar: str, ways: int) -> None:
    assert 2 ** bits(grammar) == pytest.approx(ways)


def test_a_records_grammar_has_as_many_texts_as_ways(schemas: dict[str, Schema], params: Params) -> None:
    """As many different texts come of many draws, where there are few; never more."""
    desk = Desk(schemas["rating"], params.llm, params.base.locale)
    few = 0
    for index in range(12):
        draft = Draft(desk, index, params.base.seed)
        draft.sample()
        draft.prepare(params.llm.teachers["smollm2"])
        grammar = question(draft, 0, params.llm.teachers["smollm2"], 0).grammar
        ways = round(2 ** bits(grammar))
        drawn = {Grammar(grammar).draw(Random(number)) for number in range(400)}
        assert len(drawn) <= ways
        if ways <= 16:
            few += 1
            assert len(drawn) == ways
    assert few
