"""How a prompt shows what is asked for: JSON Schema, list of fields, example, TypeScript type, Pydantic class, tool."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from keyword import iskeyword
from typing import Any

from edgejson.dataset.variants.form import Node
from edgejson.dataset.variants.reading import takes_null
from edgejson.language.names import in_words
from edgejson.language.vocabulary import vocabulary

#: How values of these formats are written, for those who don't know their names.
_FORMATS = {"date": "YYYY-MM-DD", "date-time": "YYYY-MM-DDTHH:MM:SS with Z or an offset", "time": "HH:MM:SS"}
_TYPESCRIPT = {"string": "string", "integer": "number", "number": "number", "boolean": "boolean", "null": "null"}
_PYTHON = {"string": "str", "integer": "int", "number": "float", "boolean": "bool", "null": "None"}
#: Keywords that tell a validator more than someone who answers.
FOR_VALIDATORS = frozenset(vocabulary("dataset/showing").words("for validators"))
_IDENTIFIER = re.compile(r"[A-Za-z_]\w*", re.ASCII)


@dataclass(frozen=True, slots=True)
class Shown:
    """What a prompt may show of a schema."""

    document: Any  #: the schema, without annotations
    form: Node | None  #: its tree; None: only the document can be shown
    title: str
    notes: bool = True  #: with descriptions, formats and units, where a format has room for them
    brief: bool = False  #: on one line, where a format allows it


def note(node: Node, formats: bool = True) -> str:
    """What is said of a value besides name and type: description, format, unit; "" for nothing."""
    keywords = node.keywords
    said = [str(keywords.get("description", "")), node.stated]
    if formats:
        said += [_FORMATS.get(str(keywords.get("format")), str(keywords.get("format", "")))]
        said += [f"pattern {keywords['pattern']}"] if "pattern" in keywords else []
    unit = keywords.get("x-unit")
    said += [f"in {unit['unit'] if isinstance(unit, dict) else unit}"] if unit else []
    return "; ".join(part.rstrip(".") for part in said if part)


#: JSON in one line; a call of json.dumps would make such an encoder anew.
_json = json.JSONEncoder(ensure_ascii=False).encode


def schema(shown: Shown) -> str:
    """The JSON Schema in one line."""
    return _json(shown.document)


def indented_schema(shown: Shown) -> str:
    """The JSON Schema on many lines."""
    return json.dumps(shown.document, ensure_ascii=False, indent=2)


def tool(shown: Shown) -> str:
    """A function whose parameters the schema describes, as the OpenAI protocol has it."""
    document = shown.document if isinstance(shown.document, dict) else {}
    name = "record_" + (re.sub(r"[^a-z0-9]+", "_", in_words(shown.title)).strip("_") or "data")
    about = str(document.get("description") or f"Store {shown.title}.")
    parameters = {key: value for key, value in document.items() if key != "$schema"}
    function = {"name": name, "description": about, "parameters": parameters}
    return _json({"type": "function", "function": function})


def fields(shown: Shown) -> str:
    """A line for each field: path, type, unit and description, "optional" where it may be missing."""
    return "\n".join(f"- {line}" for line in field_lines(shown))


def field_lines(shown: Shown) -> list[str]:
    """The fields of a schema's tree."""
    lines: list[str] = []
    if shown.form is not None:
        _describe(shown.form, "", shown.notes, lines)
    return lines


def _describe(node: Node, path: str, notes: bool, lines: list[str]) -> None:
    if node.kind == "array":
        _describe(node.children[0], f"{path}[]", notes, lines)
        return
    for child in node.children:
        place = f"{path}.{child.name}" if path else child.name
        optional = "" if child.required else ", optional"
        said = note(child, formats=False) if notes else ""
        lines.append(f"{place}: {_type_of(child)}{optional}{f' - {said}' if said else ''}")
        _describe(child, place, notes, lines)


def _type_of(node: Node) -> str:
    inner = f" of {_type_of(node.children[0])}" if node.kind == "array" else ""
    return (node.kind if node.children else _type(node.keywords)) + inner + (" or null" if node.or_null else "")


def _type(keywords: Any) -> str:
    if not isinstance(keywords, Mapping):
        return "any"
    if "enum" in keywords:
        return "one of " + ", ".join([_json(value) for value in keywords["enum"]])
    declared = keywords.get("type", "any")
    name = " or ".join(declared) if isinstance(declared, list) else str(declared)
    more = [str(keywords[key]) for key in ("format", "pattern") if isinstance(keywords.get(key), str)]
    return f"{name} ({', '.join(more)})" if more else name


def example(shown: Shown) -> str:
    """A JSON value of the right shape, with what belongs there instead of values."""
    indent = None if shown.brief else 2
    return json.dumps(shown.form and _example(shown.form, shown.notes), ensure_ascii=False, indent=indent)


