"""What everyone knows: the words for a few currencies (ISO 4217), countries (ISO 3166-1) and languages (ISO 639-1)."""

from __future__ import annotations

import re
from collections.abc import Iterator

WORDS = {
    "USD": r"\$|us dollars?|dollars?",
    "EUR": r"€|euros?",
    "GBP": r"£|pounds?(?: sterling)?|quid",
    "CHF": r"(?:swiss )?francs?",
    "JPY": r"¥|(?:japanese )?yen",
    "CAD": r"canadian dollars?",
    "AUD": r"australian dollars?",
    "SEK": r"swedish kron(?:a|or)|kronor",
    "NOK": r"norwegian kron(?:e|er)",
    "DKK": r"danish kron(?:e|er)",
    "PLN": r"(?:polish )?z[lł]oty",
    "INR": r"₹|(?:indian )?rupees?",
    "BRL": r"(?:brazilian )?rea(?:l|is)",
    "MXN": r"mexican pesos?",
    "US": r"(?:the )?(?:united states(?: of america)?|usa|u\.s\.a?\.?|america)",
    "GB": r"(?:the )?(?:united kingdom|uk|great britain|england)",
    "DE": r"germany",
    "FR": r"france",
    "ES": r"spain",
    "IT": r"italy",
    "NL": r"(?:the )?netherlands|holland",
    "BE": r"belgium",
    "AT": r"austria",
    "CH": r"switzerland",
    "SE": r"sweden",
    "NO": r"norway",
    "DK": r"denmark",
    "FI": r"finland",
    "PL": r"poland",
    "PT": r"portugal",
    "IE": r"ireland",
    "CA": r"canada",
    "AU": r"australia",
    "JP": r"japan",
    "IN": r"india",
    "BR": r"brazil",
    "MX": r"mexico",
    "CN": r"china",
    "en": r"english",
    "de": r"german",
    "fr": r"french",
    "es": r"spanish",
    "it": r"italian",
    "pt": r"portuguese",
    "nl": r"dutch",
    "sv": r"swedish",
    "ja": r"japanese",
    "pl": r"polish",
}
_PATTERNS = {code: re.compile(rf"(?<![^\W\d_])(?:{words})(?![^\W\d_])", re.IGNORECASE) for code, words in WORDS.items()}


def codes(words: str) -> Iterator[str]:
    """The codes that words may stand for, the longest words first ("Canadian dollars": CAD before USD)."""
    found = [(match.end() - match.start(), code) for code, p in _PATTERNS.items() if (match := p.search(words))]
    for _, code in sorted(found, key=lambda one: -one[0]):
        yield code
