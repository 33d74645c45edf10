"""Which role a field plays, by all that its schema says: `x-faker`, format, name and place, title, description."""

from __future__ import annotations

import re
from functools import lru_cache

from edgejson.language.names import in_words, singular
from edgejson.language.nouns import PEOPLE
from edgejson.language.senses import says
from edgejson.language.vocabulary import vocabulary
from edgejson.schema.fields import Field
from edgejson.values.meaning.described import range_said, unit_said
from edgejson.values.meaning.heads import is_bare, kindred_role
from edgejson.values.meaning.kinds import kind_role
from edgejson.values.meaning.stand_ins import BEHIND, general_role, is_counted, sounds_like_a_person, without_deed
from edgejson.values.meaning.walks import SIGN, WEAK
from edgejson.values.meaning.words import NUMBERS, TEXTS, role_in
from edgejson.values.providers import closed
from edgejson.values.providers.templates import narrow

_MEANINGS = vocabulary("language/en/meanings")
#: Roles that `format` gives; a name may say more ("avatar" of a uri, "birth date" of a date).
_FORMATS = {key: said for key, (said,) in _MEANINGS.pairs("formats").items()}
_OPENING_ENDS = re.compile(rf"[.,;:(]| {vocabulary('language/en/nouns').either('ends of a description')}\b")
_ASKED = re.compile(r"how (?!many|much|long|far|old|often|big|high|the)[a-z]+", re.IGNORECASE)
_REFINED = {
    "meeting_url": "url",
    "photo_url": "url",
    "birth_date": "date",
    "patient_birth_date": "date",
    "animal_birth_date": "date",
    "image_url": "url",
    "hostname": "domain",
}
_TIME_UNIT, _MONEY_UNIT = (
    re.compile(vocabulary("language/en/measures").either(f"units of {kind}")) for kind in ("time", "money")
)
_MONEY_CODES = frozenset(("usd", "eur", "gbp"))
#: A unit at the end of a name: "systolic mmhg", "flow l min".
_UNIT_AT_END = re.compile(rf" (?:{'|'.join(vocabulary('language/en/spans').words('units at an end'))})(?: .{{1,3}})?$")
#: Roles that a name alone suggests so weakly that a title or a description may say more.
_VAGUE = frozenset(("label", "description", "plain_text", "note", "identifier", "status", "kind"))
#: Names of the one property that says what a thing is.
_NAMING = frozenset(("name", "title", "label", "description", "text", "type", "kind", "item", "what"))
#: Ends of names of numbers that don't say what is measured: "salary expectation".
_SAYING_OF_NUMBERS = frozenset(_MEANINGS.words("saying of numbers"))
#: Words of many meanings: what a description says that such a field is counts for more than what is around it.
_AMBIGUOUS = frozenset(_MEANINGS.words("ambiguous"))
#: Where a description's noun ends and a clause about it begins; the most words of such a noun.
_CLAUSE = re.compile(rf"[.,;:(]| (?:{'|'.join(_MEANINGS.words('begins of a clause about it'))})\b")
_MOST_WORDS = 4
_PERSONS, _WHO = frozenset(_MEANINGS.words("nouns person")), re.compile(r"[\w /-]+? who[m ]")
_OFFICES = frozenset(("authority", "agency"))
_FIRMS = frozenset((*_MEANINGS.words("nouns firm"), "operator", "provider"))
_NAMED = re.compile(r"(?:short |brief |full |exact )?(name|title|description)s? of (?:the |an? |this )?(.+)")
_DETERMINER = re.compile(r"^(?:the|an?|full|optional|unique|primary|current|your|our) ")
#: First words of a description that is an order, and what makes it a sentence.
_ORDERING = frozenset(_MEANINGS.words("orders"))
_PREDICATE = re.compile(rf" (?:{'|'.join(_MEANINGS.words('verbs of a sentence'))}) ")
#: Ends of names that say something of what stands before them, or call it by its name.
_SAYING_OF = frozenset(_MEANINGS.words("saying of"))
#: How many there are of what a name in the plural counts.
_COUNTED = "1..24 0 log"
#: Roles that say no more than a guess by the last word of a name does.
_GUESSED = frozenset(("", "kind"))
#: Roles that a description tells more than, and guesses.
_UNSURE = _GUESSED.union(_MEANINGS.words("particular"), ("city",))


def role_of(field: Field, parents: tuple[str, ...], guessing: bool = True) -> str:
    """The role of a field ("email", "city", "price"; a range in text for numbers), or "" where nothing tells it.

    Where nothing else does, the last word may: a responder is a person, a condition is good or fair. That is a guess.
    """
    asked = next((schema["x-faker"] for schema in field.schemas if "x-faker" in schema), "")
    if asked:
        return asked if isinstance(asked, str) else ""
    said = (field.name, field.title, field.description, field.format, tuple(sorted(field.types)), parents)
    told = _role(*said)
    if told not in _GUESSED or not guessing or field.format or field.types - {"null"} != {"string"}:
        return told
    return _guessed(field.words, parents) or told


