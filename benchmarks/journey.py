"""One schema through the whole pipeline, in this process: what each part makes of it, counted."""

from __future__ import annotations

import json
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from benchmarks.judges import Judge
from edgejson.audit import trial
from edgejson.audit.planting import KINDS
from edgejson.baselines import examining, outcome
from edgejson.checks import examining as checking
from edgejson.checks import runner, summary
from edgejson.dataset import files as dataset
from edgejson.dataset import selection, summaries
from edgejson.params.whole import Params, load
from edgejson.pipeline.errors import UserError
from edgejson.pipeline.execution import Execution
from edgejson.pipeline.metrics import share, totalled
from edgejson.pipeline.records import SPLITS, Example, read_schema, split_files, write_schema
from edgejson.report.collecting import collect
from edgejson.report.page import write_page
from edgejson.report.pictures import Sources
from edgejson.schema.loading import Schema, load_schema
from edgejson.scoring import read_gold, report
from edgejson.text import REGISTERS, generation
from edgejson.text.generation import Template
from edgejson.text.trouble import KINDS as TROUBLES
from edgejson.values.linting import lint

ROOT = Path(__file__).parents[1]
SAMPLES = 20  #: records of each schema
PLANTED = 4  #: of them that every kind of defect is planted into
#: Defects that make a label wrong; the other kinds spoil the text.
LABEL_DEFECTS = frozenset(kind for kind, spec in KINDS.items() if not spec.planter.__module__.endswith(".texts"))


@dataclass(slots=True)
class Journey:
    """What happened to the records of one schema; adds up over schemas."""

    records: int = 0
    refused: Counter[str] = field(default_factory=Counter)  #: clean pairs by the first reason; alike ones don't count
    invalid: list[str] = field(default_factory=list)  #: what a validator says of a sampled value
    trial: trial.Outcome = field(default_factory=trial.Outcome)
    seconds: float = 0.0  #: of CPU
    examples: dict[str, str] = field(default_factory=dict)  #: for each reason and each kind that was missed: a pair

    @property
    def accepted(self) -> float:
        """Share of clean pairs that no check refuses."""
        return 1 - share(self.refused.total(), self.records)

    @property
    def planted(self) -> int:
        """Defects that make a label wrong."""
        return sum(self.trial.planted[kind] for kind in LABEL_DEFECTS)

    @property
    def caught(self) -> float:
        """Share of these that the checks refuse."""
        return share(sum(self.trial.caught[kind] for kind in LABEL_DEFECTS), self.planted)

    def update(self, other: Journey) -> None:
        """Add another schema's counts."""
        self.records += other.records
        self.refused.update(other.refused)
        self.invalid += other.invalid
        totalled([other.trial], self.trial)
        self.seconds += other.seconds
        for kind, example in other.examples.items():
            self.examples.setdefault(kind, example)


@cache
def settings() -> Params:
    """The project's settings, in this process, but all registers alike often, half of the records with a trouble."""
    found = load(ROOT / "params.yaml")
    even = dict.fromkeys(REGISTERS, 1.0)
    text = found.template.text.model_copy(
        update={"mix": dict.fromkeys(found.template.text.mix, even), "trouble": dict.fromkeys(TROUBLES, 1)}
    )
    template = found.template.model_copy(update={"records_per_schema": SAMPLES, "adversarial_share": 0.5, "text": text})
    return found.model_copy(update={"template": template, "execution": Execution(backend="serial")})


def travel(name: str, document: object, seed: int) -> Journey:
    """Take a schema from its file to the report. `name` is the file's stem.

    Raises whatever a part of the pipeline raises; UserError too for a schema that can't be used.
    """
    began = time.process_time()
    chosen = settings()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        path = root / "schemas" / f"{name}.json"
        path.parent.mkdir()
        path.write_text(json.dumps(document), encoding="utf-8")
        schema = load_schema(path)
        if problems := lint(schema, chosen.template.values).problems:
            raise UserError(problems[0])
        journey = _sampled(schema, chosen.template, root / "raw", seed)
        _checked(schema, chosen, root, journey, seed)
        _dataset(schema, chosen, root, seed)
    journey.seconds = time.process_time() - began
    return journey


def _sampled(schema: Schema, template: Template, raw: Path, seed: int) -> Journey:
    """Values, which both validators judge, and their texts."""
    maker = generation.Maker(schema, template, "en_US")
    records = [maker.make(seed, index) for index in range(template.records_per_schema)]
    write_schema(raw, schema.id, records)
    judge = Judge(schema.document)
    refusals = (judge.refusal(record["expected_output"]) for record in records)
    return Journey(records=len(records), invalid=[refusal for refusal in refusals if refusal])


def _checked(schema: Schema, chosen: Params, root: Path, journey: Journey, seed: int) -> None:
    """The checks, and the trial that plants every kind of defect."""
    settings, examined = chosen.validation, root / "examined"
    checking.run(checking.ExaminationTask(schema, settings, (root / "raw",), examined, frozenset()))
    task = runner.ValidationTask(schema, settings, examined, root / "validated", root / "rejected")
    summary.metrics(runner.run(task))
    for record in read_schema(root / "rejected", schema.id):
        first = record["reasons"][0]
        reason = f"{first['check']}/{first['code']}"
        if first["check"] != "duplicates":
            journey.refused[reason] += 1
            journey.examples.setdefault(reason, _shown(record["text"], record["expected_output"], first["detail"]))
    journey.trial = trial.run(trial.TrialTask(schema, chosen.validation, root / "raw", PLANTED, seed))
    for miss, _ in journey.trial.misses:
        if miss.kind:
            journey.examples.setdefault(miss.kind, _shown(miss.text, miss.label, ""))


def _shown(text: str, label: object, detail: str) -> str:
    return f"{detail}\n{text[:1500]}\n{json.dumps(label, ensure_ascii=False)[:800]}"


def _dataset(schema: Schema, chosen: Params, root: Path, seed: int) -> None:
    """Balance, split, baseline's parsers and the report, on the records that passed."""
    account = selection.run(
        selection.SelectionTask(root / "validated", root / "balanced", schema.id, False, chosen.balance, seed)
    )
    summaries.balance_metrics([(schema, account)], chosen.balance)
    planned = dataset.plan(root / "balanced", [schema], chosen.split, seed)
    (root / "dataset").mkdir()
    written = dataset.write(root / "dataset", planned, {schema.id: schema}, chosen.split, seed)
    summaries.split_metrics(planned, written)
    records = [record for name in SPLITS for record in _gold(root / "dataset", name)]
    audited = examining.examine(examining.ExamTask(schema, records, chosen.validation))
    if records:
        scored = outcome.scored(records, audited, {}, {schema.id: schema})
        outcome.metrics(audited, {name: report(scores, outcome.PLOTS) for name, scores in scored}, {}, {})
    collected = collect(root / "dataset", root / "rejected", root / "examined", [schema], chosen.report, seed)
    sources = Sources({}, root / "plots", collected)  # the pictures of metrics are those of any schema
    write_page(root / "report.html", sources, [schema], chosen.report.text_chars)


def _gold(folder: Path, split: str) -> Iterator[Example]:
    return iter(read_gold(split_files(folder, split)))
