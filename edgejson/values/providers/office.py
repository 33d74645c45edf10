"""Work: tickets, meetings, documents, reviews, departments, postings."""

from __future__ import annotations

from functools import lru_cache

from edgejson.language.vocabulary import vocabulary
from edgejson.values.providers.templates import Make, pick
from edgejson.values.providers.themes import Family, Span, table

_TABLES = vocabulary("values/providers/office")
_DISHES = "cuisine;dish;ingredient;dish_prep_minutes;dish_cook_minutes;cooking_step"


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
        "dish": Family(("cuisine",), table(_DISHES, _TABLES.rows("dishes")), whole=True),
        "ingredient": Family(
            ("ingredient", "ingredient_unit"),
            table("ingredient;ingredient_unit;ingredient_amount", _TABLES.rows("ingredients")),
        ),
        "home": Family(
            ("property_kind",), table("property_kind;living_area:span;bedrooms:span", _TABLES.rows("homes"))
        ),
        "offer": Family(
            ("offer",),
            (
                {"offer": ("sale=for sale=buy",), "price": Span(165_000, 940_000, -3)},
                {"offer": ("rent=let=lease",), "price": Span(720, 2900, -1)},
            ),
        ),
        "job": Family(("job_title",), table("job_title;skill", _TABLES.rows("jobs")), whole=True),
    }


def providers() -> dict[str, Make]:
    """Providers of texts beyond those of the families, by role."""
    tags = [entry for theme in families()["document"].themes for entry in theme["tag"]]  # type: ignore[union-attr]
    return {
        "tag": pick(tags),
    }
