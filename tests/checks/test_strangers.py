"""Pairs that people wrote, judged by plain schemas: right ones pass, ones with one value altered don't."""

from pathlib import Path

import pytest

from edgejson.checks import Checker, totals
from edgejson.schema.loading import Schema

TEXT = {"type": "string"}


def plain(**properties):
    return {"type": "object", "properties": properties}


def one_of(*values):
    return {"type": "string", "enum": list(values)}


VENUE = plain(
    name=TEXT,
    kind=one_of("pub", "restaurant", "coffee shop"),
    cuisine=one_of("Italian", "Chinese", "English", "Fast food"),
    priceLevel=one_of("cheap", "moderate", "high", "less than £20", "£20-25", "more than £30"),
    guestRating=one_of("low", "average", "high", "1 out of 5", "3 out of 5", "5 out of 5"),
    district=one_of("city centre", "riverside"),
    childFriendly={"type": "boolean"},
    near=TEXT,
)
TABLE = plain(restaurant_name=TEXT, city=TEXT, people={"type": "integer"}, day=TEXT, time=TEXT)
HOTEL = plain(
    type=TEXT, area=TEXT, stars={"type": "integer"}, internet={"type": "boolean"}, parking={"type": "boolean"}
)
NUMBER = {"type": "number"}
FLIGHT = plain(
    airline=TEXT,
    origin=TEXT,
    destination=TEXT,
    departure_date=TEXT,
    return_date=TEXT,
    cabin=TEXT,
    seats={"type": "integer"},
)
EVENT = plain(
    title=TEXT, attendee=TEXT, date=TEXT, start_time=TEXT, end_time=TEXT, duration_minutes={"type": "integer"}
)
ORDER = plain(item=TEXT, brand=TEXT, size=TEXT, color=TEXT, quantity={"type": "integer"}, max_price=NUMBER)
DATE = {"type": "string", "format": "date"}
STAY = plain(
    hotel=TEXT, guest=TEXT, check_in=DATE, check_out=DATE, nights={"type": "integer"},
    amenities={"type": "array", "items": TEXT}, rate_per_night=NUMBER, total=NUMBER,
)  # fmt: skip


@pytest.fixture(scope="module")
def passes(settings):
    def judge(document, text, label):
        schema = Schema("strangers", Path("strangers.json"), document, "medium", False)
        return Checker(schema, settings).check(text, label).passed

    return judge


