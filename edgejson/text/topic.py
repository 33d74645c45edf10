"""What a schema is about, as a noun: from its title, else its id, its description or its file's name."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from typing import Any

from edgejson.language import nouns
from edgejson.language.names import in_words, singular, without_article
from edgejson.language.vocabulary import vocabulary
from edgejson.language.wordclass import NOUN, is_verb, word_class
from edgejson.schema.documents import properties
from edgejson.schema.loading import Schema

_LONGEST = 4
#: What one does with a thing -> what that is called; other orders are left out ("create event" is about an event).
_ACTIONS = {
    "calculate": "calculation", "compute": "calculation", "convert": "conversion", "search": "search",
    "translate": "translation", "book": "booking", "schedule": "schedule", "estimate": "estimate", "track": "tracking",
}  # fmt: skip
_WORDS = vocabulary("language/en/nouns")
#: Last words that say nothing of what the data is about.
_VAGUE = frozenset(_WORDS.words("vague nouns"))
#: The same where they stand alone, or with an adjective.
_VAGUE_ALONE = frozenset(_WORDS.words("vague nouns alone"))
_SETTINGS = re.compile(r"\b(?:settings?|options?|preferences?|parameters?)$")
_HUMPS = re.compile(r"[A-Z][a-z]+|[A-Z]+(?![a-z])|[a-z]+")
_KEEP_WHOLE = frozenset(nouns.words("GitHub YouTube JavaScript TypeScript OpenAPI GraphQL LinkedIn PayPal iPhone"))
#: "Schema for a size violation bad row", "An operation to add ...", "RoleRef contains information that ...".
_DESCRIBED = (
    re.compile(r"(?:[Aa] )?(?:JSON )?[Ss]chema (?:for|of) (?:an? |the )?([^.,;:()]+)"),
    re.compile(r"(?:Represents|Describes|Defines) (?:an? |the )([^.,;:()]+)"),
    re.compile(r"(?!This|It|These|That)([A-Z]\w+) (?:is an? |represents|describes|defines|contains|holds|attempts)"),
    re.compile(r"(?:An? |The )([^.,;:()]+)"),
    re.compile(r"([A-Z][a-z]+(?: [a-z]+){0,2}) (?:for|that|which|of)\b"),
)
_EMPTY = re.compile(r"^(?:single|any|simple|optional|current|specific|given) ")
#: Keywords of a schema whose instances may be objects or lists of them.
_HOLDING = frozenset(nouns.words("properties items prefixItems additionalProperties $ref allOf anyOf oneOf"))
_ENDS_PHRASE = re.compile(rf" {_WORDS.either('ends of a topic')}\b.*")


def topic(schema: Schema, taken: Container[str]) -> str:
    """The noun for a schema's records; "record" where nothing says more. It ends in none of the words `taken`.

    An object inside that has this noun for a name keeps it: `{"invoice": {...}}` is a record with an invoice.
    """
    noun = _topic(schema, taken)
    return "record" if noun.lower() in objects_inside(schema.document) else noun


def objects_inside(document: Any) -> Iterator[str]:
    """What the properties that may hold objects or lists are called, at any depth, lists in the singular too."""
    for name, child in properties(document):
        if isinstance(child, dict) and not _HOLDING.isdisjoint(child):
            yield from (in_words(name), singular(in_words(name)))


def _topic(schema: Schema, taken: Container[str]) -> str:
    document = schema.document if isinstance(schema.document, dict) else {}
    if isinstance(document.get("title"), str) and document["title"]:
        found = _titled(document["title"])
        if found.endswith(" file") and ("file" in taken or "files" in taken):
            found = found[:-5]
        if found:
            return found
    elif not any(map(str.isdigit, schema.id)):
        return nouns.head_noun(schema.title)
    for said in _hints(schema, document):
        noun = nouns.head_noun(said, "")
        last = noun.rpartition(" ")[2].lower()
        alone = noun.count(" ") - len(_EMPTY.findall(noun)) < 1
        vague = last in _VAGUE or (alone and last in _VAGUE_ALONE)
        if (
            noun
            and not vague
            and last not in taken
            and f"{last}s" not in taken
            and word_class(noun) == NOUN
            and not nouns.is_plural(noun)
            and len(last) > 2
        ):
            return noun
    return "record"


def _titled(title: str) -> str:
    """The noun of a title; "" where it gives none."""
    if (title.count(".") > 1 and " " not in title) or title.startswith(("Describes ", "Represents ", "Defines ")):
        return ""
    title = re.sub(r"\.(?=[A-Z])", "", re.sub(r"\.json files?\b", " file", title))
    match = _DESCRIBED[0].match(title)
    said = match[1] if match else spaced(title)
    if not match and (bare := without_article(title)) != title:
        said = _ENDS_PHRASE.sub("", bare)  # "A link between entities" tells of it
    title = _EMPTY.sub("", re.sub(r"^(?:from|for|of) | (?:for|of) .*", "", said, flags=re.I))
    found = nouns.head_noun(title, "")
    if not found and re.fullmatch(r"[\w-]+(?: [\w-]+)+", title):
        found = nouns.head_noun(" ".join(title.split()[-3:]), "")
    if found.lower() in _VAGUE:
        return ""
    if found and " " not in found and word_class(found) != NOUN and found.lower() != title.lower():
        return title.lower()  # "Basic Object"
    return _SETTINGS.sub("configuration", found)


def spaced(title: str) -> str:
    """A name in humps as words: "SetChargingProfileRequest" -> "set charging profile request", "shareCost" too."""
    if " " in title or title in _KEEP_WHOLE or not re.fullmatch(r"(?:[A-Z]+[a-z]+|[a-z]{2,})(?:[A-Z]+[a-z]*)+", title):
        return title
    return " ".join([hump if hump.isupper() else hump.lower() for hump in _HUMPS.findall(title)])


def _hints(schema: Schema, document: dict[str, object]) -> Iterator[str]:
    """What else may name a schema's records, in words, the surest first."""
    described = document.get("description")
    if isinstance(described, str):
        for pattern in _DESCRIBED:
            match = pattern.match(described)
            if match:
                phrase = spaced(match[1]) if " " not in match[1] else _ENDS_PHRASE.sub("", match[1]).strip()
                phrase = _EMPTY.sub("", phrase)
                if phrase.count(" ") < _LONGEST:
                    yield phrase
                break
    for key in ("$id", "id"):
        given = document.get(key)
        if isinstance(given, str) and "/" in given:
            yield from _of_address(given)
    name = [part for part in re.split(r"[_\W]+", schema.id) if not any(map(str.isdigit, part))]
    if len(name) > 1:
        action = _ACTIONS.get(name[0].lower(), "")
        rest = name[1:] if action or is_verb(name[0]) or name[0] in ("get", "make") else name
        yield " ".join([*rest, action]).strip()


def _of_address(address: str) -> Iterator[str]:
    """Words of the last segment of a schema's address that says more than a version."""
    last = re.sub(r"(?:\.schema)?\.json#?$|#$", "", address).rpartition("/")[2]
    if re.fullmatch(r"[A-Za-z]+(?:[-_][A-Za-z]+){0,3}", last):
        yield re.sub(r"[-_](?:schema|trait)$|^trait[-_]", "", re.sub(r"[-_]", " ", spaced(last)))
