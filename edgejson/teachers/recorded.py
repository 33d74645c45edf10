"""What models answered for this version's data: lines in git, which the stages that ask replay and never write.

`completions/STAGE/TEACHER/SCHEMA.jsonl` has one completion a line, with the key of its request, sorted by it. A stage
leaves all that it was answered in `.work/completions/`, laid out alike; `python -m edgejson record` puts that in place.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict
from functools import cached_property
from pathlib import Path
from typing import Literal, TypeAlias, get_args

from edgejson.pipeline import layout
from edgejson.pipeline.errors import UserError
from edgejson.pipeline.records import read_jsonl, whole_folder, write_jsonl
from edgejson.teachers.cache import fresh
from edgejson.teachers.engines.requests import Completion, digest

Source: TypeAlias = Literal["recorded", "cached", "new"]

#: The stages that ask models, and the folder that follows from the answers.
STAGES = {"llm": layout.RAW_LLM, "baseline": layout.BASELINE}
#: The last run's answers, by stage; beside each folder a file that tells which outputs it belongs to.
LAST = layout.WORK / "completions"


class Recorded:
    """One stage's recorded completions, and those that a run of it comes to use."""

    def __init__(self, stage: str) -> None:
        self.stage = stage
        self._used: dict[tuple[str, str], dict[str, Completion]] = {}
        self._sources: dict[str, Source] = {}

    def get(self, keys: Iterable[str]) -> dict[str, Completion]:
        """The completions that are recorded of these keys; none in a fresh run.

        Raises UserError with file and line for a line that is no completion.
        """
        return {key: self._known[key] for key in keys if key in self._known}

    def use(self, teacher: str, schema_id: str, key: str, completion: Completion, source: Source) -> None:
        """Note that a completion went into this run, and where it came from."""
        self._used.setdefault((teacher, schema_id), {})[key] = completion
        self._sources[key] = source

    def save(self) -> str:
        """Leave all that was used for `edgejson record`, once the outputs are written; returns a line to print."""
        _mark(self.stage).unlink(missing_ok=True)
        with whole_folder(LAST / self.stage) as folder:
            for (teacher, schema_id), completions in self._used.items():
                lines = ({"key": key, **asdict(completions[key])} for key in sorted(completions))
                write_jsonl(folder / teacher / f"{schema_id}.jsonl", lines)
        _mark(self.stage).write_text(digest(STAGES[self.stage]) + "\n", encoding="utf-8")
        counts = Counter(self._sources.values())
        told = ", ".join(f"{counts[source]} {source}" for source in get_args(Source))
        more = "; python -m edgejson record keeps them with this version" if counts["cached"] + counts["new"] else ""
        return f"{self.stage}: {len(self._sources)} answers, {told}{more}"

    @cached_property
    def _known(self) -> dict[str, Completion]:
        known: dict[str, Completion] = {}
        for path in [] if fresh() else sorted((layout.COMPLETIONS / self.stage).glob("*/*.jsonl")):
            for number, line in enumerate(read_jsonl(path), 1):
                try:
                    key = line.pop("key")
                    known[key] = Completion(**line)
                except (TypeError, AttributeError, KeyError) as error:
                    raise UserError(
                        f"{path}:{number}: not a recorded completion ({error}); run git checkout {path}"
                    ) from error
        return known


def of_last_run(stage: str) -> Path | None:
    """The completions that the stage's present outputs were made of, as a folder; None where no run here made them."""
    mark, outputs = _mark(stage), STAGES[stage]
    belongs = mark.is_file() and outputs.is_dir() and mark.read_text(encoding="utf-8").strip() == digest(outputs)
    return LAST / stage if belongs else None


def _mark(stage: str) -> Path:
    return LAST / f"{stage}.outputs"
