"""Grammars in GBNF, which llama.cpp and vLLM (xgrammar) read alike: a text that states facts, and JSON by a schema.

In a describing grammar every value stands as a literal inside one of the ways to say its field, so that no
completion that ends can lose a value or its cue. The model's choice: which way, how facts are joined into
sentences, and the free words before, between and after them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from edgejson.params import Wording as WordingSettings
from edgejson.teachers.styles import Style
from edgejson.text.outline import Fact
from edgejson.text.sentences import quoted
from edgejson.text.subjects import Subject

#: One free word. Shorter than any rule for real words would be: a tokenizer that wants to write "a" or "Thursday"
#: and may not writes nonsense instead. No digits, so that free words never look like values.
_WORD = "[A-Za-z] [a-z']*"


def literal(text: str) -> str:
    """A GBNF literal that matches exactly `text`."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r")
    return f'"{escaped}"'


def describing(
    facts: Sequence[Fact],
    subject: Subject,
    style: Style,
    free: WordingSettings,
    *,
    opens: bool,
    closes: bool,
    named: bool,
) -> str:
    """A grammar of the texts that state `facts` about `subject`, in their order, each exactly once.

    `free` bounds the words that the model makes up: before the first fact (where `opens`), between two, after the
    last (where `closes`). Where the subject was `named` before, the first fact may say "it".
    """
    rules = [f"root ::= {'open ' if opens and free.opening_words else ''}h0 {_following(0, len(facts))}"]
    if opens and free.opening_words:
        rules.append(f"open ::= {_words(free.opening_words)} ({_any(style.opening_marks)})")
    gap = ""
    if free.gap_words:
        rules.append(f'gap ::= ({_words(free.gap_words)} " ")?')
        gap = "gap "
    for index, fact in enumerate(facts):
        first = index == 0 and not named
        rules.append(f"h{index} ::= {_any(_heads(fact, subject, style, first))}")
        if index:
            rules.append(f"t{index} ::= {_any(_tails(fact, subject, style))}")
            if index % 2:
                clauses = _clauses(fact, subject, False, False) or _tails(fact, subject, style)
                rules.append(f"c{index} ::= {_any(clauses)}")
            marks = (*style.stops, *(style.asides if index == len(facts) // 2 else ()))
            rules.append(f"n{index} ::= {_joints(index, marks, style, gap)} {_following(index, len(facts))}")
    words = free.closing_words if closes else 0
    ending = literal(style.end)
    if words:
        ending += f' ({literal(" " if style.end else ". ")} {_words(words)} ".")?'
    rules.append(f"close ::= {ending}")
    if (opens and free.opening_words) or free.gap_words or words:
        rules.append(f"word ::= {_WORD}")
    return "\n".join(rules) + "\n"


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
    if style.fragments and not first:
        ways += [_filled(_capital(form, style.capitals), fact) for form in fact.said.nominal]
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
