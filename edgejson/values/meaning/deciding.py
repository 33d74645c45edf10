"""What a field means, from all that its schema says: the provider of values that fit it.

In this order: `x-faker`, `format`, `examples` (or what a description gives for some: "e.g. ..."), the name in words
with what it stands in, title, description, `default`. Values of a pool are mixed with those of a meaning that is sure,
and stand for those of any other. What a provider gives is brought into the field's patterns, lengths and bounds where
it can be; where it can't, the field has no provider and gets generic values.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random
from typing import Any

from edgejson.forms.kinds import fraction
from edgejson.knowledge.placeholders import code_of
from edgejson.language.names import in_words, is_function, singular
from edgejson.language.vocabulary import vocabulary
from edgejson.language.wordclass import NOUN, word_class
from edgejson.pipeline.errors import UserError
from edgejson.schema.ecma import matcher
from edgejson.schema.fields import Field, FieldMap, is_number
from edgejson.schema.loading import pointer
from edgejson.values.meaning.beside import noun_beside
from edgejson.values.meaning.described import named_values
from edgejson.values.meaning.heads import is_bare
from edgejson.values.meaning.kinds import is_loose
from edgejson.values.meaning.numbers import numbers, parse_range, share
from edgejson.values.meaning.roles import is_kindred, is_sure, role_of
from edgejson.values.meaning.seen import ENOUGH, is_timed, like_seen, mixed, recombined, shaped_like
from edgejson.values.meaning.stand_ins import guesses, sounds_like_a_person
from edgejson.values.meaning.walks import SIGN, walks_of
from edgejson.values.meaning.words import outgrows, rests_on_occasion
from edgejson.values.providers import from_faker, providers
from edgejson.values.providers.templates import drawn_from, pick, pool

Provider = Callable[[Random], Any]

#: The provider that draws from given `values`, each as often as it is listed.
ANY_OF = "any_of"
#: Other ways to write what a role says, tried in turn where the first doesn't match the field's pattern or length.
_VARIANTS: dict[str, tuple[str, ...]] = vocabulary("language/en/meanings").pairs("variants")
#: Roles whose values are no better than none where a field may be left out.
_SAYS_LITTLE = frozenset(("label", "kind", "description", "any_type", "any_category"))
#: Words of a code's name that don't say what it is of.
_OF_CODES = frozenset(vocabulary("language/en/meanings").words("of codes"))
#: Properties of people beside their names.
_OF_PEOPLE = frozenset(("email", "relation", "relationship", "birth_date", "date_of_birth", "occupation", "phone"))
#: Properties by which a thing whose noun says nothing is a book, and the ends of such nouns.
_OF_BOOKS, _VAGUE_THINGS = frozenset(("title", "author")), ("item", "items", "loan", "loans")
#: What any record is about.
_RECORDS = frozenset(vocabulary("language/en/meanings").words("records"))
#: Names of the field that names its object; the role of a person's name.
_NAMING, PERSON = frozenset(("name", "title", "label")), "name"
_DEEDS = {verb: made for verb, (made,) in vocabulary("language/en/meanings").pairs("deeds of titles").items()}
#: Values drawn to see how many fit, the least share for filtering to be worth it, the size of a filtered pool.
_TRIALS, _LEAST_SHARE, _FILTERED = 200, 0.01, 1000


def about(title: str) -> str:
    """What a title is about, in words; of a function's name what comes of it: "book_table" is about a table booking."""
    words = in_words(title)
    verb, _, thing = words.partition(" ")
    return f"{thing} {_DEEDS[verb]}" if verb in _DEEDS and is_function(title) else words


def parents_of(fields: FieldMap, path: tuple[str, ...], title: str | None = None) -> tuple[str, ...]:
    """The words and titles of what encloses a path, outermost first, in lower case; a person is said to be one.

    `title` is the schema's where it is known from elsewhere than the document.
    """
    if beside := noun_beside(fields, path):  # says more than all that is around
        return (beside,)
    if title is None:
        title = fields.document.get("title", "") if isinstance(fields.document, dict) else ""
    said = [*reversed(walks_of(fields)), about(title) if isinstance(title, str) else ""]
    for end in range(1, len(path)):
        if path[end - 1] != "*":
            enclosing = fields.field(path[:end])
            members = fields.properties(path[:end]) or fields.properties((*path[:end], "*"))
            of_people = not _OF_PEOPLE.isdisjoint(members)
            person = "person" if of_people and ("name" in members or sounds_like_a_person(enclosing.words)) else ""
            book = "book" if members and set(members) >= _OF_BOOKS and enclosing.words.endswith(_VAGUE_THINGS) else ""
            said += [person, enclosing.words, enclosing.title, book]
    return tuple(word.lower() for word in said if word)


