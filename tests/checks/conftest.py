from pathlib import Path

import pytest

from edgejson.checks.base import Pair, Subject, compiled
from edgejson.params.whole import load
from edgejson.schema.loading import Schema

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def settings():
    """The validation settings as they stand in params.yaml."""
    return load(ROOT / "params.yaml").validation


@pytest.fixture(scope="session")
def findings(settings):
    """Run one level: findings(level, document, label, text) -> [(code, path)]."""

    def run(level, document, label, text="", **changes):
        schema = Schema("test", Path("test.json"), document, "simple", False)
        check = compiled(level, Subject(schema, settings.model_copy(update=changes)))
        return [(found["code"], found["path"]) for found in check(Pair(text, label))]

    return run
