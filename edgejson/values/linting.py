"""Is a schema usable: satisfiable, fully supported, and which of its fields have no meaning that a name tells?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from edgejson.pipeline.errors import UserError
from edgejson.pipeline.streams import stream
from edgejson.schema.annotations import annotations_file
from edgejson.schema.drafts import draft_of
from edgejson.schema.fields import FieldMap
from edgejson.schema.loading import ANNOTATIONS, Schema, pointer
from edgejson.values.engine.formats import FORMATS
from edgejson.values.engine.keywords import contradiction, vocabulary
from edgejson.values.engine.patterns import maker_of
from edgejson.values.engine.sampler import compile_sampler
from edgejson.values.meaning.deciding import placeholder
from edgejson.values.settings import Values

#: Schemas that may have been meant: how many are named, and how deep they are looked for.
_NAMED, _DEEPEST = 4, 3
_DATA = ("enum", "const", "required", "type", "examples", "default")
#: Steps from the root below which no words are asked for: a schema may stand below itself.
_DEEPEST_LEAF = 8
#: Instances drawn to find out.
DRAWN = 20

#: Keywords that assert nothing by themselves.
_SILENT = frozenset((
    "$schema", "$id", "id", "$anchor", "$dynamicAnchor", "$recursiveAnchor", "$vocabulary", "$comment", "$defs",
    "definitions", "title", "description", "default", "examples", "example", "readOnly", "writeOnly",
    "deprecated", "contentSchema", "minContains", "maxContains", "then", "else",
))  # fmt: skip
#: Keywords whose value maps names to subschemas, holds a list of them, or is one.
_MAPS = ("properties", "patternProperties", "$defs", "definitions", "dependentSchemas", "dependencies")


@dataclass(slots=True)
class Lint:
    """What there is to say about a schema."""

    problems: list[str] = field(default_factory=list)  #: it can't be used
    notices: list[str] = field(default_factory=list)  #: it can, but not all of it is understood
    generic: list[str] = field(default_factory=list)  #: JSON pointers of instances whose values are generic
    left_out: list[str] = field(default_factory=list)  #: those of optional texts that never occur, for the same reason
    demanded: list[str] = field(default_factory=list)  #: those of them that their objects must have
    wordless: list[str] = field(default_factory=list)  #: JSON pointers of leaves that no phrase and no frame says

    def advice(self, path: Path, strict: bool = False) -> Iterator[str]:
        """What may be mended of a usable schema file, a line each; `strict`: what must be, too."""
        beside = annotations_file(path)
        for notice in self.notices:
            yield f"note: {path}#{notice}"
        if self.generic:
            pool = f", or a pool in {beside.name}" if path.is_file() else ""  # a class of a module has no file beside
            yield f"generic values: {', '.join(self.generic)} (add examples{pool})"
        if self.left_out:
            yield f"left out, for nothing plausible is known: {', '.join(self.left_out)} (the same helps)"
        if self.demanded and strict:
            yield f"required, and nothing plausible is known: {', '.join(self.demanded)}"
        if self.wordless and beside.is_file():
            yield f"no words: {', '.join(self.wordless)} (add phrases or sentences to {beside.name})"


def lint(schema: Schema, settings: Values, locale: str = "en_US") -> Lint:
    """Sample a schema and look at its keywords."""
    draft = draft_of(schema.document)[0]
    found = Lint(notices=list(_notices(schema.document, "", draft)))
    if _accepts_anything(schema.document, draft):
        found.problems.append(f"{schema.path}#: the root accepts any value; {_advice(schema.document, draft)}")
        return found
    try:
        sampler = compile_sampler(schema, settings, locale)
        for index in range(DRAWN):
            sampler.sample(stream(0, schema.id, index))
        found.generic, found.left_out = sampler.generic_fields, sampler.left_out
        fields = FieldMap(schema.document)
        found.demanded = [place for place in found.generic if fields.field(_steps(place)).required]
        found.wordless = [pointer(path) for path in _unsaid(fields, (), frozenset())]
    except UserError as error:
        found.problems.append(str(error))
    return found


def _steps(place: str) -> tuple[str, ...]:
    return tuple(step.replace("~1", "/").replace("~0", "~") for step in place.split("/")[1:])


def _unsaid(fields: FieldMap, path: tuple[str, ...], said: frozenset[tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    """The leaves at or below a path that have no phrases and stand in no frame; `said`: those that outer frames say."""
    described = fields.field(path)
    if described.phrases or described.value_phrases or path in said or len(path) > _DEEPEST_LEAF:
        return
    frames = (*described.sentences, *described.mentions)
    said |= {(*path, *steps) for frame in frames for steps in frame.paths}
    below = [(*path, name) for name in fields.properties(path)]
    if "array" in described.types:
        below.append((*path, "*"))
    if not below:
        yield path
    for inner in below:
        yield from _unsaid(fields, inner, said)


def _accepts_anything(document: Any, draft: str) -> bool:
    return document is True or (isinstance(document, dict) and not vocabulary(draft) & document.keys())


def _advice(document: Any, draft: str) -> str:
    """What may have been meant to be the root, and how to say so."""
    meant = list(islice(_meant(document, vocabulary(draft)), _NAMED + 1))
    if not meant:
        return "say what it is: type, properties"
    more = ", ..." if len(meant) > _NAMED else ""
    return (
        f"meant may be #{', #'.join(meant[:_NAMED])}{more}: put that into a file of its own, "
        f'or write {{"$ref": "#{meant[0]}"}} at the root'
    )


def _meant(node: Any, known: frozenset[str], place: str = "", depth: int = 0) -> Iterator[str]:
    """JSON pointers of the outermost schemas in a document that is none itself, nearest to the root first."""
    if not isinstance(node, dict) or depth > _DEEPEST:
        return
    for name, member in node.items():
        here = place + pointer((name,))
        if isinstance(member, dict) and _is_schema(member, known):
            yield here
        elif name not in _DATA:
            yield from _meant(member, known, here, depth + 1)


def _is_schema(member: dict[str, Any], known: frozenset[str]) -> bool:
    """Does it look like a schema? A map of names may have a member called "type", but none that is a text."""
    said = (known & member.keys()) - {"dependencies", "format"}
    return any(not isinstance(member[word], dict) or word == "properties" for word in said)


def _notices(node: Any, place: str, draft: str) -> Iterator[str]:
    """Keywords, formats and patterns of a subschema, and of all below, that have no effect or are not understood."""
    if not isinstance(node, dict):
        return
    known = vocabulary(draft)
    if contradicting := contradiction(node):
        yield f"{place}/{contradicting[0]}: {contradicting[1]}: it never occurs"
    for word, value in node.items():
        here = place + pointer((word,))
        if word not in known and word not in _SILENT and word not in ANNOTATIONS and not word.startswith("x-"):
            yield f"{here}: {draft} has no such keyword; it has no effect"
        elif word == "format" and value not in FORMATS:
            yield f"{here}: {value!r} is not a known format; any string is taken"
        elif word == "pattern" and not _readable(value):
            yield f"{here}: the pattern can't be read; strings are found by search, if at all"
        elif word in ("examples", "default"):
            for text in filter(placeholder, value if isinstance(value, list) else [value]):
                yield f"{here}: {text!r} is a placeholder, which the checks refuse: it is not used as a value"
        for step, child in _below(word, value):
            yield from _notices(child, here + pointer(step), draft)


def _below(word: str, value: Any) -> Iterator[tuple[tuple[str, ...], Any]]:
    if word in _MAPS and isinstance(value, dict):
        yield from (((name,), child) for name, child in value.items())
    elif word in vocabulary("2019-09") | vocabulary("2020-12") or word in ("then", "else"):
        if word in _DATA:
            return
        if isinstance(value, list):
            yield from (((str(index),), child) for index, child in enumerate(value))
        else:
            yield (), value


def _readable(pattern: str) -> bool:
    try:
        maker_of(pattern)
    except (re.error, ValueError, OverflowError):
        return False
    return True
