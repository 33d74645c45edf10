"""One text a register and schema, kept in full: a change of wording shows in the diff of `__snapshots__/`.

The values are given here, so that nothing but how they are told can change. Where a change is meant, look at the new
texts, then `python -m pytest tests/text/test_snapshots.py --snapshot-update`.
"""

from functools import cache
from pathlib import Path

import pytest

from edgejson import params
from edgejson.pipeline.streams import stream
from edgejson.schema.loading import Schema, load_schema
from edgejson.text import REGISTERS, Renderer
from edgejson.text.trouble import KINDS

ROOT = Path(__file__).parents[2]
SETTINGS = params.load(ROOT / "params.yaml").template.text

#: A schema's file -> a value of it: flat; nested with a null; with a list of objects and sums; measurements.
VALUES = {
    "simple/rating": {
        "reviewer": "Lawrence Petty",
        "product": "Oakline building blocks",
        "stars": 4,
        "verified_purchase": False,
    },
    "medium/support_ticket": {
        "ticket_id": "TCK-63683",
        "subject": "Card rejected at renewal although it is valid",
        "category": "billing",
        "priority": "urgent",
        "status": "on_hold",
        "requester": {"name": "Arthur Ryan", "email": "arthurryan@quarry.example"},
        "assignee": None,
        "created_at": "2025-01-28T14:18:00-08:00",
        "updated_at": "2025-01-29T15:37:00-08:00",
        "tags": ["receipt", "renewal"],
    },
    "medium/order_details": {
        "order_number": "756-0290700",
        "ordered_at": "2025-10-10T12:25:00-04:00",
        "status": "delivered",
        "customer": {"name": "Joaquín Núñez", "email": "jnunez@mail.redfern.example"},
        "shipping_address": {
            "street": "93 Victoria Road",
            "city": "Porto Alegre",
            "postal_code": "90010-150",
            "country": "BR",
        },
        "items": [
            {"product": "Lumo kettlebell", "quantity": 2, "unit_price": 19.99},
            {"product": "Halden compost bin", "quantity": 1, "unit_price": 98.9},
        ],
        "shipping_cost": 6.4,
        "total": 145.28,
        "currency": "USD",
        "gift": False,
    },
    "complex/medical_encounter": {
        "encounter_id": "ENC-8428254",
        "facility": "Foundry University Hospital",
        "patient": {
            "record_number": "MRN-185945",
            "name": "Carla Young",
            "birth_date": "1964-02-26",
            "sex": "female",
        },
        "clinician": {"name": "Dr. Gabriela Perez", "specialty": "cardiology"},
        "started_at": "2025-06-24T15:45:00-06:00",
        "ended_at": "2025-06-24T16:45:00-06:00",
        "reason": "pressure behind the breastbone",
        "examination": {"heart_rate": 74, "systolic": 122, "diastolic": 81, "temperature": 37.0},
        "diagnoses": [{"code": "I20.9", "description": "Angina pectoris", "primary": True}],
        "medications": [{"name": "bisoprolol", "dose_mg": 5, "route": "oral", "days": 11}],
    },
}
#: Nothing is said but names and types: what a schema from elsewhere looks like.
PLAIN = {
    "title": "Delivery",
    "type": "object",
    "properties": {
        "trackingCode": {"type": "string"},
        "weight_kg": {"type": "number"},
        "shippedAt": {"type": "string", "format": "date"},
        "is_fragile": {"type": "boolean"},
        "address": {"type": "object", "properties": {"street": {"type": "string"}, "city": {"type": "string"}}},
        "parcels": {
            "type": "array",
            "items": {"type": "object", "properties": {"content": {"type": "string"}, "pieces": {"type": "integer"}}},
        },
    },
}
VALUES["plain"] = {
    "trackingCode": "KX-20417",
    "weight_kg": 12.5,
    "shippedAt": "2025-03-14",
    "is_fragile": True,
    "address": {"street": "8 Mill Lane", "city": "Leeds"},
    "parcels": [{"content": "lamps", "pieces": 3}, {"content": "cables", "pieces": 8}],
}


@cache
def renderer(name: str) -> Renderer:
    if name == "plain":
        return Renderer(Schema("delivery", Path("delivery.json"), PLAIN, "simple", False), SETTINGS)
    return Renderer(load_schema(ROOT / "schemas" / f"{name}.json"), SETTINGS)


@pytest.mark.parametrize("register", REGISTERS)
@pytest.mark.parametrize("name", VALUES)
def test_register(name, register, snapshot):
    rendering = renderer(name).render(VALUES[name], stream(0, name, register), register=register)
    assert rendering.text == snapshot


@pytest.mark.parametrize("trouble", KINDS)
def test_trouble(trouble, snapshot):
    name = "medium/support_ticket"
    rendering = renderer(name).render(VALUES[name], stream(0, trouble), register="email", trouble=trouble)
    assert rendering.text == snapshot
