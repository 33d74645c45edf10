"""What the pages have in common: one file each, which loads nothing, runs its own script alone, escapes the data.

Their HTML stands in templates beside this module. Whatever a template prints is escaped, but for what is HTML already
(Markup): what `part` gives, and pictures.
"""

from __future__ import annotations

import base64
import hashlib
import html
import re
from collections.abc import Iterable, Sequence
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

import orjson
from jinja2 import Environment
from markupsafe import Markup

from edgejson.pipeline.templates import environment

#: Characters of a value that are shown.
VALUE_CHARS = 400
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]")


class Section(NamedTuple):
    """A part of a page above its records."""

    id: str
    title: str
    content: Markup


def page(
    template: str, styles: Sequence[str], scripts: Sequence[str], connect: str = "'none'", stamp: str = "", **parts: Any
) -> str:
    """A template of this package filled with parts, styles and scripts (files of this package).

    The policy allows exactly these styles and scripts; `connect` is what the script may ask for ('none', 'self').
    """
    style, script = "".join(map(_file, styles)), "".join(map(_file, scripts))
    policy = (
        f"default-src 'none'; img-src data:; style-src '{_digest(style)}'; script-src '{_digest(script)}'; "
        f"connect-src {connect}; base-uri 'none'; form-action 'none'"
    )
    ours = {"policy": Markup(policy), "style": Markup(style), "script": Markup(script), "stamp": stamp}
    return _templates().get_template(template).render(**parts, **ours)


def browser(
    title: str, about: str, shown: str, sections: Iterable[Section], records: Sequence[dict[str, Any]], stamp: str = ""
) -> str:
    """The page to look at records with (`view.view` of each), below some sections.

    With a `stamp` it is loaded again as soon as its server's stamp is another one.
    """
    scripts, connect = (("app.js", "reload.js"), "'self'") if stamp else (("app.js",), "'none'")
    parts = {"title": title, "about": about, "shown": shown, "sections": list(sections), "records": records}
    return page("browser.html", ("style.css",), scripts, connect, stamp, **parts)


def part(name: str, *values: Any) -> Markup:
    """A part of a page: a macro of parts.html, filled."""
    return Markup(getattr(_templates().get_template("parts.html").module, name)(*values))


@cache
def _templates() -> Environment:
    found = environment("edgejson.report", autoescape=True, finalize=_escaped)
    found.filters |= {"cut": _cut, "compact": _compact, "inert": _inert}
    return found


def _escaped(said: Any) -> Markup:
    """What a template prints as HTML: escaped, with pictures for control characters."""
    if isinstance(said, Markup):
        return said
    return Markup(html.escape(_CONTROL.sub(lambda one: f"\\u{ord(one[0]):04x}", str(said))))


def _cut(said: str, most: int = VALUE_CHARS) -> str:
    return said if len(said) <= most else f"{said[:most]}…"


def _compact(value: Any) -> str:
    return orjson.dumps(value).decode()


def _inert(records: Any) -> Markup:
    """Records as JSON that can stand in an HTML script element: no "<", ">", "&", so no tag, comment or entity."""
    text = orjson.dumps({"records": records}).decode()
    return Markup(text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))


def _file(name: str) -> str:
    return resources.files("edgejson.report").joinpath(name).read_text(encoding="utf-8")


def _digest(content: str) -> str:
    """The source expression of Content Security Policy that allows this content and no other."""
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
