"""What share of texts written from schemas without annotations do the checks accept, and why not the others?

    python -m benchmarks.plain_schemas DIR [-n 2] [--only PART] [--show N]

For each schema below DIR: N records in every register, each judged as a stranger's pair. Prints the share that passes
by register, the first reason of the others, the schemas with the most of them, and the share of sentences of the shape
"label is value" (in texts of the prose class). `--show` prints that many refused texts for each reason.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter, defaultdict
from pathlib import Path

from edgejson.checks import Checker
from edgejson.params.whole import load
from edgejson.pipeline.errors import UserError, run
from edgejson.pipeline.streams import stream
from edgejson.schema.loading import load_schema
from edgejson.text import REGISTERS, Renderer
from edgejson.values import compile_sampler

_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z\"“])|\n+")
#: "The name is X." and nothing more.
_BARE = re.compile(
    r"(?:(?:the|its|their|this) |[\w' ]{1,40}'s )[\w' -]{1,40} (?:is|are|was|were) [^,;]{1,80}\.?", re.IGNORECASE
)


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, metavar="DIR")
    parser.add_argument("-n", type=int, default=2, help="records of each schema in each register (2)")
    parser.add_argument("--only", default="", help="schemas whose path has this part")
    parser.add_argument("--show", type=int, default=0, help="refused texts to print for each reason (0)")
    return parser.parse_args()


def main() -> int:
    """Print the tables; exit 1 where less than 98% of the texts pass."""
    given = arguments()
    paths = [path for path in sorted(given.folder.rglob("*.json")) if given.only in str(path)]
    if not paths:
        raise UserError(f"{given.folder}: no schemas here; give a folder with *.json files")
    settings = load()
    passed: Counter[str] = Counter()
    total: Counter[str] = Counter()
    reasons: Counter[str] = Counter()
    by_schema: Counter[str] = Counter()
    shown: dict[str, int] = defaultdict(int)
    sentences = bare = 0
    for path in paths:
        schema = load_schema(path)
        name = path.relative_to(given.folder).as_posix()
        sampler = compile_sampler(schema, settings.template.values, settings.base.locale)
        renderer, checker = Renderer(schema, settings.template.text), Checker(schema, settings.validation)
        for register, group in REGISTERS.items():
            for index in range(given.n):
                rng = stream(0, name, register, index)
                value = sampler.sample(rng)
                text = renderer.render(value, rng, register).text
                findings = checker.check(text, value).findings
                total[register] += 1
                passed[register] += not findings
                if group == "prose":
                    said = [sentence for sentence in _SENTENCE.split(text) if sentence.strip()]
                    sentences += len(said)
                    bare += sum(_BARE.fullmatch(sentence.strip()) is not None for sentence in said)
                if findings:
                    first = findings[0]
                    code = f"{first['check']}.{first['code']}"
                    reasons[code] += 1
                    by_schema[name] += 1
                    if shown[code] < given.show:
                        shown[code] += 1
                        print(f"--- {name} {register} {index}: {code} {first['path']} {first['detail']}")
                        print(text[:3000])
                        print(json.dumps(value, ensure_ascii=False)[:2000])
    share = print_shares(passed, total)
    print(f'sentences of the shape "label is value": {bare / max(sentences, 1):.1%}')
    for title, counted in (("first reason", reasons), ("schema", by_schema)):
        for key, count in counted.most_common(15):
            print(f"{title:14}{count:>6}  {key}")
    return 0 if share >= 0.98 else 1


def print_shares(passed: Counter[str], total: Counter[str]) -> float:
    """Print the share of texts that pass, by register and of all; return the latter."""
    print(f"{'register':12}{'texts':>8}{'passed':>9}")
    for register in REGISTERS:
        print(f"{register:12}{total[register]:>8}{passed[register] / total[register]:>9.1%}")
    share = passed.total() / total.total()
    print(f"{'all':12}{total.total():>8}{share:>9.1%}")
    return share


if __name__ == "__main__":
    run(main)
