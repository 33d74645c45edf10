"""Words for booleans, enum values, null and empty values, names, phone numbers: forms that are looked up."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from edgejson.language.names import in_words, singular
from edgejson.language.nouns import is_plural
from edgejson.language.vocabulary import vocabulary
from edgejson.schema.fields import Field, value_key

_WORDS = vocabulary("language/en/answers")
#: Words for a boolean that stand beside a cue of its field ("newsletter: yes").
BOOLEANS = {True: _WORDS.rows("true")[:2], False: _WORDS.rows("false")[:2]}
#: Further words that strangers use.
BOOLEANS_READ = {True: _WORDS.rows("true"), False: _WORDS.rows("false")}
NULLS = _WORDS.rows("null")[:4]
NULLS_READ = _WORDS.rows("null")
#: Where there may be a boolean, these say that it is false.
NULLS_OF_BOOLEANS = tuple(word for word in NULLS_READ if word not in ("no", "without"))
EMPTIES = ("none",)
EMPTIES_READ = (*NULLS_READ, *_WORDS.rows("empty"))

#: What turns a clause into its contrary: "not (yet) verified", "verified: no".
DENIED_AHEAD = re.compile(
    rf"(?:\b(?:not|no|never|cannot|without|nothing|{_WORDS.either('leaving out')})|n['’]t(?! mind\b| matter\b))"
    rf"(?: {_WORDS.either('between')})*"
    r"(?: (?!(?:and|but|or|with) )[a-z]+(?: (?:an?|any|the))?)? $|\bnon[- ]$"
)
_LEADER = r"(?:\\?[\"”](?=[ \]:=]))?(?:[ \t:=|>_\])-]|[,;](?=\S)|\.(?=\.)|(?<=\.)\.(?!\.)|(?<= )\.(?= ))*\n?[ \t>_-]*"
_SET = r"(?:(?:is|was|are|set|turned|switched|listed|as|to) ){0,3}"
_SAYS_YES = "yes|true|on|enabled"
_SAYS_NO = "no|false|off|n/a|none|unchecked|disabled"
DENIED_BEHIND = re.compile(
    _LEADER + _SET + rf"(?:{_SAYS_NO})\b(?!\.? ?\d)"
    r"|(?: (?!(?:and|or|but|that|which|who|if) )[a-z]+)? (?:(?:is|are|was|were) not|(?:is|are|was|were)n['’]t|not) "
    r"(?:needed|required|necessary|available|included|provided|offered|allowed|important|wanted)\b"
)


def denies(lowered: str, start: int, end: int) -> bool:
    """Do the words beside a place of a text in lower case turn it into its contrary?"""
    return bool(DENIED_AHEAD.search(lowered, max(0, start - 30), start) or DENIED_BEHIND.match(lowered, end))


AFFIRMED_BEHIND = re.compile(_LEADER + _SET + rf"(?:{_SAYS_YES})\b")
#: What says a boolean, or that there is none, behind its field's name.
VALUE_BEHIND = re.compile(
    _LEADER + _SET + rf"(?:{_SAYS_YES}|{_SAYS_NO}"
    r"|unknown|null|not (?:set|known|given|available|specified))\b"
)

#: What stands between a field's name and any value of it: "fee: 12", "fee is high", `"fee" to 12`.
LABELS = re.compile(
    r"(?:\\?[\"”])?(?: *(?:[:=|>\t]|\]=|;(?=\S)| {3})|[ .]{4,}| (?:is|are|was|were|(?:set )?to) )(?! *\n *\n)"
)
#: Ahead of a word that is the last of its line: a label's mark or the line's start, so that it is a value itself.
_LABELLED = re.compile(r"(?:^|\n|[^\w\s,;'\"]|  |\t)\s*$")


def runs_over(lowered: str, start: int, end: int) -> bool:
    """Is a clause one by chance: the value that ends a line ("read only: no"), and the label of the next line?"""
    if lowered[start - 1 : start] == "=" and " " in lowered[start:end]:
        return True  # the value of one key, and the next key of a log's line
    first, broken, _ = lowered[start:end].partition("\n")
    return bool(broken) and " " not in first.strip() and bool(_LABELLED.search(lowered, max(0, start - 4), start))


_GREETING = re.compile(r"(?:\A|\n|[.!?>:] )good $")


def greets(lowered: str, start: int) -> bool:
    """Does a word end a greeting: "Good morning", which tells no time of the day?"""
    return _GREETING.search(lowered, max(0, start - 8), start) is not None


_AUXILIARY = {verb: denied for verb, (denied,) in _WORDS.pairs("auxiliaries").items()}
_STARTS = tuple(f"{verb} " for verb in _AUXILIARY)


_DENIALS = ("not ", "no ", "non-", "non ", "isn't ", "without ", "not a ", "isn't a ", "not very ", "un")
#: Words that people put for others in the name of a boolean.
_ALIKE = {"family": ("child", "kid", "kids", "children"), "internet": ("wifi", "wi-fi"), "wifi": ("wi-fi", "internet")}


@lru_cache(maxsize=4096)
def boolean_clauses(words: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What says a boolean field by itself, true and false: "verified" -> ("verified",), ("not verified", ...)."""
    start = next((start for start in _STARTS if words.startswith(start)), "")
    core = words[len(start) :]
    if not core:
        return (words,), (f"not {words}",)
    verb = start.strip()
    cores = [core, *(core.replace(word, other) for word, others in _ALIKE.items() if word in core for other in others)]
    cores += [each.replace(" ", "-") for each in cores if " " in each]
    false = [f"{denial}{each}" for each in cores for denial in _DENIALS]
    if verb:
        false.insert(0, f"{_AUXILIARY[verb]} {core}")
    head, _, last = core.rpartition(" ")
    if last == "friendly" and head:
        welcome, unwelcome = _welcome(head)
        return tuple(dict.fromkeys((words, *cores, *welcome))), tuple(dict.fromkeys((*false, *unwelcome)))
    if head:
        false += [f"{head} not {last}", f"{head} is not {last}", f"{head} isn't {last}"]
    true = [words, f"{verb or 'is'} {core}", *cores] if verb else cores
    if head:
        true.append(f"{head} is {last}")
    return tuple(dict.fromkeys(true)), tuple(dict.fromkeys(false))


