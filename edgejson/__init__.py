"""EdgeJSON: from a folder of JSON Schemas to a trustworthy dataset for structured extraction.

What is public stands in `__all__`, and is loaded when it is first asked for; docs/api.md tells of it.
"""

from importlib import import_module
from typing import Any

__version__ = "0.1.0"

__all__ = [
    "Schema",
    "UserError",
    "annotate",
    "check",
    "load_schema",
    "load_schemas",
    "load_settings",
    "records",
    "render",
    "reward",
    "rewarded",
    "sample",
    "score",
    "variants",
    "write_annotations",
]


def __getattr__(name: str) -> Any:
    if name in __all__:
        return getattr(import_module(".api", __name__), name)
    raise AttributeError(f"module 'edgejson' has no attribute {name!r}")


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
