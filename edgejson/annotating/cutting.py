"""Values cut out of a text: what is left, with slots, is the source of a text frame and of mentions of list items."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, TypeAlias

from edgejson.annotating.spans import Span
from edgejson.language.names import singular
from edgejson.schema.fields import Path, pattern_of
from edgejson.schema.instances import at

#: A slot with the value that stood there: its property, the value, and the words where these are others.
VALUED = re.compile(r"\{([^{}=?]+)=([^{}|;]*)(?:\|([^{};]*))?\}")
#: Stands in a source where nothing can be learned.
LOST = "\x01"
#: What stands between two items of a list.
_BETWEEN = re.compile(
    r"\s*(?:\n[ \t]*(?:[-*•–>+](?=[ \t])|\d+[.)])?[ \t]*|(?:[,;/|+&]|(?<!\w)(?:and|plus|as well as)(?!\w))[ \t]*)+"
)
_SPECIAL = re.compile(r"[{}\[\]|\x00-\x08]")
#: What can't stand in a slot for one value.
_MARKED = re.compile(r"[{}\[\]()|?=;\n\x00-\x08]|\.\.\.")
_NAME = re.compile(r"[\w -]+")
#: Longest words of an item ahead of its first value, in letters.
_LONGEST_HEAD = 12
#: Separators that a writer chooses himself.
_USUAL = (", ", "; ", " and ")


#: What stands ahead of the items of a list and behind them: the items' path, the words.
Edge: TypeAlias = tuple[tuple[str, ...], str, str]


@dataclass(slots=True)
class Cut:
    """A text with slots for its values."""

    source: str  #: LOST stands where nothing can be learned
    mentions: list[tuple[tuple[str, ...], str]] = field(default_factory=list)  #: path of list items -> how one is said
    edges: set[Edge] = field(default_factory=set)  #: of lists with several items
    known: frozenset[Edge] = frozenset()  #: edges that are looked for around a single item


@dataclass(frozen=True, slots=True)
class _Hole:
    """A stretch of the text and the slot that takes its place."""

    start: int
    end: int
    slot: str


def cut(text: str, label: Any, spans: list[Span], known: frozenset[Edge]) -> Cut:
    """The text with slots in place of its values; `known` is what stands around the items of lists elsewhere."""
    found = Cut("", known=known)
    found.source = _filled(text, 0, len(text), _holes(text, label, spans, (), found))
    return found


def _holes(text: str, label: Any, spans: list[Span], base: Path, found: Cut) -> list[_Hole]:
    """The slots of an object's values; `base` is the object's path. Mentions of list items go to `found`."""
    holes: list[_Hole] = []
    groups: dict[Path, list[Span]] = {}
    for span in spans:
        rest = span.path[len(base) :]
        indexed = next((at for at, step in enumerate(rest) if isinstance(step, int)), None)
        if span.lost:
            holes.append(_Hole(span.start, span.end, LOST))
        elif indexed is None:
            said = text[span.start : span.end]
            holes.append(_Hole(span.start, span.end, _slot(rest, span.value, said)))
        else:
            groups.setdefault(rest[:indexed], []).append(span)
    for path, members in groups.items():
        hole = _row(text, label, path, members, base, found)
        inside = hole and any(hole.start < other.end and other.start < hole.end for other in holes)
        if hole is None or inside:
            holes += [_Hole(span.start, span.end, LOST) for span in members]
        else:
            holes.append(hole)
    return sorted(holes, key=lambda hole: hole.start)


def _slot(path: Path, value: Any, said: str) -> str:
    if not path or not all(_NAME.fullmatch(str(step)) for step in path):
        return LOST
    name = ".".join(map(str, path))
    if isinstance(value, str) and not _MARKED.search(value + said):
        return f"{{{name}={value}}}" if said == value else f"{{{name}={value}|{said}}}"
    if not isinstance(value, bool):
        return f"{{{name}}}"
    if _SPECIAL.search(said):
        return LOST
    return f"{{{name}?{said}|}}" if value else f"{{{name}?|{said}}}"


def _row(text: str, label: Any, path: Path, members: list[Span], base: Path, found: Cut) -> _Hole | None:
    """The slot of a list; None where its items don't stand in one row, one behind the other."""
    depth = len(base) + len(path)
    items: dict[int, list[Span]] = {}
    for span in members:
        items.setdefault(span.path[depth], []).append(span)  # type: ignore[arg-type]
    order = sorted(items)
    bounds = [(min(s.start for s in items[n]), max(s.end for s in items[n])) for n in order]
    if order != list(range(len(at(label, (*base, *path))))):
        return None
    gaps = []
    for (_, end), (start, _) in pairwise(bounds):
        between = _BETWEEN.search(text, end, start) if end <= start else None
        if between is None:
            return None
        gaps.append((text[end : between.start()], between[0], text[between.end() : start]))
    tails = [tail for tail, _, _ in gaps]
    heads = [head for _, _, head in gaps]
    first, last = bounds[0][0], bounds[-1][1]
    head = heads[0] if heads and len(set(heads)) == 1 and text[:first].endswith(heads[0]) else ""
    tail = tails[0] if tails and len(set(tails)) == 1 and text.startswith(tails[0], last) else ""
    item = pattern_of((*base, *path, 0))
    if gaps:
        found.edges.add((item, head, tail))
    else:
        ways = [
            (h, way)
            for at, h, t in found.known
            for way in (t, t.replace(t.strip(), singular(t.strip())))  # "in 12 cm pots", "in a 12 cm pot"
            if at == item and text[:first].endswith(h) and text.startswith(way, last)
        ]
        head, tail = max(ways, key=lambda way: (len(way[0]) + len(way[1]), way), default=("", ""))
    heads, tails = [head, *heads], [*tails, tail]
    if max(map(len, (*heads, *tails))) > _LONGEST_HEAD or not all(_NAME.fullmatch(str(step)) for step in path):
        return None
    scalar = any(len(span.path) == depth + 1 for span in members)
    if scalar and any(heads + tails):
        return None
    if not scalar:
        for n, (start, end) in zip(order, bounds, strict=True):
            holes = _holes(text, label, items[n], (*base, *path, n), found)
            found.mentions.append((item, heads[n] + _filled(text, start, end, holes) + tails[n]))
    return _Hole(first - len(head), last + len(tail), f"{{{'.'.join(map(str, path))}{_joint(gaps)}}}")


