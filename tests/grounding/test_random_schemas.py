"""What pairs of schemas composed at random showed: names, bounds and layouts that meet by chance, and mean no harm."""

from typing import Any

import pytest

from tests.grounding.conftest import NUMBER, TEXT, WHOLE

TIME = {"type": "string", "format": "time"}
DATE = {"type": "string", "format": "date"}
LENGTH = {"type": "string", "format": "duration"}
LINK = {"anyOf": [{"type": "string", "format": "email"}, {"type": "string", "format": "uri"}]}
SHARE = {"type": "number", "minimum": 0, "maximum": 1}
EMPTY = {"type": "object", "properties": {"note": TEXT}, "title": "Tournament"}
LISTED = {"type": "array", "items": WHOLE, "contains": {"enum": [3, "main"]}}
LOG = "18:54:50 NOTICE got library\n  > start=12:00:00Z; note=calm"
CALL = (
    "Call notes\n> Start: 10:51\n> Note: calm\n\n"
    "There was another call that had 15:53 as the start, please leave that one aside."
)
MAIL = "Thanks, noted.{0}\n\nOn 2025/11/27 at 14:35, Viktor wrote:{0}\n> Due on 7 May 2023, note calm.{0}\n> Viktor"
SHEET = (
    "# library\nUrl => 19\nLength => 14\nActive => yes\ninvoice:\n  Total => 3959\n  Name => Lind\nKind => a\n"
    "Size => 3\n\nSomebody left $79.16 in the drawer."
)


