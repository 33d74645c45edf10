"""Level 3, placeholders: words that stand where a value or a text should be.

A value is refused for what it is as a whole ("string", "Foo Bar", "xxx"), or for a phrase that no real value
contains ("lorem ipsum", "{{name}}"). Names that only look so ("Foo Fighters", "Bar Harbor", "Jennifer Null",
"Super Bowl XXX") pass: single words inside a longer value decide nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from edgejson.checks.base import Check, Pair, Subject, reason, words_of
from edgejson.records import Reason

#: Values that are a placeholder when they stand alone (lower case).
WHOLE = words_of(
    "string str text value placeholder example sample dummy foo qux quux foobar foo_bar lorem ipsum asdf asdfgh qwerty"
    " todo tbd fixme undefined your_value example_value some_value sample_value default_value test_value"
    " string_value your_string sample_text example_text placeholder_text"
)
#: Metasyntactic words: a value of two or more words, all of them of these, is a placeholder.
METASYNTACTIC = words_of("foo bar baz qux quux corge grault foobar lorem ipsum test dummy placeholder")
#: What a placeholder asks for: "your name here", "<company name>", "[Insert date]".
_ASKED = (
    r"(?:first |last |full |company |product |customer |user |e-?mail |phone |street |order )?"
    r"(?:name|e-?mail|address|phone|number|date|time|company|city|country|title|text|value|id|string|message|username)"
)
#: Phrases that no real value or text contains.
_PHRASES = re.compile(
    r"lorem ipsum|dolor sit amet|consectetur adipiscing"
    rf"|\b(?:insert|enter|add|put|type|fill in) (?:your |the |a |an )?{_ASKED} here\b|\byour {_ASKED} here\b"
    rf"|\[(?:insert|enter|your|add) [^\]]{{1,40}}\]|(?<!\w)<(?:insert|enter|your|add)? ?{_ASKED}>"
    r"|\{\{ ?[a-z_][\w. ]{0,40}\}\}|\$\{[a-z_][\w.]{0,40}\}|%\([a-z_]\w{0,30}\)s|(?<![/\w{])\{[a-z_]\w{0,30}\}(?![}\w])"
    r"|\bx{3,}(?:[-. /]x{2,})+\b"
    r"|\bas an ai (?:language )?model\b",
    re.IGNORECASE,
)
#: Every phrase above has one of these; texts without are let through fast.
_HINT = re.compile(r"[{\[<%]|ipsum|dolor sit|adipiscing| here\b|xx|language model|an ai\b", re.IGNORECASE)
#: Instructions to a model, or a model's words about its answer, that were copied into the text.
_INSTRUCTIONS = re.compile(
    r"\b(?:(?:write|compose|generate|produce|create) (?:a|an|the|one) "
    r"(?:\w+ )?(?:message|text|sentence|paragraph|email|e-mail|note) (?:that|which|with|using|containing|about)\b"
    r"|(?:extract|return|output) (?:the|a|all)\b[^.\n]{0,40}\bjson\b|(?:the )?following (?:json|schema|fields?)\b"
    r"|here(?:'s| is| are) (?:the|a|an|your|my) (?:\w+ )?(?:text|json|sentence|paragraph|output|rewrite)\b"
    r"|expected_output\b|json (?:object|schema)\b)",
    re.IGNORECASE,
)
_INSTRUCTION_HINT = re.compile(
    r"json|here|write|compose|generate|produce|create|expected_output|following", re.IGNORECASE
)
_CROSSES = re.compile(r"[xX]{3,}")
#: A value that is nothing but a slot. In a text, "[Name]" may be how a form prints its labels.
_SLOT = re.compile(rf"\[{_ASKED}\]", re.IGNORECASE)
#: An address made of the words that a form asks for.
_ADDRESS = re.compile(
    r"(?:user(?:name)?|e?mail|name|your[._-]?(?:name|e?mail)|someone|foo|example|test)"
    r"@(?:example|domain|e?mail|test|company|foo|bar|yourdomain)\.[a-z.]+",
    re.IGNORECASE,
)


def compile(subject: Subject) -> Check:
    """A check that yields placeholders among the label's strings and in the text. Enumerated values pass."""
    fields = subject.fields

    def check(pair: Pair) -> Iterator[Reason]:
        for path, value in pair.leaves:
            if value.__class__ is str and value:
                code = code_of(value)
                if code and value not in fields.field(path).enum:
                    yield reason("placeholders", code, path, f"{value[:80]!r} is a placeholder")
        if _HINT.search(pair.text) and (found := _PHRASES.search(pair.text)):
            yield reason("placeholders", "text", (), f"{found[0]!r} in the text is a placeholder")
        asked = _INSTRUCTION_HINT.search(pair.text) and _INSTRUCTIONS.search(pair.text)
        if asked and not _is_stated(asked[0], pair):
            yield reason("placeholders", "instruction", (), f"{asked[0]!r} in the text is meant for a model")

    return check


def code_of(value: str) -> str:
    """Which kind of placeholder a string is: "word", "phrase", or "" for none."""
    if len(value) <= 40:
        if _SLOT.fullmatch(value):
            return "phrase"
        plain = value.strip(" .!?\"'<>[](){}").casefold()
        if plain.replace(" ", "_").replace("-", "_") in WHOLE or _CROSSES.fullmatch(plain) or _ADDRESS.fullmatch(plain):
            return "word"
        words = plain.replace("_", " ").split()
        if len(words) > 1 and words[0] in METASYNTACTIC and all(word in METASYNTACTIC for word in words):
            return "word"
    return "phrase" if _HINT.search(value) and _PHRASES.search(value) else ""


def _is_stated(phrase: str, pair: Pair) -> bool:
    """The phrase is part of a value: a ticket about a "JSON object" says so itself."""
    return any(value.__class__ is str and phrase in value for _, value in pair.leaves)
