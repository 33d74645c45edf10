"""The command line: `python -m edgejson COMMAND`, a thin table of subcommands over the library."""

from __future__ import annotations

import sys
from importlib import import_module
from pkgutil import iter_modules

from edgejson import commands
from edgejson.errors import run
from edgejson.options import Parser


def main() -> int | None:
    """Find the subcommands in `edgejson/commands/` (one module each), parse, and run the one asked for."""
    parser = Parser(prog="python -m edgejson", description=(__doc__ or "").split("\n")[0])
    subparsers = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    names = sorted(found.name for found in iter_modules(commands.__path__))
    # A command imports much: only the one asked for is, unless the list of all is wanted.
    for name in [name for name in names if name in sys.argv[1:2]] or names:
        command = import_module(f"edgejson.commands.{name}")
        text = (command.__doc__ or "").strip()
        # argparse formats the one with %, the other it leaves as it is.
        subparser = subparsers.add_parser(name, help=text.split("\n")[0].replace("%", "%%"), description=text)
        command.arguments(subparser)
        subparser.set_defaults(run=command.run)
    given = parser.parse_args()
    status: int | None = given.run(given)
    return status


if __name__ == "__main__":
    run(main)
