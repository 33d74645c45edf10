"""The drafts of JSON Schema, and the registries in which references are looked up: nothing is ever fetched."""

from __future__ import annotations

from typing import Any

from referencing import Registry, Resource, Specification
from referencing.exceptions import NoSuchResource
from referencing.jsonschema import (
    DRAFT4,
    DRAFT6,
    DRAFT7,
    DRAFT201909,
    DRAFT202012,
)

from edgejson.pipeline.errors import UserError


def _of_objects(specification: Specification[Any]) -> Specification[Any]:
    """A specification that takes booleans for schemas: draft 4 has none, but real schemas in it do."""

    def guarded(function: Any, nothing: Any) -> Any:
        return lambda *given: function(given[-1]) if isinstance(given[-1], dict) else nothing

    return Specification(  # type: ignore[call-arg]  # mypy doesn't see the fields of referencing's attrs classes
        name=specification.name,
        id_of=guarded(specification.id_of, None),
        subresources_of=guarded(specification.subresources_of, ()),
        anchors_in=guarded(specification.anchors_in, ()),
        maybe_in_subresource=specification.maybe_in_subresource,
    )


#: `$schema` (without a trailing "#") -> the draft's name and its specification.
DRAFTS: dict[str, tuple[str, Specification[Any]]] = {
    "http://json-schema.org/draft-04/schema": ("draft4", _of_objects(DRAFT4)),
    "http://json-schema.org/draft-06/schema": ("draft6", DRAFT6),
    "http://json-schema.org/draft-07/schema": ("draft7", DRAFT7),
    "https://json-schema.org/draft/2019-09/schema": ("2019-09", DRAFT201909),
    "https://json-schema.org/draft/2020-12/schema": ("2020-12", DRAFT202012),
}
DEFAULT_DRAFT = "https://json-schema.org/draft/2020-12/schema"


def draft_of(document: Any) -> tuple[str, Specification[Any]]:
    """The draft that a schema says it is in; 2020-12 where it says nothing. Raises UserError for another."""
    declared = document.get("$schema", DEFAULT_DRAFT) if isinstance(document, dict) else DEFAULT_DRAFT
    if not isinstance(declared, str):
        raise UserError(f"$schema is a URI, not {declared!r}; use one of {', '.join(DRAFTS)}")
    uri = declared.rstrip("#").replace("https://json-schema.org/draft-0", "http://json-schema.org/draft-0")
    if uri in ("http://json-schema.org/schema", "https://json-schema.org/schema"):  # whatever draft is the latest
        uri = DEFAULT_DRAFT
    if uri not in DRAFTS:
        raise UserError(f"$schema {declared!r} is not a supported draft; use one of {', '.join(DRAFTS)}")
    return DRAFTS[uri]


def refuse_remote(uri: str) -> Resource[Any]:
    """What a registry does for a schema that it doesn't hold: nothing is ever fetched."""
    raise NoSuchResource(ref=uri)  # type: ignore[call-arg]


def registry_for(document: Any, others: dict[str, Any] | None = None) -> Registry[Any]:
    """A registry that holds the meta-schemas, `document` as the root ("") and `others` by their URI."""
    from jsonschema_specifications import REGISTRY as META_SCHEMAS

    specification = draft_of(document)[1]
    registry = Registry(retrieve=refuse_remote).combine(META_SCHEMAS)  # type: ignore[call-arg]
    for uri, other in (others or {}).items():
        registry = registry.with_resource(uri, Resource.from_contents(other, default_specification=specification))
    root = specification.create_resource(document)
    registry = registry.with_resource("", root)
    if isinstance(document, dict) and root.id():
        registry = registry.with_resource(root.id() or "", root)
    crawled: Registry[Any] = registry.crawl()
    return crawled
