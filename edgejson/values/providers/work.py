"""Work: what breaks, leaks and burns with its causes and cures, and what is measured with its units."""

from __future__ import annotations

from functools import lru_cache

from edgejson.language.vocabulary import vocabulary
from edgejson.values.providers.themes import Family, table

_TABLES = vocabulary("values/providers/work")


@lru_cache(maxsize=1)
def families() -> dict[str, Family]:
    """Families of themes of work: a section each, whose first row names its columns, the keys ahead of a bar."""
    found: dict[str, Family] = {}
    for section in _TABLES.sections:
        columns, *rows = _TABLES.rows(section)
        keys, _, others = columns.partition(" | ")
        whole = not section.endswith("each")
        found[section] = Family(tuple(keys.split(";")), table(f"{keys};{others}", tuple(rows)), whole)
    return found
