"""Sentences of one example with the ending of another: "open the blinds" and "turn on the fan for 30 minutes".

Where nobody said a property in a sentence of its own, a text that lacks it could not say it; so the part that says it
elsewhere is put behind its longest sentence, to be left out where a record lacks the property.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TypeAlias

from edgejson.annotating.gathering import Gathered, composed, tells
from edgejson.forms.kinds import DAYS, TIMES, kind_of
from edgejson.grounding import lexicon
from edgejson.grounding.inexact import stem
from edgejson.grounding.measures import is_unit
from edgejson.language.nouns import PREPOSITIONS
from edgejson.language.vocabulary import vocabulary
from edgejson.schema.fields import FieldMap
from edgejson.schema.frames import Frame, Slot, parse
from edgejson.schema.texts import units
from edgejson.text.frame_writing import GREETING
from edgejson.text.pronouns import turned

_PART = re.compile(r"\[[^\[\]]*\]")
#: What may stand behind a slot where a part is put: the end, a mark, or words that go on from there.
_PAUSE = rf"$|[.,;:!?)]| (?:and|or|but|so|{'|'.join(sorted(PREPOSITIONS))})\b"
#: A part, and the property whose slot stood ahead of it; "" where other words did.
_Part: TypeAlias = tuple[str, str]
_SLOT_AHEAD = re.compile(r"\{([^{}?=]+)[^{}]*\}$")
#: Texts that one text becomes, at most.
_WAYS = 3
_SLOTS = re.compile(r"(\{[^{}]*\})")
_END_MARK = re.compile(r"(?:,? please)?[.!?]*$")
#: Parts that suit any sentence: behind a comma or a preposition.
_FITS = re.compile(rf"\[(?:, |(?: )(?:{'|'.join(sorted(PREPOSITIONS))}) )(?!and |so )")
#: The comma behind an insertion, ", near {near}, is": at the end nothing follows it.
_INSERTED = re.compile(r",\]$")
#: What may follow on the place where a part is put in: marks, and a word or two behind a comma ("..., please.").
_END = re.compile(r"(?:,? (?:please|thanks|thank you))?[.!?]*$")


def crossed(gathered: Gathered, fields: FieldMap) -> Gathered:
    """The frames with parts of others behind them."""
    parts = _parts(gathered, fields)
    found = Gathered(dict(gathered.sentences), {}, gathered.mentions)
    for source, seen in _clauses(gathered.sentences).items():
        found.sentences.setdefault(source, set()).update(seen)
    for number, (text, seen) in enumerate(gathered.texts.items()):
        held = units(text)
        framed = [at for at, (said, _) in enumerate(held) if "{" in said]
        at = max(framed, key=lambda place: len(parse(held[place][0]).paths))
        said, gap = held[at]
        elsewhere = {name for place in framed if place != at for name in _names(parse(held[place][0]))}
        others = _bodies(said, gathered.sentences) if len(framed) == 1 else []
        for turn in range(_WAYS):
            body = others[(number + turn) % len(others)] if turn and others else said
            left = [name for name in parts if name not in elsewhere | _names(parse(body))]
            made = _longer(body, [parts[name][(number + turn) % len(parts[name])] for name in _turned(left, turn)])
            found.texts.setdefault(composed([*held[:at], (made, gap), *held[at + 1 :]]), set()).update(seen)
            if tells(parse(made)):
                found.sentences.setdefault(made, set()).update(seen)
            if made != said and body == said:
                found.sentences.pop(said, None)
    for text, seen in _reframed(found.texts).items():
        found.texts.setdefault(text, set()).update(seen)
    for source, seen in list(found.sentences.items()):
        if other := turned(source):  # the author's text is about one person, this sentence was about another
            found.sentences.setdefault(other, set()).update(seen)
    return found


def _reframed(texts: dict[str, set[int]]) -> dict[str, set[int]]:
    """Texts with the beginning and the ending of others that have the same values there."""
    parts = [(_apart(text), seen) for text, seen in texts.items()]
    found: dict[str, set[int]] = {}
    for number, ((lead, body, tail), seen) in enumerate(parts):
        others = [each for each, _ in (*parts[number + 1 :], *parts[:number])]
        leads = [other for other, _, _ in others if other != lead and _gap(other) in ("", _gap(lead) or _gap(other))]
        tails = [other for _, _, other in others if other != tail and _holes(other) == _holes(tail)]
        if body and GREETING.match(body[0][0]):
            leads = []  # nobody greets twice
        if body and (leads or tails):
            gap = body[-1][0], max(body[-1][1], "\n\n" if tails and not tail else "")
            made = composed([*(leads[0] if leads else lead), *body[:-1], gap, *(tails[0] if tails else tail)])
            if made not in texts:
                found.setdefault(made, set()).update(seen)
    return found


#: Units of a text, each with the white space behind it.
_Units = list[tuple[str, str]]


def _apart(text: str) -> tuple[_Units, _Units, _Units]:
    """A text's units that say no value, ahead of all others; those between; and those behind, with bare values."""
    held = units(text)
    start = next((at for at, (said, _) in enumerate(held) if "{" in said), len(held))
    end = len(held)
    while end > start and not re.search(r"\w", re.sub(r"\{[^{}]*\}", "", held[end - 1][0]).replace("\n", "")):
        end -= 1
    while end > start and "{" not in held[end - 1][0]:
        end -= 1
    return held[:start], held[start:end], held[end:]