#: Schema, text, true label, and wrong values by property.
PAIRS = [
    (
        VENUE,
        "The Anchor is a kid friendly pub by the river near Mill Books. It has mid-priced English food and customers"
        " rate it three out of five.",
        {
            "name": "The Anchor",
            "kind": "pub",
            "cuisine": "English",
            "priceLevel": "moderate",
            "guestRating": "3 out of 5",
            "district": "riverside",
            "childFriendly": True,
            "near": "Mill Books",
        },
        {
            "name": "Mill Books",
            "priceLevel": "high",
            "guestRating": "5 out of 5",
            "district": "city centre",
            "cuisine": "Italian",
            "childFriendly": False,
            "near": "The Anchor",
        },
    ),
    (
        VENUE,
        "adults only italian restaurant in the city center, under £20, its called Da Rosa and its near Grand Hotel",
        {
            "name": "Da Rosa",
            "kind": "restaurant",
            "cuisine": "Italian",
            "priceLevel": "less than £20",
            "district": "city centre",
            "childFriendly": False,
            "near": "Grand Hotel",
        },
        {
            "priceLevel": "more than £30",
            "district": "riverside",
            "childFriendly": True,
            "kind": "pub",
            "near": "Da Rosa",
        },
    ),
    (
        VENUE,
        "Near Grand Hotel serves The Cellar fast food for over £30. Five stars, but children are not welcome.",
        {
            "name": "The Cellar",
            "cuisine": "Fast food",
            "priceLevel": "more than £30",
            "guestRating": "5 out of 5",
            "childFriendly": False,
            "near": "Grand Hotel",
        },
        {"priceLevel": "£20-25", "guestRating": "1 out of 5", "childFriendly": True},
    ),
    (
        TABLE,
        "table for two at blue door in york, friday at half past seven please",
        {"restaurant_name": "blue door", "city": "york", "people": 2, "day": "friday", "time": "19:30"},
        {"restaurant_name": "york", "people": 3, "day": "sunday", "time": "18:30", "city": "leeds"},
    ),
    (
        HOTEL,
        "I need a 4 star guesthouse in the north with free wifi, parking is not needed",
        {"type": "guesthouse", "area": "north", "stars": 4, "internet": True, "parking": False},
        {"type": "hotel", "area": "south", "stars": 3, "internet": False, "parking": True},
    ),
    (
        VENUE,
        "The Vine is a family pub in the middle of town where you can eat for under twenty pounds.",
        {
            "name": "The Vine",
            "kind": "pub",
            "priceLevel": "less than £20",
            "district": "city centre",
            "childFriendly": True,
        },
        {"priceLevel": "£20-25", "childFriendly": False, "district": "riverside"},
    ),
    (
        VENUE,
        "Don't bring the kids to The Vine, a highly rated coffee shop.",
        {"name": "The Vine", "kind": "coffee shop", "guestRating": "high", "childFriendly": False},
        {"childFriendly": True, "guestRating": "low"},
    ),
    (
        FLIGHT,
        "two business class seats on Iberia from Porto to Salt Lake City, out 1 May, returning 14 May",
        {
            "airline": "Iberia",
            "origin": "Porto",
            "destination": "Salt Lake City",
            "departure_date": "1 May",
            "return_date": "14 May",
            "cabin": "business",
            "seats": 2,
        },
        {"airline": "business", "origin": "Iberia", "departure_date": "14 May", "seats": 14, "cabin": "Iberia"},
    ),
    (
        EVENT,
        "half-hour one-on-one with Lena on Thursday, 9:00-9:30",
        {
            "title": "one-on-one",
            "attendee": "Lena",
            "date": "Thursday",
            "start_time": "09:00",
            "end_time": "09:30",
            "duration_minutes": 30,
        },
        {"duration_minutes": 60, "start_time": "09:30", "attendee": "Thursday", "end_time": "10:00"},
    ),
    (
        EVENT,
        "move the call with Omar to Friday at four",
        {"title": "call", "attendee": "Omar", "date": "Friday", "start_time": "16:00"},
        {"start_time": "17:00", "attendee": "Friday", "date": "Omar"},
    ),
    (
        ORDER,
        "order a dozen running shoes from Nike in black, size large, under $80",
        {"item": "running shoes", "brand": "Nike", "size": "large", "color": "black", "quantity": 12, "max_price": 80},
        {"item": "Nike", "brand": "running shoes", "color": "large", "quantity": 80, "max_price": 12},
    ),
    (
        STAY,
        "Priya Menon booked the Lakeside Lodge from 3 August 2024 to 7 August 2024, 4 nights at a rate per night of"
        " $140.00, for a total of $560.00. Amenities include a pool, a sauna and free parking.",
        {
            "hotel": "Lakeside Lodge",
            "guest": "Priya Menon",
            "check_in": "2024-08-03",
            "check_out": "2024-08-07",
            "nights": 4,
            "amenities": ["pool", "sauna", "free parking"],
            "rate_per_night": 140.0,
            "total": 560.0,
        },
        {"check_in": "2024-08-07", "nights": 3, "amenities": ["pool", "free parking"], "guest": "Lakeside Lodge"},
    ),
]


@pytest.mark.parametrize(("document", "text", "label", "wrong"), PAIRS)
def test_a_true_pair_passes_and_one_wrong_value_is_seen(passes, document, text, label, wrong):
    assert passes(document, text, label)
    for name, value in wrong.items():
        assert not passes(document, text, {**label, name: value}), name


def test_another_value_of_the_enum_that_fits_the_words_is_the_right_one(passes):
    text = "The Anchor is a pub with a high customer rating."
    assert passes(VENUE, text, {"name": "The Anchor", "kind": "pub", "guestRating": "high"})
    assert not passes(VENUE, text, {"name": "The Anchor", "kind": "pub", "guestRating": "5 out of 5"})


def test_what_the_label_leaves_out_is_seen(passes):
    passengers = plain(
        passengers={"type": "array", "items": plain(name=TEXT, meal=TEXT)}, start_time=TEXT, version=TEXT
    )
    text = "Passengers:\n- Ilze Kalnina with rice\n- Janis Berzins with soup\nStart time 13:30, its version is 4.2.1."
    label = {
        "passengers": [{"name": "Ilze Kalnina", "meal": "rice"}, {"name": "Janis Berzins", "meal": "soup"}],
        "start_time": "13:30",
        "version": "4.2.1",
    }
    assert passes(passengers, text, label)
    assert not passes(passengers, text, {**label, "passengers": label["passengers"][:1]})
    third = text.replace("- Janis", "- Ruta Ozola with pasta\n- Janis")
    assert not passes(passengers, third, label)  # it stands between the others
    for name in ("start_time", "version"):
        assert not passes(passengers, text, {other: value for other, value in label.items() if other != name})


