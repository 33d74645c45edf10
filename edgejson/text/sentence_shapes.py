"""Shapes of sentences: how a few facts about one subject become one.

| shape | example |
|---|---|
| tails | the order was placed on March 3, paid with PayPal and billed in euros |
| joined | its total is $45 and it was paid by credit card |
| apposed | the order, placed on March 3, comes to $45 altogether |
| presented | then there is the second item, called Oak desk and priced at $45 |
| listed | the order: placed on March 3, order no. 114-2, $45 in total |
| noted | the order: number 114-2, paid, total $45 |
| stated | its height is 5, the width is 6, and the colour is red |

The last two are for fields without phrases.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise
from typing import Protocol, TypeAlias

from edgejson.language import nouns
from edgejson.language.wordclass import in_plural
from edgejson.text.outline import Fact
from edgejson.text.subjects import Subject

#: Marks a sentence that begins with a value, whose first letter must stay as it is.
VALUE_FIRST = "\x01"


class Habits(Protocol):
    """One person's way of putting facts, which a shape asks for the words (see `sentences.Teller`)."""

    random: Callable[[], float]
    spoken: bool

    def pick(self, ways: tuple[str, ...]) -> str: ...

    def form(self, fact: Fact) -> str: ...

    def clause(self, fact: Fact, subject: Subject, first: bool) -> str: ...

    def say(self, form: str, fact: Fact, subject: Subject, first: bool) -> str: ...

    def filled(self, form: str, fact: Fact) -> str: ...

    def fragments(self, facts: list[Fact], trailing: bool) -> str: ...

    def jotted(self, fact: Fact) -> str: ...


Shape: TypeAlias = Callable[[Habits, list[Fact], Subject, bool], str]


def tails(teller: Habits, facts: list[Fact], subject: Subject, first: bool) -> str:
    """A main clause, and fragments behind it."""
    if not facts[0].said.active:  # "its latitude is ..." is better left to the tail
        head = next((i for i, fact in enumerate(facts) if fact.said.active and type(fact.value) is not list), 0)
        facts = [facts[head], *facts[:head], *facts[head + 1 :]]
    lists = facts[0].wording.plain and type(facts[0].value) is list  # what an enumeration is of is named again
    clause = teller.clause(facts[0], subject, first or (lists and is_short(subject)))
    if len(facts) == 1:
        return clause
    return f"{clause}, {teller.fragments(facts[1:], True)}"


def joined(teller: Habits, facts: list[Fact], subject: Subject, first: bool) -> str:
    """Main clauses side by side; they share their subject, and a verb like "has", where they can."""
    forms = [teller.form(fact) for fact in facts]
    clauses = [teller.say(forms[0], facts[0], subject, first)]
    shared = True  # one subject for all: "it costs V and is payable in V"
    for fact, (before, form) in zip(facts[1:], pairwise(forms), strict=True):
        shared = shared and form.startswith("{it} ") and forms[0].startswith("{it} ")
        if shared:
            verb = _verb(form)
            form = in_plural(form) if subject.plural else form
            form = form.split(" ", 2)[2] if verb in _SHARED and verb == _verb(before) else form[5:]
        clauses.append(teller.say(form, fact, subject, False).lstrip(VALUE_FIRST))
    if len(clauses) == 2:
        return (" and " if shared else teller.pick(_CONNECTIVES)).join(clauses)
    return f"{', '.join(clauses[:-1])}{' and ' if shared else ', and '}{clauses[-1]}"


def is_short(subject: Subject) -> bool:
    """May a thing be named where a pronoun would do?"""
    return subject.pronoun in _PRONOUNS and len(subject.name) <= _LONGEST


def _verb(form: str) -> str:
    words = form.split(" ", 3)
    if words[0] != "{it}" or _AUXILIARY.match(words[2] if len(words) > 2 else ""):
        return ""  # "it has been paid" shares nothing with "it has the number 4"
    return words[1]


_AUXILIARY = re.compile(r"(?:been|gone|not|\w+ed)$")