def _guessed(words: str, parents: tuple[str, ...]) -> str:
    if sounds_like_a_person(words):
        return "name"
    of_walk, anywhere = kindred_role(words, parents), kind_role(words) or general_role(words)
    return of_walk or anywhere if is_bare(words, parents) else anywhere or of_walk


def is_kindred(field: Field, parents: tuple[str, ...]) -> bool:
    """Is it by a noun like its head, and nothing else, that something is known of a field?"""
    role = role_of(field, parents)
    return bool(role) and role == kindred_role(field.words, parents) and role != role_of(field, parents, guessing=False)


#: What a description says of a moment that has no day.
_OF_CLOCK = re.compile(r"\bHH:MM\b|\b24[- ]?h(?:ours?)?\b|\btime of (?:the )?day\b", re.IGNORECASE)


@lru_cache(maxsize=8192)
def _role(name: str, title: str, description: str, form: str, types: tuple[str, ...], parents: tuple[str, ...]) -> str:
    numeric = "integer" in types or "number" in types
    if numeric and "string" not in types:
        return _number(in_words(name), in_words(title), description, "integer" in types, parents)
    if types and "string" not in types:
        return ""
    words = in_words(name)
    enclosing = [parent for parent in parents if not parent.startswith(SIGN)]
    named = _of_coordinate(words, parents) or _named_inside(words, enclosing, parents) or role_in(TEXTS, words, parents)
    named = named or role_in(TEXTS, without_deed(words), parents)
    own = words.split(" ")[0]  # a folder's children have a "folder name" each
    whose = words if words.startswith("name of ") else own if own in enclosing else "".join(enclosing[-1:])
    if named == "label" and (sounds_like_a_person(whose) or (" name" in words and sounds_like_a_person(words))):
        return "name"
    by_format = _FORMATS.get(form, "")
    if by_format:
        if by_format == "date_time":
            told = words if len(words) > 5 else " ".join([*enclosing[-1:], words])  # "time" says too little
            return "scheduled_time" if says(told, "set by people") else "date_time"
        return named if _REFINED.get(named) == by_format else by_format
    if form and form not in ("password", "text", "string"):
        return ""
    if named in ("date_time", "scheduled_time") and _OF_CLOCK.search(description):
        return "clock"
    if named and named not in _VAGUE:
        return (_defined(words, named, description, parents) if _is_ambiguous(words, named) else "") or named
    told = _composed(words, parents) or role_in(TEXTS, in_words(title), parents)
    told = _defined(words, named, description, parents) or told or named or _described(description, parents)
    if told and told not in _VAGUE:
        return told
    return _of_enclosing(words, parents) or told


def _of_coordinate(words: str, parents: tuple[str, ...]) -> str:
    """The role of a compound whose first part is two things: "terms and conditions URL" is a URL, no term."""
    _, joint, rest = words.partition(" and ")
    return role_in(TEXTS, rest, parents) if joint and " " in rest else ""


def _number(words: str, title: str, description: str, whole: bool, parents: tuple[str, ...]) -> str:
    """The role of a number, by its name, the range or the unit that its description gives, or what it counts."""
    span, unit = range_said(description), unit_said(description)
    if span and (not whole or "." not in "".join(span)):
        low, high = span
        return f"{low}..{high} {0 if whole else 1 if float(high) - float(low) > 1 else 2} middle"
    if _TIME_UNIT.fullmatch(unit) and (timed := role_in(NUMBERS, f"{words} {unit}", parents)):
        return timed  # a "duration" is in minutes, and one in days isn't
    told = _more_told(words, description, parents) or role_in(NUMBERS, words, parents)
    told = told or role_in(NUMBERS, title, parents)
    bare = _UNIT_AT_END.sub("", words)
    if bare != words and (not told or told == role_in(NUMBERS, words[len(bare) + 1 :], ())):
        own = role_in(NUMBERS, bare, parents)
        told = told if "money" in own and words[len(bare) + 1 :] not in _MONEY_CODES else own or told  # "odometer km"
    first, _, last = words.rpartition(" ")
    if not told and last in _SAYING_OF_NUMBERS:
        told = role_in(NUMBERS, first, parents)
    if not told and unit:
        told = role_in(NUMBERS, "amount" if _MONEY_UNIT.fullmatch(unit) else unit, parents)
    return told or _described(description, parents, NUMBERS) or (_COUNTED if whole and is_counted(words) else "")


