"""Instructions: what a person asks for, in many phrasings, terse or polite."""

from __future__ import annotations

from random import Random

from edgejson.language.vocabulary import vocabulary

_SAID = vocabulary("language/en/instructions")
_VERBS = _SAID.rows("verbs")
_OBJECTS = _SAID.rows("objects")
_FORMS = _SAID.rows("forms")
_TERSE = _SAID.rows("terse")


def instruction(noun: str, rng: Random) -> str:
    """One way of asking for what `noun` names."""
    random = rng.random
    if random() < 0.18:
        said = _TERSE[int(random() * len(_TERSE))].replace("{noun}", noun)
        return said[0].upper() + said[1:] if random() < 0.6 else said
    verb = _VERBS[int(random() * len(_VERBS))]
    form = "" if verb.endswith("JSON") else _FORMS[int(random() * len(_FORMS))]
    asked = f"{verb} {_OBJECTS[int(random() * len(_OBJECTS))].replace('{noun}', noun)}{form}"
    return f"{asked}{'?' if verb.startswith('C') and ' you ' in verb else '.'}"
