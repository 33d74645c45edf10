"""Fields without phrases, known by their names alone: true pairs pass, and what is left out or cut short shows."""

from typing import Any

import pytest

from tests.grounding.conftest import BOOLEAN, MAP_OF_OBJECTS, NUMBER, STRING, codes, of

STOCK = of(children=NUMBER, options={"type": "string", "format": "date"})
SWITCH = of(date={"enum": ["north", None]}, checked={"enum": [True, False]})
CODES = of(code={"const": "low"}, name={"type": "array", "items": STRING})
LINES = of(lines={"type": "array", "items": {"type": "object", "properties": {"parts": NUMBER, "colour": STRING}}})
MAP_OF_NUMBERS = {"title": "Order", "type": "object", "additionalProperties": NUMBER}
MAP = {"title": "Invoice", "type": "object", "additionalProperties": {"type": "string", "format": "time"}}
LOGGED = 'level=info source=core invoice replicated: FB="09:45 UTC" BO="18:30 UTC"'


@pytest.mark.parametrize(
    ("schema", "text", "label", "wrong", "code"),
    [
        (  # a number ahead of what it counts, and another field's value behind
            STOCK,
            "The order has 2 children and the options September 14th, 2023.",
            {"children": 2, "options": "2023-09-14"},
            {"options": "2023-09-14"},
            "omission",
        ),
        (  # a denial ends where another clause begins
            of(members={"type": "string", "enum": ["yes", "no"]}, color=BOOLEAN),
            "The order has the members no and color enabled.",
            {"members": "no", "color": True},
            {"members": "no", "color": False},
            "contradiction",
        ),
        (  # the value of one field and the name of the next
            of(members={"type": "string", "enum": ["yes", "no"]}, color=BOOLEAN),
            "The order has the members yes and color disabled.",
            {"members": "yes", "color": False},
            {"members": "yes", "color": True},
            "contradiction",
        ),
        (  # one word that says that it is so
            of(price=STRING, enabled=BOOLEAN),
            "The order has the price https://shop.example/a and is enabled.",
            {"price": "https://shop.example/a", "enabled": True},
            {"price": "https://shop.example/a"},
            "omission",
        ),
        (  # a word of one row isn't said of the next row
            SWITCH,
            "Detail\tAs given\nDate\tnone\nChecked\ttrue",
            {"date": None, "checked": True},
            {"date": None, "checked": False},
            "no-cue",
        ),
        (  # a value of a list of choices behind "is"
            CODES,
            "This order, whose code is low, has the name Oak bench and Elm chair.",
            {"code": "low", "name": ["Oak bench", "Elm chair"]},
            {"name": ["Oak bench", "Elm chair"]},
            "omission",
        ),
        (  # the last words of the last item
            CODES,
            "The order has the code low and the name Oak bench, Marlow laptop stand. It has no notes.",
            {"code": "low", "name": ["Oak bench", "Marlow laptop stand"]},
            {"code": "low", "name": ["Oak bench", "Marlow laptop"]},
            "cut-short",
        ),
        (  # a bulleted line holds a name and its value, with no mark between
            of(line_items=STRING, amount=NUMBER),
            "- line items Data migration\n- amount 12",
            {"line_items": "Data migration", "amount": 12},
            {"line_items": "Data", "amount": 12},
            "cut-short",
        ),
        (  # common words in a sentence
            of(comment=STRING, category={"type": "array", "items": STRING}),
            "The order has the comment Main hall and the category regular and primary.",
            {"comment": "Main hall", "category": ["regular", "primary"]},
            {"comment": "Main hall"},
            "omission",
        ),
        (
            of(comment=STRING, amount=NUMBER),
            "The amount is 12; the only order's comment is blue heron.",
            {"comment": "blue heron", "amount": 12},
            {"amount": 12},
            "omission",
        ),
        (  # a label's name says nothing of the line above
            of(metadata=BOOLEAN, type={"enum": ["low", None]}),
            "Metadata -> no\nType -> low",
            {"metadata": False, "type": "low"},
            {"metadata": False, "type": None},
            "no-cue",
        ),
        (  # a value that begins with a full stop
            of(score={"type": "string", "pattern": r"\.json"}, log=STRING),
            "Score: .json\nLog: B+",
            {"score": ".json", "log": "B+"},
            {"log": "B+"},
            "omission",
        ),
        (  # a path without a host
            of(page={"type": "string", "format": "uri-reference"}, height={"type": "integer"}),
            "The order, whose page is /v3/customers and whose height is 20, is new.",
            {"page": "/v3/customers", "height": 20},
            {"height": 20},
            "omission",
        ),
        (  # an index of a path is no value
            of(title={"type": "array", "items": {"type": "array", "items": STRING}}, item=NUMBER),
            "title[0][0] = red\ntitle[0][1] = blue",
            {"title": [["red", "blue"]]},
            {"title": [["red", "blue"]], "item": 0},
            "ungrounded",
        ),
        (MAP, 'The invoice has "FB" set to 09:45 UTC.', {"FB": "09:45:00Z"}, {}, "omission"),
        (STRING, "[Order]  apple aspen", "apple aspen", "aspen", "cut-short"),
        (MAP, LOGGED, {"FB": "09:45:00Z", "BO": "18:30:00Z"}, {"FB": "09:45:00Z"}, "omission"),
        (MAP, LOGGED, {"FB": "09:45:00Z", "BO": "18:30:00Z"}, {"BO": "18:30:00Z"}, "omission"),
        (of(**{"": BOOLEAN}), '# order\n[""] -> yes', {"": True}, {}, "omission"),
        (STRING, "Order . . . . canyon coral", "canyon coral", "canyon", "cut-short"),
        (STRING, "Here it is. The order is canyon coral.", "canyon coral", "coral", "cut-short"),
        (  # a number of a list bounds what is said of its item
            LINES,
            "The first line has 0 parts. The second line's colour is teal. It has 0 parts.",
            {"lines": [{"parts": 0}, {"colour": "teal", "parts": 0}]},
            {"lines": [{"colour": "teal", "parts": 0}, {"parts": 0}]},
            "order",
        ),
        (
            LINES,
            "Line 1:\n  parts: 4, colour: teal\nLine 2:\n  parts: 4, colour: teal",
            {"lines": [{"parts": 4, "colour": "teal"}, {"parts": 4, "colour": "teal"}]},
            {"lines": [{"colour": "teal"}, {"parts": 4, "colour": "teal"}]},
            "contradiction",
        ),
        (  # denied behind a name of two words
            of(farm_time=BOOLEAN, server=BOOLEAN),
            "Farm time . . . . .  no\nServer . . . . .  yes",
            {"farm_time": False, "server": True},
            {"farm_time": True, "server": True},
            "contradiction",
        ),
        (  # and ahead of it, with a verb between
            of(penalty=BOOLEAN),
            "The order does not include a penalty.",
            {"penalty": False},
            {"penalty": True},
            "ungrounded",
        ),
        (  # "no" is of the one that it stands ahead of
            of(phone=BOOLEAN, fax={"type": ["string", "null"]}),
            "For the order there is a phone, with no fax.",
            {"phone": True, "fax": None},
            {"phone": False, "fax": None},
            "no-cue",
        ),
        (  # the name beside another object's value is no boolean
            of(error=NUMBER, part={"type": "object", "properties": {"error": BOOLEAN, "size": NUMBER}}),
            "Error: 201.5\npart:\n  Error: false\n  Size: 3",
            {"error": 201.5, "part": {"error": False, "size": 3}},
            {"error": 201.5, "part": {"error": True, "size": 3}},
            "contradiction",
        ),
        (  # a field that may hold something else is not said to be true by its name
            of(cable={"type": ["number", "boolean"]}),
            "cable ............ 638",
            {"cable": 638},
            {"cable": True},
            "ungrounded",
        ),
        (  # the label's list begins behind the text's
            of(codes={"type": "array", "items": STRING}),
            "[core] order saved: codes=[ab12, cd34 and ef56]",
            {"codes": ["ab12", "cd34", "ef56"]},
            {"codes": ["cd34", "ef56"]},
            "missing-item",
        ),
        (  # an entry whose name nobody says
            MAP_OF_OBJECTS,
            "The order:\n\nThe heron's kind is north.",
            {"heron": {"kind": "north"}},
            {"heron": {"kind": "north"}, "plover": {"kind": "north"}},
            "ungrounded",
        ),
        (  # a row of a table of names and values
            MAP_OF_NUMBERS,
            "| Field | Value |\n|---|---|\n| cinder | 3 |\n| dune | 7 |",
            {"cinder": 3, "dune": 7},
            {"dune": 7},
            "omission",
        ),
        (  # a field's name that is a word of any sentence
            {"title": "Order", "type": "object", "properties": {"and": NUMBER, "sizes": NUMBER}},
            "Theo and 14 pigeons live here.\n\nand: 6\nsizes: 9",
            {"and": 6, "sizes": 9},
            {"sizes": 9},
            "omission",
        ),
        (  # one common word behind a name, in a row of such pairs
            of(purpose=STRING, external_ref=STRING, note=STRING),
            "Order - purpose sorrel. External ref f6823d90, note standard. That is everything.",
            {"purpose": "sorrel", "external_ref": "f6823d90", "note": "standard"},
            {"purpose": "sorrel", "external_ref": "f6823d90"},
            "omission",
        ),
        (
            of(size=STRING, verified={"anyOf": [BOOLEAN, STRING]}, value=NUMBER),
            "Order: size large, verified balsam, value 411.",
            {"size": "large", "verified": "balsam", "value": 411},
            {"size": "large", "value": 411},
            "omission",
        ),
        (
            of(size=STRING, value=NUMBER),
            "Order: size large, value 411.",
            {"size": "large", "value": 411},
            {"size": "large"},
            "omission",
        ),
        (  # names of other scripts are words too
            of(**{"注文日": STRING, "期限": STRING}),
            "* 注文日 nutmeg jasper, 期限 frost",
            {"注文日": "nutmeg jasper", "期限": "frost"},
            {"注文日": "frost", "期限": "nutmeg jasper"},
            "other-field",
        ),
        (
            of(**{"straße": STRING, "цена": NUMBER}),
            "STRASSE -> Tank 4\nЦЕНА -> 12",
            {"straße": "Tank 4", "цена": 12},
            {"straße": "4", "цена": 12},
            "cut-short",
        ),
        (  # a value in quotation marks behind "are"
            of(instructions=STRING, height=NUMBER),
            'The instructions are "As agreed on the phone." The height is 12.',
            {"instructions": "As agreed on the phone.", "height": 12},
            {"height": 12},
            "omission",
        ),
        (  # the only item of a form's line
            of(guests={"type": "array", "items": STRING}, code=STRING),
            "Guests: cypress monsoon\nCode: K7",
            {"guests": ["cypress monsoon"], "code": "K7"},
            {"guests": ["cypress"], "code": "K7"},
            "cut-short",
        ),
        (  # short lines, half of them labels: no paper that says more than is asked
            of(status=STRING, slug=NUMBER, archived=BOOLEAN, birth_date={"type": ["string", "null"], "format": "date"}),
            "ORDER RECORD\n\nStatus:\n> open\nSlug:\n> 33\nArchived:\n> yes\n\n"
            "Up to May it was 1941-04-30 as the birth date.",
            {"status": "open", "slug": 33, "archived": True},
            {"status": "open", "slug": 33, "archived": True, "birth_date": "1941-04-30"},
            "taken-back",
        ),
        (  # a row of a table of maps, of which the label has another one
            of(readings={"type": "array", "items": {"type": "object", "additionalProperties": NUMBER}}),
            "| cherry | walnut | badger |\n|:---|:---|:---|\n| 41 | 48 | |\n|  |  | 38 |",
            {"readings": [{"cherry": 41, "walnut": 48}, {"badger": 38}]},
            {"readings": [{"cherry": 41, "walnut": 48}]},
            "omission",
        ),
        (  # a number that is named without its unit
            of(size=STRING, weight_kg=NUMBER),
            "The size is L. Weight 828.55 kg.",
            {"size": "L", "weight_kg": 828.55},
            {"size": "L"},
            "omission",
        ),
        (  # one of several patterns
            of(size=STRING, gate={"type": "string", "pattern": r"^T\d{2}$|^none$"}),
            "The size is L and the gate is T87.",
            {"size": "L", "gate": "T87"},
            {"size": "L"},
            "omission",
        ),
        (  # a flag in a row
            of(destination=STRING, archived=BOOLEAN, brand=STRING),
            "Order: destination Lima, archived, brand Lumo.",
            {"destination": "Lima", "archived": True, "brand": "Lumo"},
            {"destination": "Lima", "brand": "Lumo"},
            "omission",
        ),
        (  # or said of the record
            of(brand=STRING, taxable=BOOLEAN),
            "The order is taxable and the brand is Lumo.",
            {"taxable": True, "brand": "Lumo"},
            {"brand": "Lumo"},
            "omission",
        ),
        (  # a word by itself
            of(name=STRING, smoker=BOOLEAN),
            "The name is Ana Berg. There is a smoker.",
            {"name": "Ana Berg", "smoker": True},
            {"name": "Ana Berg"},
            "omission",
        ),
        (  # a list of which the label has nothing
            of(assignee=STRING, stops={"type": "array", "items": of(street=STRING)}),
            "The assignee is Ana Berg.\nFirst stop: the street is Mill Road.\nSecond stop: the street is Elm Street.",
            {"assignee": "Ana Berg", "stops": [{"street": "Mill Road"}, {"street": "Elm Street"}]},
            {"assignee": "Ana Berg"},
            "omission",
        ),
    ],
)
def test_a_true_label_passes_and_a_wrong_one_is_refused(
    schema: dict[str, Any], text: str, label: Any, wrong: Any, code: str
) -> None:
    assert codes(schema, text, label) == []
    assert code in codes(schema, text, wrong)