def _welcome(guest: str) -> tuple[list[str], list[str]]:
    """How people say of a place that somebody is, or is not, welcome there: "family" -> "families are welcome"."""
    guests = [guest, *_ALIKE.get(guest, ())]
    many = list(dict.fromkeys(_PLURALS.get(each, f"{each}s") for each in guests))
    true = [f"{each}{joint}{said}" for each in guests for joint in " -" for said in ("oriented", "welcoming")]
    false = ["adults only", "adult only", "adults-only", "adult-only", "only for adults"] if guest in _MINORS else []
    for each in [*many, guest]:
        true += [f"{each} {said}" for said in _ADMITTED]
        true += [f"{verb} {each}" for verb in _ADMIT]
        true += [f"{said} {each}" for said in _FIT]
        false += [f"{each} {said}" for said in _REFUSED]
        false += [f"{denial} {said} {each}" for said in _FIT for denial in ("not", "isn't", "not really", "not very")]
        false += [f"not for {each}", f"not {each}", f"unsuitable for {each}", f"no {each}", f"not friendly to {each}"]
    for verb in ("is", "isn't", "is not"):
        (true if verb == "is" else false).extend(f"{each} {verb} welcome" for each in guests)
    return true, false


_MINORS = ("family", "child", "children", "kid", "kids")
_PLURALS = {"family": "families", "child": "children", "children": "children", "kids": "kids"}
_ADMITTED = _WORDS.rows("admitted")
_REFUSED = _WORDS.rows("refused")
_ADMIT = _WORDS.rows("admit")
_FIT = _WORDS.rows("fit")


@lru_cache(maxsize=8192)
def spelt(value: str) -> str:
    """An enum value as people write it: "in_progress" -> "in progress"; what has capitals only stays as it is."""
    return value if value.upper() == value or " " in value else in_words(value) or value


@lru_cache(maxsize=8192)
def _spellings(value: str) -> tuple[str, ...]:
    spaced = spelt(value)
    return tuple(
        dict.fromkeys(form for form in (value, spaced, spaced.replace(" ", "-"), spaced.replace("-", " ")) if form)
    )


