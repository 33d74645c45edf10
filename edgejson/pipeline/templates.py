"""Texts and pages of a release and of reports: jinja2 templates that stand beside the modules of a package."""

from __future__ import annotations

from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from edgejson.pipeline.metrics import counted, percent


def environment(package: str, **settings: Any) -> Environment:
    """What fills a package's templates; a value that is missing is an error. `settings` are jinja2's."""
    found = Environment(
        loader=PackageLoader(package, "."), undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, **settings
    )
    found.filters |= {"counted": counted, "percent": percent, "number": "{:,}".format}
    return found
