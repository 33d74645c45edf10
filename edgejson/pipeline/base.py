"""The settings that every stage may read: the seed that all random choices follow from, and the locale."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator

from edgejson.pipeline.errors import UserError, hint
from edgejson.pipeline.settings import Block


def known_locale(locale: str) -> str:
    """A locale ("en_US", "en-US") as Faker spells it. Raises UserError where Faker has none such."""
    from faker.config import AVAILABLE_LOCALES  # late: it takes a while to load, and not all programs need it

    spelt = locale.replace("-", "_")
    if spelt not in AVAILABLE_LOCALES:
        raise UserError(f"no such locale: {locale!r}; {hint(spelt, sorted(AVAILABLE_LOCALES))}")
    return spelt


def _is_known(locale: str) -> str:
    try:
        known_locale(locale)
    except UserError as error:
        raise ValueError(str(error)) from error
    return locale


class Base(Block):
    seed: int = 20240607
    locale: Annotated[str, AfterValidator(_is_known)] = "en_US"
