"""invent: a teacher makes up the record under the schema's grammar; what grammars can't enforce is repaired."""

from __future__ import annotations

from random import Random
from typing import Any

import orjson

from edgejson.language.vocabulary import vocabulary
from edgejson.schema.expressions import compile_rules
from edgejson.schema.fields import FieldMap, Path, leaves, pattern_of
from edgejson.schema.loading import Schema, steps_of
from edgejson.teachers.engines.requests import Request
from edgejson.teachers.grammar.relaxed_schema import relaxed
from edgejson.values.engine.merging import Merger
from edgejson.values.engine.validators import Validators

#: Repairs of one record before it counts as not invented.
_MOST_REPAIRS = 60
#: Share of its leaves that a record may owe to repairs and still count as invented.
MOST_REPAIRED = 0.5

_WORDS = vocabulary("language/en/domains")
_REGIONS = _WORDS.rows("regions")
_WALKS = _WORDS.rows("walks of life")
_SITUATIONS = _WORDS.rows("situations")
#: Share of the values of two records that both have, from which on one repeats the other.
_REPEATED = 0.5
_SYSTEM = "You invent realistic records as JSON. All values are plausible, specific and fit each other."
#: Keywords of a record's domain -> what the prompt adds for it.
DOMAINS = {
    ("medical", "patient", "clinical", "health"): "Use real medical terms, and codes, doses and findings that fit.",
    ("api", "http", "endpoint", "request"): "Use realistic paths, status codes and service names, as an API has them.",
}


def domain_hint(schema: Schema) -> str:
    """What a prompt says in addition for medical and API schemas, "" for others."""
    about = f"{schema.id.replace('_', ' ')} {schema.title}".lower().split()
    return next((hint for words, hint in DOMAINS.items() if any(word in about for word in words)), "")


def ask(schema: Schema, shape: dict[str, Any], rng: Random, most_tokens: int) -> Request:
    """A request for one record, with a theme of its own (topic, region, situation) so that values vary."""
    document = schema.document if isinstance(schema.document, dict) else {}
    about = f"{schema.title}: {document.get('description', '')}".strip(": ")
    topic = f"It has to do with {rng.choice(_WALKS)}, in {rng.choice(_REGIONS)}. It is about {rng.choice(_SITUATIONS)}."
    wanted = " ".join(filter(None, ["Invent one record.", topic, domain_hint(schema), f"{about}", "JSON:"]))
    return Request(
        (("system", _SYSTEM), ("user", wanted)),
        schema=shape,
        seed=rng.getrandbits(31),
        max_tokens=most_tokens,
        schema_id=schema.id,
    )


class Workshop:
    """A schema's grammar and its repairs."""

    def __init__(self, schema: Schema) -> None:
        self.schema = schema
        self.shape = relaxed(schema.document, inventing=True)
        self._validator = Validators(Merger(schema.document)).of_document()
        self._rules = compile_rules(schema.document)
        self._fields = FieldMap(schema.document)
        self._known: list[frozenset[tuple[tuple[str, ...], str]]] = []  #: values of the records so far

    def record(self, text: str, donor: Any) -> tuple[Any, int]:
        """The record in a completion, repaired, and how many of its leaves the repairs gave.

        What is invalid is replaced by the same part of `donor`, a valid record, the smallest part first. Raises
        ValueError for text that is no JSON.
        """
        invented = orjson.loads(text)
        value = orjson.loads(text)
        tried: dict[Path, int] = {}
        for _ in range(_MOST_REPAIRS):
            self._rules.fill(value)
            place = self._fault(value)
            if place is None:
                return value, _differing(invented, value)
            while place and tried.get(place, 0) > 1:
                place = place[:-1]
            tried[place] = tried.get(place, 0) + 1
            spare = orjson.loads(orjson.dumps(donor))
            given = self._mended(spare, place, value) if tried[place] == 1 else _at(spare, place)
            value = _replace(value, place, given)
        return donor, sum(1 for _ in leaves(donor))

    def repeats(self, value: Any) -> bool:
        """Has a record half of its values from one before it? If not, it is one of those from now on.

        Booleans and enums, which records share by chance, count for nothing.
        """
        told = frozenset(
            (pattern_of(path), repr(leaf))
            for path, leaf in leaves(value)
            if isinstance(leaf, (str, int, float)) and not isinstance(leaf, bool) and not self._fields.field(path).enum
        )
        if any(len(told & other) >= _REPEATED * len(told | other) for other in self._known if told | other):
            return True
        self._known.append(told)
        return False

    def _mended(self, donor: Any, place: Path, value: Any) -> Any:
        """The part at `place` with as little of the donor as may do: only what an object lacks, or a list repeats."""
        own, given = _at(value, place), _at(donor, place)
        if isinstance(own, dict) and isinstance(given, dict):
            declared = {*self._fields.properties(place), *given}
            lacking = {name: given[name] for name in given if self._fields.field((*place, name)).required}
            return lacking | {name: member for name, member in own.items() if name in declared}
        if isinstance(own, list):
            return [member for index, member in enumerate(own) if member not in own[:index]]
        if isinstance(own, float) and round(own, 2) != own:
            return round(own, 2)
        return given

    def _fault(self, value: Any) -> Path | None:
        """Where the first thing wrong with a record is; None where nothing is."""
        for error in self._validator.iter_errors(value):
            return tuple(error.instance_path)
        for place, *_ in self._rules.findings(value):
            return steps_of(place, value)
        return None


_MISSING = object()


def _at(value: Any, path: Path) -> Any:
    """The part of an instance at a path; for items beyond a list's end its last item; _MISSING where there is none."""
    for step in path:
        if isinstance(value, list) and isinstance(step, int) and value:
            value = value[min(step, len(value) - 1)]
        elif isinstance(value, dict) and step in value:
            value = value[step]
        else:
            return _MISSING
    return value


def _replace(value: Any, path: Path, given: Any) -> Any:
    """`value` with the part at `path` replaced by `given`, or removed where that is _MISSING."""
    if not path:
        return value if given is _MISSING else given
    parent = _at(value, path[:-1])
    if given is _MISSING:
        del parent[path[-1]]
    else:
        parent[path[-1]] = given
    return value


def _differing(invented: Any, repaired: Any) -> int:
    """Leaves of a repaired record that the teacher did not write."""
    written = dict(leaves(invented))
    return sum(1 for path, value in leaves(repaired) if written.get(path, _MISSING) != value)
