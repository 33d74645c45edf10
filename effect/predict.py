"""Let the tuned model answer the test sets and real pairs: adapter -> predictions, gold."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from edgejson.effect.choosing import read_pairs, to_predict, turns
from edgejson.effect.settings import Effect
from edgejson.effect.weights import libraries
from edgejson.params.reading import load
from edgejson.pipeline.errors import UserError, run
from edgejson.pipeline.records import Example, read_jsonl, split_files, whole_folder, write_jsonl

DATASET = Path("../data/dataset")
SETS = ("test", "test_unseen", "test_variants", "test_twins")


def main() -> None:
    """Write the folder predictions: for each set its records, and the answers."""
    settings = load(Effect, Path("params.yaml"))
    libraries()
    from edgejson.effect.predicting import Predictor

    sets = sets_of(settings)
    predictor = Predictor(settings, Path("adapter"))
    with whole_folder(Path("predictions")) as folder:
        for name, records in sets.items():
            if records:
                write_jsonl(folder / f"{name}.gold.jsonl", records)
                write_jsonl(folder / f"{name}.jsonl", predictor.predict(name, [turns(record) for record in records]))
    print(", ".join(f"{name} {len(records)}" for name, records in sets.items() if records))


def sets_of(settings: Effect) -> dict[str, list[Example]]:
    """The records that are predicted, by the name of their set. Raises UserError where two sets have one name."""
    sets = {name: to_predict(_records(name), settings.predict) for name in SETS}
    for name, path in settings.predict.pairs.items():
        if name in SETS:
            raise UserError(f"params.yaml: predict.pairs.{name}: a set of the dataset has that name; take another")
        sets[name] = to_predict(read_pairs(name, path), settings.predict)
    return sets


def _records(name: str) -> Iterator[Example]:
    for path in split_files(DATASET, name):
        yield from read_jsonl(path)


if __name__ == "__main__":
    run(main)