def _joint(gaps: list[tuple[str, str, str]]) -> str:
    """What a frame says of the separator: nothing where a sentence enumerates."""
    seps = Counter(sep for _, sep, _ in gaps)
    if set(seps) == {", "}:
        return "..., "  # this author puts no "and" ahead of the last one
    if not seps or any(re.sub(r"\b(?:and|plus)\b", "", sep).strip(" ,;") == "" and "\n" not in sep for sep in seps):
        return ""
    sep, _ = seps.most_common(1)[0]
    return f"...{sep}" if sep not in _USUAL and not re.search(r"[\d{}|?]", sep) else ""


def _filled(text: str, start: int, end: int, holes: list[_Hole]) -> str:
    said: list[str] = []
    for hole in holes:
        said += [_literal(text[start : hole.start]), hole.slot]
        start = hole.end
    return "".join([*said, _literal(text[start:end])])


def _literal(text: str) -> str:
    return _SPECIAL.sub(LOST, text)


def without_names(source: str, label_words: frozenset[str]) -> str:
    """The source, lost where words outside of its slots are of one of the label's own values (a first name, a code)."""
    said = re.sub(r"\{[^{}]*\}", " ", source)
    return source + LOST if label_words & set(re.findall(r"\w+", said)) else source


def telling_words(spans: list[Span], text: str) -> frozenset[str]:
    """Words of values that nobody would say of another record: with capitals or digits, beyond a letter or two."""
    said = [text[span.start : span.end] for span in spans if isinstance(span.value, str)]
    words = {word for each in said for word in re.findall(r"\w+", each)}
    return frozenset(word for word in words if len(word) > 2 and (word[0].isupper() or any(map(str.isdigit, word))))
