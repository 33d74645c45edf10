"""What class of word a label is, and the verb forms that go with it: English for names nobody has annotated."""

from __future__ import annotations

import re
from functools import lru_cache

from edgejson.language import nouns
from edgejson.language.nouns import words

NOUN, CODE, ADJECTIVE, PARTICIPLE = "noun", "code", "adjective", "participle"

_ADJECTIVES = frozenset(
    words(
        "active open closed visible hidden valid invalid default static dynamic recursive verbose optional required "
        "abstract final sticky async asynchronous sync synchronous strict lazy dirty empty full public private "
        "internal external new old current previous latest former last first next raw clean secure insecure safe "
        "unsafe local remote global virtual physical manual automatic anonymous official unofficial urgent critical "
        "important main true false minor major hard soft hot cold warm long short high low deep shallow wide narrow "
        "early late good bad best worst free busy idle alive dead online offline ready pending fragile male female "
        "silent quiet loud mandatory legal illegal exact rough bold italic billable taxable transparent opaque "
        "read-only readonly stale fresh expired unique inclusive exclusive left-handed international domestic quick "
        "slow fast ok okay basic simple generic common custom"
    )
)
#: Words that look like adjectives or participles, and are nouns.
_NOUNS = frozenset(
    words(
        "executive archive directive objective perspective drive incentive alternative initiative narrative adjective "
        "primitive variable table cable detective native motive additive collective cooperative live five dive "
        "representative speed feed seed need bed shed weed breed deed heed creed greed red id embed thread bread read "
        "lead head ahead spread instead wicked thousand hundred kindred metadata unleaded timetable constable "
        "deliverable vegetable syllable label fable gable vertical horizontal total medical material serial manual "
        "general journal principal signal terminal interval approval arrival proposal removal rental trial goal deal "
        "meal email mail detail rail trail metal canal festival hospital animal capital"
    )
)
_ADJECTIVE = re.compile(r"[a-z]{2,}(?:able|ible|ous|ful|less|ive|ical|istic)")
_PARTICIPLE = re.compile(r"[a-z-]{3,}(?:ed|wn|lt|pt)|(?:set|sent|built|bound|made|held|kept|lost|paid|sold|found)")
_PARTICIPLE_NOUNS = frozenset(words("concept attempt prompt script transcript receipt excerpt salt belt fault default "
                                    "result adult vault town brown crown gown clown down own"))  # fmt: skip
#: What names of switches begin with, as an order to the machine.
_VERBS = frozenset(
    words(
        "preserve include exclude ignore keep show hide force skip follow enforce validate generate create delete "
        "remove add append overwrite merge normalize normalise sort optimize optimise compress encrypt send receive "
        "notify log save store load update upgrade install restart retry render display wrap trim strip escape allow "
        "disallow enable disable use require accept reject prevent block treat fail stop start run track record emit "
        "expose inherit override reset clear convert resolve suppress disregard collapse expand reorder format reuse "
        "respect honor honour write read verify ask wait warn check detect prefer fix adopt attach try autofix "
        "autostart"
    )
)
_SHORT = frozenset(
    words(
        "id age url row lat lon key top tag bio fee tax zip end day to by in on at of no is ip os ui uri api sku job "
        "log map max min sex sum use way web fax ref red set box bar bid bit car cap cat cut fan fee fit gap gas hub "
        "hue ink leg lid lot mix net pad pay pen pin pot ram raw ray rim rod rug sku sub tip ton toy van via vat vin "
        "war wax win won year iso pay sms pdf usb utc tls ssl ssh ttl dns http https my"
    )
)
_VOWEL = re.compile(r"[aeiouy]")
_LETTERS = re.compile(r"[a-z'-]+")


def is_code(word: str) -> bool:
    """Is a lower-case word an abbreviation or a machine's, which nobody says with an article: "cx", "fwhm", "k1"?"""
    if word in _SHORT or word in nouns.ACRONYMS:
        return False
    return not _LETTERS.fullmatch(word) or len(word) < 3 or not _VOWEL.search(word)


@lru_cache(maxsize=8192)
def word_class(label: str) -> str:
    """The class of a label in words: NOUN, or one of the others where the label can't stand as a noun."""
    parts = label.lower().split()
    capitals = [part for part in label.split() if part.isupper() and len(part) > 1]
    if not parts or any(map(is_code, parts)) or any(part.lower() not in nouns.ACRONYMS for part in capitals):
        return CODE
    last = parts[-1]
    if last in _NOUNS:
        return NOUN
    if last in _ADJECTIVES or _ADJECTIVE.fullmatch(last):
        return ADJECTIVE
    if _PARTICIPLE.fullmatch(last) and last not in _PARTICIPLE_NOUNS:
        return PARTICIPLE
    return NOUN


def is_verb(label: str) -> bool:
    """May a label be an order to a machine: "preserve on error", "optimize"?"""
    return label.partition(" ")[0].lower() in _VERBS


_IRREGULAR = {"is": "are", "was": "were", "has": "have", "does": "do", "goes": "go"}
_SUBJECT_VERB = re.compile(r"^\{it\} (\w+)")


@lru_cache(maxsize=8192)
def in_plural(form: str) -> str:
    """A clause on {it}, for several: "{it} has its name left empty" -> "{it} have their name left empty"."""
    return _SUBJECT_VERB.sub(lambda match: f"{{it}} {plural_verb(match[1])}", form).replace(" its ", " their ")


def plural_verb(verb: str) -> str:
    """A verb in the third person for several subjects: "carries" -> "carry"."""
    if verb in _IRREGULAR or verb in _IRREGULAR.values():
        return _IRREGULAR.get(verb, verb)
    if verb.endswith("ies"):
        return verb[:-3] + "y"
    if verb.endswith(("sses", "shes", "ches", "xes", "oes")):
        return verb[:-2]
    return verb[:-1] if verb.endswith("s") and not verb.endswith("ss") else verb
