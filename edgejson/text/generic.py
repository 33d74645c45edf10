"""Ways of saying fields without annotations: all that is known of them is a name and the kind of value.

The name stands next to the value in each of them, with no more than the little words between that a reader skips
("of", "set to", "recorded as").
"""

from __future__ import annotations

from collections.abc import Container
from dataclasses import replace

from edgejson.forms.kinds import DAYS, NUMBERS
from edgejson.language import nouns
from edgejson.language.nouns import words
from edgejson.language.vocabulary import vocabulary
from edgejson.language.wordclass import ADJECTIVE, CODE, NOUN, PARTICIPLE, is_verb, word_class
from edgejson.text.field_phrases import Said

_NUMBERS = NUMBERS | {"duration"}
_DATED = DAYS | {"time"}
_WORDS = vocabulary("language/en/nouns")
#: Numbers that name a place in a sequence, or a thing: "page 3", not "a page of 3".
_POSITIONS = frozenset(_WORDS.words("positions"))
#: Nouns of what a thing makes use of.
_TOOLS = frozenset(_WORDS.words("tools"))
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
        return Said((f"{{it}} {noun} on {{v}}",), (f"{noun} on {{v}}",), (f"{noun} {{v}}",))
    if kind in _DATED and kept == PARTICIPLE:
        return Said((f"{{it}} was {noun} on {{v}}",), (f"{noun} on {{v}}",), (f"{noun} {{v}}",))
    if kept == ADJECTIVE or (kept == PARTICIPLE and len(parts) == 1):
        return _mentioned(f'"{noun}"', f"{noun} {{v}}")
    if several:
        return _of_list(noun)
    if kind in _NUMBERS:
        return _of_number(noun, parts, kept)
    if kept == CODE or parts[0] in _AUXILIARIES:
        return _mentioned(f'"{noun}"', f"{noun} {{v}}")
    had = f"the {noun} {{v}}" if kept == NOUN else f"{noun} {{v}}"
    verb = "uses" if parts[-1] in _TOOLS else "has"
    clauses = [f"{{it}} {verb} {had}", f"{{it}} {verb} {had}"]
    if kind == "enum" and not nouns.is_plural(noun):
        clauses.append(f"{{it}} has its {noun} set to {{v}}")
    being = _BEING.get(noun, ()) if not shared or noun not in _LOOSE else ()
    if parts[-1] == "mode" and len(parts) > 1:
        being = (f"in {noun} {{v}}",)
    said = _said(noun, had, tuple(clauses), being, (f"{noun} {{v}}", had))
    return replace(said, bare=()) if shared and parts[-1] == "name" else said  # "name is V" could be any name's


def _of_relation(noun: str, word: str) -> Said:
    """Ways of saying a field whose name ends in a preposition. `word`: the one before it."""
    before = word_class(word)
    if before not in (PARTICIPLE, ADJECTIVE):
        return _mentioned(f'"{noun}"', f"{noun} {{v}}")
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
    return Said(
        clauses, fitting(said.trailing), fitting(said.nominal) or (plain,), bare, fitting(said.had), fitting(said.being)
    )


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


def _said(
    noun: str, had: str, clauses: tuple[str, ...], being: tuple[str, ...], nominal: tuple[str, ...], value: str = "{v}"
) -> Said:
    be = "are" if nouns.is_plural(noun) and word_class(noun) != CODE else "is"
    clauses = (*(f"{{it}} is {way}" for way in being), *clauses)
    trailing = (*being, *(f"with {had}" for _ in range(max(1, len(being)))))
    return Said(clauses, trailing, nominal, (f"{{its}} {noun} {be} {value}", f"the {noun} {be} {value}"), (had,), being)


def _of_list(noun: str) -> Said:
    had = f"the {noun} {{v}}"
    clauses = (f"{{it}} has {had}", f"{{it}} has {had}", f"{{it}} lists {had}")
    said = _said(noun, had, clauses, (), (f"{noun} {{v}}",))
    return replace(said, bare=())  # "is" ahead of an enumeration could be the beginning of its first item


def _of_number(noun: str, parts: list[str], kept: str) -> Said:
    nominal = (f"{noun} {{v}}",)
    if kept == CODE:
        return _said(
            noun, f"{noun} at {{v}}", (f"{{it}} has {noun} at {{v}}", f"{{it}} has {noun} set to {{v}}"), (), nominal
        )
    if len(parts) > 1 and parts[-1] in _UNITS and parts[0] not in _LIMITS:
        return _of_measure(" ".join(parts[:-1]), parts[-1])
    if nouns.is_plural(noun):
        counted = parts[0] not in _LIMITS and not (len(parts) > 1 and parts[-1] in _UNITS)
        had = f"{{v}} {noun}" if counted else f"{noun} set to {{v}}"
        said = _said(noun, had, (f"{{it}} has {had}",), (), (had, f"{noun}: {{v}}"))
        return replace(said, bare=()) if counted else said  # "has 8 pieces", no "pieces are 8"
    if parts[-1].lower() in _POSITIONS:
        had = f"{noun} {{v}}"
        return _said(noun, had, (f"{{it}} has {had}",), (), nominal)
    had = f"{nouns.with_article(noun)} of {{v}}"
    clauses = (f"{{it}} has {had}", f"{{it}} has {had}", f"{{it}} has its {noun} set to {{v}}")
    return _said(noun, had, clauses, (), (had, *nominal))


