"""Records for the report's tests, ordinary and hostile."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

ATTACK = "</script><script>window.attacked=1</script><img src=x onerror=window.attacked=2><!--<script>"
SCHEMA = {
    "title": ATTACK,
    "type": "object",
    "properties": {
        "name": {"type": "string", "title": "Name"},
        "age": {"type": "integer", "title": "Age"},
        "note": {"type": "string", "title": "Note"},
    },
    "required": ["name"],
}


def record(number: int, **more: Any) -> dict[str, Any]:
    """A record whose leaves all stand in its text."""
    name = f"Person {chr(65 + number % 26)}"
    return {
        "id": f"person-t-{number:05d}",
        "schema_id": "person",
        "source": "template",
        "teacher": "template",
        "register": ("email", "form")[number % 2],
        "text": f"😀 The name is {name}. Age: {number + 20}.",
        "expected_output": {"name": name, "age": number + 20},
        "tags": ["adversarial:typo"] if number % 3 == 0 else [],
        "scores": {"language": round(1 - number / 1000, 3)},
        "difficulty": round(number / 1000, 3),
        **more,
    }


def rejected(number: int, code: str, **more: Any) -> dict[str, Any]:
    """A record that validation refused."""
    reason = {"check": "rules", "code": code, "path": "/age", "detail": f"{ATTACK} is not so"}
    return {**record(number, **more), "id": f"person-x-{number:05d}", "reasons": [reason]}


def hostile() -> list[dict[str, Any]]:
    """Records that try to run, to turn the page around, or to be too long."""
    return [
        record(900, id=f"person-t-{ATTACK}", text=f"{ATTACK} The name is {ATTACK}.", expected_output={"name": ATTACK}),
        record(901, register=ATTACK, tags=[ATTACK], teacher=ATTACK, source=ATTACK),
        record(902, text="The name is \u202eevil\u202c.\u2028\x07", expected_output={"name": "\u202eevil\u202c"}),
        record(903, text="x" * 100_000 + " The name is Bo.", expected_output={"name": "Bo", "note": "y" * 100_000}),
        record(904, text='" onmouseover="window.attacked=3" x="', expected_output={"age": 12345678901234567890}),
        record(905, expected_output={"name": [], "age": {"a/b~c": None}, "note": 1.0}),
    ]


def everything() -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Kept and rejected records, hostile ones among them."""
    refused = [rejected(number, "not-after") for number in range(20)] + [rejected(50, "rare")]
    return [*(record(number) for number in range(150)), *hostile()], refused


#: Writes the report of kept and rejected records; keywords change the report's settings.
Build = Callable[..., Path]