def provider_for(field: Field, parents: tuple[str, ...], locale: str, plain: bool = False) -> Provider | None:
    """A provider of values for a leaf; `parents` are the words of what encloses it, outermost first. `plain`: of a
    schema that says nothing itself of how its values are.

    None where nothing is known of the field, or nothing known fits its schema. Raises UserError for an
    `x-faker` that names no provider.
    """
    if field.enum:
        return None
    asked = next((schema["x-faker"] for schema in field.schemas if "x-faker" in schema), None)
    if asked is not None:
        given = _asked(asked, field, locale)
        return _fitted(field, [_numeric(given) if _is_numeric(field) else given])
    role = role_of(field, parents)
    pool = list(filter(admission(field), field.pool))
    seen = like_seen(field, pool) if pool else None
    meant = None if seen and (_is_numeric(field) or is_timed(pool)) else _meant(field, role, parents, locale, plain)
    if seen is None:
        return meant
    if field.words in _NAMING and role != PERSON and (others := recombined(pool)):
        return mixed(seen, others, pool)
    sure = role_of(field, parents, guessing=False)
    return mixed(seen, meant, pool, sure == PERSON) if meant and is_sure(sure) else seen


def says_little(field: Field, parents: tuple[str, ...]) -> bool:
    """Is it a name, a kind or a description of something of which nobody knows what such things are called or like?"""
    role = role_of(field, parents)
    return role in _SAYS_LITTLE and bool(parents) and not _examples(field)


def is_guess(field: Field, parents: tuple[str, ...]) -> bool:
    """Does but the end of its name tell what it may hold, and nothing around it: a "gum condition", a "launch site"?"""
    role = role_of(field, parents)
    weak = guesses(role) or is_loose(role, field.words, parents)
    weak = weak or outgrows(field.words, role, parents) or rests_on_occasion(field.words, role, parents)
    return (weak or (is_kindred(field, parents) and not is_bare(field.words, parents))) and not _examples(field)


def _is_numeric(field: Field) -> bool:
    return bool(field.types & {"integer", "number"}) and "string" not in field.types


def _meant(field: Field, role: str, parents: tuple[str, ...], locale: str, plain: bool) -> Provider | None:
    """A provider of values that fit a role, or what the schema itself gives for examples."""
    known = providers(locale)
    examples = _examples(field)
    if fraction.told(field) and len(examples) < ENOUGH:
        return numbers(share(role), field.schemas, False)
    if role[:1].isdigit() or role[:1] == "-":
        return numbers(parse_range(role), field.schemas, "number" not in field.types, stepping=plain)
    if not role and _is_numeric(field):
        return pick(examples) if len(examples) > 2 else numbers(None, field.schemas, "number" not in field.types)
    candidates = [known[name] for name in (role, *_VARIANTS.get(role, ())) if name in known]
    if role == "identifier" and not field.pattern:
        candidates = [coded_after(field.words, parents), *candidates]
    if role == "label" and parents and not parents[-1].startswith(SIGN):
        own = field.words.partition(" ")[0]  # a folder's children have a "folder name" each
        whose = field.words if is_own_noun(field.words) else own if own in parents else parents[-1]
        candidates = [named_after(whose), *candidates]
    if _is_numeric(field):
        candidates = [_numeric(candidate) for candidate in candidates]
    made = _fitted(field, candidates)
    if examples and (made is None or not is_sure(role) or len(examples) > 5):
        alike = shaped_like(examples[0]) if len(examples) == 1 else None
        return (alike and _fitted(field, [alike])) or pick(examples)
    return made or _default(field)


def named_after(noun: str) -> Provider:
    """A provider of names that say what they are names of: "Willow Playground"."""
    words = singular(in_words(noun))
    head = words.rpartition(" ")[2]
    if head in _RECORDS:  # nobody calls a request "Willow Request"
        return drawn_from(lambda: pool((f"^{words} {{1..400}}",)))
    return drawn_from(lambda: pool((f"<stem> {head.capitalize()}", f"{{Old|New|Little}} <stem> {head.capitalize()}")))


def is_own_noun(words: str) -> bool:
    """Is what a field is called by the thing that it names: a "henhouse", and no "display name"?"""
    return " " not in words and word_class(words) == NOUN and words not in (*_NAMING, "id", "code", "text", "value")


def coded_after(words: str, parents: tuple[str, ...]) -> Provider:
    """A provider of codes that begin as what they are of does: "CLM-20417" for a claim number, or of digits alone."""
    named = [word for word in words.split(" ") if word.isalpha() and word not in _OF_CODES]
    named = named or [word for parent in parents[-1:] for word in in_words(parent.removeprefix(SIGN)).split(" ")[-1:]]
    letters = "".join(word[0] for word in named) if len(named) > 1 else re.sub("(?<=.)[aeiou]", "", "".join(named))
    prefix = letters[:3].upper()
    forms = (f"{prefix}-{{10000..99999}}", f"{prefix}{{23|24|25}}-{{100..9999}}") if len(prefix) > 1 else ()
    return drawn_from(lambda: pool((*forms, "{100000..999999}")))


