"""What the pages have in common: one file each, which loads nothing, runs its own script alone, escapes the data."""

from __future__ import annotations

import base64
import hashlib
import html
import re
from collections.abc import Iterable, Sequence
from importlib import resources
from typing import Any, NamedTuple

import orjson

#: Characters of a value that are shown.
VALUE_CHARS = 400
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]")


class Section(NamedTuple):
    """A part of a page above its records."""

    id: str
    title: str
    content: str  #: HTML


def page(
    template: str, parts: dict[str, str], styles: Sequence[str], scripts: Sequence[str], connect: str = "'none'"
) -> str:
    """A template of this package filled with parts (HTML), styles and scripts (files of this package).

    The policy allows exactly these styles and scripts; `connect` is what the script may ask for ('none', 'self').
    """
    style, script = "".join(map(_file, styles)), "".join(map(_file, scripts))
    policy = (
        f"default-src 'none'; img-src data:; style-src '{_digest(style)}'; script-src '{_digest(script)}'; "
        f"connect-src {connect}; base-uri 'none'; form-action 'none'"
    )
    filled = {**parts, "policy": policy, "style": style, "script": script}
    return re.sub(r"\{\{(\w+)\}\}", lambda place: filled[place[1]], _file(template))


def browser(
    title: str, about: str, shown: str, sections: Iterable[Section], records: Sequence[dict[str, Any]], stamp: str = ""
) -> str:
    """The page to look at records with (`view.view` of each), below some sections.

    With a `stamp` it is loaded again as soon as its server's stamp is another one.
    """
    held = [each for each in sections if each.content]
    parts = {
        "title": escaped(title),
        "about": escaped(about, len(about)),
        "shown": escaped(shown, len(shown)),
        "stamp": escaped(stamp),
        "links": " ".join(f'<a href="#{each.id}">{escaped(each.title)}</a>' for each in held),
        "sections": "".join(
            f'<section id="{each.id}"><h2>{escaped(each.title)}</h2>{each.content}</section>' for each in held
        ),
        "data": _inert({"records": records}),
    }
    scripts = ("app.js", "reload.js") if stamp else ("app.js",)
    return page("template.html", parts, ("style.css",), scripts, "'self'" if stamp else "'none'")


def escaped(said: str, most: int = VALUE_CHARS) -> str:
    """A string as HTML: escaped, cut, with pictures for control characters."""
    cut = said if len(said) <= most else f"{said[:most]}…"
    return html.escape(_CONTROL.sub(lambda one: f"\\u{ord(one[0]):04x}", cut))


def _file(name: str) -> str:
    return resources.files("edgejson.report").joinpath(name).read_text(encoding="utf-8")


def _digest(content: str) -> str:
    """The source expression of Content Security Policy that allows this content and no other."""
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()


def _inert(data: Any) -> str:
    """Data as JSON that can stand in an HTML script element: no "<", ">", "&", so no tag, comment or entity."""
    text = orjson.dumps(data).decode()
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
