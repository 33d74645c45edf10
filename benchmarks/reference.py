"""How fast are the checks beside a plain validator of five shallow levels, on the same pairs, on one core, in one run?

    python -m benchmarks.reference [RECORDS_PER_SCHEMA] [--data data/raw/template] [--rounds 3]

The reference is what one would write in an afternoon, with the usual libraries: parse the label's JSON, `jsonschema`'s
Draft7Validator.iter_errors, a regular expression for placeholders, one each for e-mail and phone, and the share of the
label's words that the text has. Both judge the records of a folder of JSONL files by schema, as the template stage
wrote them; where a schema has none there, records are made as that stage makes them. Rounds of the two alternate, so
that other work on the machine hits both; a schema's rate is that of the median round, by CPU time. Every row is a
mean over schemas, each counting the same, and `ratio` is that of the two means.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import islice
from pathlib import Path
from statistics import fmean, median
from time import process_time
from typing import Any

import orjson
from jsonschema import Draft7Validator

from edgejson.checks.examining import Judge
from edgejson.params.whole import Params, load
from edgejson.pipeline import layout
from edgejson.pipeline.records import Example, read_jsonl
from edgejson.schema.fields import leaves
from edgejson.schema.loading import COMPLEXITIES, Schema, load_folder
from edgejson.text.generation import Maker

RECORDS = 300
ROUNDS = 3
#: Share of the label's words that the text must have.
LEAST = 0.8

_PLACEHOLDER = re.compile(
    r"lorem ipsum|\b(?:todo|tbd|placeholder|xxx+|foo|bar|baz|n/a)\b|\[[A-Z_ ]+\]|<[a-z_ ]+>", re.I
)
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile(r"\+?[\d\s().-]{5,20}(?:x\d+)?")
_WORD = re.compile(r"\w+")

#: A record's text and its label as JSON text -> what is wrong with it.
Judging = Callable[[Example, bytes], list[str]]


def plain(schema: Schema) -> Judging:
    """The reference, for one schema."""
    validator = Draft7Validator(schema.document)

    def judge(record: Example, raw: bytes) -> list[str]:
        try:
            label = orjson.loads(raw)
        except ValueError as error:
            return [str(error)]
        found = [error.message for error in validator.iter_errors(label)]
        text = record["text"]
        if _PLACEHOLDER.search(text):
            found.append("a placeholder in the text")
        found += _of_leaves(label, text)
        return found

    return judge


def _of_leaves(label: Any, text: str) -> Iterator[str]:
    """What is wrong with the label's values: placeholders, contacts, words that the text lacks."""
    said = set(_WORD.findall(text.lower()))
    words: list[str] = []
    for path, value in leaves(label):
        words += _WORD.findall(str(value).lower())
        if not isinstance(value, str):
            continue
        name = str(path[-1]).lower() if path else ""
        if _PLACEHOLDER.search(value):
            yield f"a placeholder at {path}"
        if "email" in name and not _EMAIL.fullmatch(value):
            yield f"no e-mail address at {path}"
        if "phone" in name and not _PHONE.fullmatch(value):
            yield f"no phone number at {path}"
    if words and sum(word in said for word in words) < LEAST * len(words):
        yield "the text lacks words of the label"


def ours(schema: Schema, params: Params) -> Judging:
    """All levels, the duplicate index and the thresholds, as the stage examine has them."""
    judge = Judge(schema, params.validation)

    def judged(record: Example, raw: bytes) -> list[str]:
        findings, _ = judge.judge(record["id"], record["text"], orjson.loads(raw))
        return [found["code"] for found in findings]

    return judged


def records_of(schema: Schema, params: Params, folder: Path, count: int) -> list[Example]:
    """Twice `count` records of a schema: the first half warms both judges up."""
    path = folder / f"{schema.id}.jsonl"
    if path.exists():
        return [*islice(read_jsonl(path), 2 * count)]
    maker = Maker(schema, params.template, params.base.locale)
    return [maker.make(1, index) for index in range(2 * count)]


def rates(judges: Sequence[Callable[[], Judging]], records: list[Example], rounds: int) -> list[float]:
    """Pairs a second of each judge, made anew each round because it remembers what it saw; median of the rounds."""
    raw = [orjson.dumps(record["expected_output"]) for record in records]
    half = len(records) // 2
    pairs = list(zip(records, raw, strict=True))
    found: list[list[float]] = [[] for _ in judges]
    for _ in range(rounds):
        for make, reached in zip(judges, found, strict=True):
            judge = make()
            for record, label in pairs[:half]:
                judge(record, label)
            begun = process_time()
            for record, label in pairs[half:]:
                judge(record, label)
            reached.append((len(pairs) - half) / (process_time() - begun))
    return [median(each) for each in found]


def main() -> None:
    """Print pairs a second of both, and their ratio, by complexity."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("records", nargs="?", type=int, default=RECORDS, help="of a schema, after as many to warm up")
    parser.add_argument("--data", type=Path, default=layout.RAW_TEMPLATE, help="JSONL files by schema")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--each", action="store_true", help="a line a schema, too")
    given = parser.parse_args()
    params = load()
    reached: dict[str, list[tuple[float, float]]] = {name: [] for name in (*COMPLEXITIES, "all")}
    print(f"{'':28}{'reference/s':>12}{'checks/s':>10}{'ratio':>7}")
    for schema in load_folder(layout.SCHEMAS):
        records = records_of(schema, params, given.data, given.records)
        theirs, own = rates([partial(plain, schema), partial(ours, schema, params)], records, given.rounds)
        for group in (schema.complexity, "all"):
            reached[group].append((theirs, own))
        if given.each:
            print(f"{schema.id:28}{theirs:>12,.0f}{own:>10,.0f}{own / theirs:>7.2f}", flush=True)
    for group, of in reached.items():
        if of:
            theirs, own = fmean(each[0] for each in of), fmean(each[1] for each in of)
            ratios = fmean(each[1] / each[0] for each in of)
            print(f"{group:28}{theirs:>12,.0f}{own:>10,.0f}{own / theirs:>7.2f}  mean of ratios {ratios:.2f}")


if __name__ == "__main__":
    main()
