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

#: A discriminator over branches, with one value mapped and one that the component declares itself; and over heirs.
PETS = """
openapi: 3.1.0
info: {title: Pets, version: "1"}
components:
  schemas:
    Visit: {type: object, required: [pet], properties: {pet: {$ref: "#/components/schemas/Pet"}}}
    Pet:
      oneOf:
      - {$ref: "#/components/schemas/Cat"}
      - {$ref: "#/components/schemas/Dog"}
      - {$ref: "#/components/schemas/Fish"}
      discriminator: {propertyName: kind, mapping: {cat: "#/components/schemas/Cat", tomcat: Cat}}
    Cat: {type: object, required: [kind], properties: {kind: {type: string}, indoor: {type: boolean}}}
    Dog: {type: object, required: [kind], properties: {kind: {type: string}, breed: {type: string}}}
    Fish: {type: object, required: [kind], properties: {kind: {const: fish}, litres: {type: integer}}}
    Bill: {type: object, required: [way], properties: {way: {type: string}}, discriminator: {propertyName: way}}
    Card: {allOf: [{$ref: "#/components/schemas/Bill"}, {type: object, properties: {last4: {type: string}}}]}
    Fee: {type: object, properties: {of: {$ref: "#/components/schemas/Fish/properties/litres"}}}
"""

MODELS = """
from decimal import Decimal
from pydantic import BaseModel, Field

class Line(BaseModel):
    sku: str
    quantity: int = Field(ge=1)
    price: Decimal | None = Field(None, gt=0)

class PurchaseOrder(BaseModel):
    number: str
    lines: list[Line]
"""


@pytest.fixture
def shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Shell:
    (tmp_path / "api.yaml").write_text(API)
    (tmp_path / "pets.yaml").write_text(PETS)
    (tmp_path / "shop/models").mkdir(parents=True)
    for folder in ("shop", "shop/models"):
        (tmp_path / folder / "__init__.py").touch()
    (tmp_path / "shop/models/base.py").write_text("from pydantic import BaseModel\nclass Record(BaseModel): pass\n")
    order = "from .base import Record\nclass Order(Record):\n    number: str\n    quantity: int\n"
    (tmp_path / "shop/models/order.py").write_text(order)
    (tmp_path / "json.py").write_text("import pydantic\nclass A(pydantic.BaseModel):\n    a: int\n")
    odd = "from typing import Callable\nimport pydantic\nclass Hook(pydantic.BaseModel):\n    call: Callable[[], int]\n"
    (tmp_path / "odd.py").write_text(odd)
    (tmp_path / "shop_models.py").write_text(MODELS)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", list(sys.path))
    for name in ("shop_models", "shop", "shop.models", "shop.models.base", "shop.models.order", "odd"):
        monkeypatch.delitem(sys.modules, name, raising=False)
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
    priced = [{"sku": "a", "quantity": 1, "price": price} for price in (2.5, None, 0, "2.5")]
    assert [valid("schemas/line.json", line) for line in priced] == [True, True, False, False]


@pytest.mark.parametrize("source", ["api.yaml", "shop_models"])
def test_what_is_written_is_of_use_to_the_pipeline(shell: Shell, source: str) -> None:
    shell("convert", source)
    for schema in edgejson.load_schemas("schemas"):
        made = list(edgejson.records(schema, 6))
        assert all(
            verdict.passed for verdict in edgejson.check(schema, ((r["text"], r["expected_output"]) for r in made))
        )


def test_a_discriminator_says_which_record_is_which(shell: Shell) -> None:
    shell("convert", "pets.yaml")
    for good in (
        {"kind": "cat", "indoor": True},
        {"kind": "tomcat"},
        {"kind": "Dog", "breed": "pug"},
        {"kind": "fish", "litres": 3},
    ):
        assert valid("schemas/visit.json", {"pet": good}) and valid("schemas/pet.json", good), good
    for bad in ({"kind": "Cat"}, {"kind": "canary", "breed": "x"}, {"kind": "cat", "indoor": 3}, {"indoor": True}):
        assert not valid("schemas/visit.json", {"pet": bad}), bad
    assert valid("schemas/card.json", {"way": "Card"}) and not valid("schemas/card.json", {"way": "cash"})
    assert valid("schemas/fee.json", {"of": 3}) and not valid("schemas/fee.json", {"of": "much"})
    kinds = {value["pet"]["kind"] for value in edgejson.sample(edgejson.load_schema("schemas/visit.json"), 40)}
    assert kinds == {"cat", "tomcat", "Dog", "fish"}


def test_files_of_classes_are_read_one_or_a_folder(shell: Shell) -> None:
    """As parts of the package that they stand in; what has no field of its own is no record type."""
    assert shell("convert", "shop/models", "one") == (0, "one/order.json\n")
    assert shell("convert", "shop/models/order.py:Order", "two") == (0, "two/order.json\n")
    assert Path("one/order.json").read_text() == Path("two/order.json").read_text()


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("api.yaml#Order", "order"),
        ("api.yaml#/components/schemas/Order~1Line", "order_line"),
        ("shop/models/order.py", "order"),
        ("shop.models.order:Order", "order"),
    ],
)
def test_a_component_or_a_class_is_a_schema_without_a_file(shell: Shell, source: str, name: str) -> None:
    assert edgejson.load_schema(source).id == name
    assert shell("lint", source)[1].startswith(f"{source}: ok\n")
    records = shell("sample", source, "-n", "3", "--text")[1]
    Path("pairs.jsonl").write_text(records)
    status, said = shell("check", "pairs.jsonl", "--schema", source)
    assert status == 0 and said.count('"passed":true') == 3


def test_a_source_of_several_record_types_names_them(shell: Shell) -> None:
    with pytest.raises(UserError, match=r"^api.yaml: several record types \(Order, .*; name one, as in api.yaml#Order"):
        edgejson.load_schema("api.yaml")
    with pytest.raises(UserError, match=r"^shop_models: can't be read"):
        edgejson.load_schema("shop_models")
    Path("schemas").mkdir()
    Path("schemas/api.yaml").write_text(API)
    with pytest.raises(UserError, match=r"^schemas/api.yaml: an OpenAPI document; edgejson convert schemas/api.yaml"):
        edgejson.load_schemas("schemas")


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
        ("email", "email: defines no class of Pydantic's with fields"),
        ("json.py", "json.py: another module has this name ("),
        ("gone.py", "gone.py: can't be read (no such file)"),
        ("odd.py", "odd:Hook: has no JSON Schema (PydanticInvalidForJsonSchema: Cannot generate a JsonSchema"),
        ("shop/models/base.py", "shop/models/base.py: defines no class of Pydantic's with fields"),
        ("shop/models/order.py:Ordr", "shop/models/order.py:Ordr: no class of Pydantic's; did you mean 'Order'?"),
        ("api.yaml#Custmer", "api.yaml#Custmer: no such record type; did you mean 'Customer'?"),
        ("api.yaml#Level", "api.yaml#Level: no such record type; use one of"),
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
