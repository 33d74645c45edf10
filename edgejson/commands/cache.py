"""The request cache of the teachers: what it holds, and what may go.

Examples:

    $ edgejson cache stats
    $ edgejson cache prune --days 7
"""

from __future__ import annotations

import argparse

from edgejson.options import as_json, number, print_json
from edgejson.pipeline.metrics import counted
from edgejson.teachers.cache import Cache

_UNITS = ((86400.0, "days"), (3600.0, "hours"), (60.0, "minutes"))


def arguments(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    as_json(actions.add_parser("stats", help="completions, size and age by teacher"))
    prune = actions.add_parser("prune", help="remove completions that were not used for some time")
    prune.add_argument("--days", type=number(0), default=30.0, help="unused for so many days, 0 for all (default: 30)")
    prune.add_argument("--teacher", default="", help="only this teacher's")
    as_json(prune)


def run(given: argparse.Namespace) -> int:
    """Show or prune the cache."""
    with Cache() as cache:
        if given.action == "prune":
            removed = cache.prune(given.days, given.teacher)
            if given.json:
                print_json({"path": str(cache.path), "removed": removed})
            else:
                print(f"{counted(removed, 'completion')} removed from {cache.path}")
            return 0
        if given.json:
            print_json({"path": str(cache.path), "teachers": cache.stats()})
            return 0
        print(cache.path)
        for row in cache.stats():
            size = row["bytes"] / 1024
            ages = f"last used {_age(row['newest'])} to {_age(row['oldest'])} ago"
            print(f"{row['teacher']:16} {row['completions']:8} completions {size:10.1f} KiB  {ages}")
    return 0


def _age(seconds: float) -> str:
    return next((f"{seconds / unit:.1f} {name}" for unit, name in _UNITS if seconds >= unit), f"{seconds:.0f} seconds")
