"""What balance and split say about their results: metrics, tables for plots, lines for the terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from statistics import fmean
from typing import Any

from edgejson.dataset.files import FORMATS, Plan
from edgejson.dataset.selection import Balanced
from edgejson.dataset.settings import Balance, Split
from edgejson.dataset.splitting import TEST, TEST_TWINS, TEST_UNSEEN, TRAIN
from edgejson.dataset.variants.drawing import NOTHING
from edgejson.dataset.written import Written
from edgejson.pipeline.metrics import counted, percent, share
from edgejson.pipeline.records import SPLITS
from edgejson.schema.loading import Schema

CLASSES = ("prose", "semi", "structured")
Row = dict[str, Any]
_BINS = 20  #: of a histogram
_LINES = 6  #: shortfalls said one by one; the rest is counted


def _mean(numbers: Sequence[float]) -> float:
    return fmean(numbers) if numbers else 0.0


def _shortened(messages: list[str], table: str) -> list[str]:
    rest = len(messages) - _LINES
    more = [f"  ... and {counted(rest, 'more schema')}, see metrics/plots/{table}"] if rest > 0 else []
    return [*(f"  {message}" for message in messages[:_LINES]), *more]


def balance_metrics(chosen: Sequence[tuple[Schema, Balanced]], settings: Balance) -> dict[str, Any]:
    """The overall numbers of balance. Shares are of the seen schemas' records; `random` is a choice by chance."""
    seen = [account for schema, account in chosen if not schema.unseen]
    cells = sum((account.chosen for account in seen), Counter[Any]())
    total = cells.total()
    by_class = Counter[str]()
    for (_, register_class, _), count in cells.items():
        by_class[register_class] += count
    mix = settings.register_mix
    wanted = {"prose": mix.prose, "semi": mix.semi, "structured": mix.structured}
    distance = _mean([d for account in seen for d in account.distances])
    by_chance = _mean([d for account in seen for d in account.random_distances])
    return {
        "schemas": len(seen),
        "schemas_short": sum(account.records < account.wanted for account in seen),
        "records": total,
        "records_missing": sum(account.wanted - account.records for account in seen),
        "records_unseen": sum(account.records for schema, account in chosen if schema.unseen),
        "fewest_records": min((account.records for account in seen), default=0),
        "llm_share": share(sum(account.llm for account in seen), total),
        "llm_missing": sum(max(0, account.wanted_llm - account.llm) for account in seen),
        "register": {name: share(by_class[name], total) for name in CLASSES},
        "register_deviation": max(abs(share(by_class[name], total) - wanted[name]) for name in CLASSES),
        "adversarial_share": share(sum(count for cell, count in cells.items() if cell[2]), total),
        "diversity": {"chosen": distance, "random": by_chance, "gain": share(distance - by_chance, by_chance)},
        "quality": {
            "chosen": _mean([q for account in seen for q in account.qualities]),
            "random": _mean([q for account in seen for q in account.random_qualities]),
        },
        "difficulty": _mean([d for account in seen for d in account.difficulties]),
    }


def balance_rows(chosen: Sequence[tuple[Schema, Balanced]]) -> list[Row]:
    """One row a schema, for a plot."""
    rows = []
    for schema, account in chosen:
        classes = Counter[str]()
        for (_, register_class, _), count in account.chosen.items():
            classes[register_class] += count
        rows.append(
            {
                "schema_id": schema.id,
                "complexity": schema.complexity,
                "unseen": schema.unseen,
                "pool": account.pool.total(),
                "wanted": account.wanted,
                "records": account.records,
                "llm": account.llm,
                "llm_wanted": account.wanted_llm,
                **{name: classes[name] for name in CLASSES},
                "adversarial": sum(count for cell, count in account.chosen.items() if cell[2]),
                "difficulty": round(_mean(account.difficulties), 4),
                "diversity": round(_mean(account.distances), 4),
                "diversity_random": round(_mean(account.random_distances), 4),
            }
        )
    return rows


def balance_lines(chosen: Sequence[tuple[Schema, Balanced]], metrics: dict[str, Any]) -> list[str]:
    """What a person wants to read, shortfalls with the setting that would mend them."""
    lines = [
        f"balance: {counted(metrics['records'], 'record')} of {counted(metrics['schemas'], 'schema')}"
        + (f" and {metrics['records_unseen']:,} of unseen schemas" if metrics["records_unseen"] else "")
        + f"; {metrics['llm_share']:.0%} by models, {metrics['adversarial_share']:.0%} adversarial, "
        + ", ".join(f"{metrics['register'][name]:.0%} {name}" for name in CLASSES)
        + f"; diversity {metrics['diversity']['gain']:+.0%} over chance"
    ]
    lines += _shortened(
        [
            f"{schema.id}: {account.records} of {account.wanted} records (pool {account.pool.total()}); "
            "raise template.records_per_schema, loosen validate, or lower balance.records_per_schema"
            for schema, account in chosen
            if account.records < account.wanted
        ],
        "balance.csv",
    )
    if metrics["llm_missing"]:
        few = [schema.id for schema, account in chosen if not schema.unseen and account.llm < account.wanted_llm]
        more = f" and {counted(len(few) - 3, 'other schema')}" if len(few) > 3 else ""
        lines.append(
            f"  missing: {counted(metrics['llm_missing'], 'record')} by models, in {', '.join(few[:3])}{more}; "
            "templates fill up; raise llm.records_per_schema or lower balance.llm_share"
        )
    if metrics["register_deviation"] > 0.03:
        lines.append(
            f"  the register mix misses balance.register_mix by {metrics['register_deviation']:.0%}; "
            "raise template.records_per_schema or change the mix"
        )
    return lines


