"""Words that take back what was said before them: a correction's value stands after one of these.

Writers put one between the superseded value and the value that counts; the grounding check reads them back.
"""

from __future__ import annotations

import re

#: In lower case. The value said last before a marker is void; the value said next counts.
CORRECTIONS = (
    "no wait",
    "wait no",
    "no, wait",
    "wait, no",
    "no, sorry",
    "scratch that",
    "strike that",
    "correction",
    "my mistake",
    "make that",
    "i meant",
    "i mean",
    "sorry, make that",
    "no, make that",
    "no, make it",
    "actually, make that",
    "actually, make it",
    "actually, it's",
    "actually, that's",
    "sorry, no",
    "that should read",
    "should have said",
    "let me correct that",
    "let me correct myself",
    "on second thought",
    "oops",
    "sorry, that's",
    "sorry, it's",
    "sorry, it is",
    "typo",
    "that's wrong",
    "changed to",
    "updated to",
    "revised to",
)

CORRECTION = re.compile(r"\b(?:" + "|".join(sorted(map(re.escape, CORRECTIONS), key=len, reverse=True)) + r")\b")