def apposed(teller: Habits, facts: list[Fact], subject: Subject, first: bool) -> str:
    """Fragments behind the subject, then what the clause says of it."""
    last = facts[-1]
    ways = [form for form in last.said.clauses if form.startswith("{it} ")]
    if not ways or (not first and len(subject.name) > _LONGEST):
        return tails(teller, facts, subject, first)
    if all(fact.said.bare for fact in facts[:-1]) and teller.random() < _RELATIVE:
        appositions = " and ".join([_relative(teller, fact) for fact in facts[:-1]])
    else:
        appositions = teller.fragments(facts[:-1], True)
    form = teller.pick(tuple(ways))
    form = (in_plural(form) if subject.plural else form).replace("{it}", f"{subject.name}, {appositions},", 1)
    return teller.say(form, last, subject, False)


def _relative(teller: Habits, fact: Fact) -> str:
    form = fact.said.bare[0].replace("{its}", "whose")
    return teller.filled(form, fact)


def noted(teller: Habits, facts: list[Fact], subject: Subject, first: bool) -> str:
    """What is to be said, one after the other, without a verb; the subject ahead of it where it is new."""
    facts = sorted(facts, key=lambda fact: type(fact.value) is list)
    body = ", ".join([teller.jotted(fact) for fact in facts])
    name = subject.noun if subject.name.startswith(_DETERMINERS) else subject.name
    return f"{name}{' - ' if teller.random() < _DASHED else ': '}{body}" if first else body


def stated(teller: Habits, facts: list[Fact], subject: Subject, first: bool) -> str:
    """What each thing of it is, side by side."""
    if any(fact.free or not (fact.said.bare or fact.said.being) for fact in facts):
        return noted(teller, facts, subject, first)
    facts = sorted(facts, key=lambda fact: (type(fact.value) is list, not fact.said.bare))  # a list ends it best
    head, *rest = facts
    clauses = [teller.say(head.said.bare[0] if head.said.bare else teller.form(head), head, subject, first)]
    for fact in rest:
        form = fact.said.bare[-1] if fact.said.bare else teller.form(fact)
        clauses.append(teller.say(form, fact, subject, False).lstrip(VALUE_FIRST))
    return _enumerated(clauses) if len(clauses) == 2 else f"{', '.join(clauses[:-1])}, and {clauses[-1]}"


def _enumerated(parts: list[str]) -> str:
    return f"{', '.join(parts[:-1])} and {parts[-1]}" if len(parts) > 1 else parts[0]


def presented(teller: Habits, facts: list[Fact], subject: Subject, first: bool) -> str:
    """One more thing of a list, and fragments."""
    further = subject.name.startswith(_FURTHER)  # "there is also the second item, ...": the first one needs a verb
    if not first or not further or not all(fact.said.trailing for fact in facts):
        return tails(teller, facts, subject, first)
    return f"{teller.pick(_PRESENTING)} {subject.name}, {teller.fragments(facts, True)}"


def listed(teller: Habits, facts: list[Fact], subject: Subject, first: bool) -> str:
    """The subject and fragments, without a verb."""
    return f"{subject.name}{' - ' if teller.random() < 0.3 else ': '}{teller.fragments(facts, False)}"


STRICT: tuple[Shape, ...] = (tails,) * 4 + (joined,) * 3 + (apposed,) * 2 + (presented,)
LOOSE: tuple[Shape, ...] = (tails,) * 3 + (joined,) * 2 + (apposed, presented) + (listed,) * 3
PLAIN: tuple[Shape, ...] = (noted,) * 7 + (stated,) * 2 + (joined,)
_PRONOUNS = ("it", "they")
#: Chance that a thing is named once more where a pronoun would do.
AGAIN = 0.15
#: Letters of a name that is used again, at most.
_LONGEST = 18
#: Verbs that several objects may share: "it has V and V".
_SHARED = ("has", "maps", "sets", "lists", "uses")
#: Chance that a relative clause says a fact; that a dash stands behind a subject.
_RELATIVE, _DASHED = 0.4, 0.2
_DETERMINERS = ("the ", "this ")
_CONNECTIVES = (" and ", " and ", ", and ", "; ")
_PRESENTING = ("then there is", "there is also", "next comes")
_FURTHER = tuple(f"the {nouns.ordinal(index)} " for index in range(1, 10))
