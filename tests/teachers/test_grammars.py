"""The describing grammar: what it derives, checked by deriving texts from it with an independent reader of GBNF."""

from __future__ import annotations

import re
from random import Random

import pytest

from edgejson.params import Params
from edgejson.schemas import Schema
from edgejson.teachers.describing import ask, fault, plan
from edgejson.teachers.drafts import Desk
from edgejson.teachers.requests import Completion
from edgejson.text.outline import Outliner

_TOKEN = re.compile(r'"((?:\\.|[^"\\])*)"|\[((?:\\.|[^\]\\])*)\]|(\{\d+,\d+\}|[()|*?])|([a-z]\w*)')


def derive(grammar: str, rng: Random) -> str:
    """A random text of a grammar in the part of GBNF that describing grammars are written in."""
    rules = dict(line.split(" ::= ", 1) for line in grammar.splitlines())

    def alternatives(tokens: list[re.Match[str]]) -> str:
        ways: list[list[re.Match[str]]] = [[]]
        depth = 0
        for token in tokens:
            depth += {"(": 1, ")": -1}.get(token[3] or "", 0)
            if token[3] == "|" and depth == 0:
                ways.append([])
            else:
                ways[-1].append(token)
        return sequence(rng.choice(ways))

    def sequence(tokens: list[re.Match[str]]) -> str:
        text, place = "", 0
        while place < len(tokens):
            end = place + 1
            if tokens[place][3] == "(":
                depth = 1
                while depth:
                    depth += {"(": 1, ")": -1}.get(tokens[end][3] or "", 0)
                    end += 1
                part = tokens[place + 1 : end - 1]
                make = lambda part=part: alternatives(part)  # noqa: E731
            else:
                make = lambda token=tokens[place]: atom(token)  # noqa: E731
            count = 1
            sign = tokens[end][3] if end < len(tokens) else None
            if sign and sign not in "()|":
                least, most = (0, 1) if sign == "?" else (0, 4) if sign == "*" else map(int, sign[1:-1].split(","))
                count = rng.randint(least, most)
                end += 1
            text += "".join(make() for _ in range(count))
            place = end
        return text

    def atom(token: re.Match[str]) -> str:
        if token[4]:
            return alternatives(list(_TOKEN.finditer(rules[token[4]])))
        if token[2]:
            return rng.choice("abcdefgh")
        return re.sub(r"\\(.)", lambda found: {"n": "\n", "r": "\r"}.get(found[1], found[1]), token[1] or "")

    return alternatives(list(_TOKEN.finditer(rules["root"])))


@pytest.mark.parametrize("free", [0, 4])
@pytest.mark.parametrize("whole", [False, True])
def test_every_text_of_the_grammar_states_every_value_in_order_beside_a_cue(
    params: Params, schemas: dict[str, Schema], whole: bool, free: int
) -> None:
    words = {"opening_words": free, "gap_words": free, "closing_words": free}
    wording = params.llm.teachers["smollm2"].wording.model_copy(update={"whole_record": whole, **words})
    for schema in schemas.values():
        desk = Desk(schema, params)
        rng = Random(schema.id)
        value = desk.sampler.sample(rng)
        made = plan(value, desk.renderer.lexicon, desk.noun, Outliner(desk.renderer.lexicon, rng), wording, rng)
        assert made.parts, schema.id
        for part in made.parts:
            grammar = ask(made, part, wording, 0).grammar
            for _ in range(5):
                text = derive(grammar, rng)
                lost = fault(part, Completion(text, 1, 1, "stop", None))
                assert lost in ("", "loop", "correction"), (schema.id, lost, text)
                for fact in part.facts:
                    ways = (*fact.said.clauses, *fact.said.trailing, *fact.said.nominal, *fact.said.bare)
                    literals = [re.split(r"\{(?:it|its|v)\}", way) for way in ways]
                    said = [all(piece.strip().lower() in text.lower() for piece in pieces) for pieces in literals]
                    assert any(said), (schema.id, fact.wording.noun, text)


def test_a_text_that_loses_a_value_or_takes_one_back_is_at_fault(params: Params, schemas: dict[str, Schema]) -> None:
    desk = Desk(schemas["product_info"], params)
    value = {"name": "Oak lamp", "sku": "LMP-3746", "price": 45.5, "currency": "EUR"}
    wording = params.llm.teachers["smollm2"].wording
    rng = Random(1)
    made = plan(value, desk.renderer.lexicon, desk.noun, Outliner(desk.renderer.lexicon, rng), wording, rng)
    part = made.parts[0]
    good = derive(ask(made, part, wording, 0).grammar, rng)

    def found(text: str, finish: str = "stop") -> str:
        return fault(part, Completion(text, 1, 1, finish, None))  # type: ignore[arg-type]

    assert found(good) == ""
    assert found(good, "length") == "cut"
    assert found(good.replace(part.facts[0].text, "it")) == "ungrounded"
    assert found(good + " Scratch that.") == "correction"
    assert found(good + " rome rome rome rome") == "loop"
    assert found(good + " Ottoline says hello.") == "leak"