def enum_forms(value: Any, field: Field) -> tuple[str, ...]:
    """All words that are read as an enum value: as it is, spelt out, the schema's synonyms, one of a plural."""
    key = value_key(value)
    if spelt_alike(value, field):
        return (key, *field.synonyms.get(key, ()))
    return (*_spellings(key), *field.synonyms.get(key, ()), *one_of(value, field))


def one_of(value: Any, field: Field) -> tuple[str, ...]:
    """The singular of an enum value that is a plural, where it can mean no other value: "pack" of "packs"."""
    if not isinstance(value, str) or not value.isalpha() or not value.islower() or not is_plural(value):
        return ()
    one = singular(value)
    return () if one in field.enum else (one,)


def spelt_alike(value: Any, field: Field) -> bool:
    """Does another value of the field come to the same words when it is spelt out: "data-set" and "data set"?

    Then each is said by its very letters only.
    """
    own = value_key(value)
    memo = ("alike", own)
    if memo not in field.memo:
        others = {key for other in field.enum if (key := value_key(other)) != own}
        field.memo[memo] = spelt(own).casefold() in {spelt(other).casefold() for other in others}
    return bool(field.memo[memo])


def enum_needles(value: Any, field: Field) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words for an enum value, the longest first; and, in lower case, longer words for others that hold one."""
    key = ("needles", value_key(value))
    known: tuple[tuple[str, ...], tuple[str, ...]] | None = field.memo.get(key)
    if known is None:
        forms = tuple(sorted(enum_forms(value, field), key=len, reverse=True))
        others = {form.lower() for other in field.enum if other != value for form in enum_forms(other, field)}
        held = tuple(sorted(o for o in others if any(f.lower() in o and f.lower() != o for f in forms)))
        known = field.memo[key] = (forms, held)
    return known


def rival_forms(value: Any, field: Field) -> tuple[str, ...]:
    """Words for other enum values, in lower case, that hold a value's own, however either is spelt: of "data-set"
    those for "data set" and "data set owner"."""
    memo = ("rivals", value_key(value))
    known: tuple[str, ...] | None = field.memo.get(memo)
    if known is None:
        forms, longer = enum_needles(value, field)
        own, plain = {form.lower() for form in forms}, spelt(value_key(value)).lower()
        others = {form.lower() for other in field.enum if other != value for form in enum_forms(other, field)}
        alike = {form for form in others - own if plain and plain in spelt(form).lower()}
        known = field.memo[memo] = tuple(sorted({*longer, *alike}))
    return known


def clauses_of(value: Any, field: Field) -> tuple[str, ...]:
    """Clauses of x-phrases that say this value of the field, without needing another cue."""
    if not field.value_phrases:
        return ()
    said = [bare_clause(phrase) for phrase in field.value_phrases.get(value_key(value), ())]
    known = _clauses.get(tuple(said))
    if known is None:
        known = _clauses[tuple(said)] = tuple(dict.fromkeys(form for clause in said for form in _variants(clause)))
    return known


_clauses: dict[tuple[str, ...], tuple[str, ...]] = {}
_CONTRACTED = (("is ", "'s "), ("has ", "'s "), ("are ", "'re "), ("have ", "'ve "), ("will ", "'ll "))
_DENIED = tuple((full, short) for full, (short,) in _WORDS.pairs("contracted").items())


def _variants(clause: str) -> Iterator[str]:
    """A clause as it is, contracted, and without the preposition that it shares with the one before."""
    yield clause
    for full, short in _CONTRACTED:
        if clause.startswith(full):
            yield short + clause[len(full) :]
    for full, short in _DENIED:
        if clause.startswith(full + " "):
            yield short + clause[len(full) :]
    if clause.startswith("with ") and " " in clause[5:]:
        yield clause[5:]


def bare_clause(phrase: str) -> str:
    """A phrase without the subject that it begins with: "{it} has been paid" -> "has been paid"."""
    return _SUBJECT.sub("", phrase)


_SUBJECT = re.compile(r"^\{(?:it|its)\} ")


def phone_digits(value: str) -> str:
    """The digits of a phone number, an extension after "x"."""
    main, _, extension = value.lower().replace("extension", "x").replace("ext.", "x").replace("ext", "x").partition("x")
    digits = "".join(filter(str.isdigit, main))
    return f"{digits}x{''.join(filter(str.isdigit, extension))}" if extension else digits