@pytest.mark.parametrize(
    ("properties", "text", "label", "wrong"),
    [
        (  # what counts no years, by its bounds or its steps
            {"age": {"type": "integer", "minimum": 1900}, "unit": TEXT},
            "Unit debit, age 1935.",
            {"age": 1935, "unit": "debit"},
            {"age": 1936, "unit": "debit"},
        ),
        (
            {"age": {"type": "integer", "multipleOf": 5}, "unit": TEXT},
            "Unit debit, age 4200.",
            {"age": 4200, "unit": "debit"},
            {"age": 4205, "unit": "debit"},
        ),
        (  # a share of one by its bounds, whatever its name measures
            {"rooms": SHARE, "unit": TEXT},
            "Unit debit, rooms: 40%.",
            {"rooms": 0.4, "unit": "debit"},
            {"rooms": 0.5, "unit": "debit"},
        ),
        (  # a comma parts a number from a unit
            {"hour": WHOLE, "days": {"type": "array", "items": TEXT}},
            "Hour 1903, days Sunday and Monday.",
            {"hour": 1903, "days": ["Sunday", "Monday"]},
            {"hour": 1904, "days": ["Sunday", "Monday"]},
        ),
        (  # a full stop behind a unit ends a sentence
            {"type": LENGTH},
            "The type is 22 weeks. By the way, 6 hours was never the type.",
            {"type": "P22W"},
            {"type": "PT6H"},
        ),
        (  # lines that begin with ">" quote nothing below a line of a log
            {"start": TIME, "note": TEXT},
            LOG,
            {"start": "12:00:00Z", "note": "calm"},
            {"start": "18:54:50Z", "note": "calm"},
        ),
        (  # another one's time is no later one
            {"start": {"type": "string", "pattern": "^[0-9]{2}:[0-9]{2}$"}, "note": TEXT},
            CALL,
            {"start": "10:51", "note": "calm"},
            {"start": "15:53", "note": "calm"},
        ),
        (  # nor is the day of a mail, whatever stands behind its header
            {"due_on": DATE, "note": TEXT},
            MAIL.format("<br>"),
            {"due_on": "2023-05-07", "note": "calm"},
            {"due_on": "2025-11-27", "note": "calm"},
        ),
        (
            {"due_on": DATE, "note": TEXT},
            MAIL.format(" 😬"),
            {"due_on": "2023-05-07", "note": "calm"},
            {"due_on": "2025-11-27", "note": "calm"},
        ),
        (  # sentences that go on with something else
            {"zone": TEXT},
            "Zone: Europe/London. That is everything.",
            {"zone": "Europe/London"},
            {"zone": "Europe"},
        ),
        (
            {"source": TEXT, "label": TEXT},
            "Source: annual report. Contract: label quartz.",
            {"source": "annual report", "label": "quartz"},
            {"source": "annual", "label": "quartz"},
        ),
        ({"sku": TEXT}, "SKU: GRD-3985. Tell me if I missed something.", {"sku": "GRD-3985"}, {"sku": "GRD"}),
        (
            {"company": TEXT, "country": TEXT},
            "Company: Redfern Homes B.V. The new country is Chad.",
            {"company": "Redfern Homes B.V.", "country": "Chad"},
            {"company": "Redfern Homes", "country": "Chad"},
        ),
        (  # names of fields spelt as names are, ahead of a value and behind it
            {"first_name": TEXT, "locale": TEXT},
            "- First Name Allison, Locale fr-FR",
            {"first_name": "Allison", "locale": "fr-FR"},
            {"first_name": "Alli", "locale": "fr-FR"},
        ),
        (
            {"size": NUMBER, "full_name": TEXT, "station": TEXT},
            "Size: 4.5, Full Name: Brandt, Station: Oslo",
            {"size": 4.5, "full_name": "Brandt", "station": "Oslo"},
            {"size": 4.5, "full_name": "Bran", "station": "Oslo"},
        ),
        (  # an object without members goes by its title too
            {"level": EMPTY, "label": TEXT},
            "Label: quartz\nTournament: none",
            {"level": {}, "label": "quartz"},
            {"level": {"note": "loud"}, "label": "quartz"},
        ),
        (  # a whole number is no amount of a bill, and what somebody lost is none either
            {
                "url": WHOLE,
                "length": WHOLE,
                "active": {"type": "boolean"},
                "kind": TEXT,
                "size": WHOLE,
                "invoice": {"type": "object", "properties": {"total": WHOLE, "name": TEXT}},
            },
            SHEET,
            {
                "url": 19,
                "length": 14,
                "active": True,
                "kind": "a",
                "size": 3,
                "invoice": {"total": 3959, "name": "Lind"},
            },
            {
                "url": 19,
                "length": 14,
                "active": True,
                "kind": "a",
                "size": 3,
                "invoice": {"total": 3958, "name": "Lind"},
            },
        ),
        (  # a larger amount beside the name of a field that no bill has is not what it comes to
            {"host_port": NUMBER, "total": NUMBER, "label": TEXT},
            "FORM: MOVIE\n\nHOST PORT\n    85.7\nTOTAL\n    0.5\nLABEL\n    quartz\n\n-- END --\nSigned by\n    Lea",
            {"host_port": 85.7, "total": 0.5, "label": "quartz"},
            {"host_port": 85.7, "total": 85.7, "label": "quartz"},
        ),
        (  # what one item must be is no list of what all may be
            {"options": LISTED, "label": TEXT},
            "Label: quartz. Options: 3, 4 and 2. Nothing else for now.",
            {"options": [3, 4, 2], "label": "quartz"},
            {"options": [3, 2], "label": "quartz"},
        ),
        (  # a pattern in the dialect of schemas beside a string of two formats
            {"to": LINK, "mark": {"type": "string", "pattern": "^\\p{L}+$"}, "size": NUMBER},
            "It goes to https://pond.example.org/burrow. The mark is größer. Size 4.5.",
            {"to": "https://pond.example.org/burrow", "mark": "größer", "size": 4.5},
            {"to": "https://thistle.example.net/moss", "mark": "größer", "size": 4.5},
        ),
    ],
)
def test_right_labels_pass_and_wrong_ones_do_not(
    passes: Any, properties: dict[str, Any], text: str, label: Any, wrong: Any
) -> None:
    assert passes(properties, text, label)
    assert not passes(properties, text, wrong)
