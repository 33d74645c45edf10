"""The kinds of defects, and how one is planted into a clean pair so that its label no longer is right.

Nothing here knows how the checks work: what they catch is measured against what a reader would call wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from random import Random

from edgejson.audit import structure, texts, values
from edgejson.audit.clean import Clean, Planted, same

#: Yields defective pairs, in random order; none where the pair has nothing to spoil in this way.
Planter = Callable[[Clean, Random], Iterator[Planted]]
#: Candidates that are looked at for one that follows the schema.
TRIES = 40


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of defect."""

    planter: Planter
    subtle: bool = True  #: the label still follows its schema, so that looking at the schema doesn't find it


KINDS: dict[str, Kind] = {
    "integer_changed": Kind(values.integer_changed),
    "decimal_changed": Kind(values.decimal_changed),
    "digits_swapped": Kind(values.digits_swapped),
    "magnitude_changed": Kind(values.magnitude_changed),
    "sign_flipped": Kind(values.sign_flipped, subtle=False),
    "boolean_flipped": Kind(values.boolean_flipped),
    "enum_changed": Kind(values.enum_changed),
    "date_shifted": Kind(values.date_shifted),
    "time_shifted": Kind(values.time_shifted),
    "letter_changed": Kind(values.letter_changed),
    "string_shortened": Kind(values.string_shortened),
    "string_extended": Kind(values.string_extended),
    "email_changed": Kind(values.email_changed),
    "phone_changed": Kind(values.phone_changed),
    "other_value": Kind(values.other_value),
    "derived_off": Kind(values.derived_off),
    "placeholder_value": Kind(values.placeholder_value, subtle=False),
    "broken_contact": Kind(values.broken_contact, subtle=False),
    "items_swapped": Kind(structure.items_swapped),
    "siblings_swapped": Kind(structure.siblings_swapped),
    "objects_swapped": Kind(structure.objects_swapped),
    "item_dropped": Kind(structure.item_dropped),
    "item_doubled": Kind(structure.item_doubled),
    "items_reordered": Kind(structure.items_reordered),
    "item_split": Kind(structure.item_split),
    "items_merged": Kind(structure.items_merged),
    "optional_dropped": Kind(structure.optional_dropped),
    "optional_filled": Kind(structure.optional_filled),
    "emptied": Kind(structure.emptied, subtle=False),
    "nulled": Kind(structure.nulled, subtle=False),
    "required_dropped": Kind(structure.required_dropped, subtle=False),
    "key_added": Kind(structure.key_added, subtle=False),
    "type_changed": Kind(structure.type_changed, subtle=False),
    "sentence_dropped": Kind(texts.sentence_dropped),
    "value_removed": Kind(texts.value_removed),
    "contradicted": Kind(texts.contradicted),
    "near_miss_another": Kind(values.told_of_another),
    "near_miss_older": Kind(values.told_as_older),
    "near_miss_denied": Kind(values.told_as_denied),
    "near_miss_asked": Kind(values.told_as_asked),
    "text_digit_changed": Kind(texts.digit_changed),
    "day_of_writing_changed": Kind(texts.day_of_writing_changed),
    "other_text": Kind(texts.other_text),
    "two_texts": Kind(texts.two_texts),
    "truncated": Kind(texts.truncated),
    "repeated": Kind(texts.repeated),
    "template_remains": Kind(texts.template_remains),
    "control_character": Kind(texts.control_character),
    "no_text": Kind(texts.emptied),
    "foreign": Kind(texts.foreign),
}


def plant(kind: str, clean: Clean, rng: Random) -> Planted | None:
    """A pair with one defect of a kind, drawn at random; None where the clean pair has no place for it.

    The pair never equals the clean one, and for a subtle kind its label follows the schema.
    """
    spec = KINDS[kind]
    for text, label in islice(spec.planter(clean, rng), TRIES):
        if text == clean.text and same(label, clean.label):
            continue
        if not spec.subtle or clean.is_valid(label):
            return text, label
    return None
