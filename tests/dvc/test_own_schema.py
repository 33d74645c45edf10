"""A folder with one single schema of the user's own, outside the complexity folders, whose root is a list."""

import json
import shutil

MINE = {
    "type": "array",
    "minItems": 1,
    "maxItems": 3,
    "items": {
        "type": "object",
        "properties": {
            "plant": {"type": "string", "enum": ["basil", "fern", "cactus", "orchid", "ivy", "mint"]},
            "height_cm": {"type": "integer", "minimum": 3, "maximum": 180},
            "bought_on": {"type": "string", "format": "date"},
        },
        "required": ["plant", "height_cm"],
        "additionalProperties": False,
    },
}


def test_one_schema_of_ones_own_is_enough(project):
    shutil.rmtree(project.folder / "schemas")
    (project.folder / "schemas").mkdir()
    (project.folder / "schemas/plants.json").write_text(json.dumps(MINE))
    said = project.run("dvc repro")
    dataset = project.folder / "data/dataset"
    records = [json.loads(line) for name in ("train", "test") for line in (dataset / f"{name}.jsonl").open()]
    assert len(records) == 15, said
    assert {record["complexity"] for record in records} == {"medium"}
    assert all(isinstance(record["expected_output"], list) for record in records)
    assert not (dataset / "test_unseen.jsonl").exists()
    assert (project.folder / "data/report.html").stat().st_size > 10_000
