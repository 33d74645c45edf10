"""Which role a field plays, by the words of its name and the nouns that it stands under.

`language/en/meanings.txt` has the roles. A name fits by its longest ending ("customerEmailAddress" by "email address").
The nouns are what comes before the ending in the name itself, then the enclosing properties and titles, the nearest
first: `device.name` and `deviceName` fit alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TypeAlias

from edgejson.language.names import in_words, singular
from edgejson.language.vocabulary import vocabulary
from edgejson.language.wordclass import ADJECTIVE, PARTICIPLE, word_class
from edgejson.values.meaning.stand_ins import BEHIND, sounds_like_a_person
from edgejson.values.meaning.walks import SIGN, WALKS, WEAK, is_part
from edgejson.values.providers.templates import narrow

#: The sections of meanings.txt, and the headings of walks.txt.
TEXTS, NUMBERS, IN_WALKS = "texts", "numbers", "in walks"
_MEANINGS = vocabulary("language/en/meanings")
_PAPERS = frozenset(_MEANINGS.words("papers"))
#: Nouns of many walks of life, which say less than the walk of life that they are of; some papers say more.
_OF_MANY = (_PAPERS | frozenset(_MEANINGS.words("titles of many"))) - frozenset(_MEANINGS.words("telling papers"))
#: Roles whose values say so little that a name with a telling word before the ending ("progress note") means more.
_GENERAL = frozenset(_MEANINGS.words("general"))
#: Others that a noun before the ending makes another of: a "disposal facility" is no hospital.
_PARTICULAR = frozenset(_MEANINGS.words("particular"))
#: Words of many walks of life, which tell something under the right nouns alone.
_NOT_ALONE = frozenset(_MEANINGS.words("not alone"))
#: Endings that take their meaning from the word before them, where there is one.
_SAY_LITTLE = frozenset(_MEANINGS.words("say little"))
#: Those of them that someone says or writes; nouns of any record, which tell nothing more before them.
_SAID_BY, _RECORDS = frozenset(("note", "remark", "comment")), frozenset(_MEANINGS.words("records"))
_KINDS = frozenset(("type", "kind", "category", "class"))
_DIRECTIONS = frozenset(("from", "to"))  # of what is before them: "transferred to"

#: Words that tell nothing of what a field holds: "main", "preferred".
TELLING_NOTHING = frozenset(_MEANINGS.words("telling nothing"))
#: Values by walk of life: a section's heading is a row of meanings as well.
_THINGS = tuple(vocabulary(f"values/providers/{name}") for name in ("life_things", "work_things", "things"))
#: What a walk of life has in fields that each has: read where no other row has a noun that is around.
_OF_WALKS = tuple(vocabulary(f"values/providers/{name}") for name in ("life_walks", "work_walks", "walks", "life_more"))
#: What nouns name wherever they stand; a noun alone is read where nothing else tells (`kinds`).
_NOUNS = vocabulary("values/providers/kinds")
_GROUP = re.compile(r"\{(\w+)\}")

#: What an ending may mean: the nouns that a row stands under, and its role.
Rows: TypeAlias = Sequence[tuple[frozenset[str], str]]


@lru_cache(maxsize=8)
def compiled(table: str) -> dict[str, Rows]:
    """Ending -> (nouns, role) of TEXTS, NUMBERS or IN_WALKS, in order; what has no nouns fits anywhere, so last."""
    found: dict[str, list[tuple[frozenset[str], str]]] = {}
    for row in _rows(table):
        head, _, endings = row.partition(":")
        role, _, groups = head.partition("@")
        nouns = frozenset(_GROUP.sub(lambda group: _group(group[1]), groups).split())
        for ending in map(str.strip, endings.split("|")):
            if table == TEXTS and not nouns and ending in _NOT_ALONE:
                continue
            found.setdefault(ending, []).append((nouns, role.strip()))
    return {ending: tuple(sorted(rows, key=lambda row: not row[0])) for ending, rows in found.items()}


def _rows(table: str) -> tuple[str, ...]:
    of_walks = [heading for known in _OF_WALKS for heading in known.sections]
    if table == IN_WALKS:
        return tuple(heading for heading in of_walks if "@" in heading)
    if table == NUMBERS:
        return _MEANINGS.rows(table)
    anywhere = (heading for heading in of_walks if "@" not in heading)
    things = (heading for known in _THINGS for heading in known.sections)
    return (*things, *_MEANINGS.rows(table), *anywhere, *_names_of_several_words())


def _names_of_several_words() -> Iterator[str]:
    """Rows of those in kinds.txt, which tell more than their last word does: a "state of mind" is no state."""
    for heading in _NOUNS.sections:
        role, _, nouns = heading.partition(":")
        if names := [noun for noun in nouns.split("|") if " " in noun.strip()]:
            yield f"{role}:{'|'.join(names)}"


def _group(name: str) -> str:
    """What a group's name in braces stands for: the sign of a walk of life, or nouns of meanings.txt."""
    if name in WALKS.sections:
        return SIGN + name
    return " ".join(_MEANINGS.rows(f"nouns {name}"))


