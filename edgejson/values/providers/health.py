"""Medicine: diagnoses with their ICD-10 codes, medicines with usual doses, and cases in which they go together."""

from __future__ import annotations

from functools import lru_cache

from edgejson.language.vocabulary import vocabulary
from edgejson.values.providers.themes import Family, Theme, table

_TABLES = vocabulary("values/providers/health")


@lru_cache(maxsize=1)
def families() -> dict[str, Family]:
    """Families of themes about patients."""
    cases = table("specialty;visit_reason;diagnosis;medication", _TABLES.rows("cases"))
    medications = table("medication;dose_mg;frequency;route", _TABLES.rows("medications"))
    return {
        "diagnosis": Family(("diagnosis", "icd_code"), table("icd_code;diagnosis", _TABLES.rows("diagnoses"))),
        "medication": Family(("medication",), tuple(map(_with_dose, medications))),
        "case": Family(("specialty", "diagnosis"), cases, whole=True),
    }


def _with_dose(theme: Theme) -> Theme:
    """A medicine with its doses as texts, too: "5 mg"."""
    doses = theme.get("dose_mg", ())
    return {**theme, "drug_dose": tuple(f"{dose} mg" for dose in doses)} if isinstance(doses, tuple) else theme
