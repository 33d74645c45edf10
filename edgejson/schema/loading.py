"""Find, check and describe schemas. One file is one record type, all of it."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, cached_property, partial
from pathlib import Path
from typing import Any

import jsonschema_rs
from jsonschema import FormatChecker
from jsonschema.exceptions import SchemaError as MetaSchemaError
from jsonschema.validators import validator_for
from referencing.exceptions import Unresolvable

from edgejson.pipeline import layout
from edgejson.pipeline.errors import Failures, UserError
from edgejson.schema.annotations import (
    Annotations,
    annotated,
    annotations_file,
    misshapen,
    read_annotations,
    subschemas,
)
from edgejson.schema.bundling import bundled
from edgejson.schema.documents import DATA, MAPS, escaped, is_openapi, lone_annotations, read_document, schema_files
from edgejson.schema.drafts import DEFAULT_DRAFT, draft_of, registry_for
from edgejson.schema.regexes import unread, with_portable_patterns
from edgejson.schema.texts import FRAMES, faults_of

COMPLEXITIES = ("simple", "medium", "complex")

#: What a schema may say beyond JSON Schema; any other tool ignores these keywords.
ANNOTATIONS = (
    "x-faker", "x-derived", "x-rules", "x-phrases", "x-sentences", "x-mentions", "x-texts", "x-synonyms", "x-styles",
    "x-unit", "x-compare", "x-pool", "x-shapes", "x-sampled",
)  # fmt: skip


@dataclass(frozen=True)
class Schema:
    """A schema file, read and checked against its meta-schema."""

    id: str  #: the file's stem
    path: Path
    document: Any  #: with all annotations, as `x-*` keywords, and self-contained; an object or a boolean
    complexity: str  #: "simple", "medium" or "complex"
    unseen: bool  #: stands below `unseen/`: for the unseen test only

    @property
    def draft(self) -> str:
        """The draft's name: "draft4", "draft6", "draft7", "2019-09" or "2020-12"."""
        return draft_of(self.document)[0]

    @cached_property
    def plain(self) -> Any:
        """The document without annotations: what a model or a parser may see."""
        return without_annotations(self.document)

    @cached_property
    def annotations(self) -> Annotations:
        """What the file beside the schema says, with where it comes from; empty where there is none."""
        beside = annotations_file(self.path)
        return read_annotations(beside, read_document(self.path)) if beside.is_file() else Annotations()

    @property
    def title(self) -> str:
        """The schema's title, or its id in words."""
        title = self.document.get("title") if isinstance(self.document, dict) else None
        return title if isinstance(title, str) and title else self.id.replace("_", " ")

    def asked_with(self, record: Mapping[str, Any]) -> Schema:
        """The schema that a record is asked with: this one, which its `schema_id` names, or a variant of it."""
        return replace(self, document=record["asked_schema"]) if "asked_schema" in record else self


def without_annotations(document: Any) -> Any:
    """A schema without its `x-*` keywords. Properties that are called so stay."""
    return without(document, ANNOTATIONS)


def without(document: Any, keywords: Container[str]) -> Any:
    """A schema without some keywords, wherever they stand."""
    if isinstance(document, list):
        return [without(member, keywords) for member in document]
    if not isinstance(document, dict):
        return document
    return {word: _within(word, value, keywords) for word, value in document.items() if word not in keywords}


def _within(word: str, value: Any, keywords: Container[str]) -> Any:
    if word in MAPS and isinstance(value, dict):
        return {name: without(member, keywords) for name, member in value.items()}
    return value if word in DATA else without(value, keywords)


def read_schema_file(path: Path, root: Path | None = None) -> Any:
    """A schema document from a JSON or YAML file, valid for its meta-schema, with what it refers to in other files.

    Files are read below `root` alone: the folder of schemas that the file stands in, else its own folder.
    Raises UserError with file, JSON pointer or line, what is wrong and what to do.
    """
    return _whole(_checked(path), path, root)


def _whole(document: Any, path: Path, root: Path | None) -> Any:
    """A checked document with what it refers to in other files."""
    read = partial(_checked, default=document.get("$schema") if isinstance(document, dict) else None)
    whole = bundled(document, path, root or _root_of(path), read, _known_in(document), _found_in)
    if whole is not document:
        _check(whole, path)
    for place, fault in _faulty_frames(whole):
        raise UserError(f"{path}#{place}: {fault}")
    return whole


