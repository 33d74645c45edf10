"""The library for programs of one's own: what `import edgejson` offers. docs/api.md has an example of each.

To compile a schema takes longer than to use it, so each function takes or gives many values, one by one as they are
asked for. Without settings the built-in defaults hold, whatever the working directory has. What is wrong with an input
is a UserError of one line.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import count as counting
from itertools import islice
from os import PathLike
from pathlib import Path
from typing import Any

from edgejson.annotating.learning import Example, Learned, Means, learn
from edgejson.annotating.writing import merged, struck, without_learned
from edgejson.checks import Verdict
from edgejson.checks.examining import Judge
from edgejson.dataset.variants.borrowing import everyday
from edgejson.dataset.variants.drawing import Variation, vary
from edgejson.params import whole
from edgejson.params.whole import Params
from edgejson.pipeline.errors import UserError
from edgejson.pipeline.records import Example as Record
from edgejson.pipeline.streams import stream
from edgejson.schema import loading
from edgejson.schema.annotations import annotations_file
from edgejson.schema.annotations_file import write_annotations as _write
from edgejson.schema.foreign import file_name, of_class
from edgejson.schema.loading import Schema
from edgejson.schema.sources import schema_at
from edgejson.scoring import report
from edgejson.scoring import score as _score
from edgejson.scoring.intervals import Estimate
from edgejson.scoring.report import Missing
from edgejson.scoring.reward import reward, rewarded
from edgejson.text.generation import Maker
from edgejson.text.renderer import Renderer, Rendering
from edgejson.values import compile_sampler

__all__ = [
    "Schema",
    "UserError",
    "annotate",
    "check",
    "load_schema",
    "load_schemas",
    "load_settings",
    "records",
    "render",
    "reward",
    "rewarded",
    "sample",
    "score",
    "variants",
    "write_annotations",
]


def load_settings(path: str | PathLike[str]) -> Params:
    """The settings of a params file; what it leaves out has its default. Raises UserError, a line a mistake."""
    return whole.load(Path(path))


def load_schema(source: str | PathLike[str] | Mapping[str, Any] | type, name: str = "") -> Schema:
    """A schema: a file of JSON or YAML, a document, or a class of Pydantic's.

    As text also "openapi.yaml#Order", "shop.models:Order" or "shop/models.py:Order", which imports the module. `name`
    becomes the schema's id; without it that is the file's stem, or the document's title, the component's or the class's
    name in snake case. Raises UserError with place and cause where it is no valid schema.
    """
    if isinstance(source, (str, PathLike)):
        schema = schema_at(source if isinstance(source, str) else Path(source))
        return replace(schema, id=name) if name else schema
    described: Any = source
    if hasattr(source, "model_json_schema"):
        described = of_class(source)
        name = name or file_name(getattr(source, "__name__", "schema"))
    elif isinstance(source, type):
        raise UserError(f"{source.__name__}: no class of Pydantic's; give one, a file, or a document")
    try:
        document = json.loads(json.dumps(described, default=dict))
    except (TypeError, ValueError) as error:
        raise UserError(f"{name or 'schema'}: not a JSON document ({error}); give what json.loads gives") from error
    title = document.get("title") if isinstance(document, dict) else None
    return loading.schema_of(document, name or file_name(str(title or "schema")))


def load_schemas(folder: str | PathLike[str]) -> list[Schema]:
    """All schemas below a folder, by id. Raises UserError, a line for each file with a mistake."""
    return loading.load_folder(Path(folder))


def sample(schema: Schema, count: int = 1, *, seed: int = 0, settings: Params | None = None) -> Iterator[Any]:
    """Instances of a schema: valid, and coherent where the schema leaves room.

    Number N of a seed is the same however many are drawn. Raises UserError where no instance can be found.
    """
    settings = settings or Params()
    sampler = compile_sampler(schema, settings.template.values, settings.base.locale)
    return (sampler.sample(stream(seed, schema.id, index)) for index in range(count))


def render(
    schema: Schema,
    values: Iterable[Any],
    *,
    seed: int = 0,
    register: str | None = None,
    trouble: str | None = None,
    settings: Params | None = None,
) -> Iterator[Rendering]:
    """A text for each instance, which states it and nothing else of the schema.

    `register` is a way of writing (drawn by the settings' mix without it), `trouble` what goes wrong in the text.
    Raises UserError for a name that is neither.
    """
    renderer = Renderer(schema, (settings or Params()).template.text)
    for index, value in enumerate(values):
        yield renderer.render(value, stream(seed, schema.id, "render", index), register, trouble)


def records(
    schema: Schema, count: int = 1, *, seed: int = 0, start: int = 0, settings: Params | None = None
) -> Iterator[Record]:
    """Pairs of text and label as the stage template makes them, troubles included.

    Dicts with `text`, `expected_output`, `id`, `schema_id`, `register`, `tags` and more (docs/dataset.md).
    """
    settings = settings or Params()
    maker = Maker(schema, settings.template, settings.base.locale)
    return (maker.make(seed, index) for index in islice(counting(start), count))


def check(schema: Schema, pairs: Iterable[tuple[str, Any]], *, settings: Params | None = None) -> Iterator[Verdict]:
    """The verdict on each pair of text and label (a JSON value), near-duplicates of earlier ones included.

    A verdict has `passed`, `findings` (check, code, path, detail; what is wrong) and `scores`, from 0 to 1.
    """
    judge = Judge(schema, (settings or Params()).validation)
    for index, (text, label) in enumerate(pairs):
        yield Verdict(*judge.judge(str(index), text, label))


def score(
    gold: Iterable[Record],
    predictions: Mapping[str, Any],
    schemas: Iterable[Schema] | None = None,
    *,
    missing: Missing = "refuse",
) -> dict[str, Estimate]:
    """Metrics of predictions (values by record id) against gold records, each with its 95% interval; shares.

    Without schemas there is no validity, and leaves are compared strictly. `missing` says what becomes of gold without
    a prediction: "refuse" (a UserError), "wrong" or "skip".
    """
    known = None if schemas is None else {schema.id: schema for schema in schemas}
    found: dict[str, Estimate] = report(_score(gold, predictions, known, missing), ())["overall"]
    return found


def annotate(schema: Schema, pairs: Iterable[tuple[str, Any]], *, settings: Params | None = None) -> Learned:
    """What real pairs of text and label teach of how people write about a schema's records, and of their values.

    Pairs that the checks refuse are in `refused`, with the reasons, and teach nothing. Nothing is written;
    `write_annotations` does that.
    """
    settings = settings or Params()
    template = settings.template
    means = Means(settings.validation, template.text, template.values, settings.base.locale, settings.base.seed)
    examples = [Example(f"pair {number}", text, label) for number, (text, label) in enumerate(pairs, 1)]
    return learn(without_learned(schema), examples, means, struck(schema.annotations))


def write_annotations(schema: Schema, learned: Learned) -> Path:
    """Put what was learned into the file beside the schema's, where what stands by hand stays; the file's path.

    Raises UserError for a schema that is no file.
    """
    if not schema.path.is_file():
        raise UserError(f"{schema.id}: has no file to write annotations beside; save the schema, and load that")
    path = annotations_file(schema.path)
    _write(path, merged(schema.annotations, learned, without_learned(schema)), schema.path.name)
    return path


def variants(
    schema: Schema, records: Iterable[Record], *, seed: int = 0, settings: Params | None = None
) -> Iterator[Variation | None]:
    """Each record asked with another schema than its own: `kinds`, `document`, and the `label` that follows from it.

    None where schema or label allow none.
    """
    chosen = (settings or Params()).split.variants
    pool = everyday()
    for record in records:
        rng = stream(seed, "variant", record["id"])
        yield vary(record, schema, pool, chosen.weights, chosen.most, rng)