def _gap(lead: _Units) -> str:
    return lead[-1][1] if lead else ""


def _holes(tail: _Units) -> list[str]:
    return [slot for said, _ in tail for slot in re.findall(r"\{[^{}]*\}", said)]


def _clauses(sentences: dict[str, set[int]]) -> dict[str, set[int]]:
    """Booleans that parts of sentences say in clauses of their own, as sentences: "Children are welcome."."""
    if not any(source[:1].isupper() and source.endswith(".") for source in sentences):
        return {}
    found: dict[str, set[int]] = {}
    for source, seen in sentences.items():
        for part in _PART.findall(source):
            for slot in (piece for segment in parse(part).segments for piece in segment.pieces):
                if not isinstance(slot, Slot) or slot.words is None:
                    continue
                for side, words in zip((True, False), slot.words, strict=True):
                    if _CLAUSE.match(words):
                        said = words[0].upper() + words[1:]
                        name = ".".join(slot.path)
                        frame = f"{{{name}?{said}|}}." if side else f"{{{name}?|{said}}}."
                        found.setdefault(frame, set()).update(seen)
    return found


#: Somebody or something, and what is said of it.
_CLAUSE = re.compile(rf"(?:\w+ ){{1,2}}(?:{'|'.join(vocabulary('language/en/clauses').words('verbs of a clause'))})\b")


def _turned(names: list[str], turn: int) -> list[str]:
    return names[turn % len(names) :] + names[: turn % len(names)] if names else names


def _bodies(said: str, sentences: Iterable[str]) -> list[str]:
    """A sentence's words up to its first slot, with the rest of others that go on as it does.

    For texts of one sentence: "could you {action} the" with "{device} at {time}".
    """
    mine = _SLOTS.split(said, 2)
    if len(mine) < 5:
        return []
    head, first, between, *_ = mine
    end = _END_MARK.search(said)
    assert end is not None
    found = []
    for other in sentences:
        theirs = _SLOTS.split(other, 1)
        if other != said and len(theirs) == 3 and theirs[1] == first and theirs[2].startswith(between):
            body = _END_MARK.sub("", theirs[2])
            made = f"{head}{first}{body}{end[0]}"
            if made != other and all(_names(parse(made)) >= {path[0]} for path in parse(said).required):
                found.append(made)
    return sorted(set(found))