def _checked(path: Path, default: str | None = None) -> Any:
    """The document of one file, valid for its meta-schema, with what is said of it in the file of annotations beside.

    `default` is its draft where it names none.
    """
    return _sound(read_document(path), path, default)


def _sound(document: Any, path: Path, default: str | None = None) -> Any:
    """`_checked` of a document that has been read."""
    document = with_portable_patterns(document)
    if not isinstance(document, (dict, bool)):
        raise UserError(f"{path}: a schema is an object or a boolean, this is {type(document).__name__}")
    try:
        draft_of(document)
    except UserError as error:
        raise UserError(f"{path}#/$schema: {error}") from error
    _check(document, path, default)
    return annotated(document, path)


def _check(document: Any, path: Path, default: str | None = None) -> None:
    """Raises UserError, with JSON pointer, where a document isn't valid for its meta-schema."""
    cls = validator_for(document, default=validator_for({"$schema": default or DEFAULT_DRAFT}))
    try:
        if not _is_plainly_valid(document, cls):
            cls.check_schema(document, format_checker=_but_patterns(cls.FORMAT_CHECKER))  # type: ignore[call-arg]
    except MetaSchemaError as error:
        raise UserError(
            f"{path}#{pointer(error.absolute_path)}: {error.message}; see the draft's meta-schema"
        ) from error
    for place, pattern in unread(document):
        raise UserError(f"{path}#{place}: {pattern!r} is no regular expression of ECMA-262; mend it")
    for place, told in misshapen(document):
        raise UserError(f"{path}#{place}: {told}")


def _is_plainly_valid(document: Any, cls: Any) -> bool:
    """Is a document valid for its meta-schema, as the fast validator sees it? Where not, the other one says why."""
    try:
        return _meta_validator(cls).is_valid(document)
    except ValueError:  # of a text that is no Unicode
        return False


@cache
def _meta_validator(cls: Any) -> jsonschema_rs.Validator:
    return jsonschema_rs.validator_for(cls.META_SCHEMA, validate_formats=True)


def _root_of(path: Path) -> Path:
    inside = path.resolve().is_relative_to(layout.SCHEMAS.resolve())
    return layout.SCHEMAS if inside else path.parent


def _known_in(document: Any) -> Callable[[str], bool]:
    """Which absolute URIs lead to a document itself, a part of it with an $id, or a meta-schema?"""
    registry = cache(lambda: registry_for(document))
    sites = ("http://json-schema.org/", "https://json-schema.org/")
    return lambda uri: uri.startswith(sites) or uri in registry()


def _found_in(document: Any, reference: str) -> Any:
    """What a reference leads to inside a document. Raises LookupError where it leads nowhere."""
    identifier = document.get("$id", document.get("id")) if isinstance(document, dict) else None
    try:
        resolver = registry_for(document).resolver(identifier if isinstance(identifier, str) else "")
        return resolver.lookup(reference).contents
    except Unresolvable as error:
        raise LookupError(reference) from error


def _but_patterns(checker: FormatChecker) -> FormatChecker:
    """A format checker without the format of patterns, which have a judge of their own (see `regexes`)."""
    others = FormatChecker(())
    others.checkers = {name: each for name, each in checker.checkers.items() if name != "regex"}
    return others


def _faulty_frames(document: Any) -> Iterator[tuple[str, str]]:
    """Places of frames that can't be read or name a property that the object doesn't declare, and what is wrong."""
    for place, schema in subschemas(document):
        for keyword in FRAMES if isinstance(schema, dict) else ():
            for index, source in enumerate(schema.get(keyword, ())):
                yield from ((f"{place}/{keyword}/{index}", fault) for fault in faults_of(keyword, source, schema))


def steps_of(place: str, value: Any) -> tuple[str | int, ...]:
    """A JSON pointer as the steps through a value; those that lead out of it are names."""
    found: list[str | int] = []
    for name in steps(place):
        if isinstance(value, list) and name.isdecimal() and int(name) < len(value):
            found.append(int(name))
            value = value[int(name)]
        else:
            found.append(name)
            value = value.get(name) if isinstance(value, dict) else None
    return tuple(found)


