"""Near misses: a value of a field of the record that is not the record's, told beside it.

It is another one's, or held once, or is denied, or only asked about; the record may have a value of its own for the
field, or none. By the order of the words no cue of the field leads to it, so the label stays what it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from edgejson.forms import kind_for, write
from edgejson.forms.kinds import SAID_BY_CUE
from edgejson.knowledge.placeholders import code_of
from edgejson.language.names import singular
from edgejson.language.vocabulary import vocabulary
from edgejson.language.wordclass import CODE, NOUN, word_class
from edgejson.schema.fields import leaves, pattern_of
from edgejson.text.outline import Outliner
from edgejson.text.page import Page
from edgejson.text.wording import Wording

_SAID = vocabulary("language/en/near_misses")
#: The kinds, in the order in which they take turns.
KINDS = ("other", "older", "denied", "asked")
#: Characters of a value, at most and at least: nobody quotes a paragraph, and a sign or two may stand anywhere.
_LONGEST, _SHORTEST = 60, 3

#: Blanks in a value from which on people put it in quotation marks.
_SENTENCE = 3

#: What a name ends with that needs a verb before it: "borrowed on".
_NO_END = frozenset(("at", "on", "by", "in", "of", "for", "to", "from"))


def told_beside(page: Page, outliner: Outliner, kind: str, label: Any, other: Any) -> bool:
    """Have a page tell one of another record's values beside its own; False where none would do.

    `label` is the page's record, `other` another one of its schema, `kind` one of KINDS.
    """
    found = next(_strange(label, other, outliner, page.noun.lower()), None)
    if found is None:
        return False
    name, said = found
    sentence = page.pick(_SAID.rows(kind)).replace("\\n", "\n").format(value=said, name=name, noun=page.noun)
    page.asides[0 if page.chance(0.4) else 1] = sentence
    return True


def _strange(label: Any, other: Any, outliner: Outliner, noun: str) -> Iterator[tuple[str, str]]:
    """Fields that a record has once, in words, each with another record's value as the page's author would write it.

    None that is called as the record is, by its `noun` in lower case: "the other order had 7" says it already.
    """
    own = [str(value).lower() for _, value in leaves(label)]
    context = replace(outliner.context, written=None)  # a day that has nothing to do with the day of writing
    theirs = [(path, value) for path, value in leaves(other) if path and all(isinstance(step, str) for step in path)]
    outliner.rng.shuffle(theirs)
    for path, value in theirs:
        field = outliner.lexicon.fields.field(pattern_of(path))
        if (kind := kind_for(value, field)) in SAID_BY_CUE or kind == "currency":  # nobody mistakes those
            continue
        said = write(value, field, outliner.rng, context=context)
        plain = _SHORTEST <= len(said) <= _LONGEST and "\n" not in said and said[-1] not in ".!?"
        plain = plain and not code_of(said)  # a template's key is one in the record alone
        name = _name(outliner, pattern_of(path))
        # nothing like "room 27 isn't the room"
        apart = name.lower() not in said.lower() and singular(name.lower()) != singular(noun)
        if plain and apart and not any(_alike(one, each) for one in (str(value).lower(), said.lower()) for each in own):
            yield name, f'"{said}"' if said == value and said.count(" ") >= _SENTENCE else said


def _name(outliner: Outliner, path: tuple[str, ...]) -> str:
    """What people call a field, as a noun, by its object's name where that is none of the record: "" for no noun."""
    wording, owner = outliner.lexicon.root, ""
    for step in path:
        owner = wording.noun if wording.field.path else ""
        wording = outliner.lexicon.member(wording, step)
    if not wording.declared:
        return ""  # a map's key is data
    called = next((label for label in wording.labels if _is_noun(label) and not _is_cue(label, wording)), "")
    called = called[:1].lower() + called[1:] if called[1:] == called[1:].lower() else called
    return called if not owner or owner in called else f"{owner} {called}" if called else ""


def _is_noun(label: str) -> bool:
    return word_class(label.lower()) in (NOUN, CODE) and label.split()[-1] not in _NO_END


def _alike(one: str, other: str) -> bool:
    """Is one of two values, in lower case, a part of the other?"""
    return bool(one and other) and (one in other or other in one)


def _is_cue(label: str, wording: Wording) -> bool:
    """Do the words "for the" and a label's first one lead to the field's value, as in 'for the book "{v}"'?"""
    first, _, rest = label.lower().partition(" ")
    ways = (*wording.said.clauses, *wording.said.trailing, *wording.said.nominal)
    return bool(rest) and any(way.partition("{v}")[0].lower().rstrip(' "').endswith(f"the {first}") for way in ways)
