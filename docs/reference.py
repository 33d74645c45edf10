"""The pages of the reference, made from the code: commands, settings, checks, annotations, metrics, library.

`pages()` gives their texts by the names that they have in the site; `docs/hooks.py` puts them there.
"""

from __future__ import annotations

import argparse
import ast
import csv
import inspect
import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from edgejson import api
from edgejson.__main__ import command_line, names
from edgejson.audit.planting import KINDS
from edgejson.checks import LEVELS, ORDER
from edgejson.params.whole import Params
from edgejson.schema import annotations

ROOT = Path(__file__).parents[1]
#: Characters of a value that a cell shows.
_SHOWN = 70
_MADE = "Made from the code of this version.\n"


def pages() -> dict[str, str]:
    """The pages' texts, by their file names."""
    return {
        "commands.md": _commands(),
        "settings.md": _settings(),
        "checks.md": _checks(),
        "annotations.md": _annotations(),
        "metrics.md": _metrics(),
        "library.md": _library(),
    }


def _table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    heads = list(heads)
    lines = [
        heads,
        ["---"] * len(heads),
        *([cell.replace("|", "\\|").replace("\n", " ") for cell in row] for row in rows),
    ]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


def _code(text: str) -> str:
    return f"`{text}`" if text else ""


def _shown(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return _code(text if len(text) <= _SHOWN else text[:_SHOWN] + " ...")


# --- commands ---------------------------------------------------------------------------------------------------------


def _commands() -> str:
    parser = command_line(*names())
    (choices,) = (each.choices for each in parser._actions if isinstance(each, argparse._SubParsersAction))
    parts = [f"# Commands\n\n{_MADE}\n{parser.description}"]
    for name, command in choices.items():
        parts.append(f"## {name}\n\n{command.description}\n")
        rows = list(_arguments(command))
        parts.append(_table(("argument", "what"), rows) if rows else "It takes no arguments.\n")
    return "\n".join(parts)


def _arguments(command: argparse.ArgumentParser, before: str = "") -> Iterator[tuple[str, str]]:
    """What a command takes, and what for; those of its own commands too."""
    for action in command._actions:
        if isinstance(action, argparse._SubParsersAction):
            helps = {each.dest: each.help or "" for each in action._choices_actions}
            for word, inner in action.choices.items():
                yield _code(word), helps.get(word, "")
                yield from _arguments(inner, f"{word} ")
        elif action.dest != "help":
            yield _code(before + _option(action)), action.help or ""


def _option(action: argparse.Action) -> str:
    value = action.metavar if isinstance(action.metavar, str) else action.dest.upper()
    if not action.option_strings:
        return "|".join(map(str, action.choices)) if action.choices and not action.metavar else value
    return ", ".join(action.option_strings) + ("" if action.nargs == 0 else f" {value}")


# --- settings ---------------------------------------------------------------------------------------------------------


def _settings() -> str:
    schema = Params.model_json_schema()
    defaults = Params().model_dump(mode="json", by_alias=True)
    said = _comments((ROOT / "params.yaml").read_text(encoding="utf-8"))
    parts = [f"# Settings\n\n{_MADE}\nThe keys of `params.yaml`. What a file leaves out has its default.\n"]
    for block, default in defaults.items():
        node = _resolved(schema["properties"][block], schema)
        rows = [
            (_code(key), _shown(value), _allowed(leaf, schema), said.get(f"{block}.{key}", ""))
            for key, value, leaf in _leaves(node, default, schema)
        ]
        parts.append(f"## {block}\n\n{said.get(block, '')}\n\n" + _table(("key", "default", "takes", "what"), rows))
    return "\n".join(parts)


def _leaves(
    node: dict[str, Any], default: Any, schema: dict[str, Any], path: str = ""
) -> Iterator[tuple[str, Any, Any]]:
    """The keys below a block, with default and schema."""
    for name, member in node.get("properties", {}).items():
        inner, value = _resolved(member, schema), default.get(name) if isinstance(default, dict) else None
        if "properties" in inner and isinstance(value, dict):
            yield from _leaves(inner, value, schema, f"{path}{name}.")
        else:
            yield f"{path}{name}", value, inner


def _resolved(node: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    while "$ref" in node:
        found: dict[str, Any] = schema["$defs"][node["$ref"].rpartition("/")[2]]
        node = found
    return node


def _allowed(node: dict[str, Any], schema: dict[str, Any]) -> str:
    """What a setting takes, in words."""
    node = _resolved(node, schema)
    if "anyOf" in node:
        return " or ".join(_allowed(each, schema) for each in node["anyOf"])
    if "enum" in node or "const" in node:
        return ", ".join(_code(str(each)) for each in node.get("enum", [node.get("const")]))
    bounds = {"minimum": "from {}", "exclusiveMinimum": "above {}", "maximum": "to {}", "exclusiveMaximum": "below {}"}
    told = [text.format(node[word]) for word, text in bounds.items() if word in node]
    kind = {"array": "list", "object": "mapping", "null": "nothing"}.get(node.get("type", ""), node.get("type", ""))
    if kind == "list" and "items" in node:
        kind = f"list of {_allowed(node['items'], schema) or 'values'}"
    if kind == "mapping" and isinstance(node.get("additionalProperties"), dict):
        kind = f"mapping to {_allowed(node['additionalProperties'], schema) or 'blocks'}"
    return " ".join([kind, *told])


def _comments(text: str) -> dict[str, str]:
    """The comment behind each key of a YAML file, by the key's path."""
    found: dict[str, str] = {}
    path: list[tuple[int, str]] = []
    for line in text.splitlines():
        if not (match := re.match(r"( *)([\w-]+):(?:\s[^#]*?)?(?:\s#\s*(.*))?$", line)):
            continue
        depth = len(match[1])
        path = [*(step for step in path if step[0] < depth), (depth, match[2])]
        if match[3]:
            found[".".join(name for _, name in path)] = match[3]
    return found


# --- checks, annotations, metrics, library ----------------------------------------------------------------------------


def _checks() -> str:
    parts = [f"# Levels and planted defects\n\n{_MADE}\n[checks.md](../checks.md) explains them.\n\n## Levels\n"]
    validate = Params().validation
    levels = {name: level.__doc__ or "" for name, level in LEVELS.items()}
    rows = [
        (
            _code(name),
            " ".join(levels.get(name, "").split("\n\n")[0].split()),
            _shown(_dumped(getattr(validate, name, None))),
        )
        for name in ORDER
    ]
    parts.append(_table(("level", "what", "settings (`validate.LEVEL`)"), rows))
    caught = {row["kind"]: row for row in _rows("metrics/plots/audit_by_kind.csv")}
    kinds = [
        (
            _code(name),
            "yes" if kind.subtle else "no",
            f"{float(caught[name]['caught_share']):.1%}" if name in caught else "",
        )
        for name, kind in KINDS.items()
    ]
    parts.append("\n## Defects that the audit plants\n")
    parts.append(_table(("kind", "follows its schema", "caught in this version's data"), kinds))
    return "\n".join(parts)


def _dumped(settings: Any) -> Any:
    return settings.model_dump(mode="json") if hasattr(settings, "model_dump") else {}


def _annotations() -> str:
    tree = ast.parse(inspect.getsource(annotations))
    (words,) = (node for node in tree.body if isinstance(node, ast.ClassDef) and node.name == "Words")
    lines = inspect.getsource(annotations).splitlines()
    rows = []
    for node, after in zip(words.body, [*words.body[1:], None], strict=True):
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            said = _said_of(after, lines[(node.end_lineno or 0) - 1])
            rows.append((_code(node.target.id), _code(f"x-{node.target.id}"), said))
    rows.append(
        ("", _code("x-sampled"), "True beside a pool with entries that are not by hand: others may occur, too.")
    )
    entry = "An entry is a value alone, or a mapping with `value`, `by`, `seen`, `struck`."
    return (
        f"# Keys of a place\n\n{_MADE}\nWhat `NAME.annotations.yaml` may say of a place of the schema; "
        f"[annotations.md](../annotations.md) explains it. {entry}\n\n" + _table(("key", "keyword", "what"), rows)
    )


def _said_of(after: ast.stmt | None, line: str) -> str:
    """What the source says of an attribute: in the text below it, or behind it after `#:`."""
    if isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant) and isinstance(after.value.value, str):
        return " ".join(after.value.value.split())
    return line.partition("#: ")[2]


def _metrics() -> str:
    pipeline = YAML(typ="safe").load((ROOT / "dvc.yaml").read_text(encoding="utf-8"))
    about = "`dvc metrics show` prints them, `dvc metrics diff` what has changed. Values are of this version's data."
    parts = [f"# Metrics\n\n{_MADE}\n{about}\n"]
    for path in pipeline["metrics"]:
        if not (ROOT / path).exists():  # that of effect/, which not every version has
            continue
        values = json.loads((ROOT / path).read_text(encoding="utf-8"))
        rows = [(_code(key), _shown(value)) for key, value in values.items()]
        parts.append(
            f"## {path}\n\n{_docstring(ROOT / 'stages' / (Path(path).stem + '.py'))}\n\n"
            + _table(("key", "value"), rows)
        )
    parts.append("## Plots\n")
    drawn = [(title, ", ".join(map(_code, plot["y"]))) for entry in pipeline["plots"] for title, plot in entry.items()]
    parts.append(_table(("plot", "from"), drawn))
    tables = sorted((ROOT / "metrics/tables").glob("*.csv"))
    columns = [(_code(f"metrics/tables/{path.name}"), ", ".join(map(_code, _columns(path)))) for path in tables]
    parts.append("\n## Tables\n\n" + _table(("table", "columns"), columns))
    return "\n".join(parts)


def _docstring(path: Path) -> str:
    return (ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or "") if path.is_file() else ""


def _rows(name: str) -> list[dict[str, str]]:
    with (ROOT / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _columns(path: Path) -> list[str]:
    with path.open(encoding="utf-8", newline="") as file:
        return next(csv.reader(file), [])


def _library() -> str:
    parts = [
        f"# Names of the library\n\n{_MADE}\n`import edgejson` offers these; [api.md](../api.md) shows each in use.\n"
    ]
    for name in api.__all__:
        offered = getattr(api, name)
        signature = f"```python\n{name}{inspect.signature(offered)}\n```\n\n" if inspect.isfunction(offered) else ""
        parts.append(f"## {name}\n\n{signature}{inspect.getdoc(offered)}\n")
    return "\n".join(parts)