def role_in(table: str, words: str, parents: tuple[str, ...], walks: tuple[str, ...] = ()) -> str:
    """The role that a table gives to a name in words below some parents (outermost first); "" for none.

    `walks` are signs of walks of life that tell what the parents are ("machine&of:factory"), and nothing else.
    """
    bare = words.rstrip("0123456789 ")  # "latitude1", "address line 2"
    found = _role_in(table, words, parents, walks) or (_role_in(table, bare, parents, walks) if bare != words else "")
    head, behind = _before_preposition(words)
    return found or (_role_in(table, head, (*parents, behind), walks) if head else "")


@lru_cache(maxsize=4096)
def walk_role(noun: str, walks: tuple[str, ...]) -> str:
    """The role that walks of life, by their signs (the widest first), give to a noun; "" where they have none."""
    return _under(compiled(IN_WALKS).get(noun, ()), list(reversed(walks)))


def _before_preposition(words: str) -> tuple[str, str]:
    """What a name is of, and what stands behind: "message to parents" -> "message", "parents"; "", "" for others."""
    found = BEHIND.search(words)
    return (words[: found.start()], words[found.end() :]) if found else ("", "")


def _role_in(table: str, words: str, parents: tuple[str, ...], walks: tuple[str, ...]) -> str:
    rows, in_walks = compiled(table), compiled(IN_WALKS) if table == TEXTS else {}
    steps = words.split(" ")
    enclosing = parents if not parents or _one(parents[-1]) != _one(words) else parents[:-1]  # a list around its items
    around = _within_walks(_around(enclosing), walks)
    least = 1 + max((at for at, step in enumerate(steps[:-1]) if at and BEHIND.match(f" {step} ")), default=-1)
    for start in range(len(steps)):
        if least and 0 < start <= least:
            continue  # what stands behind a preposition is not what the name is of
        form = " ".join(steps[start:])
        if start and (least or form in _DIRECTIONS):
            continue
        forms = dict.fromkeys((form, _one(form)))
        plain, living = ([row for one in forms for row in table.get(one, ())] for table in (rows, in_walks))
        if plain or living:
            role = _fitting(plain, living, form, steps[:start], around)
            if role:
                return role
    return ""


def _around(enclosing: tuple[str, ...]) -> list[str]:
    """The nouns of what is around, the nearest first. A walk of life that is a part of a wider one says more than the
    record's title does: a swimmer's lesson is a swimmer's first."""
    signs = [parent for parent in reversed(enclosing) if parent.startswith(SIGN)]
    own = [parent for parent in reversed(enclosing) if not parent.startswith(SIGN)]
    if signs and own and is_part(signs[0].removeprefix(SIGN)):
        own.insert(len(own) - 1, signs.pop(0))
    return [noun for parent in (*own, *signs) for noun in _nouns(parent)]


def _within_walks(nouns: list[str], walks: tuple[str, ...]) -> list[str]:
    """Nouns, each with the walks of life ahead of it: "machine&of:factory" is more than a "machine" of any kind."""
    signs = [*(noun for noun in nouns if noun.startswith(SIGN)), *walks]
    return [
        form
        for noun in nouns
        for form in ((noun,) if noun.startswith(SIGN) else (*(f"{noun}&{sign}" for sign in signs), noun))
    ]


def _fitting(rows: Rows, in_walks: Rows, ending: str, before: list[str], around: list[str]) -> str:
    """The role of an ending's rows, by the words before it in the name and the nouns around it."""
    telling = [word for word in before if word not in TELLING_NOTHING and _one(word) not in around]
    narrowed = [*reversed(before), *around]
    if ending in _SAY_LITTLE and all(_tells_nothing_to(ending, word) for word in telling):
        telling = []
    if ending in _SAY_LITTLE and telling and word_class(telling[-1]) not in (ADJECTIVE, PARTICIPLE):
        narrowed = telling  # a student's "medical note" is no school's
    elif ending in _SAY_LITTLE and (own := [_one(word) for word in before if _one(word) in around]):
        narrowed = around[around.index(own[-1]) :]  # the "folder name" of a folder's children is no child's
    if ending in _KINDS:  # a report has no kinds of its own: an "inspection type" is no crime
        narrowed = [noun for noun in narrowed if noun not in _PAPERS]
    role = _under_either(rows, in_walks, narrowed)
    return role or ("" if _says_more(telling, rows) else _anywhere(rows))


def _tells_nothing_to(ending: str, word: str) -> bool:
    """Is it whose remark it is, or but what any record is about: "operator remarks", "incident type"?"""
    return word in _RECORDS or (ending in _SAID_BY and sounds_like_a_person(word))


