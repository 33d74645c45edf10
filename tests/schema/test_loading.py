"""Schema files as people have them: several files, YAML, patterns of other dialects, roots that say nothing."""

from __future__ import annotations

import argparse
import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import jsonschema_rs
import pytest

from edgejson.commands import lint
from edgejson.pipeline.errors import UserError
from edgejson.pipeline.streams import stream
from edgejson.schema.loading import load_folder, load_schema
from edgejson.values import compile_sampler
from edgejson.values.settings import Values

CASES = Path(__file__).parents[1] / "values" / "cases"
SETTINGS = Values(optional_rate=0.7, max_items=3, max_depth=2)
PERSON = {
    "type": "object",
    "required": ["name"],
    "properties": {"name": {"type": "string"}, "age": {"type": "integer"}},
}


def put(folder: Path, name: str, content: Any) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return path


def linted(capsys: pytest.CaptureFixture[str], *paths: Path) -> tuple[int, str]:
    status = lint.run(argparse.Namespace(paths=list(paths), locale="en_US", strict=False, json=False))
    return status, capsys.readouterr().out


def refused(path: Path) -> str:
    with pytest.raises(UserError) as caught:
        load_schema(path)
    said = str(caught.value)
    assert "\n" not in said
    return said


def test_a_reference_to_a_file_beside_works_and_the_schema_stands_alone(tmp_path: Path) -> None:
    order = put(tmp_path, "order.json", (CASES / "file_beside.json").read_text())
    put(tmp_path, "customer.json", {"definitions": {"Person": PERSON}})
    document = load_schema(order).document
    assert document["properties"]["customer"] == {"$ref": "#/$defs/Person"}
    assert document["$defs"] == {"Person": PERSON}
    value = compile_sampler(load_schema(order), SETTINGS).sample(stream(0, "order", 0))
    jsonschema.Draft202012Validator(document).validate(value)
    assert jsonschema_rs.validator_for(document).is_valid(value)
    assert isinstance(value["customer"]["name"], str)


def test_files_refer_to_files_to_themselves_and_in_a_ring(tmp_path: Path) -> None:
    address = "type: object\nrequired: [city]\nproperties:\n  city: {type: string}\n  owner: {$ref: ../customer.json}\n"
    put(tmp_path, "parts/address.yaml", address)
    home = {"$ref": "parts/address.yaml"}
    customer = {**PERSON, "$id": "https://acme.example/customer.json"}
    customer["properties"] = {
        **customer["properties"],
        "default": home,
        "boss": {"$ref": "#"},
        "order": {"$ref": "order.json"},
    }
    put(tmp_path, "customer.json", customer)
    properties = {"buyer": {"$ref": "customer.json#"}, "seller": {"$ref": "./customer.json"}, "to": home}
    put(tmp_path, "order.json", {"type": "object", "required": ["buyer", "to"], "properties": properties})
    schemas = {schema.id: schema.document for schema in load_folder(tmp_path)}
    assert sorted(schemas["order"]["$defs"]) == ["address", "customer"]
    for document in schemas.values():
        assert all(ref.startswith("#") for ref in re.findall(r'"\$ref": "([^"]*)"', json.dumps(document)))
        validator = jsonschema_rs.validator_for(document)
        sampler = compile_sampler(document, SETTINGS)
        assert all(validator.is_valid(sampler.sample(stream(0, "n", index))) for index in range(10))


def test_an_earlier_draft_keeps_its_definitions_and_names_do_not_collide(tmp_path: Path) -> None:
    draft7 = "http://json-schema.org/draft-07/schema#"
    put(tmp_path, "b.json", {"definitions": {"Person": PERSON}})
    both = {"own": {"$ref": "#/definitions/Person"}, "other": {"$ref": "b.json#/definitions/Person"}}
    definitions = {"Person": {"type": "string"}}
    path = put(tmp_path, "a.json", {"$schema": draft7, "properties": both, "definitions": definitions})
    document = load_schema(path).document
    assert document["properties"]["own"] == {"$ref": "#/definitions/Person"}
    assert document["properties"]["other"] == {"$ref": "#/definitions/Person_"}
    assert document["definitions"]["Person_"] == PERSON


