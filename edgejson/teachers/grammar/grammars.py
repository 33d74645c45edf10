"""Grammars in GBNF, which llama.cpp and vLLM (xgrammar) read alike: texts that state given facts.

In a describing grammar every value stands as a literal inside one of the ways to say its field, so that no
completion that ends can lose a value or its cue. The model's choice: which sentences, which way to say a fact that
no sentence covers, how facts are joined, and the free words before, between and after them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from edgejson.language.nouns import capitalised
from edgejson.teachers.engines.teacher import Wording as WordingSettings
from edgejson.teachers.grammar.sentence_options import Web
from edgejson.teachers.grammar.styles import Style
from edgejson.text.outline import Fact
from edgejson.text.sentences import VALUE_FIRST, ended, quoted
from edgejson.text.subjects import Subject

#: One free word. Shorter than any rule for real words would be: a tokenizer that wants to write "a" or "Thursday"
#: and may not writes nonsense instead. No digits, so that free words never look like values.
_WORD = "[A-Za-z] [a-z']*"


def literal(text: str) -> str:
    """A GBNF literal that matches exactly `text`."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r")
    return f'"{escaped}"'


def describing(
    web: Web,
    facts: Sequence[Fact],
    subject: Subject,
    style: Style,
    free: WordingSettings,
    *,
    opens: bool,
    closes: bool,
    named: bool,
) -> str:
    """A grammar of the texts that tell a web's facts by its sentences, then `facts` one by one, each exactly once.

    `free` bounds the words that the model makes up: before the first fact (where `opens`), between two, after the
    last (where `closes`). Where the subject was `named` before, the first fact may say "it".
    """
    opening = opens and free.opening_words
    after = "h0 " + _following(0, len(facts)) if facts else "close"
    rules = [f"root ::= {'open ' if opening else ''}{'s0' if web else after}"]
    if opening:
        rules.append(f"open ::= {_words(free.opening_words)} ({_any(style.opening_marks)})")
    rules += _sentences(web, style, after)
    gap = ""
    if free.gap_words:
        rules.append(f'gap ::= ({_words(free.gap_words)} " ")?')
        gap = "gap "
    for index, fact in enumerate(facts):
        rules += _chained(index, fact, len(facts), subject, style, gap, index == 0 and not named)
    words = free.closing_words if closes else 0
    ending = literal(style.end) if facts or not web else '""'
    if words:
        ending += f' ({literal(" " if style.end else ". ")} {_words(words)} ".")?'
    rules.append(f"close ::= {ending}")
    if opening or free.gap_words or words:
        rules.append(f"word ::= {_WORD}")
    return "\n".join(rules) + "\n"


def _sentences(web: Web, style: Style, after: str) -> list[str]:
    """A rule for each node of a web: its sentences, each with what joins it to the next one."""
    rules = []
    for node, edges in enumerate(web.edges):
        ways = []
        for text, target in edges.items():
            last = target == len(web)
            said = [text]
            if last and node and text[0].islower():
                said += [lead + text for lead in style.leads]
            spoken = [_finished(one, style) for one in said]
            if not last:
                marks = style.stops if node != len(web) // 2 else (*style.stops, *style.asides)
                rest = f"({_any(_stop(text, mark) for mark in marks)}) s{target}"
            elif after == "close":
                rest = f"{literal(_stop(text, style.end))} close" if _stop(text, style.end) else "close"
            else:
                rest = f"({_any(_stop(text, mark) for mark in style.stops)}) {after}"
            ways.append(f"({_any(spoken)}) {rest}" if len(spoken) > 1 else f"{literal(spoken[0])} {rest}")
        rules.append(f"s{node} ::= {' | '.join(ways)}")
    return rules


def _finished(text: str, style: Style) -> str:
    """A sentence as a style begins it."""
    if text.startswith(VALUE_FIRST):
        return text[1:]
    return capitalised(text) if style.capitals else text


def _stop(text: str, mark: str) -> str:
    """A mark behind a sentence, without its full stop where the sentence ends in a mark of its own."""
    return mark[1:] if mark.startswith(".") and ended(text) == text else mark


def _chained(index: int, fact: Fact, count: int, subject: Subject, style: Style, gap: str, first: bool) -> list[str]:
    """The rules of one fact in a chain of facts."""
    if style.fragments:  # notes: one after another, below or beside
        rules = [f"h{index} ::= {_any(_tails(fact, subject, style))}"]
        if index:
            joints = _any((*style.stops, *style.joints))
            rules.append(f"n{index} ::= ({joints}) {gap}h{index} {_following(index, count)}")
        return rules
    rules = [f"h{index} ::= {_any(_heads(fact, subject, style, first))}"]
    if index:
        rules.append(f"t{index} ::= {_any(_tails(fact, subject, style))}")
        if index % 2:
            clauses = _clauses(fact, subject, False, False) or _tails(fact, subject, style)
            rules.append(f"c{index} ::= {_any(clauses)}")
        marks = (*style.stops, *(style.asides if index == count // 2 else ()))
        rules.append(f"n{index} ::= {_joints(index, marks, style, gap)} {_following(index, count)}")
    return rules


def _following(index: int, count: int) -> str:
    return f"n{index + 1}" if index + 1 < count else "close"


def _joints(index: int, stops: Sequence[str], style: Style, gap: str) -> str:
    """How a further fact is joined to those before: a new sentence, a fragment, or a further clause."""
    ways = [f"{literal(mark)} h{index}" for mark in stops]
    ways += [f"{literal(mark)} {gap}t{index}" for mark in style.joints]
    if index % 2:  # "A and B. C and D.", never a chain of "and"
        ways += [f"{literal(mark)} {gap}c{index}" for mark in style.conjunctions]
    return f"({' | '.join(ways)})"


def _words(most: int) -> str:
    return f'word (" " word){{0,{most - 1}}}'


def _heads(fact: Fact, subject: Subject, style: Style, first: bool) -> list[str]:
    """A fact as the beginning of a sentence; the first one names the subject."""
    ways = _clauses(fact, subject, first, style.capitals)
    return ways or [_filled(f"{_capital(subject.name, style.capitals)}: {form}", fact) for form in _fragments(fact)]


def _tails(fact: Fact, subject: Subject, style: Style) -> list[str]:
    """A fact as a fragment after a comma."""
    forms = _fragments(fact) if style.fragments or not fact.said.trailing else fact.said.trailing
    return [_filled(form, fact) for form in forms] or _clauses(fact, subject, False, False)


def _fragments(fact: Fact) -> tuple[str, ...]:
    return (*fact.said.trailing, *fact.said.nominal)


def _clauses(fact: Fact, subject: Subject, first: bool, capital: bool) -> list[str]:
    """A fact as a main clause, by name or pronoun; a clause that names no subject can't come first.

    "It costs V" reads better than "its price is V", which serves where there is no other.
    """
    ways = []
    for form in fact.said.active or (*fact.said.clauses, *fact.said.bare):
        named = form.replace("{it}", subject.name).replace("{its}", subject.owner)
        if first and named != form:
            ways.append(named)
        elif not first:
            ways.append(form.replace("{it}", subject.pronoun).replace("{its}", subject.pronoun_owner))
    return [_filled(_capital(way, capital), fact) for way in ways]


def _filled(form: str, fact: Fact) -> str:
    return form if fact.spoken else form.replace("{v}", quoted(fact, form))


def _capital(form: str, capital: bool) -> str:
    return form[0].upper() + form[1:] if capital and form and not form.startswith("{v}") else form


def _any(texts: Iterable[str]) -> str:
    return " | ".join(literal(text) for text in dict.fromkeys(texts))
