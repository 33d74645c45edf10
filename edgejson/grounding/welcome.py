"""Booleans that tell who is welcome in a place, as people put them: "bring the kids", "adults only", "no dogs"."""

from __future__ import annotations

import re
from functools import cache

from edgejson.forms import FORM, Evidence, Reading
from edgejson.forms.words import DENIED_BEHIND
from edgejson.language.senses import filled, sense_of, senses
from edgejson.language.vocabulary import vocabulary

_KNOWN = vocabulary("language/en/welcome")
#: What stands ahead of a denial that is denied itself: "it is not adults only".
_DENIED = re.compile(r"(?:\bnot|n't|\bnever|\bno longer) (?:an? |really |actually )?$")


@cache
def _ways(group: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What says that a group of guests is welcome, and what that it is not."""

    def compiled(section: str) -> re.Pattern[str]:
        rows = (*_KNOWN.sections.get(f"{section} {group}", ()), *_KNOWN.rows(section))
        said = filled(_KNOWN, "|".join(rows).replace("<guest>", f"<{group}>"))
        return re.compile(rf"(?<![^\W_])(?:{said})(?![^\W_])")

    return compiled("welcome"), compiled("unwelcome")


def welcome(reading: Reading, value: bool, words: str) -> list[Evidence]:
    """Places that say by themselves that somebody is welcome, or (false) is not; [] for fields of other names."""
    group = sense_of(words, senses("welcomes ")).removeprefix("welcomes ")
    if not group:
        return []
    welcoming, denying = _ways(group)
    denials = [
        match.span()
        for match in denying.finditer(reading.flat)
        if not _DENIED.search(reading.flat, max(0, match.start() - 24), match.start())
    ]
    if not value:
        return [Evidence(start, end, FORM, True) for start, end in denials]
    said = [Evidence(match.start(), match.end(), FORM, True) for match in welcoming.finditer(reading.flat)]
    return [
        each
        for each in said
        if not DENIED_BEHIND.match(reading.lowered, each.end)
        and not any(start < each.end and each.start < end for start, end in denials)
    ]