def balance_failure(metrics: dict[str, Any], settings: Balance) -> str:
    """Why the stage must fail, or ""."""
    if metrics["schemas"] and metrics["fewest_records"] < settings.min_records:
        return (
            f"data/metrics/balance/tables/balance.csv: fewest_records is {metrics['fewest_records']}, below "
            f"balance.min_records ({settings.min_records}); make more records (template.records_per_schema), "
            "or lower the gate"
        )
    return ""


def split_metrics(planned: Plan, written: Written) -> dict[str, Any]:
    """The overall numbers of split."""
    sizes = {name: written.records[name] for name in SPLITS}
    leakage = planned.leakage.metrics()
    found: dict[str, Any] = {"too_long": planned.too_long, "largest_group": planned.largest_group}
    found["novelty"] = _mean([share for shares in planned.novelties.values() for share in shares])
    found |= {f"novelty.{source}": _mean(shares) for source, shares in planned.novelties.items()}
    for name, size in sizes.items():
        if name == TEST_TWINS or (not size and name not in (TRAIN, TEST)):
            continue
        kinds = planned.kinds[name]
        used = {prompt_format: written.formats[name, prompt_format] for prompt_format in FORMATS}
        found[name] = {
            "records": size,
            "llm_share": share(kinds["llm"], size),
            "adversarial_share": share(kinds["adversarial"], size),
            "register": {register_class: share(kinds[register_class], size) for register_class in CLASSES},
            "variant": {kind: count for (split, kind), count in sorted(written.kinds.items()) if split == name},
            "variant_share": share(written.varied[name], size),
            "nothing_share": share(written.kinds[name, NOTHING], size),
            "distinct_schemas": len(written.schemas[name]),
            "unanswered_share": share(written.unanswered[name], written.asked[name]),
            "numeric_zone_share": share(written.numeric_zones[name], written.timed[name]),
            "prompt": {prompt_format: share(count, size) for prompt_format, count in used.items()},
        }
        if name in leakage:
            found[name]["leakage"] = leakage[name]
    if written.twins:
        found[TEST_TWINS] = {"records": written.twins.total(), **written.twins}
    return found


def split_rows(planned: Plan) -> list[Row]:
    """One row a schema, for a plot."""
    return [
        {"schema_id": schema_id, **{name: counts[name] for name in SPLITS}}
        for schema_id, counts in sorted(planned.counts.items())
    ]


def similarity_rows(planned: Plan) -> list[Row]:
    """A histogram of the similarity of test records to their nearest train record: shares by bin, for a plot."""
    rows = []
    for name, found in planned.leakage.similarities().items():
        counts = Counter(min(_BINS - 1, int(similarity * _BINS)) for similarity in found)
        rows += [
            {"split": name, "similarity": round((bin_ + 0.5) / _BINS, 4), "share": round(share(count, len(found)), 4)}
            for bin_, count in ((bin_, counts[bin_]) for bin_ in range(_BINS))
        ]
    return rows


def split_lines(planned: Plan, metrics: dict[str, Any], settings: Split) -> list[str]:
    """What a person wants to read; numbers that are not exact with the reason."""
    sizes = ", ".join(f"{name} {metrics[name]['records']:,}" for name in SPLITS if name in metrics)
    leak = metrics[TEST].get("leakage")
    lines = [f"split: {sizes}"]
    if leak:
        lines[0] += (
            f"; test records that share with train: text {leak['exact_text']}, value {leak['exact_value']}, "
            f"skeleton {percent(leak['masked_text_share'])}, near-duplicates {leak['near_duplicates']}"
        )
    told = metrics[TRAIN]
    lines.append(
        f"  train asks with {told['distinct_schemas']:,} schemas; of the leaves asked for "
        f"{told['unanswered_share']:.0%} are not said"
    )
    off = []
    for schema_id, counts in sorted(planned.counts.items()):
        wanted = int((counts.total() - counts[TEST_UNSEEN]) * settings.test_share + 0.5)
        if counts[TEST] != wanted:
            off.append(
                f"  {schema_id}: {counts[TEST]} of {wanted} test records, its groups of like records are too large"
            )
    lines += _shortened(off, "split.csv")
    if planned.too_long:
        lines.append(
            f"  {counted(planned.too_long, 'record')} left out, no prompt is within split.max_prompt_chars; raise it"
        )
    return lines


def split_failure(metrics: dict[str, Any], settings: Split) -> str:
    """Why the stage must fail, or ""."""
    if not metrics[TRAIN]["records"]:
        return "data/metrics/split/split.json: train.records is 0; give balance records of a schema that is not unseen"
    found = metrics[TEST].get("leakage", {}).get("masked_text_share", 0.0)
    if found > settings.max_masked_overlap:
        return (
            f"data/metrics/split/split.json: test.leakage.masked_text_share is {found:.4f}, above "
            f"split.max_masked_overlap ({settings.max_masked_overlap}); schemas that are alike share texts: "
            "merge them, or raise the limit"
        )
    return ""
