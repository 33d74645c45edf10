"""How much does a schema learn from a few examples? `python -m benchmarks.annotating DIR [--texts N] [--show N]`

DIR holds schemas, each NAME.json with NAME.examples.jsonl beside it. For each: examples, those that the checks
refuse, frames learned, frames dropped; and of N texts in the author's register the share that passes all checks, as the
pipeline would judge them, the share that his frames say wholly, and how many different runs of frames they are made of.
--show N prints N texts of each, --show -1 those that needed other words than his.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from collections import Counter
from pathlib import Path

from edgejson.annotating.learning import Means, learn
from edgejson.annotating.writing import merged, without_learned
from edgejson.checks import Checker
from edgejson.commands.annotate import read_examples
from edgejson.params.whole import Params, load
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
    given = parser.parse_args()
    settings = load()
    print(f"{'schema':24}{'pairs':>7}{'refused':>9}{'frames':>8}{'dropped':>9}{'pass':>8}{'whole':>8}{'ways':>7}")
    with tempfile.TemporaryDirectory() as folder:
        for examples in sorted(given.folder.glob("*.examples.jsonl")):
            name = examples.name.removesuffix(".examples.jsonl")
            schema = Path(shutil.copy(given.folder / f"{name}.json", folder))
            _measure(schema, examples, settings, given.texts, given.show)


def _measure(path: Path, examples: Path, settings: Params, count: int, show: int) -> None:
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
    ways: set[tuple[str, ...]] = set()
    why: Counter[str] = Counter()
    for index in range(count):
        rng = stream(settings.base.seed + 1, path.stem, index)
        record = sampler.sample(rng)
        text, used, told = renderer.authored(record, rng)
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
    print(f"{path.stem:24}{len(pairs):7}{len(learned.refused):9}{frames:8}{len(learned.dropped):9}{rates}", dict(why))


if __name__ == "__main__":
    main()
