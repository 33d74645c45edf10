"""The settings and the schemas of a project, checked against each other before any work is done.

`python -m edgejson.project` does that and no more: it prints what is wrong, and exits with 1, or says nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from edgejson import __version__
from edgejson.params.reading import placed
from edgejson.params.whole import Params, load
from edgejson.pipeline import errors, layout
from edgejson.pipeline.errors import UserError, hint
from edgejson.pipeline.mistakes import unknown_schemas
from edgejson.schema.loading import COMPLEXITIES, Schema, load_folder
from edgejson.text.registers import REGISTERS
from edgejson.text.trouble import KINDS


def load_project(*, bare: bool = False) -> tuple[Params, list[Schema]]:
    """The settings and all schemas of the working directory; if `bare`, it needn't have a folder of schemas.

    Raises UserError for a mistake in either, for settings of something that there is not, and where the project is for
    another version of this package than the one that is installed.
    """
    _check_version()
    settings = load()
    schemas = [] if bare and not layout.SCHEMAS.exists() else load_folder(layout.SCHEMAS)
    check_names(settings, [schema.id for schema in schemas])
    return settings, schemas


def _check_version() -> None:
    """In a project that `edgejson init` made: is the package the one that the project is for?"""
    if not layout.VERSION.exists():
        return
    version = layout.VERSION.read_text(encoding="utf-8").strip()
    if version != __version__:
        raise UserError(
            f"{layout.VERSION}: the project is for edgejson {version}, {__version__} is installed; "
            f"run edgejson upgrade, or pip install edgejson=={version}"
        )


def check_names(settings: Params, schema_ids: Collection[str]) -> None:
    """Raise UserError, a line for each, where a setting names an unknown schema, teacher, register or trouble."""
    lines = [*_unknown_schemas(settings, schema_ids), *_unknown_teachers(settings), *_unknown_ways(settings)]
    if lines:
        raise placed(lines)


def _unknown_schemas(settings: Params, known: Collection[str]) -> Iterator[str]:
    places: dict[str, Collection[str]] = {
        "llm.router.schemas": settings.llm.router.schemas,
        "validate.overrides.by_schema": settings.validation.overrides.by_schema,
        "balance.overrides": settings.balance.overrides,
    }
    for place, names in places.items():
        yield from (f"{place}.{line}" for line in unknown_schemas(names, known))


def _unknown_teachers(settings: Params) -> Iterator[str]:
    router, models = settings.llm.router, settings.baseline.models
    places = {
        "llm.router.shares": list(router.shares),
        "llm.router.keywords": list(router.keywords),
        "llm.router.fallback": [router.fallback] if router.fallback else [],
        **{f"llm.router.schemas.{schema_id}": [name] for schema_id, name in router.schemas.items()},
        "llm.verify.teachers": settings.llm.verify.teachers,
        **{f"baseline.models.{name}.teacher": [model.teacher] for name, model in models.items()},
    }
    known = list(settings.llm.teachers)
    for place, names in places.items():
        yield from (
            f"{place}: no teacher {name!r} in llm.teachers; {hint(name, known)}" for name in names if name not in known
        )
    if not router.shares:
        yield "llm.router.shares: empty; name at least one teacher, e.g. {smollm2: 1.0}"


def _unknown_ways(settings: Params) -> Iterator[str]:
    """What is wrong with the names of complexities, registers and troubles, and with weights that leave nothing."""
    text = settings.template.text
    weights = {f"template.text.mix.{complexity}": mix for complexity, mix in text.mix.items()}
    weights["llm.rest"] = settings.llm.rest
    places: list[tuple[str, Collection[str], Collection[str]]] = [
        ("template.text.mix", text.mix, COMPLEXITIES),
        ("template.text.trouble", text.trouble, KINDS),
        *((place, mix, REGISTERS) for place, mix in weights.items()),
    ]
    for place, names, known in places:
        yield from (f"{place}.{name}: no such name; {hint(name, known)}" for name in names if name not in known)
    idle = [place for place, mix in weights.items() if not any(mix.values())]
    yield from (f"{place}: no weight above 0; give a register one" for place in idle)


if __name__ == "__main__":
    errors.run(lambda: load_project() and 0)
