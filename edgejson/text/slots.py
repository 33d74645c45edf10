"""Values in the slots of frames, and mentions side by side: what stands there, and what it does to the words around."""

from __future__ import annotations

import re

from edgejson.text.outline import Fact

_OPEN = ('"', "“", "'", "‘")
#: A full stop that ends no sentence: "Inc.", "Dr. Byron", "J. Doe".
_FULL_STOP = re.compile(r"\w{4}\. ")
_ABBREVIATED = re.compile(r"(?:^|[\s(])(?:[A-Z]\w{0,3}|[A-Z](?:\.[A-Z])+|etc|vs|no|approx)\.(?=[\s,)]|$)")


def said(fact: Fact, words: tuple[str, str] | None, before: str) -> str | None:
    """A fact's text in a slot behind `before`; None for what no slot can say (null, empty, booleans without words)."""
    value = fact.value
    if words is not None:
        return words[not value] or None if value is True or value is False else None
    kind = type(value)
    if kind is bool or (not value and kind is not int and kind is not float):
        return None
    text = fact.text
    if kind is not str:
        return text
    if text != value:
        last, comma, first = text.partition(", ")
        return value if comma and f"{first} {last}" == value else text  # commas of names would split the frame
    if before[-1:] in _OPEN:
        return text if '"' not in text else None
    if "\n" in text:
        return None
    if not runs_on(text):
        return text
    return f'"{text}"' if '"' not in text else None


def runs_on(text: str) -> bool:
    """Would a string run into the sentence around it, even in the slot of a frame?"""
    if " " not in text:
        return text[-1] in ",;:!?" or text[0] in ".,;:!?"
    if len(text) > 70 or "; " in text or text[-1] in ",;:!?":
        return True
    if "." not in text:
        return False
    rest = _ABBREVIATED.sub("", text)
    return rest[-1:] == "." or bool(_FULL_STOP.search(rest))


def joined(texts: list[str], spoken: bool = True) -> str:
    """Mentions as people list them, with a separator that stands in none of them; `spoken`: with an "and"."""
    if len(texts) == 1:
        return texts[0]
    held = "\n".join(texts)
    outside = _PARENTHESES.sub("", held)
    if spoken and ", " not in outside and " and " not in outside and "; " not in held:
        return f"{', '.join(texts[:-1])} and {texts[-1]}"
    if "; " not in held:
        return f"{'; '.join(texts[:-1])}; and {texts[-1]}" if spoken else "; ".join(texts)
    return next((sep.join(texts) for sep in (" / ", " | ") if sep.strip() not in held), " || ".join(texts))


_PARENTHESES = re.compile(r"\([^()]*\)")
