"""Schemas in several files, as one document: what a schema refers to in files beside it becomes a part of it.

`{"$ref": "customer.json#/definitions/Person"}` reads the file customer.json in the folder of the file that says so. The
part that it leads to goes below `$defs` (`definitions` before draft 2019-09), once, with all that it refers to in turn.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

from edgejson.pipeline.errors import UserError
from edgejson.schema.documents import DATA, MAPS, escaped

#: Keywords that name a schema: what is moved into another document goes by its new place there.
_NAMES = ("$schema", "$id", "id", "$anchor", "$dynamicAnchor")

Read = Callable[[Path], Any]  #: file -> the schema in it; raises UserError
#: (document, reference) -> what the reference leads to in the document; raises LookupError.
Lookup = Callable[[Any, str], Any]


def bundled(document: Any, path: Path, root: Path, read: Read, known: Callable[[str], bool], lookup: Lookup) -> Any:
    """A schema with all that it refers to in other files; itself where it refers to none.

    `root` is the folder of which `read` may read files; `known` tells which absolute URIs need no file; `lookup`
    follows a reference inside one document. Raises UserError, with file and JSON pointer, for what leads out of the
    folder or nowhere.
    """
    if not isinstance(document, dict):
        return document
    bundle = _Bundle(document, path, root, read, known, lookup)
    made = bundle.copied(document, path, "", "")
    if not bundle.parts:
        return document
    return {**made, bundle.home: {**made.get(bundle.home, {}), **bundle.parts}}


class _Bundle:
    """The parts of one document that stand in other files."""

    def __init__(
        self, document: Any, path: Path, root: Path, read: Read, known: Callable[[str], bool], lookup: Lookup
    ) -> None:
        self.path, self.root = path, root.resolve()
        self.read, self.known, self.lookup = read, known, lookup
        early = re.search(r"draft-0[467]", str(document.get("$schema", "")))
        self.home = "definitions" if early else "$defs"
        self.schema = document.get("$schema")
        self.documents = {path.resolve(): document}
        self.names: dict[tuple[Path, str], str] = {}
        self.taken = set(document.get(self.home) or ())
        self.parts: dict[str, Any] = {}

    def copied(self, node: Any, path: Path, place: str, base: str, named: bool = False) -> Any:
        """A part of the document at a path, its references mended.

        `base` is the URI that it is known by, or ""; `named` tells that it maps names to schemas.
        """
        if isinstance(node, list):
            return [self.copied(member, path, f"{place}/{index}", base) for index, member in enumerate(node)]
        if not isinstance(node, dict):
            return node
        own = path == self.path
        base = urljoin(base, _id_of(node)) if own and not named else base
        made: dict[str, Any] = {}
        for word, value in node.items():
            here = f"{place}/{escaped(word)}"
            if named:
                made[word] = self.copied(value, path, here, base)
            elif word in ("$ref", "$dynamicRef") and isinstance(value, str):
                made[word] = self._mended(value, path, here, base)
            elif own or word not in _NAMES or not isinstance(value, str):
                made[word] = value if word in DATA else self.copied(value, path, here, base, word in MAPS)
        return made

    def _mended(self, reference: str, path: Path, place: str, base: str) -> str:
        address, _, fragment = reference.partition("#")
        own = path == self.path
        if not address:
            return reference if own else self._part(path, fragment, place)
        if self.known(address) or (own and self.known(urljoin(base, address))):
            return reference
        if urlsplit(address).scheme:
            raise UserError(
                f"{path}#{place}: $ref to {reference!r} is remote, and nothing is fetched; copy that schema into $defs"
            )
        target = path.parent / unquote(address)
        if not target.resolve().is_relative_to(self.root):
            raise UserError(
                f"{path}#{place}: $ref to {reference!r} leads out of {self.root.name}/, where nothing is read; "
                "copy that schema into $defs"
            )
        if not target.is_file():
            raise UserError(f"{path}#{place}: $ref to {reference!r}: there is no {target}; add it or mend the name")
        if target.resolve() == self.path.resolve():
            return f"#{fragment}"
        return self._part(target, fragment, place)

    def _part(self, path: Path, fragment: str, place: str) -> str:
        """The reference to a part of another file, which is taken over when it is first referred to."""
        key = (path.resolve(), fragment.rstrip("/"))
        if key not in self.names:
            stem = fragment.rstrip("/").rpartition("/")[2] or path.name.partition(".")[0]
            name = re.sub(r"[^\w.-]", "_", unquote(stem))
            while name in self.taken:
                name += "_"
            self.taken.add(name)
            self.names[key] = name
            found = self._found(path, fragment, place)
            if isinstance(found, dict):
                found = {word: value for word, value in found.items() if word not in ("$defs", "definitions")}
            self.parts[name] = self.copied(found, path, f"/{fragment.lstrip('/')}".rstrip("/"), "")
        return f"#/{self.home}/{self.names[key]}"

    def _found(self, path: Path, fragment: str, place: str) -> Any:
        resolved = path.resolve()
        if resolved not in self.documents:
            other = self.documents[resolved] = self.read(path)
            declared = other.get("$schema") if isinstance(other, dict) else None
            if declared and self.schema and str(declared).rstrip("#") != str(self.schema).rstrip("#"):
                raise UserError(f"{self.path}#{place}: {path} is in another draft; write the same $schema in both")
        try:
            return self.lookup(self.documents[resolved], f"#{fragment}")
        except LookupError as error:
            raise UserError(f"{self.path}#{place}: {path} has no {fragment!r}; mend the reference") from error


def _id_of(node: dict[str, Any]) -> str:
    said = node.get("$id", node.get("id"))
    return said if isinstance(said, str) else ""