def _numeric(provider: Provider) -> Provider:
    """A provider of the numbers that another one gives, some of them as text."""

    def draw(rng: Random) -> Any:
        value = provider(rng)
        return as_number(value) if isinstance(value, str) else value

    return draw


def as_number(text: str) -> int | float | str:
    """The number that a text states, or the text where it states none."""
    try:
        return int(text) if text.lstrip("-").isdigit() else float(text)
    except ValueError:
        return text


def _asked(asked: Any, field: Field, locale: str) -> Provider:
    """The provider that `x-faker` names: one of ours, else one of Faker's."""
    name = asked if isinstance(asked, str) else asked.get("provider", "") if isinstance(asked, dict) else ""
    arguments = {key: value for key, value in asked.items() if key != "provider"} if isinstance(asked, dict) else {}
    ours = providers(locale).get(name)
    if ours is not None and not arguments:
        return ours
    place = pointer(field.path) or "the root"
    if name == ANY_OF:
        if list(arguments) != ["values"] or not _listed(arguments["values"]):
            raise UserError(f"{place}: x-faker {asked!r}: it takes `values`, a list that has some; mend its arguments")
        return pick(arguments["values"])
    try:
        found = from_faker(locale, name, tuple(sorted(arguments.items()))) if isinstance(name, str) and name else None
    except TypeError as error:
        raise UserError(f"{place}: x-faker {asked!r}: {error}; mend its arguments") from error
    if found is None:
        raise UserError(f"{place}: x-faker {asked!r} names no provider; use one of Faker's or of edgejson's")
    return found


def _examples(field: Field) -> list[Any]:
    """The scalars among a field's `examples`, as far as they are different and no placeholders; else those of its
    description."""
    given = [value for schema in field.schemas for value in _listed(schema.get("examples")) if not placeholder(value)]
    if not given and field.description and "string" in field.types:
        given = list(filter(admission(field), named_values(field.description)))
    return list({repr(value): value for value in given if isinstance(value, (str, int, float))}.values())


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _default(field: Field) -> Provider | None:
    """A provider of the field's default, where it is a string that says something."""
    defaults = [schema["default"] for schema in field.schemas if isinstance(schema.get("default"), str)]
    return pick(defaults[:1]) if defaults and defaults[0].strip() and not placeholder(defaults[0]) else None


def placeholder(value: Any) -> bool:
    """Is it a text that stands where a value should be? The checks refuse it, whoever wrote it."""
    return isinstance(value, str) and bool(value) and bool(code_of(value))


def _fitted(field: Field, candidates: list[Provider]) -> Provider | None:
    """The first candidate whose values the field's patterns and lengths admit, filtered if need be."""
    admits = admission(field)
    for candidate in candidates:
        rng = Random(20)
        fitting = sum(admits(candidate(rng)) for _ in range(_TRIALS))
        if fitting == _TRIALS:
            return candidate
        if fitting >= _TRIALS * _LEAST_SHARE:
            drawn = [candidate(rng) for _ in range(min(_FILTERED * _TRIALS // fitting, 8 * _FILTERED))]
            pool = list({repr(value): value for value in drawn if admits(value)}.values())
            if len(pool) > 1:
                return pick(pool[:_FILTERED])
    return None


def admission(field: Field) -> Callable[[Any], bool]:
    """Does a value have a type, a length and a form that the field admits? Cheap, and not the last word."""
    patterns = []
    least, most = 0, float("inf")
    for schema in field.schemas:
        least = max(least, schema.get("minLength", 0))
        most = min(most, schema.get("maxLength", most))
        if isinstance(schema.get("pattern"), str):
            try:
                patterns.append(matcher(schema["pattern"]).search)
            except re.error:
                return lambda value: False
    low = max((s["minimum"] for s in field.schemas if isinstance(s.get("minimum"), (int, float))), default=None)
    high = min((s["maximum"] for s in field.schemas if isinstance(s.get("maximum"), (int, float))), default=None)
    steps = [
        s["multipleOf"] for s in field.schemas if isinstance(s.get("multipleOf"), (int, float)) and s["multipleOf"]
    ]
    above = [s["exclusiveMinimum"] for s in field.schemas if is_number(s.get("exclusiveMinimum"))]
    below = [s["exclusiveMaximum"] for s in field.schemas if is_number(s.get("exclusiveMaximum"))]
    types, enum = field.types, field.enum
    texts = not types or "string" in types
    numeric = not types or bool(types & {"integer", "number"})

    def admits(value: Any) -> bool:
        if enum:
            return value in enum
        if isinstance(value, str):
            return texts and least <= len(value) <= most and all(search(value) for search in patterns)
        if not is_number(value) or not numeric:
            return False
        if isinstance(value, float) and types and "number" not in types:
            return False
        if (low is not None and value < low) or (high is not None and value > high):
            return False
        if any(value <= bound for bound in above) or any(value >= bound for bound in below):
            return False
        return all(value / step == int(value / step) for step in steps)

    return admits