@pytest.mark.parametrize(
    ("reference", "said"),
    [
        ("gone.json", ["there is no", "gone.json"]),
        ("../outside.json", ["leads out of", "copy that schema"]),
        ("https://acme.example/c.json", ["remote", "nothing is fetched"]),
        ("c.json#/definitions/Nobody", ["c.json has no", "Nobody"]),
        ("broken.json", ["broken.json:1:2"]),
        ("text.json#/properties/a", ["text.json#/properties/a/type"]),
    ],
)
def test_a_reference_that_leads_nowhere_is_one_clear_line(tmp_path: Path, reference: str, said: list[str]) -> None:
    put(tmp_path, "outside.json", PERSON)
    put(tmp_path, "in/c.json", {"definitions": {"Person": PERSON}})
    put(tmp_path, "in/broken.json", "{]")
    put(tmp_path, "in/text.json", {"properties": {"a": {"type": "text"}}})
    path = put(tmp_path, "in/a.json", {"type": "object", "properties": {"a": {"$ref": reference}}})
    line = refused(path)
    assert all(part in line for part in said)
    assert "/properties/a" in line or "broken" in line


def test_parts_with_an_id_of_their_own_need_no_file(tmp_path: Path) -> None:
    document = {
        "$id": "https://acme.example/order.json",
        "properties": {"a": {"$ref": "person.json"}, "b": {"$ref": "https://acme.example/person.json"}},
        "$defs": {"p": {"$id": "person.json", **PERSON}},
    }
    assert load_schema(put(tmp_path, "order.json", document)).document == document


def test_yaml_capitals_and_a_byte_order_mark_are_read_hidden_files_and_annotations_are_not(tmp_path: Path) -> None:
    member = "no: {type: string, enum: [yes, no], default: 2024-01-01}"
    text = f"type: object\nrequired: [no]\nproperties:\n  {member}\n  1: {{}}\n"
    put(tmp_path, "a.yaml", text)
    put(tmp_path, "b.yml", text)
    put(tmp_path, "C.JSON", PERSON)
    (tmp_path / "d.json").write_bytes(b"\xef\xbb\xbf" + json.dumps(PERSON).encode())
    for other in (".hidden.json", ".git/e.json", ".git/e.annotations.yaml", "notes.txt"):
        put(tmp_path, other, "{]")
    put(tmp_path, "a.annotations.yaml", "/properties/no: {synonyms: {yes: [it is]}}")
    schemas = {schema.id: schema.document for schema in load_folder(tmp_path)}
    assert list(schemas) == ["C", "a", "b", "d"]
    assert schemas["a"]["properties"]["no"].pop("x-synonyms") == {"yes": ["it is"]}
    assert schemas["a"] == schemas["b"]
    assert schemas["a"]["properties"] == {
        "no": {"type": "string", "enum": ["yes", "no"], "default": "2024-01-01"},
        "1": {},
    }
    assert schemas["C"] == schemas["d"] == PERSON


def test_one_name_in_json_and_yaml_is_refused(tmp_path: Path) -> None:
    put(tmp_path, "a.json", PERSON)
    put(tmp_path, "sub/a.yaml", "type: object")
    with pytest.raises(UserError, match="exists already"):
        load_folder(tmp_path)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("type: [object", "a.yaml:1:14"),
        ("type: object\ntype: string", "a.yaml:2:1"),
        ("a: &a\n  b: *a", "alias"),
        ("- a\n- b", "list"),
        ("default: .nan", "nan"),
        ("type: !python/name:os.system x", "a.yaml:1:7"),
    ],
)
def test_faulty_yaml_is_one_line_with_its_place(tmp_path: Path, text: str, said: str) -> None:
    assert said in refused(put(tmp_path, "a.yaml", text))


@pytest.mark.parametrize("case", ["identity_escapes", "lone_brace"])
def test_patterns_of_either_dialect_are_usable(case: str, capsys: pytest.CaptureFixture[str]) -> None:
    status, said = linted(capsys, CASES / f"{case}.json")
    assert status == 0
    assert said.count("\n") == 1
    original = json.loads((CASES / f"{case}.json").read_text())
    sampler = compile_sampler(load_schema(CASES / f"{case}.json"), SETTINGS)
    for index in range(20):  # Python's own reading of the pattern as it stands in the file has the last word
        jsonschema.Draft7Validator(original).validate(sampler.sample(stream(0, case, index)))