def _example(node: Node, notes: bool) -> Any:
    if node.kind == "object":
        return {child.name: _example(child, notes) for child in node.children}
    if node.kind == "array":
        return [_example(node.children[0], notes)]
    if "enum" in node.keywords:
        choice = " | ".join(str(value) for value in node.keywords["enum"] if value is not None)
        return f"{choice} ({note(node)})" if notes and node.stated else choice
    said = note(node) if notes else _FORMATS.get(str(node.keywords.get("format")), "")
    type_ = node.keywords.get("type")
    if said:
        return f"{type_ if isinstance(type_, str) else 'value'}: {said}" if notes else said
    return {"string": "", "integer": 0, "number": 0.0, "boolean": False}.get(type_) if isinstance(type_, str) else None


def typescript(shown: Shown) -> str:
    """A TypeScript type; comments say what the type can't."""
    if shown.form is None:
        raise ValueError("only a tree of fields has a type")
    name = "".join(word.capitalize() for word in in_words(shown.title).split()) or "Answer"
    return f"type {name} = {_typescript(shown.form, shown.notes, '')};"


def _typescript(node: Node, notes: bool, indent: str) -> str:
    null = " | null" if node.or_null else ""
    if node.kind == "array":
        return f"Array<{_typescript(node.children[0], notes, indent)}>{null}"
    if node.kind == "object":
        lines = []
        for child in node.children:
            said = note(child) if notes else ""
            key = child.name if _IDENTIFIER.fullmatch(child.name) else _json(child.name)
            optional = "" if child.required else "?"
            inner = _typescript(child, notes, indent + "  ")
            lines.append(f"{indent}  {key}{optional}: {inner};{f'  // {said}' if said else ''}")
        return "\n".join(["{", *lines, f"{indent}}}"]) + null
    return " | ".join(_names(node, _TYPESCRIPT, "unknown")) + null


def _names(node: Node, names: Mapping[str, str], unknown: str) -> list[str]:
    """The types of a leaf by the names of a language; the literals of an enum."""
    if "enum" in node.keywords:
        return [_json(value) for value in node.keywords["enum"]]
    declared = node.keywords.get("type")
    return [names.get(each, unknown) for each in ([declared] if isinstance(declared, str) else declared or [""])]


def pydantic(shown: Shown) -> str:
    """Pydantic classes, the inner ones first."""
    if shown.form is None:
        raise ValueError("only a tree of fields has classes")
    name = "".join(word.capitalize() for word in in_words(shown.title).split()) or "Answer"
    classes: dict[str, list[str]] = {}
    root = _annotation(shown.form, name if name.isidentifier() else "Answer", shown.notes, classes)
    written = [
        f"class {class_}(BaseModel):\n" + "\n".join(f"    {line}" for line in lines)
        for class_, lines in classes.items()
    ]
    return "\n\n".join([*written, *([f"Answer = {root}"] if shown.form.kind == "array" else [])])


def _annotation(node: Node, name: str, notes: bool, classes: dict[str, list[str]]) -> str:
    """The annotation of a node; the classes that it needs are added."""
    if node.kind == "array":
        return _nullable(f"list[{_annotation(node.children[0], name + 'Item', notes, classes)}]", node)
    if node.kind == "leaf":
        if "enum" in node.keywords:
            values = ", ".join(repr(value) for value in node.keywords["enum"])
            return _nullable(f"Literal[{values}]", node)
        return _nullable(" | ".join(_names(node, _PYTHON, "Any")), node)
    class_ = name
    while class_ in classes:
        class_ += "_"
    lines = list(_members(node, class_, notes, classes))
    classes[class_] = lines
    return _nullable(class_, node)


def _nullable(annotation: str, node: Node) -> str:
    return f"{annotation} | None" if node.or_null else annotation


def _members(node: Node, class_: str, notes: bool, classes: dict[str, list[str]]) -> Iterator[str]:
    for child in node.children:
        words = in_words(child.name).split()
        inner = _annotation(
            child, class_ + "".join(word.capitalize() for word in words if word.isalnum()), notes, classes
        )
        plain = _IDENTIFIER.fullmatch(child.name) is not None and not iskeyword(child.name)
        name = child.name if plain else "_".join(words) or "value"
        name += "_" if iskeyword(name) else ""
        more = [] if plain else [f"alias={child.name!r}"]
        said = note(child) if notes else ""
        more += [f"description={said!r}"] if said else []
        if not child.required and not child.or_null:
            more.insert(0, "default=None")
            inner = inner if takes_null(child.keywords) and child.kind == "leaf" else f"{inner} | None"
        yield f"{name}: {inner}" + (f" = Field({', '.join(more)})" if more else "")


#: Prompt format -> what it shows, about from the longest to the shortest.
FORMATS: dict[str, Callable[[Shown], str]] = {
    "tool": tool,
    "schema": schema,
    "pydantic": pydantic,
    "typescript": typescript,
    "example": example,
    "fields": fields,
}
#: Those that can show a schema whose fields form no tree, for they show the document.
OF_DOCUMENT = ("tool", "schema")


def formats_for(shown: Shown) -> tuple[str, ...]:
    """The formats that name the keys of a schema."""
    return tuple(FORMATS) if shown.form is not None else OF_DOCUMENT
