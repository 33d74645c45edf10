"""Ways of saying fields without annotations: all that is known of them is a name and the kind of value.

The name stands next to the value in each of them, as people note things down ("season 5, sponsor Larkspur Grocers, not
explicit"), or with "is" between them.
"""

from __future__ import annotations

from collections.abc import Container

from edgejson.forms.kinds import DAYS, NUMBERS
from edgejson.language import nouns
from edgejson.language.nouns import words
from edgejson.language.vocabulary import vocabulary
from edgejson.language.wordclass import ADJECTIVE, CODE, NOUN, PARTICIPLE, is_described, is_verb, word_class
from edgejson.text.field_phrases import Said

_NUMBERS = NUMBERS | {"duration"}
_DATED = DAYS | {"time"}
_WORDS = vocabulary("language/en/nouns")
#: Participles of what nobody does to a thing: it occurred, it was not occurred.
_HAPPENED = frozenset(words("occurred happened started ended expired arrived departed stopped began elapsed"))
_AUXILIARIES = frozenset(words("is has can should was are does"))
#: Units that end names: "size bytes" are no number of things.
_UNITS = frozenset(_WORDS.words("measures"))
#: Words ahead of a plural that make it no number of things: "max retries".
_LIMITS = frozenset(_WORDS.words("limits"))
#: Fields with predicates of their own, by the noun.
_BEING = {
    "type": ("of type {v}", "of the type {v}"),
    "kind": ("of kind {v}", "of the kind {v}"),
    "category": ("in the category {v}",),
    "version": ("at version {v}",),
    "state": ("in state {v}", "in the state {v}"),
    "mode": ("in mode {v}", "in the mode {v}"),
    "date": ("dated {v}",),
    "name": ("called {v}", "named {v}", "called {v}"),
    "location": ("located in {v}",),
}

#: Those whose predicates leave out the noun.
_LOOSE = frozenset(words("date name location"))


def generic_ways(noun: str, kind: str, several: bool = False, shared: bool = False) -> Said:
    """Ways of saying a field of this name.

    `several`: its value is a list of scalars. `shared`: longer names have this one in them, so that "called" could
    be said of them too.
    """
    parts = noun.split(" ")
    if noun in ("from", "to"):
        return Said((f"{{it}} goes {noun} {{v}}", f"{{it}} is {noun} {{v}}"), (f"{noun} {{v}}",), (f"{noun} {{v}}",))
    if noun == "at" and kind in _DATED:
        return Said(("{it} is at {v}",), ("at {v}",), ("at {v}",))
    if len(parts) > 1 and parts[-1] in nouns.PREPOSITIONS:
        return _of_relation(noun, parts[-2])
    kept = word_class(noun)
    if kind in _DATED and parts[-1] in _HAPPENED:
        return Said((f"{{it}} {noun} on {{v}}",), (f"{noun} on {{v}}",), (f"{noun} on {{v}}", f"{noun} {{v}}"))
    if kind in _DATED and kept == PARTICIPLE:
        return Said((f"{{it}} was {noun} on {{v}}",), (f"{noun} on {{v}}",), (f"{noun} on {{v}}", f"{noun} {{v}}"))
    if kind == "percent" and len(parts) > 1 and parts[-1] == "percent":  # the value says it: "alcohol 12%"
        noun, parts = " ".join(parts[:-1]), parts[:-1]
    if kind in _NUMBERS and len(parts) > 1 and parts[-1] in _UNITS:  # "weight kg" looks like a code
        return _of_number(noun, parts)
    if (kept in (ADJECTIVE, PARTICIPLE) and len(parts) == 1) or kept == CODE or parts[0] in _AUXILIARIES:
        return _mentioned(f'"{noun}"', f"{noun} {{v}}")
    if several:  # "is" ahead of an enumeration could be the beginning of its first item
        return Said((f"{{its}} {noun}: {{v}}", f"the {noun}: {{v}}"), (), (f"{noun} {{v}}", f"{noun}: {{v}}"))
    if kind in _NUMBERS:
        return _of_number(noun, parts)
    being = _BEING.get(noun, ()) if not shared or noun not in _LOOSE else ()
    if parts[-1] == "mode" and len(parts) > 1:
        being = (f"in {noun} {{v}}",)
    return _said(noun, being, (f"{noun} {{v}}",), bare=not (shared and parts[-1] == "name"))


