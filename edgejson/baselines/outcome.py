"""What the baseline stage tells: metrics, tables for plots, lines for the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from edgejson.baselines.control import NEEDED
from edgejson.baselines.examining import Examined
from edgejson.baselines.models import Answers
from edgejson.pipeline.metrics import percent, share
from edgejson.pipeline.records import Example
from edgejson.schema.loading import Schema
from edgejson.scoring import SCORER_VERSION, Estimate, Scores, predicted_value, score, twin_shares

Report = dict[str, Any]
Row = dict[str, Any]

_PARSER = ("json_exact", "leaf_f1", "leaf_f1_macro")
_MODEL = (*_PARSER, "parse_rate", "schema_valid", "omission", "hallucination")
#: The kinds of groups that are plotted, with the file's name.
PLOTS = {"complexity": "baseline_complexity", "schema": "baseline_schema", "register_class": "baseline_register"}


def predictions(
    tests: Mapping[str, Sequence[Example]], audited: Examined, answers: Mapping[str, Answers]
) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Each system's predictions, as `score` reads them, with the name of their file."""
    for name, values in audited.predictions.items():
        for split, records in tests.items():
            lines = [{"id": r["id"], "output": values[r["id"]]} for r in records]
            yield f"parser_{name}{split.removeprefix('test')}", lines
    for name, given in answers.items():
        yield f"model_{name}", given.lines()
        if given.twins:
            yield f"model_{name}_twins", given.twin_lines()


def scored(
    gold: Sequence[Example], audited: Examined, answers: Mapping[str, Answers], schemas: Mapping[str, Schema]
) -> Iterator[tuple[str, Scores]]:
    """Each system's scores on the gold records: parsers on all of them, models on those that were chosen."""
    if gold:
        for name, values in audited.predictions.items():
            yield f"parser.{name}", score(gold, {r["id"]: values[r["id"]] for r in gold}, schemas)
    for name, given in answers.items():
        values = {line["id"]: predicted_value(line) for line in given.lines()}
        yield f"model.{name}", score(given.records, values, schemas)


def best_scored(gold: Sequence[Example], audited: Examined, schemas: Mapping[str, Schema]) -> Scores:
    """The best parser's scores on the gold records."""
    values = audited.predictions["best"]
    return score(gold, {r["id"]: values[r["id"]] for r in gold}, schemas)


def metrics(
    audited: Examined,
    systems: Mapping[str, Report],
    further: Mapping[str, Report],
    answers: Mapping[str, Answers],
) -> dict[str, Any]:
    """The overall numbers: gold, each parser (`best` by class of register and on the further tests too), each model.

    `systems` are the reports on the test set, `further` those on the best parser in the other tests that have records.
    """
    told: dict[str, Any] = {
        "scorer_version": SCORER_VERSION,
        "gold": {
            "records": audited.records,
            "failed": len(audited.failures),
            "passed": share(audited.records - len(audited.failures), audited.records),
        },
        "parser": {name: _parser(name, systems[f"parser.{name}"], audited) for name in audited.predictions},
        "model": {name: _model(systems[f"model.{name}"], given) for name, given in answers.items()},
    }
    best = told["parser"]["best"]
    classes = systems["parser.best"]["by"].get("register_class", {})
    best |= {name: _values(part, ("json_exact",)) for name, part in classes.items()}
    for split, report in further.items():
        best[split.removeprefix("test_")] = _values(report["overall"], ("json_exact", "leaf_f1"))
    return told


def _parser(name: str, report: Report, audited: Examined) -> dict[str, Any]:
    control = share(audited.control[name], audited.controls)
    return {**_values(report["overall"], _PARSER), "control": control, "counts": int(control >= NEEDED)}


def _model(report: Report, answers: Answers) -> dict[str, Any]:
    predicted = {line["id"]: predicted_value(line) for line in (*answers.lines(), *answers.twin_lines())}
    return {
        **_values(report["overall"], _MODEL),
        "records": report["records"],
        "refused": answers.count("refused"),
        "cut_off": answers.count("length"),
        "twin": twin_shares([*answers.records, *answers.twins], predicted),
    }


def _values(part: Mapping[str, Any], names: tuple[str, ...]) -> dict[str, float]:
    """Metrics of one group; JSONExact, the headline, with its interval."""
    values = {name: part[name].value for name in names}
    exact: Estimate = part["json_exact"]
    return {**values, "json_exact_low": exact.low, "json_exact_high": exact.high}


def rows(kind: str, systems: Mapping[str, Report]) -> list[Row]:
    """A table for a plot: one row a system and group."""
    return [
        {
            "system": system,
            kind: group,
            "records": part["records"],
            "json_exact": round(part["json_exact"].value, 4),
            "low": round(part["json_exact"].low, 4),
            "high": round(part["json_exact"].high, 4),
            "leaf_f1": round(part["leaf_f1"].value, 4),
        }
        for system, report in systems.items()
        for group, part in report["by"].get(kind, {}).items()
    ]


def lines(told: Mapping[str, Any], systems: Mapping[str, Report]) -> list[str]:
    """What a person wants to read."""
    gold = told["gold"]
    text = [f"baseline: gold of {gold['records']:,} test records passes every level: {percent(gold['passed'])}"]
    for system, report in systems.items():
        kind, name = system.split(".", 1)
        part = told[kind][name]
        exact = report["overall"]["json_exact"]
        line = f"  {system:<28} JSONExact {percent(exact.value):>6} [{exact.low:.1%}, {exact.high:.1%}]"
        line += f"  leaf F1 {part['leaf_f1']:.3f}"
        if kind == "parser":
            line += f"  control {percent(part['control'])}" + ("" if part["counts"] else " (does not count)")
        else:
            line += f"  parsed {part['parse_rate']:.0%}, valid {part['schema_valid']:.0%} of {part['records']}"
        text.append(line)
    best = told["parser"]["best"]
    classes = ", ".join(
        f"{name} {best[name]['json_exact']:.1%}" for name in ("prose", "semi", "structured") if name in best
    )
    text.append(f"  best parser by class of register: {classes}")
    on_twins = [
        ("best parser", best.get("twin")),
        *((f"model.{name}", m.get("twin")) for name, m in told["model"].items()),
    ]
    for system, twin in on_twins:
        if twin:
            shares = ", ".join(f"{name} {percent(twin[name])}" for name in ("flips", "stays") if name in twin)
            text.append(f"  {system} on twins: {shares}")
    if not best["counts"]:
        text.append(
            f"  warning: the best parser solves less than {NEEDED:.0%} of the control set, so its score tells little"
        )
    return text


def failure(audited: Examined) -> str:
    """Why the stage fails, or "": the gold of a test set has to be right, all of it."""
    if not audited.failures:
        return ""
    first = audited.failures[0]
    reason = first["reasons"][0]
    found = f"{reason['check']}/{reason['code']} at {reason['path'] or '/'}: {reason['detail']}"
    return (
        f"gold audit: {len(audited.failures)} of {audited.records} test records fail validation; the first is "
        f"{first['id']}, {found}; see data/baseline/gold_failures.jsonl"
    )
