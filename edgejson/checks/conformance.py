"""Level 2, schema: does the label follow its schema? Formats are asserted.

The verdict comes from jsonschema-rs (Rust, ECMA-262 regular expressions), the explanation from `jsonschema`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

import jsonschema_rs
from jsonschema import FormatChecker
from jsonschema.exceptions import SchemaError, ValidationError, best_match
from jsonschema.validators import extend, validator_for
from referencing.exceptions import Unresolvable

from edgejson.checks.base import Check, Need, Pair, Subject, reason
from edgejson.pipeline.errors import UserError
from edgejson.pipeline.records import Reason
from edgejson.pipeline.settings import Block
from edgejson.schema.drafts import DEFAULT_DRAFT, draft_of, registry_for
from edgejson.schema.ecma import finder
from edgejson.schema.loading import Schema

NAME = "schema"
NEEDS: frozenset[Need] = frozenset()


class Settings(Block):
    """Under the name `conformance`; `formats`: they are asserted."""

    enabled: bool = True
    formats: bool = True


_DRAFTS = {
    "draft4": jsonschema_rs.Draft4Validator,
    "draft6": jsonschema_rs.Draft6Validator,
    "draft7": jsonschema_rs.Draft7Validator,
    "2019-09": jsonschema_rs.Draft201909Validator,
    "2020-12": jsonschema_rs.Draft202012Validator,
}
#: Findings told for one label; the rest follows from them more often than not.
MAX_FINDINGS = 20
#: Characters of a message that is kept: it quotes the instance.
MAX_DETAIL = 300


def _refuse(uri: str) -> Any:
    raise ValueError(f"{uri} is remote, and nothing is fetched")


def fast_validator(schema: Schema, formats: bool) -> Any:
    """jsonschema-rs's validator in the schema's draft. Raises UserError where it can't be built."""
    cls = _DRAFTS[draft_of(schema.document)[0]]
    try:
        return cls(schema.document, validate_formats=formats, retriever=_refuse)
    except (ValueError, jsonschema_rs.ReferencingError) as error:
        raise UserError(f"{schema.path}: {' '.join(str(error).split())}; mend the schema") from error


def compile(subject: Subject) -> Check:
    """A check that yields where a label breaks its schema, and by which keyword."""
    settings = subject.settings(Settings)
    validator = fast_validator(subject.schema, settings.formats)
    explainer: Any = None

    def check(pair: Pair) -> Iterable[Reason]:
        nonlocal explainer
        if validator.is_valid(pair.label):
            return ()
        if explainer is None:
            explainer = _explainer(subject.schema.document, settings.formats)
        return _explain(explainer, validator, pair.label)

    return check


def _explainer(document: Any, formats: bool) -> Any:
    cls = validator_for(document, default=validator_for({"$schema": DEFAULT_DRAFT}))
    checker: FormatChecker | None = cls.FORMAT_CHECKER if formats else None
    cls = extend(cls, {"pattern": _pattern})  # type: ignore[no-untyped-call]
    return cls(document, registry=registry_for(document), format_checker=checker)


def _pattern(validator: Any, pattern: str, instance: Any, schema: Any) -> Iterator[ValidationError]:
    """As `jsonschema` has it, but by jsonschema-rs, on which no pattern takes time without end."""
    if isinstance(instance, str) and not finder(pattern)(instance):
        yield ValidationError(f"{instance!r} does not match {pattern!r}")


def _explain(explainer: Any, validator: Any, label: Any) -> list[Reason]:
    """What is wrong and where. jsonschema-rs speaks where `jsonschema` sees nothing wrong or gives up."""
    try:
        errors = list(islice(explainer.iter_errors(label), MAX_FINDINGS))
    except (Unresolvable, SchemaError, RecursionError, ValueError, TypeError, re.error):
        errors = []  # e.g. an ECMA-262 pattern that Python can't compile; the verdict stands without it
    if errors:
        return [_reason(error) for error in errors]
    return [
        reason(NAME, _keyword(error), tuple(error.instance_path), error.message[:MAX_DETAIL])
        for error in islice(validator.iter_errors(label), MAX_FINDINGS)
    ]


def _reason(error: ValidationError) -> Reason:
    """An error of `jsonschema`; for a combiner (oneOf, anyOf) the branch that came nearest."""
    nearest = best_match([error]) or error
    detail = nearest.message if nearest is error else f"{nearest.message} (nearest branch of {error.validator})"
    return reason(NAME, str(nearest.validator or "false"), tuple(nearest.absolute_path), detail[:MAX_DETAIL])


def _keyword(error: Any) -> str:
    return str(error.schema_path[-1]) if error.schema_path else "schema"
