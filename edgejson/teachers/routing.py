"""Which teacher writes which record, how many records each schema gets, and how many it should get next."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import orjson

from edgejson.pipeline.errors import UserError, together
from edgejson.pipeline.metrics import proportional
from edgejson.pipeline.mistakes import unknown_schemas
from edgejson.pipeline.streams import stream
from edgejson.schema.loading import Schema
from edgejson.teachers.settings import Llm

#: Weight that even a schema that every model solves keeps.
_FLOOR = 0.25
#: Pass rate below which a schema gets no further records to make up for losses: its trouble is elsewhere.
_LEAST_PASS = 0.25
#: Share of an equal budget that one schema gets at most.
_MOST = 4.0


def route(schema: Schema, index: int, settings: Llm, seed: int) -> str:
    """The teacher of one record: by the schema's own entry, else by keyword, else drawn by shares."""
    router = settings.router
    if schema.id in router.schemas:
        return router.schemas[schema.id]
    document = schema.document if isinstance(schema.document, dict) else {}
    about = " ".join([schema.id.replace("_", " "), schema.title, str(document.get("description", ""))])
    words = set(re.findall(r"\w+", about.lower()))
    for teacher, keywords in router.keywords.items():
        if words & {word.lower() for word in keywords}:
            return teacher
    names = list(router.shares)
    rng = stream(seed, schema.id, "llm", index, "teacher")
    return rng.choices(names, [router.shares[name] for name in names])[0]


def budget(settings: Llm, schemas: list[Schema]) -> dict[str, int]:
    """Records to make for each schema that is asked for: by the budget file where there is one, else the same for all.

    Raises UserError for a budget file that is missing, not an object of whole numbers, or names what is no schema.
    """
    given = read_budget(Path(settings.budget)) if settings.budget else {}
    if strange := list(unknown_schemas(given, [schema.id for schema in schemas])):
        raise together([f"{settings.budget}: {line}" for line in strange])
    asked = [schema.id for schema in schemas if settings.unseen or not schema.unseen]
    return {name: given.get(name, settings.records_per_schema) for name in asked}


def read_budget(path: Path) -> dict[str, int]:
    """Records by schema id. Raises UserError for a file that is missing or says anything else."""
    try:
        given: Any = orjson.loads(path.read_bytes())
    except OSError as error:
        raise UserError(f"{path}: can't be read ({error.strerror}); run python -m edgejson allocate") from error
    except orjson.JSONDecodeError as error:
        raise UserError(f"{path}: not JSON ({error}); run python -m edgejson allocate") from error
    if not isinstance(given, dict):
        raise UserError(f"{path}: an object of schema ids and counts is needed; run python -m edgejson allocate")
    for name, count in given.items():
        if not isinstance(count, int) or isinstance(count, bool) or count < 0:
            raise UserError(f"{path}: {name}: {count!r} is not a count; use a whole number, 0 or more")
    return given


def allocate(
    total: int, schemas: list[str], passed: Mapping[str, float], solved: Mapping[str, float]
) -> dict[str, int]:
    """Records for each schema, `total` together.

    `passed` is the share of a schema's llm records that validation kept, `solved` how well models do on it (a score
    or an agreement), both 0 to 1; what is unknown counts as the mean of the known. A schema's weight is
    (0.25 + 1 - solved) / max(passed, 0.25): the records needed to see as many valid ones where more is to be
    learnt. Rounded by largest remainders, ties by name.
    """
    if not schemas:
        return {}
    hard = {name: 1 - value for name, value in _completed(schemas, solved, 0.5).items()}
    kept = _completed(schemas, passed, 1.0)
    weights = {name: (_FLOOR + hard[name]) / max(kept[name], _LEAST_PASS) for name in schemas}
    mean = sum(weights.values()) / len(schemas)
    return proportional({name: min(weight, _MOST * mean) for name, weight in weights.items()}, total)


def _completed(schemas: list[str], known: Mapping[str, float], otherwise: float) -> dict[str, float]:
    given = [known[name] for name in schemas if name in known]
    mean = sum(given) / len(given) if given else otherwise
    return {name: known.get(name, mean) for name in schemas}