def _of_measure(noun: str, unit: str) -> Said:
    """Ways of a number whose name ends in its unit: "a duration of 90 minutes"."""
    had = f"{nouns.with_article(noun)} of {{v}} {unit}"
    return _said(noun, had, (f"{{it}} has {had}",), (), (had, f"{noun} {unit}: {{v}}"), value=f"{{v}} {unit}")


def _mentioned(name: str, nominal: str, clauses: tuple[str, ...] = ()) -> Said:
    """Ways of a name that is mentioned rather than used: "new", "started", a key."""
    had = f"{name} set to {{v}}"
    bare = () if clauses else (f"{{its}} {name} is {{v}}",)
    clauses = clauses or (f"{{it}} has {had}", f"{{it}} has {name} recorded as {{v}}")
    return Said(clauses, (f"with {had}",), (nominal,), bare, (had,))


# -- booleans, nulls and empties ----------------------------------------------------------------


def generic_value(noun: str, key: str, boolean: bool, declared: bool) -> Said | None:
    """How a value that is no text is said (`key`: its JSON text, "" for an empty string); None for others."""
    if not declared:
        name = f'"{noun}"' if '"' not in noun else noun
        said = {"true": f"{name} set to true", "false": f"{name} set to false", "null": f"{name} set to null",
                "[]": f"no {name}", "{}": f"{name} left empty", "": f"{name} left empty"}.get(key)  # fmt: skip
        return _having(said) if said else None
    if key == "null" and boolean:  # "no beta" would deny it
        return _having(f"{noun} not set", (f"{{its}} {noun} is unknown", f"{{its}} {noun} is not known"))
    if key in ("null", "[]"):
        return _no(noun, key)
    if key in ("{}", ""):
        be = "are" if nouns.is_plural(noun) else "is"
        plural = nouns.is_plural(noun)
        return _having(f"{'' if plural else 'an '}empty {noun}", (f"{{its}} {noun} {be} empty",), f"{noun} empty")
    if key in ("true", "false"):
        return _boolean(noun, key == "true")
    return None


def _having(had: str, clauses: tuple[str, ...] = (), nominal: str = "") -> Said:
    return Said((f"{{it}} has {had}", *clauses), (f"with {had}",), (nominal or had,), (), (had,))


def _no(noun: str, key: str) -> Said:
    last = noun.rpartition(" ")[2]
    if last in nouns.PREPOSITIONS or word_class(noun) in (ADJECTIVE, PARTICIPLE):  # no noun to deny
        unset = f"{noun} not set" if last in nouns.PREPOSITIONS else f'"{noun}" not set'
        return Said((f"{{it}} has {unset}",), (f"with {unset}",), (f"{noun}: unknown",), (), (unset,))
    there, be = ("there are", "are") if nouns.is_plural(noun) else ("there is", "is")
    had = f"no {noun}"
    clauses = [f"{{it}} has {had}", f"{{it}} has {had}", f"{there} {had} for {{it}}"]
    if key == "null":
        clauses += [f"{{its}} {noun} {be} not known", f"{{its}} {noun} {be} not given"]
    return Said(tuple(clauses), (f"with {had}", f"without {noun}"), (had,), (), (had,))


#: Boolean names that begin with a verb -> how they are said where true and where false.
_VERBS = vocabulary("language/en/answers").pairs("verbs of booleans")


def _boolean(noun: str, value: bool) -> Said:
    first, _, rest = noun.partition(" ")
    yes = f"{noun}: {'yes' if value else 'no'}"
    if first in _VERBS and rest:
        return Said((_VERBS[first][not value] % rest,), (), (yes,))
    kept = word_class(noun)
    if is_verb(noun) and kept not in (PARTICIPLE, CODE):
        clause = f"{{it}} will {noun}" if value else f"{{it}} does not {noun}"
        return Said((clause,), (f"set to {noun}",) if value else (), (yes,))
    if kept in (ADJECTIVE, PARTICIPLE):
        head, _, last = noun.rpartition(" ")
        if not head:
            being = noun if value else f"not {noun}"
            return Said((f"{{it}} is {being}",), (being,), (being, yes), (), (), (being,))
        if word_class(head) == NOUN:
            being = f"{'are' if nouns.is_plural(head) else 'is'} {'' if value else 'not '}{last}"
            return Said((f"{{its}} {head} {being}",), (), (yes,), (f"{{its}} {head} {being}", f"the {head} {being}"))
    on, said = ("on", "enabled") if value else ("off", "disabled")
    if kept in (ADJECTIVE, PARTICIPLE):
        named = f'"{noun}" set to {"true" if value else "false"}'
        return Said((f"{{it}} has {named}",), (f"with {named}",), (yes,), (), (named,))
    if kept == NOUN and not nouns.is_plural(noun):
        return _existence(noun, value, yes)
    return Said(
        (f"{{it}} has {noun} {said}", f"{{it}} has {noun} turned {on}"),
        (f"with {noun} {said}", f"with {noun} turned {on}"),
        (f"{noun} {said}", f"{noun} {on}", yes),
        (f"{{its}} {noun} {'are' if nouns.is_plural(noun) else 'is'} {on}",),
        (f"{noun} {said}", f"{noun} turned {on}"),
    )


#: Endings of nouns for what is not counted: "with insulation", but "with a fireplace".
_MASS = tuple(_WORDS.words("endings of mass nouns"))


def _existence(noun: str, value: bool, yes: str) -> Said:
    """Ways of a switch that is called after a thing, which is there or not."""
    had = noun if noun.endswith(_MASS) else nouns.with_article(noun)
    clause = f"there is {had}" if value else f"there is no {noun}"
    trailing = f"{'with' if value else 'without'} {had}"
    return Said((clause,), (trailing,), (yes,))