def _of_relation(noun: str, word: str) -> Said:
    """Ways of saying a field whose name ends in a preposition. `word`: the one before it."""
    before = word_class(word)
    if before not in (PARTICIPLE, ADJECTIVE):
        return _mentioned(noun, f"{noun} {{v}}")
    verb = "was" if before == PARTICIPLE else "is"
    if word in _HAPPENED:
        return Said((f"{{it}} {noun} {{v}}",), (f"{noun} {{v}}",), (f"{noun} {{v}}",))
    return Said((f"{{it}} {verb} {noun} {{v}}",), (f"{noun} {{v}}",), (f"{noun} {{v}}",))


def avoiding(said: Said, noun: str, taken: Container[str]) -> Said:
    """The ways of saying a field that use none of the `taken` words, which name other fields, as little words."""
    own = noun.split(" ")
    if not any(word in taken for word in _LITTLE if word not in own):
        return said

    def fitting(forms: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(f for f in forms if not any(w in taken and w in _LITTLE and w not in own for w in f.split(" ")))

    plain = f"{noun} {{v}}"
    is_plain = (f"{{its}} {noun} {'are' if nouns.is_plural(noun) else 'is'} {{v}}",)
    bare = fitting(said.bare) or (is_plain if said.bare else ())
    clauses = fitting(said.clauses) or is_plain
    return Said(clauses, fitting(said.trailing), fitting(said.nominal) or (plain,), bare, fitting(said.being))


#: Little words of the ways of saying a field, any of which may name a field itself.
_LITTLE = frozenset(_WORDS.words("little"))


def undeclared_ways(name: str, taken: Container[str]) -> Said:
    """Ways of saying a property that the schema doesn't declare: its name is data like its value.

    `taken`: words that name fields, which can't serve as verbs.
    """
    shown = f'"{name}"' if '"' not in name else name
    clauses = [
        f"{{it}} {verb}s {shown} to {{v}}" for verb in ("map", "set") if verb not in taken and f"{verb}s" not in taken
    ]
    return _mentioned(shown, f"{name} set to {{v}}", tuple(clauses))


def _said(noun: str, being: tuple[str, ...], nominal: tuple[str, ...], value: str = "{v}", bare: bool = True) -> Said:
    """Ways of a noun; without `bare` ones where "the name is V" could be any name's."""
    be = "are" if nouns.is_plural(noun) and word_class(noun) != CODE else "is"
    stated = (f"{{its}} {noun} {be} {value}", f"the {noun} {be} {value}")
    clauses = (*(f"{{it}} is {way}" for way in being), stated[0])
    return Said(clauses, being, nominal, stated if bare else (), being)


def _of_number(noun: str, parts: list[str]) -> Said:
    if len(parts) > 1 and parts[-1] in _UNITS and (parts[0] not in _LIMITS or len(parts) > 2):
        measured, unit = " ".join(parts[:-1]), parts[-1]  # "duration 90 minutes"
        return _said(measured, (), (f"{measured} {{v}} {unit}",), value=f"{{v}} {unit}")
    told_more = len(parts) > 1 and (parts[1] in nouns.PREPOSITIONS or word_class(parts[1]) in (ADJECTIVE, PARTICIPLE))
    counted = (
        (nouns.is_plural(noun) or (told_more and nouns.is_plural(parts[0])))
        and parts[0] not in _LIMITS
        and parts[-1] not in _UNITS
    )
    if counted:  # "8 pieces", no "pieces are 8"
        return Said((f"there are {{v}} {noun}",), (), (f"{{v}} {noun}", f"{noun}: {{v}}"))
    return _said(noun, (), (f"{noun} {{v}}",))


def _mentioned(name: str, nominal: str, clauses: tuple[str, ...] = ()) -> Said:
    """Ways of a name that is mentioned rather than used: "new", "started", a key."""
    bare = () if clauses else (f"{{its}} {name} is {{v}}",)
    return Said(clauses or bare, (), (nominal,), bare)


# -- booleans, nulls and empties ----------------------------------------------------------------


def generic_value(noun: str, key: str, boolean: bool, declared: bool) -> Said | None:
    """How a value that is no text is said (`key`: its JSON text, "" for an empty string); None for others."""
    if not declared:
        name = f'"{noun}"' if '"' not in noun else noun
        said = {"true": f"{name} set to true", "false": f"{name} set to false", "null": f"{name} set to null",
                "[]": f"no {name}", "{}": f"{name} left empty", "": f"{name} left empty"}.get(key)  # fmt: skip
        return _having(said) if said else None
    if key == "null" and boolean:  # "no beta" would deny it
        unknown = (f"{{its}} {noun} is unknown", f"{{its}} {noun} is not known")
        return Said(unknown, (), (f"{noun} unknown",), unknown[:1])
    if key in ("null", "[]"):
        return _no(noun, key)
    if key in ("{}", ""):
        be = "are" if nouns.is_plural(noun) else "is"
        return Said((f"{{its}} {noun} {be} empty",), (), (f"{noun} empty",), (f"{{its}} {noun} {be} empty",))
    if key in ("true", "false"):
        return _boolean(noun, key == "true")
    return None


def _having(had: str) -> Said:
    return Said((f"{{it}} has {had}",), (f"with {had}",), (had,))


def _no(noun: str, key: str) -> Said:
    last = noun.rpartition(" ")[2]
    if last in nouns.PREPOSITIONS or word_class(noun) in (ADJECTIVE, PARTICIPLE):  # no noun to deny
        return Said((f'{{its}} "{noun}" is not known',), (), (f"{noun}: unknown",), (f'{{its}} "{noun}" is not known',))
    there, be = ("there are", "are") if nouns.is_plural(noun) else ("there is", "is")
    clauses = [f"{{it}} has no {noun}", f"{there} no {noun} for {{it}}"]
    if key == "null":
        clauses += [f"{{its}} {noun} {be} not known", f"{{its}} {noun} {be} not given"]
    return Said(tuple(clauses), (f"without {noun}",), (f"no {noun}",))


#: Boolean names that begin with a verb -> how they are said where true and where false.
_VERBS = vocabulary("language/en/answers").pairs("verbs of booleans")


#: Of them, those that are noted down with their verb: "would not recommend".
_SAID_WHOLE = frozenset(("would", "will", "needs", "need", "wants"))
#: Words that end a participle: "sold out".
_ADVERBS = frozenset(("out", "off", "up", "in", "away"))


def _boolean(noun: str, value: bool) -> Said:
    first, _, rest = noun.partition(" ")
    yes = f"{noun}: {'yes' if value else 'no'}"
    if first in _VERBS and rest:
        clause = _VERBS[first][not value] % rest
        if first == "has" and word_class(rest) == NOUN:
            had = _existence(rest, value, yes)
            return Said((clause,), had.trailing, (had.nominal[0], yes))
        if first in _SAID_WHOLE:
            return Said((clause,), (), (clause.removeprefix("{it} "),))
        being = clause.removeprefix("{it} is ")
        return Said((clause,), (), (yes,) if being == clause else (being,), (), () if being == clause else (being,))
    if first == "auto" and rest:
        switched = (f"{{its}} {noun} is {'on' if value else 'off'}",)
        return Said(switched, (), (yes,), switched)
    kept = word_class(noun) if not noun.endswith("ing") or rest else PARTICIPLE  # "attending"
    if (rest in _ADVERBS and word_class(first) == PARTICIPLE) or is_described(noun):
        return _quality(noun, value, yes, whole=True)
    if is_verb(noun) and kept not in (PARTICIPLE, CODE):
        clause = f"{{it}} will {noun}" if value else f"{{it}} does not {noun}"
        return Said((clause,), (), (yes,))
    if kept in (ADJECTIVE, PARTICIPLE):
        return _quality(noun, value, yes)
    if kept == NOUN:
        return _existence(noun, value, yes)
    switched = (f"{{its}} {noun} is {'on' if value else 'off'}",)
    return Said(switched, (), (yes,), switched)


def _quality(noun: str, value: bool, yes: str, whole: bool = False) -> Said:
    """Ways of a switch that is called after what a thing, or a part of it, is: "not fasting", "the deposit is paid"."""
    head, _, last = noun.rpartition(" ")
    if whole or not head or last in _COMPOUND:
        being = noun if value else f"not {noun}"
        return Said((f"{{it}} is {being}",), (being,), (being,), (), (being,))
    if word_class(head) == NOUN:
        being = f"{'are' if nouns.is_plural(head) else 'is'} {'' if value else 'not '}{last}"
        return Said((f"{{its}} {head} {being}",), (), (yes,), (f"{{its}} {head} {being}", f"the {head} {being}"))
    return Said((f'{{its}} "{noun}" is {"true" if value else "false"}',), (), (yes,))


#: Words that make an adjective of the noun ahead of them: "gluten free".
_COMPOUND = frozenset(_WORDS.rows("endings of compound adjectives"))
#: Endings of nouns for what is not counted: "with insulation", but "with a fireplace".
_MASS = tuple(_WORDS.words("endings of mass nouns"))


def _existence(noun: str, value: bool, yes: str) -> Said:
    """Ways of a switch that is called after things, which are there or not."""
    several = nouns.is_plural(noun)
    had = noun if several or noun.endswith(_MASS) else nouns.with_article(noun)
    there = "there are" if several else "there is"
    clause = f"{there} {had}" if value else f"{there} no {noun}"
    trailing = f"{'with' if value else 'without'} {had}"
    return Said((clause,), (trailing,), (trailing, yes) if value else (f"no {noun}", yes))
