"""The library: its page is true, what it offers is what it says, and it is quick to import."""

import doctest
import inspect
import subprocess
import sys
from pathlib import Path

import pytest

import edgejson
from edgejson import api

ROOT = Path(__file__).parents[2]
RATING = ROOT / "schemas/simple/rating.json"


def test_the_examples_of_the_page_do_what_they_show(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    found = doctest.testfile(str(ROOT / "docs/api.md"), module_relative=False, optionflags=doctest.ELLIPSIS)
    assert found.attempted > 20 and found.failed == 0


def test_all_that_is_offered_is_documented_typed_and_told_to_type_checkers() -> None:
    assert edgejson.__all__ == api.__all__
    assert "\nfrom edgejson.api import * " in (ROOT / "edgejson/__init__.pyi").read_text()
    page = (ROOT / "docs/api.md").read_text()
    for name in api.__all__:
        offered = getattr(edgejson, name)
        assert inspect.getdoc(offered) and (f"edgejson.{name}" in page or f"`{name}`" in page or name == "Schema"), name
        if inspect.isfunction(offered):
            assert "return" in offered.__annotations__
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = edgejson.nothing  # type: ignore[attr-defined]


def test_the_import_loads_nothing_of_the_library() -> None:
    code = "import sys, edgejson; print([name for name in sys.modules if name.startswith('edgejson')])"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "['edgejson']\n"


def test_a_value_of_a_seed_is_the_same_however_many_are_drawn() -> None:
    rating = edgejson.load_schema(RATING)
    assert list(edgejson.sample(rating, 5, seed=3))[:2] == list(edgejson.sample(rating, 2, seed=3))
    later = list(edgejson.records(rating, 2, start=3))
    assert later == list(edgejson.records(rating, 5))[3:]


def test_what_is_written_passes_the_checks() -> None:
    rating = edgejson.load_schema(RATING)
    values = list(edgejson.sample(rating, 8))
    for register in ("prose", "email", "table", "log"):
        texts = edgejson.render(rating, values, register=register)
        pairs = [(said.text, value) for said, value in zip(texts, values, strict=True)]
        assert all(verdict.passed for verdict in edgejson.check(rating, pairs))


def test_annotations_are_written_beside_a_file_alone(tmp_path: Path) -> None:
    label = {"reviewer": "Ann Lee", "product": "Halden kettle", "stars": 4, "verified_purchase": True}
    pairs = [("Reviewer Ann Lee gave the product Halden kettle 4 stars, a verified purchase.", label)]
    document = edgejson.load_schema(RATING).plain
    with pytest.raises(edgejson.UserError, match="mine: has no file"):
        edgejson.write_annotations(mine := edgejson.load_schema(document, "mine"), edgejson.annotate(mine, pairs))
    (tmp_path / "mine.json").write_bytes(RATING.read_bytes())
    mine = edgejson.load_schema(tmp_path / "mine.json")
    assert edgejson.write_annotations(mine, edgejson.annotate(mine, pairs)) == tmp_path / "mine.annotations.yaml"
    assert edgejson.load_schema(tmp_path / "mine.json").annotations.places


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ({"type": "objekt"}, "<schema>#/type: 'objekt' is not valid"),
        ({"title": "Big Order", "$ref": "other.json"}, "<big_order>"),
        ({"default": {1, 2}}, "schema: not a JSON document"),
        (int, "int: no class of Pydantic's"),
        ("gone.json", "gone.json: can't be read"),
    ],
)
def test_what_is_no_schema_is_told_in_a_line(source: object, told: str) -> None:
    with pytest.raises(edgejson.UserError) as raised:
        edgejson.load_schema(source)  # type: ignore[arg-type]
    assert str(raised.value).startswith(told) and "\n" not in str(raised.value)
