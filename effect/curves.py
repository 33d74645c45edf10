"""Draw a curve: tune, predict and score once for each value of a setting of `data`, all else as params.yaml has it.

    python curves.py records 75 150 300 600
    python curves.py variants false true
    python curves.py sources [template] [template,llm]

Values are YAML. The scores stand in curves/SETTING.csv, which is written anew after each value. A run that is cut off
goes on where it was; adapters are kept in .work/curves/, so that what was tuned once, with the same data, is not tuned
again.
"""

from __future__ import annotations

import sys
from hashlib import blake2b
from pathlib import Path
from typing import Any

from predict import sets_of
from pydantic import ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from tune import DATASET, tuned_into

from edgejson.effect.choosing import turns
from edgejson.effect.settings import Data, Effect
from edgejson.effect.weights import libraries
from edgejson.effect.worth import HEADLINE, worth
from edgejson.params.reading import load
from edgejson.pipeline import layout
from edgejson.pipeline.errors import UserError, run
from edgejson.pipeline.metrics import write_table
from edgejson.pipeline.records import whole_folder
from edgejson.schema.loading import load_folder
from edgejson.scoring import predicted_value
from edgejson.teachers.engines.requests import digest

USAGE = f"python curves.py SETTING VALUE...; SETTING is one of {', '.join(Data.model_fields)}"


def main() -> None:
    """Write the curve's table, a row a value and set."""
    if len(sys.argv) < 3 or sys.argv[1] not in Data.model_fields:
        raise UserError(USAGE)
    _, setting, *values = sys.argv
    points = [(value, changed(load(Effect, Path("params.yaml")), setting, value)) for value in values]
    libraries()
    rows: list[dict[str, Any]] = []
    for value, settings in points:
        print(f"{setting}: {value}", flush=True)
        rows += [{setting: value, **row} for row in scores(settings)]
        write_table(Path("curves") / f"{setting}.csv", rows)
    for row in rows:
        print(", ".join(f"{name} {found}" for name, found in row.items()))


def changed(settings: Effect, setting: str, value: str) -> Effect:
    """The settings with another value of one of `data`. Raises UserError for a value that it can't have."""
    try:
        data = Data.model_validate(settings.data.model_dump() | {setting: YAML(typ="safe").load(value)})
    except (ValidationError, YAMLError) as error:
        raise UserError(f"{setting}: {value}: no value of that setting; see data in params.yaml") from error
    return settings.model_copy(update={"data": data})


def key(settings: Effect) -> str:
    """What an adapter follows from."""
    data = settings.data.model_dump() | {"sources": sorted(settings.data.sources)}
    told = repr((settings.seed, settings.threads, settings.model, settings.tune, data, digest(DATASET)))
    return blake2b(told.encode(), digest_size=12).hexdigest()


def scores(settings: Effect) -> list[dict[str, Any]]:
    """What a model is worth that is tuned by the settings: a row a set, each metric with its 95% interval."""
    from edgejson.effect.predicting import Predictor

    adapter = layout.WORK / "curves" / key(settings)
    if not adapter.exists():
        with whole_folder(adapter) as folder:
            tuned_into(folder, settings)
    predictor = Predictor(settings, adapter)
    sets = {name: records for name, records in sets_of(settings).items() if records}
    answers = {
        name: {line["id"]: predicted_value(line) for line in predictor.predict(name, [turns(one) for one in records])}
        for name, records in sets.items()
    }
    _, rows = worth(sets, answers, {schema.id: schema for schema in load_folder(Path("../schemas"))})
    found: dict[str, dict[str, Any]] = {name: {"set": name} for name in sets}
    for row in rows:
        if row["kind"] == "all" and row["metric"] in HEADLINE:
            kept = found[row["set"]]
            kept["scored"] = row["records"]
            kept |= {row["metric"]: row["value"]} | {f"{row['metric']}_{end}": row[end] for end in ("low", "high")}
    return list(found.values())


if __name__ == "__main__":
    run(main)
