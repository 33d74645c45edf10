"""The dataset card: README.md with the hub's YAML header, numbers from the metrics, a real record."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ruamel.yaml import YAML

from edgejson.pipeline.metrics import counted, percent, place, shown
from edgejson.pipeline.records import Example
from edgejson.release.revision import Revision
from edgejson.release.tables import COLUMNS
from edgejson.release.templates import filled
from edgejson.schema.loading import Schema

Metrics = Mapping[str, Mapping[str, float | int]]

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

#: (metrics file, key, what it is, format) of the numbers that the card shows where there are some.
_FIGURES = (
    ("validate", "records", "raw records", ",d"),
    ("validate", "pass_rate", "raw records that passed validation", ".1%"),
    ("validate", "pass_rate.template", "... of those written by templates", ".1%"),
    ("validate", "pass_rate.llm", "... of those worded by models", ".1%"),
    ("audit", "clean_rejected", "clean records that the validator refused in the audit", ".2%"),
    ("balance", "llm_share", "records worded by models (seen schemas)", ".1%"),
    ("wording", "written.records", "valid raw records that models wrote in words of their own", ",d"),
    ("wording", "written.own_4grams", "... word 4-grams in them that no template or annotation has", ".1%"),
    ("wording", "chosen.records", "valid raw records whose words models chose among ready sentences", ",d"),
    ("wording", "chosen.own_4grams", "... word 4-grams in them that no template or annotation has", ".1%"),
    ("balance", "adversarial_share", "records with planted trouble (seen schemas)", ".1%"),
    ("balance", "diversity.gain", "diversity gained over a choice by chance", "+.1%"),
    ("split", "test.leakage.exact_text", "test records whose text occurs in train", "d"),
    ("split", "test.leakage.exact_value", "test records whose output occurs in train", "d"),
    ("split", "test.leakage.masked_text_share", "test records whose text without its values occurs in train", ".1%"),
    ("split", "test.leakage.near_duplicates", "test records with a near-duplicate in train", "d"),
    ("split", "test.leakage.nearest_max", "largest similarity of a test record to a train record", ".2f"),
    ("baseline", "gold.passed", "test records that pass validation again", ".1%"),
    ("baseline", "parser.best.json_exact", "test records that the best rule-based parser solves exactly", ".1%"),
    ("baseline", "parser.best.prose.json_exact", "... of those in prose", ".1%"),
)


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
        figures=list(_figures(metrics)),
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


def _figures(metrics: Metrics) -> Iterator[tuple[str, str, Path, str]]:
    """What was measured: in words, the figure, its file below the metrics folder, its name there."""
    for file, key, what, style in _FIGURES:
        if key in metrics.get(file, {}):
            yield what, shown(metrics[file][key], style), place(file, key), key
    caught = {key: value for key, value in metrics.get("audit", {}).items() if key.startswith("caught.")}
    if caught:
        worst = min(caught, key=lambda key: (caught[key], key))
        what = f"planted defects caught, the least of {counted(len(caught), 'kind')}"
        yield what, percent(caught[worst]), place("audit", worst), worst
    scores = metrics.get("baseline", {})
    for key, value in scores.items():
        if key.startswith("model.") and key.endswith(".json_exact"):
            model = key.removesuffix(".json_exact")
            tried = f"{scores[f'{model}.records']:,} test records tried"
            what = f"{tried} that `{model.removeprefix('model.')}` solves exactly"
            yield what, percent(value), place("baseline", key), key


def model_licence(model: str) -> str:
    """The licence of a known model, by a part of its name."""
    folded = model.casefold()
    return next((licence for part, licence in _MODEL_LICENCES.items() if part in folded), "see the model's own card")
