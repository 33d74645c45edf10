"""Word lists of the binding rule: glue between a cue and its value, prepositions, other words for common names."""

from __future__ import annotations

from collections.abc import Iterator

#: Words that may stand between a cue and its value.
GLUE = frozenset(
    (
        "a", "an", "and", "are", "as", "at", "be", "been", "being", "by", "for", "from", "had", "has", "have", "he",
        "her", "here", "his", "i", "in", "is", "it", "its", "my", "no", "not", "of", "on", "or", "our", "she", "so",
        "that", "the", "their", "them", "then", "there", "these", "they", "this", "those", "to", "was", "we", "were",
        "which", "who", "will", "with", "you", "your", "also",
        "just", "now", "would", "about", "around", "set", "given",
        "value", "field", "listed", "shown", "turned", "entry", "entered", "recorded",
    )
)  # fmt: skip

PREPOSITIONS = frozenset(
    (
        "at", "by", "close", "for", "from", "in", "into", "near", "next", "of", "on", "onto", "to", "toward", "towards",
        "until", "with",
    )
)  # fmt: skip

#: Other words for fields of common names: prepositions and nouns that people put beside such a value.
ALSO: dict[str, tuple[str, ...]] = {
    "email": ("e-mail", "e-mail address", "email address", "mail"),
    "phone": ("phone number", "telephone", "tel", "call", "mobile"),
    "id": ("identifier", "number", "no"),
    "price": ("cost", "costs", "priced at"),
    "quantity": ("qty", "count"),
    "destination": ("to", "bound for", "going to", "arriving in", "arriving at"),
    "origin": ("from", "leaving", "departing", "leaving from", "departing from"),
    "from": ("from",),
    "to": ("to",),
    "departure": ("from", "leaving"),
    "arrival": ("to", "arriving at"),
    "best": ("out of",),
    "scale": ("out of", "on a scale of"),
    "stop": ("via", "stopping in", "with a stop in", "stopover in", "stopovers in"),
    "depart": ("leaving", "departing"),
    "return": ("returning", "returning on", "coming back", "coming back on", "back"),
    "arrive": ("by", "arriving", "arriving at", "arriving on"),
    "playlist": ("to", "onto", "playlist called"),
    "service": ("on",),
    "year": ("from", "in"),
    "city": ("in",),
    "place": ("in", "at"),
    "near": ("near", "close to", "next to", "by", "beside", "nearby"),
    "location": ("located in", "located at", "in", "at"),
    "area": ("in the", "located in", "area", "region"),
    "artist": ("by", "by artist", "from"),
    "author": ("by", "written by"),
    "publisher": ("by", "published by", "from"),
    "name": ("named", "called", "name is"),
    "date": ("on", "dated"),
    "time": ("at",),
    "age": ("aged", "years old", "year old"),
}

#: Words behind a number that say of which field it is.
UNITS: dict[str, tuple[str, ...]] = {
    "stay": ("nights", "night", "days"),
    "beds": ("bed", "bedroom", "bedrooms"),
    "bedrooms": ("bed", "beds", "br"),
    "baths": ("bath", "bathroom", "bathrooms"),
    "bathrooms": ("bath", "baths"),
    "people": ("guests", "persons", "person", "of us", "diners", "seats"),
    "guests": ("people", "persons", "person", "of us"),
    "passengers": ("people", "persons", "person", "travellers", "of us"),
    "party": ("people", "guests", "persons", "of us"),
}

#: Verbs whose preposition belongs to them, and to no value.
PARTICLES = (
    "put on", "turn on", "come on", "go on", "hold on", "based on", "looking for", "look for", "search for", "wait for",
    "ask for", "log in", "sign in", "fill in", "due to",
)  # fmt: skip

_NOUNS = ("cost", "costs", "fee", "fees", "charge", "charges")
#: Other words for amounts of money.
CHARGES: dict[str, tuple[str, ...]] = {
    word: tuple(f"{word} {noun}" for noun in _NOUNS)
    for word in ("shipping", "delivery", "handling", "postage", "service", "booking", "freight")
}


def cores(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """A phrase without the glue at its start, its end, both: what a form's label or a note keeps of it."""
    start, end = 0, len(words)
    while start < end and words[start] in GLUE:
        start += 1
    while end > start and words[end - 1] in GLUE:
        end -= 1
    for core in (words[start:], words[:end], words[start:end]):
        if core and core != words and start < end:
            yield core
