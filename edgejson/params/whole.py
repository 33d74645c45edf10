"""All of params.yaml: what the stages read, together."""

from __future__ import annotations

from pathlib import Path

from edgejson.params import balance, baseline, examine, llm, reading, report, split, template, validate


class Params(
    report.Params,
    baseline.Params,
    split.Params,
    balance.Params,
    validate.Params,
    examine.Params,
    llm.Params,
    template.Params,
):
    """Every block, in the order of the file."""


def load(path: Path | None = None) -> Params:
    """The settings of a params file, by default the working directory's if it has one; the rest has its default.

    Raises UserError with the file, the line, the key, what is wrong; a line a mistake.
    """
    return reading.checked(Params, reading.read(path), path)
