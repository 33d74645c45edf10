"""From pairs to annotations: what the checks accept is cut up, generalised, proved on other records, and gathered."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from edgejson.annotating.choosing import Read, choose, read
from edgejson.annotating.crossing import crossed
from edgejson.annotating.cutting import Edge, cut, telling_words, without_names
from edgejson.annotating.gathering import Gathered, Place, composed, gather
from edgejson.annotating.noticing import Synonyms, notice
from edgejson.annotating.pointers import pointer_of
from edgejson.annotating.pooling import pooled, pools, shapes_of
from edgejson.annotating.proving import Proving
from edgejson.annotating.restricting import free
from edgejson.checks import Checker
from edgejson.checks.settings import Validate
from edgejson.forms import style_of
from edgejson.pipeline.records import Reason
from edgejson.pipeline.streams import stream
from edgejson.schema.fields import FieldMap, pattern_of
from edgejson.schema.loading import Schema, pointer
from edgejson.schema.texts import units
from edgejson.text.settings import TextSettings
from edgejson.values import compile_sampler
from edgejson.values.settings import Values

#: Records that frames are tried on, beside the labels of the examples.
SAMPLED = 400


@dataclass(frozen=True, slots=True)
class Example:
    """A pair to learn from."""

    name: str  #: for messages: file and line
    text: str
    label: Any


@dataclass(slots=True)
class Learned:
    """What examples have taught."""

    gathered: Gathered
    labels: list[Any]  #: of the accepted examples
    styles: dict[str, dict[str, int]]  #: JSON pointer into the schema -> style -> how often it was seen
    pools: dict[Place, list[Any]]  #: values that occurred, those of an object together, by their place
    shapes: dict[Place, dict[str, int]]  #: optional properties that occurred together, by the objects' place
    synonyms: Synonyms  #: words seen for listed values
    once: list[tuple[Example, str, str]]  #: words that one example alone has for a value: the field's place, the words
    lost: list[tuple[Example, str, str]]  #: words that say a value in part or with more: the value's place, the words
    retold: tuple[int, int]  #: examples that the others' words alone can say, of those held back one by one
    refused: list[tuple[Example, list[Reason]]] = field(default_factory=list)  #: used for nothing
    dropped: dict[str, str] = field(default_factory=dict)  #: frame -> why it is not kept


@dataclass(frozen=True, slots=True)
class Means:
    """What is used to learn: the project's settings."""

    validation: Validate
    text: TextSettings
    values: Values
    locale: str
    seed: int


def learn(schema: Schema, examples: Sequence[Example], means: Means, struck: Collection[str] = ()) -> Learned:
    """The frames of a schema's examples that say other records as well, as far as the checks accept the texts.

    `schema` is without anything that was learned before; frames that are `struck` are not learned again. Raises
    UserError for a schema that can't be compiled.
    """
    noticed = notice(Checker(schema, means.validation).subject, [(each.text, each.label) for each in examples], struck)
    telling = Checker(replace(schema, document=noticed.told(schema.document)), means.validation)
    plain, schema = schema, replace(schema, document=noticed.worded(schema.document))
    fields = telling.subject.fields
    reads = [read(telling, example.text, example.label) for example in examples]
    proving = Proving(schema, telling, means.text, means.seed)
    chosen = choose(reads, lambda numbers: _gathered([(n, reads[n]) for n in numbers], fields), proving.knowing)
    kept = [reads[number] for number in chosen.kept]
    refused = [(examples[number], why) for number, why in chosen.refused.items()]
    found_frames = _gathered(list(enumerate(kept)), fields).without(struck, fields)
    noticed.keep(free(found_frames.sentences))
    proving.schema = schema = replace(plain, document=noticed.worded(plain.document))
    styles = _styles(kept, schema, fields)
    proving.labels = labels = [each.label for each in kept]
    found, shapes = pools(labels, fields), shapes_of(labels, fields)
    sampler = compile_sampler(
        replace(schema, document=pooled(schema.document, found, shapes)), means.values, means.locale
    )
    proving.records = [sampler.sample(stream(means.seed, schema.id, "annotating", index)) for index in range(SAMPLED)]
    proving.styles = styles
    gathered, dropped = proving.prove(found_frames)
    retold = proving.retold(gathered) if labels else (0, 0)
    once = [(examples[at], f"/{'/'.join(path)}", words) for at, path, words in noticed.once if at in chosen.kept]
    lost = [
        (examples[at], pointer(span.path), examples[at].text[span.start : span.end])
        for at in chosen.kept
        for span in reads[at].spans
        if span.lost
    ]
    return Learned(gathered, labels, styles, found, shapes, noticed.synonyms, once, lost, retold, refused, dropped)


def _styles(reads: Sequence[Read], schema: Schema, fields: FieldMap) -> dict[str, dict[str, int]]:
    """The styles of `forms/` that values are written in, with how often, by the field's place in the schema."""
    found: dict[str, dict[str, int]] = {}
    for each in reads:
        for span in each.spans:
            said = each.text[span.start : span.end]
            style = "" if span.lost else style_of(span.value, said, fields.field(span.path))
            if style:
                known = found.setdefault(pointer_of(schema.document, pattern_of(span.path)), {})
                known[style] = known.get(style, 0) + 1
    return found


def _gathered(reads: Sequence[tuple[int, Read]], fields: FieldMap) -> Gathered:
    """The frames of accepted examples, whose values stand at the spans."""
    edges: set[Edge] = set()  # what surrounds items in lists of several tells what belongs to a single one
    for _, each in reads:
        edges |= cut(each.text, each.label, each.spans, frozenset()).edges
    cuts = []
    for number, each in reads:
        found = cut(each.text, each.label, each.spans, frozenset(edges))
        words = telling_words(each.spans, each.text)
        found.source = composed([(without_names(said, words), gap) for said, gap in units(found.source)])
        cuts.append((number, found))
    return crossed(gather(cuts, fields), fields)
