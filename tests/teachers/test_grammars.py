"""The describing grammar: what it derives, checked by deriving texts from it with an independent reader of GBNF."""

from __future__ import annotations

import re
from random import Random
from typing import Any

import pytest

from edgejson.checks import Checker
from edgejson.params.whole import Params
from edgejson.schema.loading import Schema
from edgejson.teachers.engines.requests import Completion
from edgejson.teachers.engines.teacher import Teacher
from edgejson.teachers.writing.describing import Plan, ask, fault, opened, plan
from edgejson.teachers.writing.drafts import Desk, Draft
from edgejson.text.outline import Outliner, facts_of

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


def drawn(desk: Desk, teacher: Teacher, rng: Random) -> tuple[dict[str, Any], Plan]:
    value = desk.sampler.sample(rng)
    return value, plan(value, desk.noun, Outliner(desk.lexicon, rng), teacher, rng)


@pytest.mark.parametrize("free", [0, 4])
@pytest.mark.parametrize("whole", [False, True])
def test_every_text_of_the_grammar_states_every_value_by_a_sentence_or_beside_a_cue(
    params: Params, schemas: dict[str, Schema], whole: bool, free: int
) -> None:
    words = {"opening_words": free, "gap_words": free, "closing_words": free}
    teacher = params.llm.teachers["smollm2"]
    wording = teacher.wording.model_copy(update={"whole_record": whole, **words})
    teacher = teacher.model_copy(update={"wording": wording})
    for schema in schemas.values():
        desk = Desk(schema, params.llm, params.base.locale)
        rng = Random(schema.id)
        _, made = drawn(desk, teacher, rng)
        assert made.parts, schema.id
        for part in made.parts:
            grammar = ask(made, part, wording, 0).grammar
            for _ in range(5):
                text = derive(grammar, rng)
                lost = fault(part, Completion(text, 1, 1, "stop", None))
                assert lost in ("", "loop", "correction"), (schema.id, lost, text)
                for fact in part.web.facts:
                    synonyms = fact.wording.field.synonyms.get(str(fact.value), ())
                    names = (fact.text.removeprefix("the "), str(fact.value), *synonyms)
                    told = any(name.lower() in text.lower() for name in names)
                    assert fact.value in (True, False, None) or told, (schema.id, fact.value, text)
                for fact in part.facts:
                    ways = (*fact.said.clauses, *fact.said.trailing, *fact.said.nominal, *fact.said.bare)
                    literals = [re.split(r"\{(?:it|its|v)\}", way) for way in ways]
                    said = [all(piece.strip().lower() in text.lower() for piece in pieces) for pieces in literals]
                    assert any(said), (schema.id, fact.wording.noun, text)


def test_a_record_is_told_once_by_the_model_and_the_template_together(
    params: Params, schemas: dict[str, Schema]
) -> None:
    teacher = params.llm.teachers["smollm2"]
    for schema in schemas.values():
        desk = Desk(schema, params.llm, params.base.locale)
        for seed in range(4):
            value, made = drawn(desk, teacher, Random(f"{schema.id} {seed}"))
            stated = sum(len(part.stated) for part in made.parts)
            whole, rest = (
                len(facts_of(Outliner(desk.lexicon, Random(1)).outline(one))) for one in (value, made.rest or {})
            )
            assert stated + (rest if made.rest else 0) == whole, (schema.id, seed)


@pytest.mark.parametrize("whole", [False, True])
def test_what_would_not_fit_one_request_is_split_before_it_is_sent(
    params: Params, schemas: dict[str, Schema], whole: bool
) -> None:
    teacher = params.llm.teachers["smollm2"]
    wording = teacher.wording.model_copy(update={"whole_record": whole, "leaves": 40})
    small = teacher.model_copy(update={"wording": wording, "max_tokens": 120})
    for schema_id in ("invoice", "medical_encounter", "multi_party_transaction"):
        desk = Desk(schemas[schema_id], params.llm, params.base.locale)
        for seed in range(4):
            _, made = drawn(desk, small, Random(seed))
            assert made.rest or len(made.parts) > 1
            for part in made.parts:
                rng = Random(seed)
                said = derive(ask(made, part, wording, 0).grammar, rng)
                assert len(said) < 2.6 * small.max_tokens, (schema_id, seed)