def _under(rows: Rows, nouns: list[str]) -> str:
    """The role of the row that has the first of some nouns that any has, and that noun."""
    for noun in nouns:
        for wanted, role in rows:
            if noun in wanted:
                return role
    return ""


def _under_either(rows: Rows, in_walks: Rows, nouns: list[str]) -> str:
    """The role of the nearest noun, things ahead of what walks of life have.

    A general one, and one of a paper (a report says less than the walk of life that it is of), if there is no other.
    """
    found = ""
    for noun in nouns:
        role = _under(rows, [noun]) or (_under(in_walks, [noun]) if noun.startswith(SIGN) else "")
        if role and role not in _GENERAL:
            if noun not in _OF_MANY:
                return role
            found = role
            break
        found = found or role
    return _under(in_walks, nouns) or found


def _anywhere(rows: Rows) -> str:
    return next((role for wanted, role in rows if not wanted), "")


def _says_more(telling: list[str], rows: Rows) -> bool:
    """Do the words before an ending make another of it: is a "sea state" a state, a "payment status" a status?"""
    role = _anywhere(rows)
    if not telling or role in _GENERAL:
        return bool(telling)
    if (role not in narrow() and role not in _PARTICULAR) or word_class(telling[-1]) in (ADJECTIVE, PARTICIPLE):
        return False
    return telling[-1] not in _nouns_of()[role]  # a "vehicle plate" is a plate, for a vehicle's number is one


def outgrows(words: str, role: str, parents: tuple[str, ...]) -> bool:
    """Does a name in words say more than the ending by which it has a narrow role: "launch site", "care note"?

    A word before the ending that is a noun of the role, or one of what is around, says nothing more.
    """
    if role in narrow() and _is_of_another(words, role, parents):
        return True
    steps = BEHIND.split(words)[0].split(" ")
    around = {noun for parent in parents for noun in _nouns(parent)} | _nouns_of().get(role, frozenset())
    for start in range(len(steps) if role in narrow() else 0):
        ending = " ".join(steps[start:])
        rows = [row for one in (ending, _one(ending)) for t in (TEXTS, IN_WALKS) for row in compiled(t).get(one, ())]
        if any(said == role for _, said in rows):
            before = [word for word in steps[:start] if word not in TELLING_NOTHING and _one(word) not in around]
            return bool(before) and word_class(before[-1]) not in (ADJECTIVE, PARTICIPLE)
    return False


def _is_of_another(words: str, role: str, parents: tuple[str, ...]) -> bool:
    """Does what stands behind make another thing of it: a "reason for moving", "games for children", "source of funds"?

    Not where a row knows the whole name, nor where it is someone's, nor what the role or what is around speaks of.
    """
    _, behind = _before_preposition(words)
    if not behind or sounds_like_a_person(behind) or words in compiled(TEXTS) or words in compiled(IN_WALKS):
        return False
    around = {noun for parent in parents for noun in _nouns(parent)} | _nouns_of().get(role, frozenset())
    return _one(behind).rpartition(" ")[2] not in {noun.partition("&")[0] for noun in around}


def rests_on_occasion(words: str, role: str, parents: tuple[str, ...]) -> bool:
    """Is a role given by nouns of many walks of life alone: a "finding" of an "inspection" of nobody knows what?

    Or by the walk of life that but a word or two of the schema are of.
    """
    around = {noun for parent in parents for noun in _nouns(parent)} | {_one(word) for word in words.split(" ")}
    given = _nouns_of().get(role, frozenset()) & around if role in narrow() else frozenset()
    signed = {noun for noun in given if noun.startswith(SIGN)} if WEAK in parents else set()
    return bool(given) and given <= _OF_MANY | signed


@lru_cache(maxsize=1)
def _nouns_of() -> dict[str, frozenset[str]]:
    """Role of a text -> the nouns that any of its rows stands under."""
    found: dict[str, frozenset[str]] = {}
    for rows in compiled(TEXTS).values():
        for wanted, role in rows:
            found[role] = found.get(role, frozenset()) | wanted
    return found


@lru_cache(maxsize=4096)
def _nouns(parent: str) -> tuple[str, ...]:
    """The words of a parent's name that say what it is, its head first; of a paper, what it is about."""
    if parent.startswith(SIGN):
        return (parent,)
    said = [_one(word) for word in in_words(parent).split(" ")]
    papers = next((place for place, word in enumerate(reversed(said)) if word not in _PAPERS), 0)
    words = said[-3 - max(papers - 1, 0) :]  # "dog walk report card": a paper, and what it is about
    both = "-".join(words[-2:])  # an action item is no item of a bill
    return (both, *(words if words[-1] in _PAPERS else reversed(words)))


_IRREGULAR = {"diagnose": "diagnosis", "analyse": "analysis", "people": "person", "children": "child"}


def _one(words: str) -> str:
    """The singular of the last word, unusual plurals included."""
    head, _, last = singular(words).rpartition(" ")
    return f"{head} {_IRREGULAR.get(last, last)}".strip()
