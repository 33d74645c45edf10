"""Settings that name each other, teachers and registers: checked as a whole, before any stage does work."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from edgejson.params import Params


def wrong(params: Params) -> Iterator[str]:
    """What names something that is not there: one line each, with the key and what may stand there."""
    yield from _teachers(params)
    yield from _registers(params)


def _teachers(params: Params) -> Iterator[str]:
    router, known = params.llm.router, params.llm.teachers
    places = {
        "llm.router.shares": list(router.shares),
        "llm.router.keywords": list(router.keywords),
        **{f"llm.router.schemas.{schema_id}": [name] for schema_id, name in router.schemas.items()},
        "llm.verify.teachers": params.llm.verify.teachers,
        **{f"baseline.models.{name}.teacher": [model.teacher] for name, model in params.baseline.models.items()},
    }
    for place, names in places.items():
        for name in names:
            if name not in known:
                yield f"{place}: no teacher {name!r} in llm.teachers; use one of {', '.join(known)}"
    if not router.shares:
        yield "llm.router.shares: empty; name at least one teacher, e.g. {smollm2: 1.0}"


def _registers(params: Params) -> Iterator[str]:
    from edgejson.text.registers import REGISTERS  # here, since the text modules need the settings' classes

    mixes = {f"template.text.mix.{name}": mix for name, mix in params.template.text.mix.items()}
    for place, mix in {**mixes, "llm.rest": params.llm.rest}.items():
        for name in mix:
            if name not in REGISTERS:
                yield f"{place}: no register {name!r}; use some of {', '.join(REGISTERS)}"
