"""The command line, `edgejson COMMAND` or `python -m edgejson COMMAND`: a table of subcommands over the library."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

from edgejson import __version__, commands
from edgejson.options import Parser
from edgejson.pipeline.errors import run

#: Exit status where the command line or what it names is wrong: 1 is for what a command finds.
UNABLE = 2
_ABOUT = "From a folder of JSON Schemas to a dataset for structured extraction: tools around the pipeline."


def main() -> int | None:
    """Find the subcommands in `edgejson/commands/` (one module each), parse, and run the one asked for."""
    script = Path(sys.argv[0]).name == "edgejson"
    parser = Parser(prog="edgejson" if script else "python -m edgejson", description=_ABOUT)
    parser.add_argument("--version", action="version", version=f"edgejson {__version__}")
    subparsers = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    names = sorted(found.name for found in iter_modules(commands.__path__))
    # A command imports much: only the one asked for is, unless the list of all is wanted.
    asked = sys.argv[1:2]
    for name in asked if asked and asked[0] in names else [] if asked == ["--version"] else names:
        command = import_module(f"edgejson.commands.{name}")
        text = (command.__doc__ or "").strip()
        # argparse formats the one with %, the other it leaves as it is.
        subparser = subparsers.add_parser(name, help=text.split("\n")[0].replace("%", "%%"), description=text)
        command.arguments(subparser)
        subparser.set_defaults(run=command.run)
    given = parser.parse_args()
    status: int | None = given.run(given)
    return status


def program() -> None:
    """The console script `edgejson`."""
    run(main, UNABLE)


if __name__ == "__main__":
    program()
