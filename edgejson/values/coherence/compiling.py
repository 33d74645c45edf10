"""What makes the leaves of one record agree, compiled once a schema: `compile_coherence`.

An object's own leaves are made to agree first (a person's name and e-mail, a place, a product and its price);
then, in the whole record, what lies in different objects (references, dates, currency, subject matter).
Every value that is written is one that its field admits; the sampler's validator has the last word.
"""

from __future__ import annotations

from random import Random
from typing import Any

from edgejson.schema.fields import FieldMap
from edgejson.values.coherence.abroad import abroad_rules
from edgejson.values.coherence.amounts import amount_rules
from edgejson.values.coherence.bills import line_rules, tax_rules
from edgejson.values.coherence.careers import career_rules
from edgejson.values.coherence.chronology import chronology_rules, delay_rules
from edgejson.values.coherence.conditions import condition_rules
from edgejson.values.coherence.counts import count_rules, length_rules
from edgejson.values.coherence.dates import date_rules
from edgejson.values.coherence.declared import declared_rules, weekday_rules
from edgejson.values.coherence.denying import denying_rules, repeated_rules, unworded_rules
from edgejson.values.coherence.following import following_rules, total_rules
from edgejson.values.coherence.formulas import formula_rules
from edgejson.values.coherence.grades import average_rules, grade_rules
from edgejson.values.coherence.implying import implying_rules, spell_rules
from edgejson.values.coherence.jobs import job_rules
from edgejson.values.coherence.journeys import journey_rules
from edgejson.values.coherence.kinds_of import kind_rules
from edgejson.values.coherence.leaves import Leaf, Rewrite, Steps, leaves_below
from edgejson.values.coherence.legs import leg_rules, share_rules
from edgejson.values.coherence.limits import limit_rules
from edgejson.values.coherence.matches import match_rules
from edgejson.values.coherence.measures import measure_rules
from edgejson.values.coherence.money import money_rules
from edgejson.values.coherence.paces import pace_rules
from edgejson.values.coherence.people import domain_rules, people_rules
from edgejson.values.coherence.places import currency_rules, phone_rules, place_rules, street_rules
from edgejson.values.coherence.pools import pool_rules
from edgejson.values.coherence.portions import portion_rules
from edgejson.values.coherence.ranges import range_rules
from edgejson.values.coherence.references import reference_rules
from edgejson.values.coherence.said import said_rules
from edgejson.values.coherence.sharing import sharing_rules
from edgejson.values.coherence.spans import span_rules
from edgejson.values.coherence.stages import stage_rules
from edgejson.values.coherence.stays import stay_rules
from edgejson.values.coherence.tallies import tally_rules
from edgejson.values.coherence.telling import telling_rules
from edgejson.values.coherence.themes import Inside, theme_rules
from edgejson.values.coherence.timeline import timeline_rules
from edgejson.values.coherence.trade import firm_rules, level_rules
from edgejson.values.coherence.trips import trip_rules
from edgejson.values.coherence.validity import validity_rules


def compile_coherence(
    fields: FieldMap, object_path: tuple[str, ...], property_names: tuple[str, ...], locale: str = "en_US"
) -> Rewrite | None:
    """A function that rewrites leaves of a sampled object in place so that they agree; None where nothing can.

    Objects inside it must have had their turn. The outermost object also makes the whole record agree.
    """
    known = leaves_below(fields, object_path, property_names)
    leaves = [leaf for leaf in known if len(leaf.field.enum) != 1]
    rules = [*_own(leaves, known, locale), *domain_rules(leaves)]
    outermost = all(step == "*" for step in object_path)
    if outermost:
        rules += _whole(fields, object_path, leaves, known)
    rules += range_rules(known if outermost else [leaf for leaf in known if leaf.own])
    if outermost:
        rules += [*following_rules(leaves), *implying_rules(leaves), *span_rules(leaves), *limit_rules(leaves)]
    rules += [*amount_rules(leaves), *journey_rules(leaves)]
    if outermost:
        rules += [*_plain(fields, leaves), *repeated_rules(fields, object_path, leaves), *_last(fields, leaves)]
    if not rules:
        return None

    def agree(rng: Random, made: dict[str, Any]) -> None:
        for rule in rules:
            rule(rng, made)

    return agree