def _parts(gathered: Gathered, fields: FieldMap) -> dict[str, list[_Part]]:
    """Of properties that no sentence says alone: the parts that say them, those that follow a word first."""
    frames = [parse(source) for source in gathered.sentences]
    alone = _said_alone(frames)
    found: dict[str, set[_Part]] = {}
    for source in gathered.sentences:
        for place in _PART.finditer(source):
            names = _names(parse(place[0]))
            part = _INSERTED.sub("]", place[0])
            ahead = _SLOT_AHEAD.search(source, 0, place.start())
            is_free = len(names) == 1 and not names & alone and not fields.field(tuple(names)).required
            if is_free and _FITS.match(part) and _speaks_for_itself(part, fields):
                found.setdefault(next(iter(names)), set()).add((part, ahead[1] if ahead else ""))
    return {name: sorted(parts, key=lambda part: (part[0].startswith("[,"), part)) for name, parts in found.items()}


def _speaks_for_itself(part: str, fields: FieldMap) -> bool:
    """Is a part clear behind any words: "on {date}", "for {nights} nights"? "{pain} out of 10" and "with {glazes} only"
    lean on their own sentence.
    """
    (slot, *others) = (piece for segment in parse(part).segments for piece in segment.pieces if isinstance(piece, Slot))
    field = fields.field(slot.path)
    named = set(map(stem, field.words.split()))
    if slot.words is not None:
        return not others and bool(named & set(map(stem, re.findall(r"[a-z]+", " ".join(slot.words).lower()))))
    said = _COUNTED.sub("", part) if "integer" in field.types else part
    words = re.findall(r"[a-z]+", re.sub(r"\{[^{}]*\}", " ", said).lower())
    if any(word not in _SMALL and stem(word) not in named and not is_unit(word) for word in words):
        return False
    kind = kind_of(field)
    return bool(words) or bool(re.search(r"[$€£¥]", part)) or bool(field.enum) or kind in DAYS or kind in TIMES


#: The noun behind a number: "{guests} people".
_COUNTED = re.compile(r"(?<=\}) (?:\([^()|]*\|[^()]*\)|[a-z]+s\b|people\b)")
_SMALL = lexicon.GLUE | lexicon.PREPOSITIONS | PREPOSITIONS | {"a", "an", "the", "please", "thanks"}


def _said_alone(frames: list[Frame]) -> set[str]:
    """Properties that sentences of their own say; booleans, both true and false."""
    found: set[str] = set()
    sides: dict[str, set[bool]] = {}
    for frame in frames:
        if len(frame.paths) == 1:
            (name, *_), slot = frame.paths[0], next(p for s in frame.segments for p in s.pieces if isinstance(p, Slot))
            if slot.words is None:
                found.add(name)
            else:
                sides.setdefault(name, set()).update(
                    side for side, said in zip((True, False), slot.words, strict=True) if said
                )
    return found | {name for name, said in sides.items() if len(said) == 2}


def _names(frame: Frame) -> set[str]:
    return {path[0] for path in frame.paths}


def _longer(said: str, parts: list[_Part]) -> str:
    """A sentence with parts behind its last slot; as it is where other words stand there.

    One that followed a slot that the sentence has, too, stands behind that one: "with {flight} on {date} and ...".
    """
    end = max(said.rfind("}"), said.rfind("]"), said.rfind(")")) + 1
    if not parts or "\n" in said or not _END.match(said, end) or said.rfind("}") < 0:
        return said
    bare = _PART.sub(lambda found: " " * len(found[0]), said[:end])
    last: list[str] = []
    placed: list[tuple[int, str]] = []
    for part, ahead in parts:
        anchor = re.search(rf"\{{{re.escape(ahead)}(?:[?=.][^{{}}]*)?\}}(?={_PAUSE})", bare) if ahead else None
        if anchor is None or part.startswith("[,"):
            last.append(part)
        else:
            placed.append((anchor.end(), part))
    out = said[:end] + "".join(sorted(last, key=lambda part: part.startswith("[,")))
    for place, part in sorted(placed, reverse=True):
        out = out[:place] + part + out[place:]
    return out + said[end:]
