"""Two independent judges of an instance: jsonschema and jsonschema-rs, both with formats asserted."""

from __future__ import annotations

import re
from typing import Any

import jsonschema_rs
from jsonschema.exceptions import best_match
from jsonschema.validators import validator_for

from edgejson.schema.drafts import DEFAULT_DRAFT, registry_for


class Judge:
    """Judges instances of one schema; `others` are local schemas by URI that it may refer to."""

    def __init__(self, schema: Any, others: dict[str, Any] | None = None) -> None:
        cls = validator_for(schema, default=validator_for({"$schema": DEFAULT_DRAFT}))
        registry = registry_for(schema, others)
        self._slow = cls(schema, registry=registry, format_checker=cls.FORMAT_CHECKER)
        known = others or {}
        self._fast = jsonschema_rs.validator_for(
            _declared(schema, cls.META_SCHEMA["$schema"]), validate_formats=True, retriever=known.__getitem__
        )

    def refusal(self, instance: Any) -> str:
        """Which judge refuses the instance, and why; empty where both accept it."""
        try:
            error = best_match(self._slow.iter_errors(instance))
        except re.error:  # a pattern of ECMA-262 that Python's dialect, and so jsonschema, doesn't know
            error = None
        if error is not None:
            return f"jsonschema: {error.message}"
        refused = next(iter(self._fast.iter_errors(instance)), None)
        return f"jsonschema-rs: {refused.message}" if refused is not None else ""


def _declared(schema: Any, dialect: str) -> Any:
    return {"$schema": dialect, **schema} if isinstance(schema, dict) and "$schema" not in schema else schema
