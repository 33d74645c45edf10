"""Medicine: diagnoses with their ICD-10 codes, medicines with usual doses, and cases in which they go together."""

from __future__ import annotations

from functools import lru_cache

from edgejson.language.vocabulary import vocabulary
from edgejson.values.providers.themes import Family, table

_TABLES = vocabulary("values/providers/health")


@lru_cache(maxsize=1)
def families() -> dict[str, Family]:
    """Families of themes about patients."""
    cases = table("specialty;visit_reason;diagnosis;medication", _TABLES.rows("cases"))
    return {
        "diagnosis": Family(("diagnosis", "icd_code"), table("icd_code;diagnosis", _TABLES.rows("diagnoses"))),
        "medication": Family(("medication",), table("medication;dose_mg;frequency;route", _TABLES.rows("medications"))),
        "case": Family(("specialty", "diagnosis"), cases, whole=True),
    }