def _named_inside(words: str, enclosing: list[str], parents: tuple[str, ...]) -> str:
    """The role of a name of what stands inside something else, by what it is itself: a vet's treatment is no person."""
    if words not in _NAMING or len(enclosing) < 2:
        return ""
    walks = tuple(parent for parent in parents if parent.startswith(SIGN))
    own = enclosing[-2:] if enclosing[-2] == "person" else enclosing[-1:]
    told = role_in(TEXTS, words, tuple(own), walks)
    itself = role_in(TEXTS, singular(enclosing[-1]), walks) if walks and WEAK not in walks else ""
    if itself in narrow() and itself not in _VAGUE and (not told or told in _VAGUE):
        return itself  # a learner's "fault" is no program's
    return told or _of_enclosing(words, parents)


def _of_enclosing(words: str, parents: tuple[str, ...]) -> str:
    """The role that what encloses a name gives to one that only says that it is its name: the description of a load."""
    if words not in _NAMING or not parents or parents[-1].startswith(SIGN):
        return ""
    role = role_in(TEXTS, parents[-1], parents[:-1])
    return role if role in closed() else ""


def _composed(words: str, parents: tuple[str, ...]) -> str:
    """The role of what a name says something of: a "damage description" tells of damage, a "defect type" is one."""
    first, _, last = words.rpartition(" ")
    role = role_in(TEXTS, first, parents) if first and singular(last) in _SAYING_OF else ""
    return role if role in narrow() else ""


def _described(description: str, parents: tuple[str, ...], table: str = TEXTS) -> str:
    """The role that the first words of a description give: "E-mail address of the buyer" -> "email"."""
    words = _opening(description)
    return role_in(table, words, parents) if 0 < len(words.split()) <= 4 else ""


def _opening(description: str) -> str:
    """The noun phrase that a description begins with, or what it asks: "how full" of "How full the tank is"."""
    if asked := _ASKED.match(description):
        return asked[0].lower()
    words = in_words(_OPENING_ENDS.split(description)[0])
    return re.sub(r"^(?:the|a|an|this|full|optional|unique|primary|current) ", "", words)


def _more_told(words: str, description: str, parents: tuple[str, ...]) -> str:
    """The role of a number whose description calls it as its name does, with more: a "body temperature"."""
    said = _opening(description)
    return role_in(NUMBERS, said, parents) if said.endswith(f" {words}") else ""


def _is_ambiguous(words: str, role: str) -> bool:
    """Is a role that of a word of many meanings, chosen by what is around it: a rented car's "location"?"""
    head = singular(without_deed(BEHIND.split(words)[0])).rpartition(" ")[2]
    if words.endswith(" by") and role == "name":  # an authority may have issued it
        return True
    return head in _AMBIGUOUS and (role in narrow() or role in _UNSURE)


def _defined(words: str, named: str, description: str, parents: tuple[str, ...]) -> str:
    """The role of what a description says that a field is: "Branch where the car is returned", "Name of the clerk who".

    It is that of the noun ahead of the clause; of people, a name. "" for what is no such phrase, says little, or no
    more than the field's name in `words` does, whose role is `named`.
    """
    said = _DETERMINER.sub("", in_words(_CLAUSE.split(description)[0]))
    if said.split(" ")[0] in _ORDERING or _PREDICATE.search(said):
        return ""
    of = _NAMED.match(said)
    if of and of[1] == "description" and named not in _UNSURE:
        return ""
    head = BEHIND.split(of[2] if of else said)[0]
    bare = without_deed(head)
    noun = singular(bare).rpartition(" ")[2]
    around = singular(in_words(parents[-1])) if parents and not parents[-1].startswith(SIGN) else ""
    if not head or len(head.split(" ")) > _MOST_WORDS or singular(head) == around:  # "Name of the test" in "tests"
        return ""
    if not of and named and (" " in bare or noun in _SAYING_OF) and noun == singular(words).rpartition(" ")[2]:
        return ""  # "Short package description" of a description
    if noun in _OFFICES:
        return "authority"
    if noun in _FIRMS:
        return role_in(TEXTS, bare, parents) or ("store_name" if noun in ("shop", "store") else "company")
    who = noun in PEOPLE or noun in _PERSONS or _WHO.match(description)
    if sounds_like_a_person(head) and (of or who) and noun != "host":  # more hosts are machines
        role = role_in(TEXTS, f"{head} name", parents)
        return role if role in ("name", "doctor_name") else "name"
    return _of_things(head, bare, bool(of), said, parents)


def _of_things(head: str, bare: str, named: bool, said: str, parents: tuple[str, ...]) -> str:
    role = role_in(TEXTS, f"{head} name", parents) if named else ""
    role = role if role not in _VAGUE else ""
    role = role or role_in(TEXTS, bare if named or bare != head else said, parents)
    if named and not is_bare(head, parents) and (not role or role in narrow()):
        return "label"  # nobody knows what such things are called
    return "" if role in _VAGUE or (named and role == "version") else role  # names of versions are names


def is_sure(role: str) -> bool:
    """Is it a role by which values can be drawn beside those that were seen: neither a vague one nor a closed one?"""
    return bool(role) and role not in _VAGUE and role not in closed()