CART = plain(
    items={"type": "array", "items": plain(name=TEXT, quantity={"type": "integer"}, price=NUMBER, total=NUMBER)},
    subtotal=NUMBER,
    tax_rate=NUMBER,
    tax=NUMBER,
    shipping=NUMBER,
    discount=NUMBER,
    total=NUMBER,
)
LINES = [{"name": "mug", "quantity": 2, "price": 4.5}, {"name": "tray", "quantity": 1, "price": 12.0}]


@pytest.mark.parametrize(
    "amounts",
    [
        {"total": 21.0},
        {"total": 16.5},  # the prices are those of the lines
        {"subtotal": 21.0, "shipping": 3.99, "total": 24.99},
        {"shipping": 3.99, "discount": 2.0, "total": 22.99},
        {"discount": 10, "total": 18.9},  # a percentage
        {"tax_rate": 20, "total": 25.2},
        {"tax_rate": 20, "tax": 4.2, "total": 25.2},
        {"tax_rate": 20, "tax": 3.5, "total": 21.0},  # the tax is included
        {"tax_rate": 0.2, "shipping": 5, "total": 30.2},  # nothing says whether shipping is taxed
        {"total": 3},  # a count
    ],
)
def test_totals_that_something_makes_up_are_let_be(findings, amounts):
    assert findings(totals, CART, {"items": LINES, **amounts}) == []


@pytest.mark.parametrize(
    ("amounts", "place"),
    [
        ({"total": 21.01}, "/total"),
        ({"subtotal": 20.0, "total": 20.0}, "/subtotal"),
        ({"subtotal": 21.0, "shipping": 3.99, "total": 26.0}, "/total"),
        ({"tax_rate": 20, "tax": 5.2, "total": 26.2}, "/tax"),
    ],
)
def test_totals_that_nothing_makes_up_are_found(findings, amounts, place):
    assert ("does-not-add-up", place) in findings(totals, CART, {"items": LINES, **amounts})


def test_a_stay_comes_to_its_nights(findings):
    assert findings(totals, {}, {"nights": 3, "room_rate": 90.0, "rooms": 2, "total_cost": 540.0}) == []
    assert findings(totals, {}, {"nights": 3, "room_rate": 90.0, "total_cost": 280.0}) == [
        ("does-not-add-up", "/total_cost")
    ]


def test_line_totals_are_quantity_times_price(findings):
    wrong = [{**LINES[0], "total": 4.5}]
    assert findings(totals, CART, {"items": wrong}) == [("does-not-add-up", "/items/0/total")]


def test_what_is_no_bill_need_not_add_up(findings):
    assert findings(totals, {}, {"results": [{"price": 5}], "total": 120}) == []
    assert findings(totals, {}, {"items": [{"price": 5}], "total": 120, "page": 2}) == []
    assert findings(totals, {}, {"items": [{"price": 5, "quantity": 1}], "total": 9, "discount": "a voucher"}) == []


@pytest.mark.parametrize(
    ("said", "welcome"),
    [
        ("Don't forget to bring the kids!", True),
        ("Why not bring the kids?", True),
        ("It is for adults and kids alike, children are welcome.", True),
        ("It doesn't turn away kids, it is child friendly.", True),
        ("It is not adults only.", None),
        ("Adults are welcome, and so are kids.", None),
        ("It is for adults only.", False),
        ("Only adults are welcome.", False),
        ("It isn't a good place for kids.", False),
        ("It's not cheap but kids are welcome.", True),
    ],
)
def test_a_denial_of_minors_is_one_where_nothing_denies_it(passes, said, welcome):
    for value in (True, False):
        label = {"name": "The Vine", "kind": "pub", "childFriendly": value}
        assert passes(VENUE, f"The Vine is a pub. {said}", label) is (value is welcome)


@pytest.mark.parametrize(
    ("said", "welcome"),
    [
        ("You may bring your dog.", True),
        ("A good place for cats, too.", True),
        ("There are no dogs in here.", False),
        ("It is not suitable for pets.", False),
        ("Kids are welcome.", None),
        ("It is for adults only.", None),
    ],
)
def test_animals_are_welcome_as_minors_are(passes, said, welcome):
    venue = {"type": "object", "properties": {"name": {"type": "string"}, "petsAllowed": {"type": "boolean"}}}
    for value in (True, False):
        assert passes(venue, f"The Vine is a pub. {said}", {"name": "The Vine", "petsAllowed": value}) is (
            value is welcome
        )
