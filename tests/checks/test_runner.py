"""The stages examine and validate on real raw records: files in, files out, and an account that adds up."""

import json

import orjson
import pytest

from edgejson.checks import Checker, examining, runner, summary
from edgejson.checks.ledger import Ledger
from edgejson.checks.settings import adjusted
from edgejson.checks.thresholds import THRESHOLDS
from edgejson.params.whole import load
from edgejson.pipeline.errors import UserError
from edgejson.pipeline.execution import Execution, run_map
from edgejson.pipeline.metrics import totalled, write_table
from edgejson.pipeline.records import read_schema, write_schema
from edgejson.schema.loading import load_folder
from edgejson.text import generation
from tests.checks.conftest import ROOT

SCHEMAS = ("rating", "invoice", "tag_list")
SERIAL = Execution(backend="serial", workers=1)


@pytest.fixture(scope="module")
def schemas():
    return [schema for schema in load_folder(ROOT / "schemas") if schema.id in SCHEMAS]


@pytest.fixture(scope="module")
def raw(schemas, tmp_path_factory):
    """Raw folders: 30 template records of each schema; of ratings "by a model" a doubled, a bad and a looping one."""
    root = tmp_path_factory.mktemp("raw")
    template = load(ROOT / "params.yaml").template.model_copy(update={"records_per_schema": 30})
    for schema, task in zip(schemas, generation.tasks(schemas, template, 11, "en_US"), strict=True):
        write_schema(root / "template", schema.id, generation.run(task))
    first, second, third, *_ = read_schema(root / "template", "rating")
    by_model = [
        {**first, "id": "rating-x-00000"},
        {**second, "id": "rating-x-00001", "expected_output": {**second["expected_output"], "stars": 77}},
        {**third, "id": "rating-x-00002", "text": third["text"] + " and so on" * 40},
    ]
    write_schema(root / "llm", "rating", [{**record, "source": "llm", "teacher": "m"} for record in by_model])
    return root / "template", root / "llm"


def validate(schemas, settings, raw, out, excluded=frozenset(), execution=SERIAL):
    examine(schemas, settings, raw, out, excluded, execution)
    return apply(schemas, settings, out, execution)


def examine(schemas, settings, raw, out, excluded=frozenset(), execution=SERIAL):
    """What the checks see, to `out`; the ids that were struck out."""
    tasks = [examining.ExaminationTask(schema, settings, raw, out / "examined", excluded) for schema in schemas]
    return frozenset().union(*run_map(examining.run, tasks, execution))


def apply(schemas, settings, out, execution=SERIAL):
    """The thresholds, to what is examined in `out`."""
    folders = out / "examined", out / "kept", out / "dropped"
    tasks = [runner.ValidationTask(schema, settings, *folders) for schema in schemas]
    return totalled(run_map(runner.run, tasks, execution), Ledger())