def steps(place: str) -> tuple[str, ...]:
    """The names in a JSON pointer."""
    return tuple([step.replace("~1", "/").replace("~0", "~") for step in place.split("/")[1:]])


def pointer(path: Any) -> str:
    """A JSON pointer (RFC 6901) from a sequence of names and indices."""
    return "".join("/" + escaped(str(step)) for step in path)


def at(document: Any, place: str) -> Any:
    """What stands at a JSON pointer in a document; None where nothing does."""
    if place and not place.startswith("/"):
        return None  # an anchor's name
    for step in steps(place):
        if isinstance(document, list):
            document = document[int(step)] if step.isdecimal() and int(step) < len(document) else None
        else:
            document = document.get(step) if isinstance(document, dict) else None
    return document


def load_schema(path: Path, unseen: bool = False, root: Path | None = None) -> Schema:
    """One schema file. Its complexity is its folder's name, or computed where the folder has another name.

    `root` is the folder below which it may refer to other files (see `read_schema_file`).
    """
    document = read_schema_file(path, root)
    if is_openapi(document):
        raise UserError(f"{path}: an OpenAPI document; edgejson convert {path} makes a schema of each component")
    folder = path.parent.name
    complexity = folder if folder in COMPLEXITIES else computed_complexity(document)
    return Schema(path.stem, path, document, complexity, unseen)


def schema_of(document: Any, name: str) -> Schema:
    """A schema that stands in no file. Raises UserError as `load_schema`; references to files are refused."""
    path = Path(f"<{name}>")
    whole = _whole(_sound(document, path), path, path)  # no file is below it
    return Schema(name, path, whole, computed_complexity(whole), False)


def load_folder(root: Path) -> list[Schema]:
    """All schemas below a folder, by id; those below `unseen/` are marked so.

    Raises UserError for a missing or empty folder, bad schemas, files with one stem: a line for each file.
    """
    if not root.is_dir():
        raise UserError(f"{root}: no such folder; put your JSON Schemas there")
    found: dict[str, Path] = {}
    loaded: list[Schema] = []
    failures = Failures()
    for path in schema_files(root):
        with failures.kept(path):
            if path.stem in found:
                raise UserError(f"{path}: a schema with this name exists already ({found[path.stem]}); rename one")
            found[path.stem] = path
            loaded.append(load_schema(path, "unseen" in path.relative_to(root).parts[:-1], root))
    for path in lone_annotations(root):
        failures.add(UserError(f"{path}: no schema of that name stands beside it; rename it, or remove it"), path)
    failures.end()
    if not found:
        raise UserError(f"{root}: no schema here (*.json, *.yaml); put your JSON Schemas there")
    return sorted(loaded, key=lambda schema: schema.id)


def computed_complexity(document: Any) -> str:
    """The complexity of a schema outside the three folders, by its leaves and its depth.

    simple: flat and at most 5 leaves; complex: 15 leaves or more, or arrays of objects at depth 3 or
    more; medium: the rest. References are followed once.
    """
    leaves, depth = _measure(document, document, frozenset())
    if depth <= 1 and leaves <= 5:
        return "simple"
    return "complex" if leaves >= 15 or depth >= 4 else "medium"


def _measure(node: Any, document: Any, seen: frozenset[str]) -> tuple[int, int]:
    """Leaves and depth of containers of a schema node."""
    if not isinstance(node, dict):
        return 1, 0
    ref = node.get("$ref")
    if isinstance(ref, str) and ref.startswith("#") and ref not in seen:
        target = at(document, ref[1:])
        if target is not None:
            return _measure(target, document, seen | {ref})
    members = [*(node.get("properties") or {}).values()]
    items = node.get("items")
    members += [items] if isinstance(items, (dict, bool)) else list(items or [])
    members += list(node.get("prefixItems") or [])
    nested = [m for word in ("allOf", "anyOf", "oneOf") for m in node.get(word) or []]
    if not members and not nested:
        return 1, 0
    sizes = [_measure(member, document, seen) for member in members]
    same_level = [_measure(member, document, seen) for member in nested]
    leaves = sum(size for size, _ in sizes) + max((size for size, _ in same_level), default=0)
    depth = max([1 + d for _, d in sizes] + [d for _, d in same_level], default=0)
    return leaves, depth
