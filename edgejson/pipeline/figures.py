"""The figures that people are shown of a dataset, on its card and in the report: those that there are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple, TypeAlias

from edgejson.pipeline.metrics import counted, percent, place, shown

#: All numbers of the stages, by the name of their file.
Metrics: TypeAlias = Mapping[str, Mapping[str, float | int]]

#: (metrics file, key, what it is, format), in the order in which they are shown.
_FIGURES = (
    ("validate", "records", "raw records", ",d"),
    ("validate", "pass_rate", "raw records that passed validation", ".1%"),
    ("validate", "pass_rate.template", "raw records by templates that passed", ".1%"),
    ("validate", "pass_rate.llm", "raw records by models that passed", ".1%"),
    ("audit", "clean_rejected", "clean records that the validator refused in the audit", ".2%"),
    ("balance", "llm_share", "records worded by models (seen schemas)", ".1%"),
    ("wording", "written.records", "valid raw records that models wrote in words of their own", ",d"),
    ("wording", "written.own_4grams", "word 4-grams in these that no template or annotation has", ".1%"),
    ("wording", "chosen.records", "valid raw records whose words models chose among ready sentences", ",d"),
    ("wording", "chosen.own_4grams", "word 4-grams in those that no template or annotation has", ".1%"),
    ("balance", "adversarial_share", "records with planted trouble (seen schemas)", ".1%"),
    ("balance", "diversity.gain", "diversity gained over a choice by chance", "+.1%"),
    ("split", "test.leakage.exact_text", "test records whose text occurs in train", "d"),
    ("split", "test.leakage.exact_value", "test records whose output occurs in train", "d"),
    ("split", "test.leakage.masked_text_share", "test records whose text without its values occurs in train", ".1%"),
    ("split", "test.leakage.near_duplicates", "test records with a near-duplicate in train", "d"),
    ("split", "test.leakage.nearest_max", "largest similarity of a test record to a train record", ".2f"),
    ("baseline", "gold.passed", "test records that pass validation again", ".1%"),
    ("baseline", "parser.best.json_exact", "test records that the best rule-based parser solves exactly", ".1%"),
    ("baseline", "parser.best.prose.json_exact", "test records in prose that it solves exactly", ".1%"),
)


class Figure(NamedTuple):
    """A number in words."""

    what: str
    said: str
    place: Path  #: of its file, below the metrics folder
    metric: str  #: its name there


def figures(metrics: Metrics) -> Iterator[Figure]:
    """Those of _FIGURES that there are, the kind of defect that is caught least, what each model tried solves."""
    for file, key, what, style in _FIGURES:
        if key in metrics.get(file, {}):
            yield Figure(what, shown(metrics[file][key], style), place(file, key), key)
    caught = {key: value for key, value in metrics.get("audit", {}).items() if key.startswith("caught.")}
    if caught:
        worst = min(caught, key=lambda key: (caught[key], key))
        what = f"planted defects caught, the least of {counted(len(caught), 'kind')}"
        yield Figure(what, percent(caught[worst]), place("audit", worst), worst)
    scores = metrics.get("baseline", {})
    for key, value in scores.items():
        model = key.removeprefix("model.").removesuffix(".json_exact")
        if key == f"model.{model}.json_exact":
            what = f"test records of {scores[f'model.{model}.records']:,} tried that {model} solves exactly"
            yield Figure(what, percent(value), place("baseline", key), key)
