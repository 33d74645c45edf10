"""The command line, `edgejson COMMAND` or `python -m edgejson COMMAND`: a table of subcommands over the library.

`--help` has to be quick, and a command imports much: of all but the one asked for only the docstring is read.
"""

from __future__ import annotations

import argparse
import ast
import sys
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

from edgejson import __version__, commands
from edgejson.options import Parser
from edgejson.pipeline.errors import run

#: Exit status where the command line or what it names is wrong: 1 is for what a command finds.
UNABLE = 2
_ABOUT = """From a folder of JSON Schemas to a dataset for structured extraction: tools around the pipeline.

Exit status: 0 fine; 1 something was found; 2 a mistake, told on standard error; 130 Ctrl-C; 141 the output's reader
has gone.

Example, for completion in this shell:

    $ eval "$(edgejson --completion bash)"
"""
_SHELLS = ("bash", "zsh", "tcsh")


class _Completion(argparse.Action):
    """`--completion SHELL`: print a script that completes commands, options and files there, and exit."""

    def __call__(self, parser: argparse.ArgumentParser, namespace: object, values: Any, option: object = None) -> None:
        import shtab

        whole = command_line(*names(), prog="edgejson")
        waiting: list[argparse.ArgumentParser] = [whole]
        while waiting:
            for action in waiting.pop()._actions:
                if isinstance(action, argparse._SubParsersAction):
                    waiting += action.choices.values()
                elif action.type is Path:
                    action.complete = shtab.FILE  # type: ignore[attr-defined]
        print(shtab.complete(whole, values))
        parser.exit()


def main() -> int | None:
    """Parse, and run the command asked for."""
    script = Path(sys.argv[0]).name == "edgejson"
    given = command_line(*sys.argv[1:2], prog="edgejson" if script else "python -m edgejson").parse_args()
    status: int | None = given.run(given)
    return status


def command_line(*wanted: str, prog: str = "edgejson") -> Parser:
    """The parser of all subcommands, which has the options, and the function to run, of those that are wanted."""
    parser = Parser(prog=prog, description=_ABOUT)
    parser.add_argument("--version", action="version", version=f"edgejson {__version__}")
    parser.add_argument("--completion", action=_Completion, choices=_SHELLS, help="print what a shell completes by")
    subparsers = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name in names():
        text = _docstring(name)
        # argparse formats the one with %, the other it leaves as it is.
        subparser = subparsers.add_parser(name, help=text.split("\n")[0].replace("%", "%%"), description=text)
        if name in wanted:
            command = import_module(f"edgejson.commands.{name}")
            command.arguments(subparser)
            subparser.set_defaults(run=command.run)
    return parser


def names() -> list[str]:
    """The subcommands: the modules of `edgejson/commands/`, one each."""
    return sorted(found.name for found in iter_modules(commands.__path__))


def _docstring(name: str) -> str:
    source = Path(commands.__path__[0], f"{name}.py").read_text(encoding="utf-8")
    return ast.get_docstring(ast.parse(source)) or ""


def program() -> None:
    """The console script `edgejson`."""
    run(main, UNABLE)


if __name__ == "__main__":
    program()
