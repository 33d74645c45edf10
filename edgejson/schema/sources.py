"""A schema by what names it: a file, a component of an OpenAPI file, a class of Pydantic's.

orders.json    openapi.yaml#Order    shop/models.py:Order    shop.models:Order
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from edgejson.pipeline.errors import UserError, hint
from edgejson.schema.documents import is_openapi, is_schema_file, read_document
from edgejson.schema.foreign import file_name, of_classes, of_openapi
from edgejson.schema.loading import Schema, load_schema, schema_of

#: Record types that a line names at most.
_LISTED = 8


def schema_at(source: Path | str) -> Schema:
    """The schema that a file is, or the one that OpenAPI or Pydantic describes.

    Raises UserError with the place where there is none, where it is no valid schema, and where `source` has several
    record types and names none of them.
    """
    path, described = Path(source), str(source)
    if not is_foreign(described):
        return load_schema(path)
    found = described_in(described)
    if len(found) > 1:
        names = ", ".join(name for name, _ in found[:_LISTED]) + (", ..." if len(found) > _LISTED else "")
        first = f"{described}{'#' if is_schema_file(path) else ':'}{found[0][0]}"
        raise UserError(f"{described}: several record types ({names}); name one, as in {first}, or convert all")
    ((name, document),) = found
    return schema_of(document, file_name(name))


def described_in(source: str) -> list[tuple[str, Any]]:
    """The record types, by name, that OpenAPI or Pydantic describes; all of a file, a module or a folder, or one.

    Raises UserError where there is none.
    """
    file, _, name = source.partition("#")
    if is_schema_file(Path(file)):
        found = of_openapi(_openapi(Path(file)), Path(file))
        wanted = name if name in found else name.rpartition("/")[2].replace("~1", "/").replace("~0", "~")
        if name and wanted not in found:
            raise UserError(f"{source}: no such record type; {hint(wanted, found)}")
        return [(each, found[each]) for each in ([wanted] if name else found)]
    return of_classes(source)


def is_foreign(source: str) -> bool:
    """Does it name what OpenAPI or Pydantic describes, rather than a file of JSON Schema?"""
    path = Path(source)
    if path.is_file():
        return path.suffix == ".py" or (is_schema_file(path) and is_openapi(read_document(path)))
    if "#" in source:
        return is_schema_file(Path(source.partition("#")[0]))
    return path.suffix == ".py" or (":" in source and not is_schema_file(path))


def _openapi(path: Path) -> dict[str, Any]:
    document = read_document(path)
    if not is_openapi(document):
        raise UserError(f"{path}: no OpenAPI document; a JSON Schema needs no conversion, put it into schemas/")
    found: dict[str, Any] = document
    return found
