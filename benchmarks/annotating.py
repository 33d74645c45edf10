"""How much does a schema learn from a few examples? `python -m benchmarks.annotating DIR [--texts N] [--audit N]`

DIR holds schemas, each NAME.json with NAME.examples.jsonl beside it. For each: examples, those that the checks
refuse, frames learned, frames dropped; and of N texts in the author's register the share that passes all checks, as the
pipeline would judge them, the share that his frames say wholly, and how many different runs of frames they are made of.
--show N prints N texts of each, --show -1 those that needed other words than his. --audit N plants defects into N texts
of each, and tells what share of each kind the checks catch that know what was learned, and those that don't.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from collections import Counter
from pathlib import Path

from edgejson.annotating.learning import Means, learn
from edgejson.annotating.writing import merged, without_learned
from edgejson.audit import trial
from edgejson.checks import Checker
from edgejson.commands.annotate import read_examples
from edgejson.params.whole import Params, load
from edgejson.pipeline.metrics import totalled
from edgejson.pipeline.records import Example, write_schema
from edgejson.pipeline.streams import stream
from edgejson.schema.annotations import annotations_file
from edgejson.schema.annotations_file import write_annotations
from edgejson.schema.loading import load_schema
from edgejson.text.renderer import Renderer
from edgejson.values import compile_sampler


def main() -> None:
    """Print a line for each schema, and its texts where asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--texts", type=int, default=300)
    parser.add_argument("--show", type=int, default=0, help="texts to print for each schema")
    parser.add_argument("--audit", type=int, default=0, help="texts of each schema that defects are planted into")
    given = parser.parse_args()
    outcomes: dict[str, list[trial.Outcome]] = {"learned": [], "plain": []}
    settings = load()
    print(f"{'schema':24}{'pairs':>7}{'refused':>9}{'frames':>8}{'dropped':>9}{'pass':>8}{'whole':>8}{'ways':>7}")
    with tempfile.TemporaryDirectory() as folder:
        for examples in sorted(given.folder.glob("*.examples.jsonl")):
            name = examples.name.removesuffix(".examples.jsonl")
            schema = Path(shutil.copy(given.folder / f"{name}.json", folder))
            records = _measure(schema, examples, settings, given.texts, given.show)
            if given.audit:
                write_schema(Path(folder), name, records)
                for kind, path in (("learned", schema), ("plain", given.folder / f"{name}.json")):
                    task = trial.TrialTask(
                        load_schema(path), settings.validation, Path(folder), given.audit, settings.base.seed
                    )
                    outcomes[kind].append(trial.run(task))
    if given.audit:
        _tell({kind: totalled(found, trial.Outcome()) for kind, found in outcomes.items()})


def _tell(outcomes: dict[str, trial.Outcome]) -> None:
    """The kinds of defects, with how many were caught; and the clean records that were refused."""
    print(f"\n{'defect':24}{'planted':>9}{'learned':>9}{'planted':>9}{'plain':>9}")
    for kind in sorted(outcomes["learned"].planted):
        told = [f"{each.planted[kind]:9}{each.caught[kind]:9}" for each in outcomes.values()]
        print(f"{kind:24}{''.join(told)}")
    for name, each in outcomes.items():
        caught = f"caught {each.caught.total()} of {each.planted.total()}"
        print(f"{name}: {caught}, clean refused {each.rejected} of {each.clean}")
        for miss, _ in each.misses[:_SHOWN] if name == "learned" else ():
            print(f"--- missed: {miss.kind}\n{miss.text}\n{miss.label}")


#: Misses to print.
_SHOWN = 12


def _measure(path: Path, examples: Path, settings: Params, count: int, show: int) -> list[Example]:
    pairs = read_examples(examples)
    template = settings.template
    means = Means(settings.validation, template.text, template.values, settings.base.locale, settings.base.seed)
    schema = without_learned(load_schema(path))
    learned = learn(schema, pairs, means)
    write_annotations(annotations_file(path), merged(schema.annotations, learned, schema), path.name)
    known = load_schema(path)
    checker, renderer = Checker(known, settings.validation), Renderer(known, template.text)
    sampler = compile_sampler(known, template.values, settings.base.locale)
    passed = whole = 0
    records: list[Example] = []
    ways: set[tuple[str, ...]] = set()
    why: Counter[str] = Counter()
    for index in range(count):
        rng = stream(settings.base.seed + 1, path.stem, index)
        record = sampler.sample(rng)
        text, used, told = renderer.authored(record, rng)
        records.append({"id": f"{path.stem}-{index}", "schema_id": path.stem, "text": text, "expected_output": record})
        findings = checker.check(text, record).findings
        passed += not findings
        whole += told
        ways.add(tuple(used))
        why.update(f"{found['check']} {found['code']} {found['path']}" for found in findings[:1])
        if index < show or (show < 0 and not told):
            print(f"--- {'; '.join(found['code'] for found in findings)}\n{text}")
    gathered = learned.gathered
    frames = len(gathered.sentences) + len(gathered.texts) + sum(map(len, gathered.mentions.values()))
    rates = f"{passed / max(count, 1):8.1%}{whole / max(count, 1):8.1%}{len(ways):7}"
    print(
        f"{path.stem:24}{len(pairs):7}{len(learned.refused):9}{frames:8}{len(learned.dropped):9}{rates}",
        dict(why),
        flush=True,
    )
    return records


if __name__ == "__main__":
    main()
