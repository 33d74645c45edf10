"""Tune the model on the dataset's train records: ../data/dataset -> adapter."""

from __future__ import annotations

from pathlib import Path

from edgejson.effect.choosing import to_train, turns
from edgejson.effect.settings import Effect
from edgejson.effect.weights import libraries
from edgejson.params.reading import load
from edgejson.pipeline.errors import UserError, run
from edgejson.pipeline.records import read_jsonl, split_files, whole_folder

DATASET = Path("../data/dataset")


def main() -> None:
    """Write the folder adapter."""
    settings = load(Effect, Path("params.yaml"))
    libraries()
    with whole_folder(Path("adapter")) as folder:
        tuned_into(folder, settings)


def tuned_into(folder: Path, settings: Effect) -> None:
    """Tune by the settings, write the adapter into a folder, and say what was done.

    Raises UserError where there is no dataset.
    """
    from edgejson.effect.tuning import tune

    files = split_files(DATASET, "train")
    if not files:
        raise UserError(f"{DATASET}: no dataset here; run dvc repro in the folder above first")
    records = to_train((record for path in files for record in read_jsonl(path)), settings.data)
    done = tune([turns(record) for record in records], settings, folder)
    print(
        f"tuned on {done.records} records of {done.tokens:,} tokens ({done.too_long} too long), {done.steps} steps, "
        f"loss {done.loss:.3f}, {done.seconds / 60:.1f} min"
    )


if __name__ == "__main__":
    run(main)
