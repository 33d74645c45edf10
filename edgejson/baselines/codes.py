"""What everyone knows: the words for a few currencies (ISO 4217), countries (ISO 3166-1) and languages (ISO 639-1)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from edgejson.language.vocabulary import vocabulary

WORDS = {row[: row.index(":")]: row[row.index(":") + 2 :] for row in vocabulary("baselines/words").rows("codes")}
_PATTERNS = {code: re.compile(rf"(?<![^\W\d_])(?:{words})(?![^\W\d_])", re.IGNORECASE) for code, words in WORDS.items()}


def codes(words: str) -> Iterator[str]:
    """The codes that words may stand for, the longest words first ("Canadian dollars": CAD before USD)."""
    found = [(match.end() - match.start(), code) for code, p in _PATTERNS.items() if (match := p.search(words))]
    for _, code in sorted(found, key=lambda one: -one[0]):
        yield code
