"""What stands where a value should be: the words and phrases of placeholders (used by sampler and checks).

A value is a placeholder for what it is as a whole ("string", "Foo Bar", "xxx"), or for a phrase that no real value
contains ("lorem ipsum", "{{name}}"). Names that only look so ("Foo Fighters", "Bar Harbor", "Jennifer Null",
"Super Bowl XXX") pass: single words inside a longer value decide nothing.
"""

from __future__ import annotations

import re

from edgejson.language.vocabulary import vocabulary

_WORDS = vocabulary("knowledge/placeholders")
#: Values that are a placeholder when they stand alone (lower case).
WHOLE = frozenset(_WORDS.words("whole"))
#: Metasyntactic words: a value of two or more words, all of them of these, is a placeholder.
METASYNTACTIC = frozenset(_WORDS.words("metasyntactic"))
#: What a placeholder asks for: "your name here", "<company name>", "[Insert date]".
_ASKED = rf"(?:{_WORDS.either('whose')} )?{_WORDS.either('asked')}"
#: Phrases that no real value or text contains, in lower case, by a string that stands in each of them.
PHRASES = {
    "ipsum": r"lorem ipsum",
    "dolor sit": r"dolor sit amet",
    "adipiscing": r"consectetur adipiscing",
    " here": rf"\b(?:(?:insert|enter|add|put|type|fill in) (?:your |the |a |an )?|your ){_ASKED} here\b",
    "[": r"\[(?:insert|enter|your|add) (?!and )[^\]]{1,40}\]",  # "[add and 12]": a list of two
    "<": rf"(?<!\w)<(?:insert|enter|your|add)? ?{_ASKED}>",
    "{": r"\{\{ ?[a-z_][\w. ]{0,40}\}\}|\$\{[a-z_][\w.]{0,40}\}|(?<![/\w{])\{[a-z_]\w{0,30}\}(?![}\w])",
    "%(": r"%\([a-z_]\w{0,30}\)s",
    "xxx": r"(?<!\d)(?<!\d[-. /])\bx{3,}(?:[-. /]x{2,})++\b(?![^\n]{0,16}\d)",  # with digits: a card's number, masked
    "language model": r"\bas an ai (?:language )?model\b",
}
_WRITE = (
    r" (?:a|an|the|one) (?:\w+ )?(?:message|text|sentence|paragraph|email|e-mail|note) "
    r"(?:that|which|with|using|containing|about)\b"
)
#: Instructions to a model, or a model's words about its answer, that were copied into the text; likewise.
INSTRUCTIONS = {
    **{verb: rf"\b{verb}{_WRITE}" for verb in ("write", "compose", "generate", "produce", "create")},
    "json": r"\b(?:extract|return|output) (?:the|a|all)\b[^.\n]{0,40}\bjson\b|\bjson (?:object|schema)\b",
    "following": r"\bfollowing (?:json|schema|fields?)\b",
    "here": r"\bhere(?:'s| is| are) (?:the|a|an|your|my) (?:\w+ )?(?:text|json|sentence|paragraph|output|rewrite)\b",
    "expected_output": r"\bexpected_output\b",
}
_COMPILED = {name: re.compile(pattern) for name, pattern in (PHRASES | INSTRUCTIONS).items()}
_CROSSES = re.compile(r"x{3,}")
#: A value that is nothing but a slot. In a text, "[Name]" may be how a form prints its labels.
_SLOT = re.compile(rf"\[{_ASKED}\]")
#: An address made of the words that a form asks for.
_ADDRESS = re.compile(
    r"(?:user(?:name)?|e?mail|name|your[._-]?(?:name|e?mail)|someone|foo|example|test)"
    r"@(?:example|domain|e?mail|test|company|foo|bar|yourdomain)\.[a-z.]+",
)
QUOTES = " .!?\"'<>[](){}"
#: The first letters of whatever may be a placeholder as a whole: other values are let through fast.
BEGINNINGS = {word[:3] for word in (*WHOLE, *METASYNTACTIC, "xxx")} | {"use", "ema", "mai", "nam", "you", "som"}


def find(patterns: dict[str, str], lowered: str) -> str:
    """The first of the patterns' matches in a text in lower case, or ""."""
    for hint in patterns:
        if hint in lowered and (found := _COMPILED[hint].search(lowered)):
            return found[0]
    return ""


def code_of(value: str) -> str:
    """Which kind of placeholder a string is: "word", "phrase", or "" for none."""
    lowered = value.lower()
    if len(lowered) <= 40 and lowered.lstrip(QUOTES)[:3] in BEGINNINGS:
        plain = lowered.strip(QUOTES)
        words = plain.replace("_", " ").replace("-", " ").split()
        if "_".join(words) in WHOLE or (len(words) > 1 and METASYNTACTIC.issuperset(words)):
            return "word"
        if _CROSSES.fullmatch(plain) or _ADDRESS.fullmatch(plain):
            return "word"
    if lowered[0] == "[" and _SLOT.fullmatch(lowered):
        return "phrase"
    return "phrase" if find(PHRASES, lowered) else ""
