"""Record types described by OpenAPI or by classes of Pydantic's become schemas, by `edgejson convert`."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

import edgejson
from edgejson.pipeline.errors import UserError
from edgejson.schema.foreign import file_name, of_openapi
from tests.teachers.test_commands import Shell

API = """
openapi: 3.0.3
info: {title: Shop, version: "1"}
paths: {}
components:
  schemas:
    Order:
      type: object
      required: [number, lines]
      properties:
        number: {type: string, example: A-17}
        nullable: {type: boolean, description: a field that is named as a keyword}
        paid_on: {type: string, format: date, nullable: true}
        status: {type: string, enum: [open, paid], nullable: true}
        total: {type: number, minimum: 0, exclusiveMinimum: true}
        customer: {allOf: [{$ref: "#/components/schemas/Customer"}], nullable: true}
        lines: {type: array, items: {$ref: "#/components/schemas/Order~1Line"}}
    Order/Line:
      type: object
      required: [sku]
      properties: {sku: {type: string}, parts: {type: array, items: {$ref: "#/components/schemas/Order~1Line"}}}
    Customer: {type: object, properties: {name: {type: string}, level: {$ref: "#/components/schemas/Level"}}}
    Level: {type: string, enum: [gold, silver]}
"""

MODELS = """
from pydantic import BaseModel, Field

class Line(BaseModel):
    sku: str
    quantity: int = Field(ge=1)

class PurchaseOrder(BaseModel):
    number: str
    lines: list[Line]
"""


@pytest.fixture
def shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Shell:
    (tmp_path / "api.yaml").write_text(API)
    (tmp_path / "shop_models.py").write_text(MODELS)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", list(sys.path))
    monkeypatch.delitem(sys.modules, "shop_models", raising=False)
    return Shell(tmp_path, capsys)


def valid(path: str, value: Any) -> bool:
    return Draft202012Validator(json.loads(Path(path).read_text())).is_valid(value)


def test_components_that_are_objects_become_schemas(shell: Shell) -> None:
    status, out = shell("convert", "api.yaml")
    assert status == 0
    assert out.splitlines() == ["schemas/order.json", "schemas/order_line.json", "schemas/customer.json"]
    order = {"number": "A-17", "lines": [{"sku": "x", "parts": [{"sku": "y"}]}]}
    for good in (
        {},
        {"paid_on": None},
        {"status": None},
        {"customer": None},
        {"customer": {"level": "gold"}},
        {"total": 1},
    ):
        assert valid("schemas/order.json", {**order, **good}), good
    for bad in ({"number": None}, {"total": 0}, {"status": "lost"}, {"customer": {"level": "tin"}}, {"lines": [{}]}):
        assert not valid("schemas/order.json", {**order, **bad}), bad
    made = json.loads(Path("schemas/order.json").read_text())
    assert set(made["$defs"]) == {"Customer", "Level", "Order/Line"}
    assert made["properties"]["nullable"]["type"] == "boolean"
    assert made["properties"]["number"]["examples"] == ["A-17"]


def test_classes_become_schemas_one_or_all(shell: Shell) -> None:
    assert shell("convert", "shop_models:PurchaseOrder", "one") == (0, "one/purchase_order.json\n")
    assert shell("convert", "shop_models")[1].splitlines() == ["schemas/line.json", "schemas/purchase_order.json"]
    assert valid("schemas/purchase_order.json", {"number": "1", "lines": [{"sku": "a", "quantity": 2}]})
    assert not valid("schemas/purchase_order.json", {"number": "1", "lines": [{"sku": "a", "quantity": 0}]})


@pytest.mark.parametrize("source", ["api.yaml", "shop_models"])
def test_what_is_written_is_of_use_to_the_pipeline(shell: Shell, source: str) -> None:
    shell("convert", source)
    for schema in edgejson.load_schemas("schemas"):
        made = list(edgejson.records(schema, 6))
        assert all(
            verdict.passed for verdict in edgejson.check(schema, ((r["text"], r["expected_output"]) for r in made))
        )


def test_what_is_there_stays_unless_it_is_forced(shell: Shell) -> None:
    Path("schemas").mkdir()
    Path("schemas/customer.json").write_text("{}")
    with pytest.raises(UserError, match=r"schemas/customer.json: is there with another content; --force replaces it"):
        shell("convert", "api.yaml")
    assert [path.name for path in Path("schemas").iterdir()] == ["customer.json"]
    shell("convert", "api.yaml", "--force")
    before = Path("schemas/customer.json").read_text()
    assert shell("convert", "api.yaml")[0] == 0 and Path("schemas/customer.json").read_text() == before != "{}"


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("gone.yaml", "gone.yaml: can't be read"),
        ("plain.json", "plain.json: no OpenAPI document"),
        ("none.json", "none.json: no components/schemas"),
        ("words.json", "words.json: no component is an object"),
        ("astray.json", "astray.json#/A/b: #/components/schemas/Bee: no such component; did you mean 'Be'?"),
        ("outside.json", "outside.json#/A/b: other.json: leads out of the components"),
        ("bad.json", "<A of bad.json>#/properties/b/type: 'objekt' is not valid"),
        ("nothing_here", "nothing_here: can't be imported (ModuleNotFoundError"),
        ("shop_models:Ordr", "shop_models:Ordr: no class of Pydantic's; use one of Line, PurchaseOrder"),
        ("json", "json: defines no class of Pydantic's"),
    ],
)
def test_what_can_not_be_converted_is_told_in_a_line(shell: Shell, source: str, told: str) -> None:
    def api(**schemas: Any) -> dict[str, Any]:
        return {"openapi": "3.1.0", "components": {"schemas": schemas}}

    def record(part: Any) -> dict[str, Any]:
        return {"type": "object", "properties": {"b": part}}

    documents = {
        "plain": {"type": "object"},
        "none": {"openapi": "3.1.0"},
        "words": api(A={"type": "string"}),
        "astray": api(A=record({"$ref": "#/components/schemas/Bee"}), Be={}),
        "outside": api(A=record({"$ref": "other.json"})),
        "bad": api(A=record({"type": "objekt"})),
    }
    for name, document in documents.items():
        Path(f"{name}.json").write_text(json.dumps(document))
    with pytest.raises(UserError) as raised:
        shell("convert", source)
    assert str(raised.value).startswith(told) and "\n" not in str(raised.value)
    assert not Path("schemas").exists()


def test_names_of_files() -> None:
    names = ("OrderLine", "HTTPRequest", "order-line v2", "Straße", "注文", "x")
    assert [file_name(name) for name in names] == [
        "order_line",
        "http_request",
        "order_line_v2",
        "straße",
        "注文",
        "x",
    ]


def test_swagger_2_keeps_its_schemas_elsewhere() -> None:
    document = {"swagger": "2.0", "definitions": {"A": {"properties": {"b": {"$ref": "#/definitions/B"}}}, "B": {}}}
    made = of_openapi(document, Path("old.json"))
    assert made["A"]["properties"]["b"] == {"$ref": "#/$defs/B"} and made["A"]["$defs"] == {"B": {}}
