"""The dataset card: README.md with the hub's YAML header, numbers from the metrics, a real record."""

from __future__ import annotations

import io
import json
from dataclasses import dataclass, field

from ruamel.yaml import YAML

from edgejson.pipeline.figures import Metrics, figures
from edgejson.pipeline.records import Example
from edgejson.release.revision import Revision
from edgejson.release.tables import COLUMNS
from edgejson.release.templates import filled
from edgejson.schema.loading import Schema

LICENCE = "cc-by-4.0"
LICENCE_URL = "https://creativecommons.org/licenses/by/4.0/"

#: Part of a model's name -> the licence under which its makers publish it.
_MODEL_LICENCES = {
    "smollm2": "Apache-2.0",
    "qwen2.5-3b": "Qwen Research License",
    "qwen2.5-72b": "Qwen License",
    "qwen2.5": "Apache-2.0",
    "phi-4": "MIT",
    "mistral-small-24b": "Apache-2.0",
}
_SIZES = ((1_000, "n<1K"), (10_000, "1K<n<10K"), (100_000, "10K<n<100K"), (1_000_000, "100K<n<1M"))


@dataclass
class Contents:
    """What a release holds, counted while it is written."""

    name: str
    schemas: list[Schema]
    records: dict[str, int] = field(default_factory=dict)  #: split -> records
    registers: dict[str, int] = field(default_factory=dict)
    teachers: dict[str, str] = field(default_factory=dict)  #: teacher that wrote a record -> its model
    example: Example | None = None
    language: str = "en"


def card(contents: Contents, metrics: Metrics, revision: Revision) -> str:
    """The dataset card as Markdown."""
    example = contents.example
    unseen = sum(schema.unseen for schema in contents.schemas)
    return filled(
        "card.md",
        header=_header(contents),
        contents=contents,
        records=sum(contents.records.values()),
        seen=len(contents.schemas) - unseen,
        unseen=unseen,
        answer=example and json.dumps(example["expected_output"], indent=2, ensure_ascii=False),
        columns=COLUMNS,
        figures=list(figures(metrics)),
        models=[(name, model, model_licence(model)) for name, model in sorted(contents.teachers.items())],
        licence_url=LICENCE_URL,
        revision=revision,
    )


def _header(contents: Contents) -> str:
    total = sum(contents.records.values())
    size = next((name for limit, name in _SIZES if total < limit), "1M<n<10M")
    configs = [
        {
            "config_name": name,
            **({"default": True} if name == "default" else {}),
            "data_files": [{"split": split, "path": f"{folder}/{split}-*.parquet"} for split in contents.records],
        }
        for name, folder in (("default", "data"), ("chat", "chat"), ("completion", "completion"))
    ]
    configs += [
        {"config_name": name, "data_files": [{"split": "train", "path": f"{name}/train.parquet"}]}
        for name in ("preference", "reward")
    ]
    header = {
        "pretty_name": contents.name,
        "license": LICENCE,
        "language": [contents.language],
        "task_categories": ["text-generation"],
        "tags": ["structured-extraction", "information-extraction", "json", "json-schema", "synthetic"],
        "size_categories": [size],
        "configs": configs,
    }
    out = io.StringIO()
    yaml = YAML()
    yaml.default_flow_style = False
    yaml.dump(header, out)
    return out.getvalue()


def model_licence(model: str) -> str:
    """The licence of a known model, by a part of its name."""
    folded = model.casefold()
    return next((licence for part, licence in _MODEL_LICENCES.items() if part in folded), "see the model's own card")
