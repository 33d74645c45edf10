"""The dataset card: README.md with the hub's YAML header, numbers from the metrics, a real record."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ruamel.yaml import YAML

from edgejson.pipeline.metrics import counted, percent, place, shown
from edgejson.pipeline.records import Example
from edgejson.release.revision import Revision
from edgejson.release.tables import COLUMNS
from edgejson.release.use import fenced, use
from edgejson.schema.loading import Schema

Metrics = Mapping[str, Mapping[str, float | int]]

LICENCE, LICENCE_NAME = "cc-by-4.0", "Creative Commons Attribution 4.0"
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
    parts = [
        f"---\n{_header(contents)}---",
        f"# {contents.name}",
        _summary(contents),
        _splits(contents),
        _example(contents),
        _columns(),
        _schemas(contents),
        use(),
        _figures(metrics),
        _limits(contents),
        _licences(contents),
        _reproduce(revision),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


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


def _summary(contents: Contents) -> str:
    seen = [schema for schema in contents.schemas if not schema.unseen]
    unseen = len(contents.schemas) - len(seen)
    pairs = counted(sum(contents.records.values()), "pair")
    more = f", and {counted(unseen, 'more schema')} of other domains for the unseen test" if unseen else ""
    return (
        f"{pairs} of a text and the exact JSON that a schema asks for, for training and testing small language models "
        f"on structured extraction. {counted(len(seen), 'schema')}{more}. Each record was sampled first, valid "
        "and self-consistent, and its text was written from it, by templates or by a language model; "
        "then every pair was checked from text, label and schema alone."
    )


def _splits(contents: Contents) -> str:
    about = {
        "train": "for training",
        "validation": "for choosing a model",
        "test": "the same schemas, other records; no value, skeleton or near-duplicate in common with train",
        "test_variants": "the test records once more, asked with variants of their schemas",
        "test_twins": "the test records once more, one fact changed, gone, given to another, or told of another too",
        "test_unseen": "schemas that train doesn't have, to measure generalisation",
    }
    rows = [(f"`{split}`", f"{count:,}", about[split]) for split, count in contents.records.items()]
    return "## Splits\n\n" + _table(("split", "records", "what for"), rows)


def _example(contents: Contents) -> str:
    if contents.example is None:
        return ""
    example = contents.example
    prompt = example.get("prompt", example["text"])
    output = json.dumps(example["expected_output"], indent=2, ensure_ascii=False)
    return (
        f"## A record\n\n`{example['id']}`, {example.get('register', '')}. What the model is given:\n\n"
        f"{fenced(prompt, 'text')}\n\nWhat it should answer:\n\n{fenced(output, 'json')}"
    )


def _columns() -> str:
    rows = [(f"`{name}`", about) for name, (_, about) in COLUMNS.items()]
    return "## Columns\n\n" + _table(("column", "what it holds"), rows)


def _schemas(contents: Contents) -> str:
    rows = [
        (f"`{schema.id}`", _cell(schema.title), schema.complexity, "unseen" if schema.unseen else "seen")
        for schema in contents.schemas
    ]
    return (
        "## Schemas\n\nPlain JSON Schema, in `schemas/`.\n\n"
        "<details><summary>List of schemas</summary>\n\n"
        + _table(("schema", "title", "complexity", "in train"), rows)
        + "\n\n</details>"
    )


def _figures(metrics: Metrics) -> str:
    rows = [
        (what, shown(metrics[file][key], style), _where(file, key))
        for file, key, what, style in _FIGURES
        if key in metrics.get(file, {})
    ]
    caught = {key: value for key, value in metrics.get("audit", {}).items() if key.startswith("caught.")}
    if caught:
        worst = min(caught, key=lambda key: (caught[key], key))
        rows.append(
            (
                f"planted defects caught, the least of {counted(len(caught), 'kind')}",
                percent(caught[worst]),
                _where("audit", worst),
            )
        )
    scores = metrics.get("baseline", {})
    for key, value in scores.items():
        if key.startswith("model.") and key.endswith(".json_exact"):
            model = key.removesuffix(".json_exact")
            tried = f"{scores[f'{model}.records']:,} test records tried"
            row = f"{tried} that `{model.removeprefix('model.')}` solves exactly", percent(value)
            rows.append((*row, _where("baseline", key)))
    return "## Measured\n\n" + _table(("what", "figure", "metric"), rows) if rows else ""


def _where(file: str, key: str) -> str:
    return f"`metrics/{place(file, key)}`: `{key}`"


def _limits(contents: Contents) -> str:
    ways = ", ".join(name for name in sorted(contents.registers) if name) or "one"
    limits = [
        "Synthetic: names, numbers and events are made up and mean nobody. The facts of a record agree with each "
        "other, not with the world.",
        f"One language ({contents.language}), and the ways of writing that the generator knows: {ways}. Real "
        "documents vary more.",
        "Most texts come from templates. A model that is trained on them alone may learn their phrases.",
        "Every value of an output stands in its text. What must be inferred or looked up elsewhere is not covered.",
        "Not for decisions about people: medical and financial records are made up and follow no code of practice.",
    ]
    if contents.teachers:
        names = ", ".join(f"`{name}`" for name in contents.teachers)
        limits.insert(3, f"Some texts were worded by models ({names}), which bring their own habits and slips.")
    return "## Known limits\n\n" + "\n".join(f"- {limit}" for limit in limits)


def _licences(contents: Contents) -> str:
    models = [
        (f"`{name}`", f"`{_cell(model)}`", model_licence(model)) for name, model in sorted(contents.teachers.items())
    ]
    return (
        f"## Licences\n\nThe data is under [{LICENCE_NAME}]({LICENCE_URL}) (CC BY 4.0); the program that made "
        "it, EdgeJSON, is under Apache-2.0. Names and addresses come from Faker (MIT)."
        + (("\n\n" + _table(("teacher", "model", "licence of the model"), models)) if models else "")
    )


def model_licence(model: str) -> str:
    """The licence of a known model, by a part of its name."""
    folded = model.casefold()
    return next((licence for part, licence in _MODEL_LICENCES.items() if part in folded), "see the model's own card")


def _reproduce(revision: Revision) -> str:
    return (
        "## Reproduce\n\n"
        + _table(
            ("what", "revision"),
            [
                ("git commit", f"`{revision.label}`"),
                ("date of the commit", revision.date or "unknown"),
                ("DVC hash of the dataset", f"`{revision.dataset}`"),
            ],
        )
        + "\n\nIn a checkout of that commit:\n\n"
        + fenced(
            "make repro      # the same data, byte for byte, given the same raw model file\nmake release", "console"
        )
        + "\n\n`SHA256SUMS` has the checksum of every file: `sha256sum -c SHA256SUMS`. "
        "`croissant.json` describes the files for machines (MLCommons Croissant)."
    )


def _table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    heads = list(heads)
    lines = [heads, ["---"] * len(heads), *map(list, rows)]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def _cell(text: str) -> str:
    """A text as the cell of a Markdown table."""
    return " ".join(text.split()).replace("|", "\\|").replace("<", "&lt;").replace("`", "'")
