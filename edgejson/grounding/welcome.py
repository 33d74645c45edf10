"""Booleans that tell whether minors are welcome in a place, as people put them: "bring the kids", "adults only"."""

from __future__ import annotations

import re

from edgejson.forms import FORM, Evidence, Reading
from edgejson.forms.words import DENIED_BEHIND
from edgejson.language.senses import says

_GUEST = r"(?:famil(?:y|ies)|child(?:ren)?|kid(?:s|dies|do)?|little ones|youngsters)"
_ANY = r"(?:the |your |all |any |young(?:er)? |small |little |whole |entire )*"
_ADULTS = r"(?:adults?|grown[- ]?ups?)"
_PLACE = (
    r"(?:restaurants?|pubs?|bars?|places?|venues?|coffee shops?|caf[eé]s?|diners?|eater(?:y|ies)|establishments?|spots?"
    r"|atmosphere|environment|dining|outings?)"
)
_WELCOME = "|".join(
    (
        rf"famil(?:y|ies)(?=[ -]{_PLACE})",
        rf"{_GUEST}(?:'s)?[ -](?:\w+[ -])?(?:friendly|oriented|welcoming|approved)",
        rf"(?:bring|take) (?:along )?{_ANY}{_GUEST}",
        rf"(?:welcom(?:es?|ing)|accepts?|allows?|caters? (?:to|for)|open to) {_ANY}{_GUEST}",
        r"(?:fine|good|great|nice|ok(?:ay)?|fun|safe|lovely|excellent|suit(?:able|ed|s)|perfect|ideal|friendly|appropriate"
        rf"|recommended|welcoming|place|choice|spot) (?:for|to|with|towards?) {_ANY}{_GUEST}",
        rf"{_GUEST}(?: (?:are|is|will be))?(?: \w+)? (?:welcomed?|allowed|permitted|catered for)",
        rf"for all ages|for {_ANY}(?:whole|entire) family",
    )
)
#: Behind adults no minors are named: "for adults and kids alike".
_ALONE = rf"(?!,? (?:and|or|but also|as well as|along with|with)(?: so are)? {_ANY}{_GUEST})"
#: What follows a "not" that denies nothing of minors: "don't forget to bring the kids", "not just for kids".
_NO_DENIAL = r"(?:only|just|merely|exclusively|forget|turn|mind|exclude|hesitate|refuse)\b"
#: Words between a "not" and the minors that it denies, of one clause.
_REACH = r"(?:(?!(?:and|but|yet|so)\b)\w+ ){0,5}?"
#: What stands ahead of a denial that is denied itself: "it is not adults only".
_DENIED = re.compile(r"(?:\bnot|n't|\bnever|\bno longer) (?:an? |really |actually )?$")
_UNWELCOME = "|".join(
    (
        rf"{_ADULTS}[ -]only|(?:(?:only|just|strictly|exclusively) )?for {_ADULTS}(?: only)?{_ALONE}",
        rf"(?:serves|admits|allows) (?:only )?{_ADULTS}{_ALONE}|only {_ADULTS} (?:are )?(?:allowed|welcome)",
        rf"(?<!why )(?:not|\w+n't|never|no place|nowhere)(?! {_NO_DENIAL}) {_REACH}{_ANY}{_GUEST}",
        rf"un(?:suitable|suited|friendly|fit) (?:for|to|towards?) {_ANY}{_GUEST}",
        rf"no {_GUEST}|non[ -]{_GUEST}|{_GUEST}[ -](?:free|unfriendly)|(?:leave|without) {_ANY}{_GUEST}",
        rf"{_GUEST} (?:\w+ )?(?:are|is|should|may|must|can) ?(?:not|n't)",
    )
)
_SAYS, _DENIES = (re.compile(rf"(?<![^\W_])(?:{said})(?![^\W_])") for said in (_WELCOME, _UNWELCOME))


def welcome(reading: Reading, value: bool, words: str) -> list[Evidence]:
    """Places that say by themselves that minors are welcome, or (false) are not; [] for fields of other names."""
    if not says(words, "welcomes minors"):
        return []
    denials = [
        match.span()
        for match in _DENIES.finditer(reading.flat)
        if not _DENIED.search(reading.flat, max(0, match.start() - 24), match.start())
    ]
    if not value:
        return [Evidence(start, end, FORM, True) for start, end in denials]
    said = [Evidence(match.start(), match.end(), FORM, True) for match in _SAYS.finditer(reading.flat)]
    return [
        each
        for each in said
        if not DENIED_BEHIND.match(reading.lowered, each.end)
        and not any(start < each.end and each.start < end for start, end in denials)
    ]
