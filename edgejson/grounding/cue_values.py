"""What stands beside a cue: a value that would fit its field, from the text alone."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property
from typing import Any, NamedTuple

from edgejson.forms.kinds import NUMBERS, OPEN
from edgejson.forms.words import NULLS_READ, enum_forms
from edgejson.grounding.binding import ABBREVIATIONS, Bound
from edgejson.grounding.candidates import Leaf
from edgejson.grounding.cue_parts import ROOT, Occurrence, Target, words_of
from edgejson.grounding.cues import NAME, PHRASE
from edgejson.grounding.gaps import behind, distance
from edgejson.grounding.lexicon import GLUE, PREPOSITIONS
from edgejson.grounding.rows import Rows
from edgejson.language.names import in_words, singular
from edgejson.schema.ecma import finder, runs_away

_LISTED = ("number", "time", "date", "datetime", "phone", "email", "url")
TYPED = frozenset(_LISTED) | NUMBERS

_NULL_WORDS = (*NULLS_READ, "empty", "left", "yet", "still", "given", "known", "unclear", "open")
_NULL = re.compile(
    "(?:" + "|".join(re.escape(word) for word in sorted(_NULL_WORDS, key=len, reverse=True)) + r")(?![^\W_])"
)
#: Between a label and its value in a form, a receipt, key-value lines.
LAYOUT = re.compile(r"[ \t)]*(?:[:=|>_\t*\]-]+|\.{2,}|(?:\.? +\.){2,} *\.?| {3,}|[:.]?\n(?:[ \t]+|> ?))[ \t>_=\"“`*]*$")
_START = re.compile(r"(?:[\s:=>\"'“‘`(\[\])*_|.~-]|\\\\(?=\"))*")
_ARTICLE = re.compile(r"^(?:the|an?) (?=[^\W_])")
_VALUE = re.compile(r"[^\n|;,!?\"”]{1,60}")
#: A value that stands so far behind a cue has other words than glue ahead of it, see `distance`.
_OTHER_WORDS = 1.6
#: Behind a cue in a sentence a word with these is no common one.
_SPECIAL = re.compile(r"[\d_@/]|[^\W\d_][-.][^\W\d_]")


#: Behind a name: what belongs to it has a name of its own; the end of a line of HTML.
_NO_VALUE = re.compile(r"['’]s |\s*<(?:/|br\b)")
#: A blank line, in a quoted mail too.
_PARAGRAPH = re.compile(r"\n[ \t>]*\n")
#: A line with a time or a label of its own.
_HEADED = re.compile(r"\d|\S+:(?:\s|\Z)")
#: No common word has one of these.
_UNCOMMON = re.compile(r"[\dA-Z]")
_COPULA = re.compile(r"(?:(?:is|are|was|were)(?: set to| recorded as)?|set to|recorded as) ")
#: A reference without a host behind a name: "whose page is /v3/customers".
_PATH = re.compile(r"[ .:=|\t]+(?:(?:is|are) )?((?:/[\w~-]+(?:\.\w+)*)+)")
#: A value's own full stop, behind a label's mark.
_DOTTED = re.compile(r"[:=>|] ?\.$")
_DIGIT = re.compile(r"\d")
#: A word with the marks inside it.
_CHUNK = re.compile(r"[^\s,;\"“”|]*[^\s,;\"“”|.:!?)]")
BULLET = re.compile(r"[ \t>]*[-*•–+] |[ \t]*> ")
#: Words ahead of a field's name that say the record has it: "has the price", "and the price".
_HAVING = re.compile(r"(?i)\b(?:has|have|with|and|lists?|uses?) (?:the|an?) $")
#: And those that ask for "is" behind it: "whose price is", "the second item's price is".
_OWNING = re.compile(r"(?i)(?:\bwhose|\bits|\btheir|[^\W\d_]['’]s|s['’]|(?:\A|[\n.:;,] ?|\band )the) \"?$")
_BOOLEAN = re.compile(
    r"(?:(?:is |are |set to )?(?:yes|no|true|false|enabled|disabled|turned o(?:n|ff))"
    r"|(?:is|are) o(?:n|ff)(?= *(?:[.,;\n\\]|\Z)| and (?!o(?:n|ff)\b)))(?![^\W_])"
)
#: "[Language 1]", "reading 2:": a heading that counts the items of a list.
_NUMBERED = re.compile(r"(?: |\s*\[)\d{1,2}(?=[\]:]| *(?:\n|\Z))")


class Token(NamedTuple):
    """A value of a kind that can be told from the text alone."""

    kind: str
    value: Any
    start: int
    end: int


def is_null(said: str) -> bool:
    """Do some words say that there is no value?"""
    return _NULL.match(said.lower()) is not None


class Besides:
    """Values beside the cues of one text."""

    def __init__(self, bound: Bound, leaves: Sequence[Leaf] = ()) -> None:
        self.bound = bound
        self.leaves = leaves

    @cached_property
    def _rows(self) -> Rows:
        return Rows(self.bound, self.leaves)

    @cached_property
    def _tokens(self) -> list[Token]:
        """Typed values, the longest at each start."""
        found: dict[int, Token] = {}
        for kind in _LISTED:
            for value, start, end in self.bound.reading.values(kind):
                known = found.get(start)
                if known is None or end > known.end:
                    found[start] = Token(kind, value, start, end)
        for each in self.bound.scaled:
            found.pop(each.most.start, None)
            found[each.place.start] = Token("number", each.value, each.place.start, each.place.end)
        return [found[start] for start in sorted(found)]

    @cached_property
    def _starts(self) -> list[int]:
        return [token.start for token in self._tokens]

    def following(self, cue: Occurrence, target: Target, score: float) -> tuple[int, Any]:
        """Where the value behind a cue starts (-1: none), and the value where it fits the field, else None."""
        lowered = self.bound.lowered
        if (target.scalars or _counts_items(target)) and _NUMBERED.match(lowered, cue.end):
            return -1, None  # the heading of an item
        if target.kind == "url" and not target.annotated and (path := _PATH.match(self.bound.reading.text, cue.end)):
            return path.start(1), path[1]
        if target.kind in TYPED:
            index = bisect_left(self._starts, cue.end)
            if index == len(self._starts) or self._starts[index] > cue.end + 80:
                return -1, None
            token = self._tokens[index]
            far = distance(lowered[cue.end : token.start])
            if not target.annotated and (far is None or far >= _OTHER_WORDS):
                return -1, None  # it stands beside other words
            good = far is not None and far < 0.35 and _fits(token, target)
            return token.start, token.value if good else None
        start = _START.match(lowered, cue.end).end()  # type: ignore[union-attr]
        if target.field.enum and target.kind != "boolean":
            copula = None if target.annotated else _COPULA.match(lowered, start)
            return start, enum_at(lowered, copula.end() if copula else start, target)
        if target.kind == "boolean":
            said = _BOOLEAN.match(lowered, start)
            return start, said.group() if said else self._flagged(cue, target)
        if target.kind in OPEN or target.kind == "currency":
            return start, self._string(cue, start, target, score)
        return start, None

    def _flagged(self, cue: Occurrence, target: Target) -> str | None:
        """What a part of a row says of a boolean: "true" by its name alone, or other words that it may have."""
        if target.annotated:
            return None
        if "string" in target.field.types and (said := self._rows.value(cue)):
            return said
        return "true" if self._rows.is_alone(cue) else None

    def in_row(self, cue: Occurrence) -> bool:
        """Does a value stand right behind a name, in a line of such pairs?"""
        return self._rows.value(cue) is not None

    def words_behind(self, cue: Occurrence, target: Target) -> tuple[int, str | None]:
        """Where the words behind the name of a list or object start, and the words where they look like a value."""
        start = _START.match(self.bound.lowered, cue.end).end()  # type: ignore[union-attr]
        return start, None if self._is_cue(start) else self._string(cue, start, target, NAME)

    def preceding(self, cue: Occurrence, target: Target) -> tuple[int, Any]:
        """Where the typed value ahead of a cue starts (-1: none), and the value where it fits the field, else None."""
        if target.field.enum and target.kind not in TYPED:
            return _enum_before(self.bound.lowered, cue.start, target)
        index = bisect_left(self._starts, cue.start) - 1
        if index < 0 or target.kind not in TYPED:
            return -1, None
        token = self._tokens[index]
        if cue.start - token.end > 30:
            return -1, None
        gap = self.bound.lowered[token.end : cue.start]
        good = behind(gap) is not None and "\n" not in gap and _fits(token, target)
        return token.start, token.value if good else None

    def _string(self, cue: Occurrence, start: int, target: Target, score: float) -> str | None:
        """A string behind a cue, where it looks like a value: on a form's line, in quotes, in capitals, uncommon."""
        text = self.bound.reading.text
        if target.field.pattern and _DOTTED.search(text, cue.end, start):
            start -= 1
        gap = _gap(cue, text[cue.end : start])
        if not target.annotated and (copula := _COPULA.match(text, start)):
            start = _START.match(text, copula.end()).end()  # type: ignore[union-attr]
            gap += text[copula.end() : start]
        if ROOT in cue.entry.scopes and self._is_cue(start):
            return None  # a heading that a field is called by too: "Metadata: metadata x7"
        match = _VALUE.match(text, start)
        if match is None or _NO_VALUE.match(text, cue.end):
            return None
        said = match.group().strip()
        if not said or is_null(said):
            return None
        label = gap == ": " and text[max(0, cue.start - 2) : cue.start] in ("; ", "| ")
        label = label or (not target.annotated and score >= NAME and gap == " " and self._is_bulleted(cue))
        if label and said.split()[0].lower() in PREPOSITIONS:
            return None  # "- ticket no of 2": the words of another kind of field
        layout = label or (LAYOUT.match(gap) is not None and self.bound.heads_line(cue.start))
        quoted = '"' in gap or "“" in gap
        if not layout and (_PARAGRAPH.search(gap) or "." in gap.strip() or ("\n" in gap and _HEADED.match(said))):
            return None
        if target.field.pattern and (only := self._matching(cue, start, target, score, layout or quoted)):
            return only
        if target.field.pattern and not target.field.types - {"string", "null"}:
            return None
        if layout or quoted:
            return None if ROOT in cue.entry.scopes or self._names_record(said) else said
        return self._in_sentence(cue, start, target, score, said, gap)

    def _in_sentence(
        self, cue: Occurrence, start: int, target: Target, score: float, said: str, gap: str
    ) -> str | None:
        """Words behind a cue, where they look like a value though nothing marks them as one."""
        first = (_ARTICLE.sub("", said) if self._says(cue, score) else said).split()[0]
        if first.lower() in GLUE or self._is_cue(start):
            return None
        if row := None if target.annotated or score < NAME else self._rows.value(cue):
            return row
        if score < PHRASE:
            # where the cue has a capital too, it is a heading
            capital = first[0].isupper() and self.bound.reading.text[cue.start].islower()
            tells = (
                capital
                or self._is_had(cue, target, score)
                or _DIGIT.search(first)
                or _SPECIAL.search(first)
                or gap.strip(" ") in (":", "=")
            )
            named = (
                not target.annotated
                and score >= NAME
                and not set(cue.entry.words).isdisjoint(words_of(target.field.words))
            )
            return said if tells and named else None
        if first[0].isupper() or first[0].isdigit() or _SPECIAL.search(first) or len(cue.entry.words) > 1:
            return said
        return None

    def _matching(self, cue: Occurrence, start: int, target: Target, score: float, marked: bool) -> str | None:
        """A match of the field's pattern behind a cue, where it is more than a word of the sentence.

        That is told by layout or quotation marks (`marked`), by its characters, or by the cue.
        """
        found = _match(target.field.pattern, self.bound.reading.text, start)
        if found is None or marked or _UNCOMMON.search(found):
            return found
        told = found not in GLUE and (self._says(cue, score) or self._is_had(cue, target, score))
        told = told or (not target.annotated and score >= NAME and self._rows.value(cue) == found)
        return found if told else None

    def _names_record(self, said: str) -> bool:
        """Are some words no value, but what the record is called: "Notes: order"?"""
        entry = self.bound.cues.lookup(said)
        return entry is not None and ROOT in entry.scopes

    def _is_bulleted(self, cue: Occurrence) -> bool:
        """Is the cue what a bulleted line begins with?"""
        text = self.bound.reading.text
        return BULLET.fullmatch(text, text.rfind("\n", 0, cue.start) + 1, cue.start) is not None

    def _is_had(self, cue: Occurrence, target: Target, score: float) -> bool:
        """Do the words ahead of a field's name say that the record has it?"""
        text = self.bound.reading.text
        if target.annotated or score < NAME:
            return False
        low = max(0, cue.start - 20)
        if _COPULA.match(text, cue.end + 1 + (text[cue.end : cue.end + 1] == '"')) is not None:
            return _OWNING.search(text, low, cue.start) is not None
        return _HAVING.search(text, low, cue.start) is not None

    def _says(self, cue: Occurrence, score: float) -> bool:
        """Is a cue a phrase that a value must follow: of several words, or behind "is"?"""
        if score < PHRASE:
            return False
        return len(cue.entry.words) > 1 or self.bound.lowered.endswith((" is ", " was ", "'s "), 0, cue.start)

    def _is_cue(self, place: int) -> bool:
        starts = self.bound.starts
        index = bisect_left(starts, place)
        return index < len(starts) and starts[index] == place