def _own(leaves: list[Leaf], known: list[Leaf], locale: str) -> list[Rewrite]:
    """Rewrites of one object's own leaves; `known` are those below it that have one value only, too."""
    themes = [rule for rule, _ in theme_rules(leaves, whole=False)]
    return [
        *place_rules(known),
        *street_rules(known),
        *people_rules(leaves, locale),
        *themes,
        *firm_rules(known),
        *measure_rules(leaves),
    ]


def _plain(fields: FieldMap, leaves: list[Leaf]) -> list[Rewrite]:
    """Rewrites by what anybody would say of a record, once the others are done.

    What has not happened is left out ahead of the sums, which then don't count it, and again at last.
    """
    stages = _staged(fields, leaves)
    counts = count_rules(leaves)
    rules = [
        *denying_rules(leaves),
        *unworded_rules(fields, leaves),
        *pace_rules(fields, leaves),
        *weekday_rules(fields, leaves),
        *declared_rules(fields, leaves),
        *stay_rules(leaves),
        *chronology_rules(leaves),
        *trip_rules(leaves),
        *([] if fields.annotated else delay_rules(leaves)),
        *leg_rules(leaves),
        *validity_rules(leaves),
        *line_rules(leaves),
        *stages,
        *(() if fields.annotated else [*counts, *portion_rules(fields, leaves)]),  # ahead of what so many cost
        *money_rules(leaves),
        *tax_rules(leaves),
        *sharing_rules(leaves),
        *match_rules(leaves),
    ]
    rules += [*counts, *share_rules(leaves), *portion_rules(fields, leaves), *job_rules(leaves), *said_rules(leaves)]
    again = [] if fields.annotated else range_rules(leaves)
    return [*rules, *stages, *again, *telling_rules(fields, leaves), *weekday_rules(fields, leaves)]


def _last(fields: FieldMap, leaves: list[Leaf]) -> list[Rewrite]:
    """Rewrites of what follows from the others once nothing more is left out, in a schema that says nothing itself."""
    if fields.annotated:
        return []
    ordered = [*timeline_rules(fields, leaves), *career_rules(leaves), *span_rules(leaves), *spell_rules(leaves)]
    counted = [*ordered, *length_rules(leaves), *total_rules(leaves)]
    sums = formula_rules(fields, leaves, tally_rules(fields, leaves))
    letters, ends = grade_rules(fields, leaves), [*match_rules(leaves), *spell_rules(leaves, stated=True)]
    graded = [
        *kind_rules(fields, leaves),
        *letters,
        *sums,
        *letters,
        *average_rules(fields, leaves),
        *ends,
    ]
    return [*counted, *graded, *abroad_rules(fields, leaves), *telling_rules(fields, leaves), *_staged(fields, leaves)]


def _staged(fields: FieldMap, leaves: list[Leaf]) -> list[Rewrite]:
    """Rewrites of what there is in some cases and at some stages only."""
    return [*stage_rules(fields, leaves), *condition_rules(fields, leaves)]


def _whole(fields: FieldMap, path: Steps, leaves: list[Leaf], known: list[Leaf]) -> list[Rewrite]:
    """Rewrites of leaves that lie in different objects of a record."""
    rules: list[Rewrite] = []
    for rule, written in theme_rules(leaves, whole=True):
        rules.append(rule)
        for parent in dict.fromkeys(steps[:-1] for steps in written if len(steps) > 1 and steps[-1] != "*"):
            below = leaves_below(fields, (*path, *parent), fields.properties((*path, *parent)))
            below = [leaf for leaf in below if len(leaf.field.enum) != 1]
            again = [follow for follow, _ in theme_rules(below, whole=False)]
            if again:  # an inner object whose leaf was written from outside has to agree again
                rules.append(Inside(parent, again))
    return [
        *rules,
        *pool_rules(fields, path, leaves),
        *reference_rules(fields, path, leaves),
        *currency_rules(known),
        *phone_rules(known),
        *level_rules(leaves),
        *date_rules(leaves),
    ]
