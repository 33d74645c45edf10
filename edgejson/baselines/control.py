"""The control set: records as plain key-value text, which any parser that is to count must be able to read.

A parser that fails on real text tells something only if it does not fail on everything: at least 90% of these have to
be solved. The values are those of the test set, so that only the text differs.
"""

from __future__ import annotations

from typing import Any

from edgejson.language.names import in_words

#: Share of the control set that a parser must solve for its result to count.
NEEDED = 0.9


def key_value(value: Any) -> str:
    """An instance as plain text: `name: value` lines, nested by indentation, items of lists as bullets."""
    return "\n".join(_lines(value, ""))


def _lines(value: Any, indent: str) -> list[str]:
    lines: list[str] = []
    for name, member in value.items() if isinstance(value, dict) else [("value", value)]:
        label = f"{indent}{in_words(name)}:"
        if isinstance(member, dict) and member:
            lines += [label, *_lines(member, indent + "  ")]
        elif isinstance(member, list) and any(isinstance(item, (dict, list)) for item in member):
            lines.append(label)
            for item in member:
                first, *rest = _lines(item, indent + "    ") or ["none"]
                lines += [f"{indent}  - {first.strip()}", *rest]
        elif isinstance(member, list) and len(member) > 0:
            lines += [label, *(f"{indent}  - {_scalar(item)}" for item in member)]
        else:
            lines.append(f"{label} {_scalar(member)}")
    return lines


def _scalar(value: Any) -> str:
    if value is None or value in ([], {}):
        return "none"
    return str(value).lower() if isinstance(value, bool) else str(value)
