"""Work: tickets, meetings, documents, reviews, departments, postings."""

from __future__ import annotations

from functools import lru_cache

from edgejson.language.vocabulary import vocabulary
from edgejson.values.providers.templates import Make, pick
from edgejson.values.providers.themes import Family, table

_TABLES = vocabulary("values/providers/office")


@lru_cache(maxsize=1)
def families() -> dict[str, Family]:
    """Families of themes about work."""
    meetings = table("meeting_title;decision;task", _TABLES.rows("meetings"))
    return {
        "ticket": Family(
            ("ticket_category", "tag"),
            table("ticket_category;ticket_subject;ticket_comment;tag", _TABLES.rows("tickets")),
            whole=True,
        ),
        "meeting": Family(("meeting_title",), meetings, whole=True),
        "document": Family(
            ("document_title", "tag"), table("document_title;tag", _TABLES.rows("documents")), whole=True
        ),
        "review": Family(("stars",), table("stars;review_comment", _TABLES.rows("reviews"))),
        "team": Family(("department",), table("department;team_name", _TABLES.rows("teams")), whole=True),
        "dish": Family(("cuisine",), table("cuisine;dish;ingredient", _TABLES.rows("dishes")), whole=True),
        "ingredient": Family(
            ("ingredient", "ingredient_unit"),
            table("ingredient;ingredient_unit;ingredient_amount", _TABLES.rows("ingredients")),
        ),
        "home": Family(
            ("property_kind",), table("property_kind;living_area:span;bedrooms:span", _TABLES.rows("homes"))
        ),
        "offer": Family(
            ("offer",),
            table("offer;price:money", ("sale=for sale=buy;120000.0..940000.0", "rent=let=lease;620.0..3400.0")),
        ),
        "job": Family(("job_title",), table("job_title;skill", _TABLES.rows("jobs")), whole=True),
    }


def providers() -> dict[str, Make]:
    """Providers of texts beyond those of the families, by role."""
    tags = [entry for theme in families()["document"].themes for entry in theme["tag"]]  # type: ignore[union-attr]
    return {
        "tag": pick(tags),
    }