def test_the_model_may_choose_among_sentences_that_say_the_same(params: Params, schemas: dict[str, Schema]) -> None:
    teacher = params.llm.teachers["smollm2"]
    desk = Desk(schemas["order_details"], params.llm, params.base.locale)
    texts = set()
    rng = Random(3)
    made = next(one for _ in range(20) if (one := drawn(desk, teacher, rng)[1]).parts[0].web)
    grammar = ask(made, made.parts[0], teacher.wording, 0).grammar
    for _ in range(20):
        texts.add(derive(grammar, rng))
    assert len(texts) > 5


@pytest.mark.parametrize("whole", [False, True])
def test_a_record_whose_schema_has_whole_texts_is_told_by_them(
    params: Params, schemas: dict[str, Schema], whole: bool
) -> None:
    teacher = params.llm.teachers["smollm2"]
    wording = teacher.wording.model_copy(update={"whole_record": whole})
    teacher = teacher.model_copy(update={"wording": wording})
    desk, rng = Desk(schemas["late_fee"], params.llm, params.base.locale), Random(7)
    checker = Checker(schemas["late_fee"], params.validation)
    told = [drawn(desk, teacher, rng) for _ in range(20)]
    by_texts = [(value, made) for value, made in told if made.parts[0].web and made.rest is None]
    assert len(by_texts) > 0.9 * len(told) > 10
    assert sum(len(made.parts[0].web.edges[0]) for _, made in by_texts) > 2 * len(by_texts)
    for value, made in by_texts:
        text = opened(made, derive(ask(made, made.parts[0], wording, 0).grammar, rng))
        verdict = checker.check(text, value)
        assert verdict.passed, (text, value, verdict.findings)


@pytest.mark.parametrize("schema_id", ["contact_info", "order_details", "multi_party_transaction"])
def test_a_text_begins_once_and_goes_on_without_headings_where_people_write_none(
    params: Params, schemas: dict[str, Schema], schema_id: str
) -> None:
    desk = Desk(schemas[schema_id], params.llm, params.base.locale)
    teacher = params.llm.teachers["smollm2"]
    for index in range(12):
        draft = Draft(desk, index, 5)
        draft.sample()
        draft.prepare(teacher)
        assert draft.plan is not None
        requests = [ask(draft.plan, part, teacher.wording, 0) for part in draft.plan.parts]
        draft.worded = [Completion(derive(one.grammar, Random(index)), 1, 1, "stop", None) for one in requests]
        one = draft.example("smollm2")
        assert len(_HELLO.findall(one["text"])) <= 1 + (one["register"] == "transcript"), one["text"]
        if one["register"] in ("prose", "chat", "email", "transcript"):
            assert not any(_HEADING.fullmatch(line) for line in one["text"].splitlines()[1:]), one["text"]


#: A greeting at the beginning of a line or sentence; a line that announces others.
_HELLO = re.compile(r"(?:^|[.:!] )(?:hi|hello|hey|good (?:morning|afternoon)|dear)\b", re.I | re.M)
_HEADING = re.compile(r"(?:#.*|(?:the )?(?:further |in )?(?:details?|particulars)\b.*)", re.I)


def test_a_text_that_loses_a_value_or_takes_one_back_is_at_fault(params: Params, schemas: dict[str, Schema]) -> None:
    desk = Desk(schemas["product_info"], params.llm, params.base.locale)
    value = {"name": "Oak lamp", "sku": "LMP-3746", "price": 45.5, "currency": "EUR"}
    teacher = params.llm.teachers["smollm2"]
    rng = Random(1)
    made = plan(value, desk.noun, Outliner(desk.lexicon, rng), teacher, rng)
    part = made.parts[0]
    good = derive(ask(made, part, teacher.wording, 0).grammar, rng)

    def found(text: str, finish: str = "stop") -> str:
        return fault(part, Completion(text, 1, 1, finish, None))  # type: ignore[arg-type]

    assert found(good) == ""
    assert found(good, "length") == "cut"
    assert found(good.replace(part.stated[0].text, "it")) == "ungrounded"
    assert found(good + " Scratch that.") == "correction"
    assert found(good + " rome rome rome rome") == "loop"
    assert found(good + " Ottoline says hello.") == "leak"
