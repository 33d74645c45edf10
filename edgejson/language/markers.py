"""Words that take back what was said before them: a correction's value stands after one of these.

Writers put one between the superseded value and the value that counts; the grounding check reads them back.
"""

from __future__ import annotations

import re

from edgejson.language.vocabulary import vocabulary

#: In lower case. The value said last before a marker is void; the value said next counts.
CORRECTIONS = vocabulary("language/en/markers").rows("corrections")

CORRECTION = re.compile(r"\b(?:" + "|".join(sorted(map(re.escape, CORRECTIONS), key=len, reverse=True)) + r")\b")
