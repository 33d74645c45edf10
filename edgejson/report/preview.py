"""A page to look at while one works on a schema: texts with their evidence, what lint says, what is known of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from edgejson.checks.base import Pair
from edgejson.checks.examining import Judge
from edgejson.checks.settings import Validate
from edgejson.dataset.asking import Asking
from edgejson.dataset.finishing import add_prompt
from edgejson.dataset.settings import Split
from edgejson.dataset.splitting import TRAIN
from edgejson.pipeline.base import Base
from edgejson.pipeline.errors import together
from edgejson.pipeline.metrics import counted
from edgejson.pipeline.records import Example
from edgejson.report import known
from edgejson.report.collecting import Evidence, Report
from edgejson.report.markup import Section, browser, part
from edgejson.report.view import view
from edgejson.schema.loading import Schema, load_schema
from edgejson.text.generation import Maker, Template
from edgejson.values.linting import lint

#: Texts on a page, and the least share of them that something goes wrong in, so that each kind is seen.
TEXTS, TROUBLED = 30, 1 / 3


class Settings(NamedTuple):
    """What a preview needs of a project's settings."""

    base: Base
    template: Template
    validation: Validate
    split: Split
    report: Report


def preview(path: Path, settings: Settings, stamp: str = "") -> str:
    """The page on a schema file, as HTML; with a `stamp` one that its server renews.

    Raises UserError where the schema can't be used.
    """
    schema = load_schema(path)
    found = lint(schema, settings.template.values, settings.base.locale)
    if found.problems:
        raise together(found.problems)
    told = list(_records(schema, settings))
    failed = sum("reasons" in example for example, _ in told)
    about = f"{path}: {counted(len(told), 'text')} as the dataset would have them, but more of them with a trouble"
    verdict = f"the checks refuse {failed} of them" if failed else "the checks accept all of them"
    sections = (
        Section("lint", "Lint", part("lines", list(found.advice(path)) or ["Nothing to mend."])),
        Section("known", "Frames and pools", part("striking") + known.shown(schema, told)),
    )
    most = settings.report.text_chars
    views = [{**view(each, "", places, most), "prompt": each.get("prompt", "")[:most]} for each, places in told]
    shown = "Underlined values have their evidence in the text, dotted ones don't; point at one to see where."
    return browser(schema.title, f"{about}; {verdict}.", shown, sections, views, stamp)


def unusable(path: Path, fault: str, stamp: str) -> str:
    """The page on a schema file that can't be used, as HTML: what is wrong with it."""
    section = Section("fault", "To be mended", part("lines", fault.splitlines(), "findings"))
    return browser(path.name, "It can't be used as it is.", "", [section], [], stamp)


def _records(schema: Schema, settings: Settings) -> Iterator[tuple[Example, Evidence]]:
    """Records with verdict, variant and prompt, and where the leaves of each stand in its text."""
    share = settings.template.adversarial_share
    template = settings.template.model_copy(update={"adversarial_share": share and max(share, TROUBLED)})
    seed = settings.base.seed
    maker, judge = Maker(schema, template, settings.base.locale), Judge(schema, settings.validation)
    asking = Asking({schema.id: schema}, settings.split.variants, seed)
    for index in range(TEXTS):
        example = maker.make(seed, index)
        pair = Pair(example["text"], example["expected_output"])
        findings = judge.checker.verdict(pair, judge.examine(example["id"], pair)).findings
        example["scores"] = pair.scores
        places = judge.checker.evidence_of(pair)
        if findings:
            example["reasons"] = findings
        else:
            add_prompt(example, asking.shown(example, asking.ask(example, TRAIN)), settings.split, seed)
        yield example, {place["path"]: [place["start"], place["end"]] for place in places}
