"""Instructions: what a person asks for, in many phrasings, terse or polite."""

from __future__ import annotations

from random import Random

_VERBS = (
    "Extract", "Pull out", "Give me", "Read off", "Get", "Work out", "Find", "Collect", "Return", "Write down",
    "Please extract", "Please give me", "Could you extract", "Can you pull out", "I need you to extract", "Capture",
    "Kindly extract", "Parse out", "Put together", "Note down", "Convert to JSON", "Turn into JSON", "Transcribe",
)  # fmt: skip
_OBJECTS = (
    "the {noun}", "the {noun} below", "the {noun} described here", "all that is said about the {noun}",
    "the {noun} data",
    "the facts of the {noun}", "everything about the {noun}", "the {noun} from this text", "the {noun} in this message",
    "what the text says about the {noun}", "the {noun} mentioned in the text", "this {noun}",
)  # fmt: skip
_FORMS = (
    " as JSON", " as one JSON value", " in JSON", " as JSON that follows the schema", " as structured JSON", "",
    " and answer with JSON only", " and reply with nothing but JSON", " as valid JSON", " (JSON, no comments)",
    " according to the schema", ", JSON only", " as a JSON document", " and leave out what is not said",
)  # fmt: skip
_TERSE = (
    "{noun} -> JSON", "JSON please.", "To JSON: {noun}.", "Structured {noun}, please.", "{noun}, JSON only",
    "Text to JSON.", "{noun} as JSON", "Fill the schema.", "json of the {noun}", "Parse this {noun}.", "Extract.",
)  # fmt: skip


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