def _counts_items(target: Target) -> bool:
    """Is a field in a list called as the list's items are: "item 2: item=standard"?"""
    if not target.listed or target.annotated:
        return False
    return target.field.words in {"item", *(singular(in_words(step)) for step in target.path[:-1] if step != "*")}


def _gap(cue: Occurrence, gap: str) -> str:
    """What stands between a cue and its value, without the full stop of "no."."""
    return gap.removeprefix(".") if cue.entry.words[-1] in ABBREVIATIONS else gap


def _fits(token: Token, target: Target) -> bool:
    if token.kind == "number" and target.kind == "phone":
        return bool(10**6 <= token.value < 10**15)  # written without spaces
    if token.kind == "number":
        return target.kind in NUMBERS and _possible(token.value, target)
    return token.kind == target.kind


def _possible(value: float, target: Target) -> bool:
    """Could a number be the field's, by its type and bounds?"""
    if target.kind == "integer" and value != int(value):
        return False
    bounds = {key: schema[key] for schema in target.field.schemas for key in ("minimum", "maximum") if key in schema}
    if target.field.unit_factors or target.kind == "fraction":
        return True  # it may be given in another unit
    return bool(bounds.get("minimum", value) <= value <= bounds.get("maximum", value))


def enum_at(lowered: str, start: int, target: Target) -> Any:
    """The enum value that is said at a place, or None."""
    for article in ("", "the ", "a ", "an "):
        if lowered.startswith(article, start):
            at = start + len(article)
            for value in target.field.enum:
                for form in enum_forms(value, target.field):
                    if (
                        lowered.startswith(form.lower(), at)
                        and not lowered[at + len(form) : at + len(form) + 1].isalnum()
                    ):
                        return value
    return None


def _enum_before(lowered: str, end: int, target: Target) -> tuple[int, Any]:
    """Where the enum value that is said directly ahead of a place starts, and the value."""
    ahead = lowered[max(0, end - 60) : end].rstrip(" -\"'")
    for value in target.field.enum:
        for form in enum_forms(value, target.field):
            if ahead.endswith(form.lower()) and not ahead[: -len(form)][-1:].isalnum():
                return max(0, end - 60) + len(ahead) - len(form), value
    return -1, None


def _match(pattern: str, text: str, start: int) -> str | None:
    """What a pattern matches at a place: a whole word, where it may match inside one."""
    try:
        if runs_away(pattern):
            found = _CHUNK.match(text, start)
            return found.group() if found and finder(pattern)(found.group()) else None
        found = re.compile(pattern.strip("^$")).match(text, start) if pattern.startswith("^") else None
        if not found and (pattern[0] != "^" or "|" in pattern):
            found = _CHUNK.match(text, start)
            found = found if found and re.search(pattern, found.group()) else None
    except re.error:  # ECMA-262 syntax that Python lacks
        return None
    return found.group() if found and found.group() else None
