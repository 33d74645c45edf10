"""How much of what a teacher writes freely is accepted, and how much of that is its own?

    python -m benchmarks.writing --model FILE.gguf [--simple N] [--medium N] [--complex N] [--records N] [--out FILE]

Runs the llm stage's work (cards, checks, repairs, dropping) over the first schemas of each complexity, with the
project's sampling. Completions stay in the user's request cache, so it may be interrupted and goes on. Prints, by
complexity: records asked for, accepted as first written, after repair, after dropping; what they were lost for; tokens
for an accepted record and tokens a second of the new ones; and the figures of `edgejson.dataset.own_words`, against
60 template texts of each schema and all annotations. `--out` gets the accepted pairs, to be read: no figure says
whether a text could be a person's.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from itertools import chain, islice
from pathlib import Path

from edgejson.dataset.own_words import Said, annotated
from edgejson.params.whole import Params, load
from edgejson.pipeline import layout
from edgejson.pipeline.errors import UserError, run
from edgejson.pipeline.metrics import percent, share
from edgejson.pipeline.records import Example, write_jsonl
from edgejson.schema.loading import COMPLEXITIES, Schema, load_folder
from edgejson.teachers import Cache
from edgejson.teachers.committee import Committee
from edgejson.teachers.settings import Llm
from edgejson.text import generation
from stages.llm import judge_of

#: Tokens of a prompt with its repair and the answer: more than any simple or medium schema of the project needs.
_WINDOW, _ANSWER = 3072, 300
#: As a model of one or two billion weights does it best.
_WORDING = {"mode": "free", "prompt": "brief", "leaves": 5, "retries": 3, "repairs": 1}


def settings(params: Params, model: str, records: int) -> Llm:
    """The project's block llm with one teacher, which writes freely."""
    first = next(iter(params.llm.teachers.values()))
    wording = first.wording.model_copy(update=_WORDING)
    changes = {"model": model, "wording": wording, "max_model_len": _WINDOW, "max_tokens": _ANSWER}
    router = params.llm.router.model_copy(
        update={"shares": {"writer": 1.0}, "keywords": {}, "schemas": {}, "fallback": ""}
    )
    changed = {"teachers": {"writer": first.model_copy(update=changes)}, "router": router, "budget": ""}
    return params.llm.model_copy(update=changed | {"records_per_schema": records})


def measured(params: Params, llm: Llm, schemas: list[Schema]) -> list[Example]:
    """Have the records of some schemas written; print what became of them."""
    before = time.monotonic()
    with Cache() as cache:
        committee = Committee(params.base, llm, schemas, cache, None, judge_of)
        made = committee.produce()
    if committee.problems:
        raise UserError("; ".join(committee.problems))
    committee.failures.end()
    counts = committee.tally.counts
    own = "teachers.writer.written."
    asked = counts["asked"]
    first = counts[f"{own}first.accepted"]
    dropped = counts[f"{own}by_dropping.accepted"]
    tokens = counts["teachers.writer.tokens_out"]
    kept = counts["records"]
    steps = {"first written": first, "repaired": kept - dropped, "with what was dropped": kept}
    told = ", ".join(f"{step} {percent(share(count, asked))}" for step, count in steps.items())
    print(f"  {asked} records asked for; accepted, {told}")
    lost = Counter({name: count for name, count in counts.items() if name.startswith("lost.")})
    print(f"  lost: {', '.join(f'{name[5:]} {count}' for name, count in lost.most_common()) or 'none'}")
    print(
        f"  {share(tokens, kept):.0f} tokens written for an accepted record; {tokens} tokens in "
        f"{time.monotonic() - before:.0f} s (those that were cached took none)"
    )
    return list(chain.from_iterable(made.values()))


def print_own(params: Params, schemas: list[Schema], written: list[Example]) -> None:
    """Print what is the teacher's own in its texts; nothing where none was accepted."""
    if not written:
        return
    known = annotated(schemas)
    for task in generation.tasks(schemas, params.template, params.base.seed, params.base.locale):
        for example in generation.run(task):
            known.add(example["text"], example["expected_output"])
    said = Said()
    for example in written:
        said.add(example["text"], example["expected_output"])
    own = said.against(known)
    print(
        f"own 4-grams {percent(own['own_4grams'])}, new word types a 1,000 words {own['new_words']:.1f}, "
        f"sentences of the 100 commonest skeletons {percent(own['commonest_sentences'])}"
    )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--model", required=True, help="a GGUF file")
    for complexity, count in zip(COMPLEXITIES, (10, 5, 0), strict=True):
        parser.add_argument(f"--{complexity}", type=int, default=count, help=f"schemas (default: {count})")
    parser.add_argument("--records", type=int, default=20, help="records of each schema (default: 20)")
    parser.add_argument("--out", type=Path, help="a JSONL file for the accepted pairs")
    given = parser.parse_args()
    params, everything = load(), load_folder(layout.SCHEMAS)
    llm = settings(params, given.model, given.records)
    written: list[Example] = []
    used: list[Schema] = []
    for complexity in COMPLEXITIES:
        of_it = (schema for schema in everything if schema.complexity == complexity and not schema.unseen)
        chosen = list(islice(of_it, getattr(given, complexity)))
        if chosen:
            print(f"{complexity}: {', '.join(schema.id for schema in chosen)}", flush=True)
            written += measured(params, llm, chosen)
            used += chosen
    print_own(params, used, written)
    if given.out:
        write_jsonl(given.out, written)


if __name__ == "__main__":
    run(main)
