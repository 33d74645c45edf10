"""A property of an object as the library's own sentences see it: a name, and what its values may be."""

from __future__ import annotations

from typing import Any, NamedTuple


class Member(NamedTuple):
    """A property that is a scalar, or a list of scalars."""

    name: str
    types: frozenset[str]  #: JSON types
    format: str
    enum: tuple[Any, ...]

    @property
    def sorts(self) -> tuple[str, ...]:
        """The sections of the roles that its values allow; none for those of booleans and mixed types."""
        if self.types and self.types <= {"integer", "number"}:
            return ("roles of numbers",)
        if self.types != {"string"}:
            return ()
        if self.format in ("date", "time", "date-time"):
            return ("roles of moments",)
        return ("roles of words",) if self.enum or self.format else ("roles of words", "roles of moments")
