"""Look at what a schema gives, on a page: texts with label and evidence, what lint says, frames and pools.

The page is one file (NAME.preview.html, in the working directory): thirty texts, to be chosen by register, trouble and
variant, each with its label, where each value stands in the text, the checks' verdict and the prompt. With --serve it
is served on this machine alone, and is shown again whenever the schema, its annotations or params.yaml change.

Examples:

    $ edgejson preview schemas/mine.json
    $ edgejson preview schemas/mine.json --serve --port 8100
"""

from __future__ import annotations

import argparse
from pathlib import Path

from edgejson.options import whole
from edgejson.params.whole import load
from edgejson.pipeline import layout
from edgejson.pipeline.errors import UserError, as_told
from edgejson.report.preview import Settings, preview, unusable
from edgejson.report.serving import PageServer
from edgejson.schema.annotations import annotations_file


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("schema", type=Path, metavar="SCHEMA", help="a JSON Schema file")
    parser.add_argument("--params", type=Path, metavar="FILE", help="settings (params.yaml, where there is one)")
    where = parser.add_mutually_exclusive_group()
    where.add_argument("--out", type=Path, metavar="FILE", help="the page (NAME.preview.html)")
    where.add_argument("--serve", action="store_true", help="serve the page on 127.0.0.1 until Ctrl-C")
    parser.add_argument("--port", type=whole(0, 65535), default=8000, help="where to (8000; 0: any that is free)")


def run(given: argparse.Namespace) -> int:
    """Write the page, or serve it. Returns 0."""
    if given.serve:
        with server(given) as served:
            print(f"{given.schema}: {served.address} (Ctrl-C ends it)", flush=True)
            served.serve_forever()
    out = given.out or Path(f"{given.schema.stem}.preview.html")
    page = preview(given.schema, _settings(given))
    try:
        out.write_text(page, encoding="utf-8")
    except OSError as error:
        raise UserError(f"--out {out}: can't be written ({error.strerror})") from error
    print(f"{out}: open it in a browser")
    return 0


def _settings(given: argparse.Namespace) -> Settings:
    settings = load(given.params)
    return Settings(settings.base, settings.template, settings.validation, settings.split, settings.report)


def server(given: argparse.Namespace) -> PageServer:
    """What serves the page; what is wrong with the schema is told on it."""

    def made(stamp: str) -> str:
        try:
            return preview(given.schema, _settings(given), stamp)
        except Exception as error:
            return unusable(given.schema, str(as_told(error, str(given.schema))), stamp)

    return PageServer(given.port, (given.schema, annotations_file(given.schema), given.params or layout.PARAMS), made)
