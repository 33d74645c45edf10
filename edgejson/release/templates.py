"""The texts of a release: templates beside this module, filled in by jinja2."""

from __future__ import annotations

from functools import cache
from typing import Any

from jinja2 import Environment

from edgejson.pipeline.templates import environment


def filled(template: str, /, **values: Any) -> str:
    """A template with values in its places."""
    return _environment().get_template(template).render(values)


@cache
def _environment() -> Environment:
    found = environment("edgejson.release", keep_trailing_newline=True)
    found.filters |= {"cell": cell, "fenced": fenced}
    return found


def fenced(content: str, language: str) -> str:
    """Content in a code fence that it can't close."""
    fence = "```"
    while fence in content:
        fence += "`"
    return f"{fence}{language}\n{content}\n{fence}"


def cell(text: str) -> str:
    """A text as the cell of a Markdown table."""
    return " ".join(text.split()).replace("|", "\\|").replace("<", "&lt;").replace("`", "'")