@pytest.mark.parametrize(
    ("pattern", "good", "bad"),
    [
        (r"^\<b\>$", "<b>", "b"),
        (r"^[\w-.]+$", "a-b.c", "a b"),
        (r"^{{\w+}}$", "{{ab}}", "{ab}"),
        (r"^a{2}}$", "aa}", "aa"),
        (r"^[\&\<\>]+$", "&<>", "\\"),
        (r"^[^]{2}$", "x\n", "x"),
        (r"^\é\-\/$", "é-/", "é"),
    ],
)
def test_rewritten_patterns_mean_the_same(tmp_path: Path, pattern: str, good: str, bad: str) -> None:
    node = {
        "type": "object",
        "properties": {"§": {"pattern": pattern}},
        "patternProperties": {pattern: {"type": "null"}},
    }
    validator = jsonschema_rs.validator_for(load_schema(put(tmp_path, "a.json", node)).document)
    assert validator.is_valid({"§": good})
    assert not validator.is_valid({"§": bad})
    assert validator.is_valid({bad: 1})
    assert not validator.is_valid({good: 1})


def test_a_pattern_that_no_dialect_reads_is_one_short_line_with_its_place(tmp_path: Path) -> None:
    schema = {"type": "object", "properties": {"tag/key": {"type": "string", "pattern": "(" + "x" * 50_000}}}
    said = refused(put(tmp_path, "a.json", schema))
    assert "a.json#/properties/tag~1key/pattern: " in said
    assert len(said) < 300
    said = refused(put(tmp_path, "a.json", {"patternProperties": {"*": {}}}))
    assert "a.json#/patternProperties: '*'" in said
    assert load_schema(put(tmp_path, "a.json", {"type": "object", "properties": {"pattern": {"const": "*"}}}))


@pytest.mark.parametrize(
    ("content", "named"),
    [
        ("definitions_only", ["#/definitions/Invoice"]),
        ("wrapper", ["#/schema"]),
        ({"components": {"schemas": {"Pet": PERSON, "Owner": PERSON}}}, ["#/components/schemas/Pet"]),
        ({"name": "book", "description": "Books a room", "parameters": PERSON}, ["#/parameters"]),
        ({"title": "Nothing"}, ["type, properties"]),
        (True, ["type, properties"]),
    ],
)
def test_a_root_that_accepts_anything_is_reported_with_what_was_meant(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: Any, named: list[str]
) -> None:
    path = CASES / f"{content}.json" if isinstance(content, str) else put(tmp_path, "a.json", content)
    status, said = linted(capsys, path)
    assert status == 1
    assert "the root accepts any value" in said
    assert all(name in said for name in named)
    assert "ok" not in said.splitlines()[0]


@pytest.mark.parametrize("schema", [{"type": "object"}, {"$ref": "#/$defs/a", "$defs": {"a": PERSON}}, {"enum": [1]}])
def test_other_roots_are_no_such_thing(tmp_path: Path, capsys: pytest.CaptureFixture[str], schema: Any) -> None:
    assert linted(capsys, put(tmp_path, "a.json", schema))[0] == 0


@pytest.mark.parametrize(
    ("member", "said"),
    [
        ({"type": "integer", "minimum": 9, "maximum": 1}, "/properties/a/minimum: minimum 9 is above maximum 1"),
        (
            {"minLength": 5, "maxLength": 2, "type": "string"},
            "/properties/a/minLength: minLength 5 is above maxLength 2",
        ),
        ({"enum": []}, "/properties/a/enum: it lists no value"),
        ({"$ref": "#/$defs/b"}, "leads back to itself"),
    ],
)
def test_what_can_not_be_met_says_why(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], member: dict[str, Any], said: str
) -> None:
    loop = {"b": {"$ref": "#/$defs/c"}, "c": {"$ref": "#/$defs/b"}}
    schema = {"type": "object", "required": ["a"], "properties": {"a": member}, "$defs": loop}
    status, out = linted(capsys, put(tmp_path, "a.json", schema))
    assert status == 1
    assert said in out.splitlines()[0]


def test_lint_reads_a_folder_as_the_pipeline_does(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(tmp_path, "sub/a.yaml", "$ref: ../b.json")
    put(tmp_path, "b.json", PERSON)
    put(tmp_path, ".c.json", "{]")
    status, said = linted(capsys, tmp_path)
    assert status == 0
    assert [line.rsplit("/", 1)[1] for line in said.splitlines() if line.endswith(": ok")] == [
        "b.json: ok",
        "a.yaml: ok",
    ]
