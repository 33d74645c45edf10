"""`Said`: the ways of saying one field with one kind of value, as format strings with `{v}` for the value."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True, frozen=True)
class Said:
    """The ways of saying one field with one kind of value."""

    clauses: tuple[str, ...]  #: "{it} costs {v}", "{its} price is {v}"
    trailing: tuple[str, ...]  #: "priced at {v}"
    nominal: tuple[str, ...]  #: "a rating of {v}", "SKU {v}"
    bare: tuple[str, ...] = ()  #: "{its} price is {v}", for fields without phrases: to be used sparingly
    being: tuple[str, ...] = ()  #: for fields without phrases, what may follow "it is": "of type {v}"
    active: tuple[str, ...] = field(init=False)  #: the clauses whose subject is the thing itself

    def __post_init__(self) -> None:
        object.__setattr__(self, "active", tuple(form for form in self.clauses if not form.startswith("{its}")))