def content(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*.jsonl"))}


def test_every_record_is_kept_or_dropped_with_its_reasons(schemas, settings, raw, tmp_path):
    total = validate(schemas, settings, raw, tmp_path)
    kept = {record["id"]: record for name in SCHEMAS for record in read_schema(tmp_path / "kept", name)}
    dropped = {record["id"]: record for name in SCHEMAS for record in read_schema(tmp_path / "dropped", name)}
    came = {record["id"]: record for folder in raw for name in SCHEMAS for record in read_schema(folder, name)}
    assert kept.keys() | dropped.keys() == came.keys() and not kept.keys() & dropped.keys()
    for record in (kept | dropped).values():
        rest = {name: value for name, value in record.items() if name not in ("scores", "reasons")}
        assert rest == came[record["id"]]  # every other field as it was
    first_reasons = {record_id: record["reasons"][0]["check"] for record_id, record in dropped.items()}
    assert first_reasons["rating-x-00000"] == "duplicates"
    assert first_reasons["rating-x-00001"] == "schema"
    assert first_reasons["rating-x-00002"] == "language"
    found = summary.metrics(total)
    assert found["records"] == len(came) and found["kept"] == len(kept)
    assert found["records"] == found["kept"] + sum(found["dropped"].values())
    assert found["source"]["llm"] == {"records": 3, "kept": 0, "pass_rate": 0.0}


def test_the_bytes_do_not_depend_on_the_workers(schemas, settings, raw, tmp_path):
    validate(schemas, settings, raw, tmp_path / "one")
    validate(schemas, settings, raw, tmp_path / "two", execution=Execution(backend="processes", workers=2))
    assert content(tmp_path / "one") == content(tmp_path / "two")


def test_ids_struck_out_that_no_record_has_are_told(schemas, settings, raw, tmp_path):
    excluded = frozenset(["rating-t-00003", *(f"rating-t-9000{n}" for n in range(7))])
    struck_out = examine(schemas, settings, raw, tmp_path, excluded)
    assert struck_out == {"rating-t-00003"}
    told = examining.idle_exclusions(tmp_path / "exclude.txt", excluded, struck_out)
    assert told.endswith(
        "exclude.txt: no raw record has the id rating-t-90000, rating-t-90001, rating-t-90002, rating-t-90003, "
        "rating-t-90004 and 2 more; mend or remove the line"
    )
    assert examining.idle_exclusions(tmp_path / "exclude.txt", struck_out, struck_out) == ""


def test_no_threshold_changes_what_is_examined(schemas, settings, raw, tmp_path):
    """So examine runs once for all thresholds, and applying them to it gives what examining anew would."""
    moved = settings
    for threshold in THRESHOLDS:
        least = threshold.bound.startswith("min")
        value = (100_000 if least else 1) if "chars" in threshold.bound else 1.0 if least else 0.5
        moved = adjusted(moved, f"{threshold.level}.{threshold.bound}", value)
    before = validate(schemas, settings, raw, tmp_path / "one")
    after = validate(schemas, moved, raw, tmp_path / "two")
    assert before.kept > after.kept == 0
    assert content(tmp_path / "one/examined") == content(tmp_path / "two/examined")
    apply(schemas, moved, tmp_path / "one")
    assert content(tmp_path / "one") == content(tmp_path / "two")


def test_evidence_stands_where_the_checks_found_it(schemas, settings, raw, tmp_path):
    examine(schemas, settings, raw, tmp_path)
    for schema in schemas:
        checker = Checker(schema, settings)
        for record in read_schema(tmp_path / "examined", schema.id):
            found = checker.evidence(record["text"], record["expected_output"])
            assert found and record["evidence"] == {place["path"]: [place["start"], place["end"]] for place in found}


def test_nothing_but_text_label_schema_and_id_decides(schemas, settings, raw, tmp_path):
    for folder in raw:
        for name in SCHEMAS:
            stripped = [
                {key: record[key] for key in ("id", "text", "expected_output")} for record in read_schema(folder, name)
            ]
            write_schema(tmp_path / folder.name, name, stripped)
    validate(schemas, settings, raw, tmp_path / "full")
    validate(schemas, settings, (tmp_path / "template", tmp_path / "llm"), tmp_path / "bare")

    def verdicts(folder):
        return [
            (record["id"], record["scores"], record.get("reasons"))
            for side in ("kept", "dropped")
            for name in SCHEMAS
            for record in read_schema(folder / side, name)
        ]

    assert verdicts(tmp_path / "full") == verdicts(tmp_path / "bare")


def test_a_person_can_strike_records_out(schemas, settings, raw, tmp_path):
    (tmp_path / "exclude.txt").write_text("# wrong tone\nrating-t-00003  # too rude\n\ninvoice-t-00000\n")
    excluded = examining.read_excluded(tmp_path / "exclude.txt")
    assert excluded == {"rating-t-00003", "invoice-t-00000"}
    total = validate(schemas, settings, raw, tmp_path, excluded)
    assert summary.metrics(total)["dropped"]["excluded"] == 2
    assert examining.read_excluded(tmp_path / "missing.txt") == frozenset()


def test_no_records_and_no_passes_give_zero(schemas, settings, raw, tmp_path):
    empty = summary.metrics(validate(schemas, settings, (tmp_path / "nothing",), tmp_path / "a"))
    assert (empty["records"], empty["pass_rate"]) == (0, 0.0)
    assert {name: list(read_schema(tmp_path / "a" / "kept", name)) for name in SCHEMAS} == {
        name: [] for name in SCHEMAS
    }
    strict = adjusted(settings, "language.min_chars", 100_000)
    none = summary.metrics(validate(schemas, strict, raw, tmp_path / "b"))
    assert (none["kept"], none["pass_rate"]) == (0, 0.0)
    write_table(tmp_path / "none.csv", summary.plots(Ledger())["by_reason"], summary.TABLES["by_reason"])
    assert (tmp_path / "none.csv").read_text() == "reason,source,records\n"  # a header even so


def test_a_gate_names_its_metric(settings):
    gate = settings.gate.model_copy(update={"min_pass_rate": 0.9, "min_records": 10})
    assert summary.gate_failure({"pass_rate": 0.95, "kept": 10}, gate) == ""
    assert "pass_rate is 0.8900" in summary.gate_failure({"pass_rate": 0.89, "kept": 10}, gate)
    assert "kept is 9" in summary.gate_failure({"pass_rate": 0.95, "kept": 9}, gate)


def test_the_funnel_ends_at_what_is_kept(schemas, settings, raw, tmp_path):
    total = validate(schemas, settings, raw, tmp_path)
    left = [row["records"] for row in summary.plots(total)["funnel"]]
    assert left == sorted(left, reverse=True)
    assert (left[0], left[-1]) == (total.records, total.kept)


def test_a_raw_record_without_its_text_is_one_clear_line(schemas, settings, tmp_path):
    folder = tmp_path / "raw"
    folder.mkdir()
    (folder / "rating.jsonl").write_bytes(orjson.dumps({"id": "rating-t-0", "expected_output": {}}) + b"\n")
    with pytest.raises(UserError, match=r"rating: record 1 has no 'text'"):
        validate(schemas, settings, (folder,), tmp_path)
    (folder / "rating.jsonl").write_text(json.dumps({"id": 1})[:-1])
    with pytest.raises(UserError, match=r"rating\.jsonl:1"):
        validate(schemas, settings, (folder,), tmp_path)
