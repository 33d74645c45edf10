"""What MkDocs does beside its own work: pages that stand elsewhere, the reference, and links between all of them.

The pages of docs/ are written to be read where they lie, with links into the repository. In the site such a link leads
to the page that the file has become, or is its text alone where it has become none.
"""

from __future__ import annotations

import posixpath
import re
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from mkdocs.structure.files import File, Files

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]

from reference import pages  # noqa: E402 - it stands beside this file

#: Files of the repository that are pages, with the pages' names; those of docs/ have their own.
ELSEWHERE = {
    "README.md": "index.md",
    "CONTRIBUTING.md": "contributing.md",
    "CHANGELOG.md": "changelog.md",
    "benchmarks/README.md": "benchmarks.md",
    "examples/README.md": "examples/index.md",
    **{
        path.relative_to(ROOT).as_posix(): f"examples/{path.parent.name}.md"
        for path in sorted((ROOT / "examples").glob("*/README.md"))
    },
}
#: Files that a page of the reference tells of.
_TOLD = {"params.yaml": "reference/settings.md"}
#: A report and a browser: where both are there, the page of the report has a picture of it.
_REPORT, _BROWSERS = ROOT / "data/report.html", ("chromium", "chromium-browser", "google-chrome")
_PICTURE = "report.png"
_LINK = re.compile(r"(!?)\[((?:[^\[\]]|\[[^\[\]]*\])*)\]\(([^)\s]+)\)")


def on_files(files: Files, config: Any) -> Files:
    """Add the pages that stand elsewhere, and those that are made."""
    for source, name in ELSEWHERE.items():
        files.append(File.generated(config, name, content=(ROOT / source).read_text(encoding="utf-8")))
    for name, text in pages().items():
        files.append(File.generated(config, f"reference/{name}", content=text))
    if picture := _picture():
        files.append(File.generated(config, _PICTURE, content=picture))
    return files


def _picture() -> bytes:
    """The top of the report as a browser shows it; nothing where there is no report, or no browser."""
    browser = next(filter(None, map(shutil.which, _BROWSERS)), None)
    if not (browser and _REPORT.is_file()):
        return b""
    flags = "--headless --no-sandbox --disable-gpu --disable-dev-shm-usage --hide-scrollbars --window-size=1200,1500"
    with TemporaryDirectory() as folder:
        made = Path(folder, _PICTURE)
        command = [browser, *flags.split(), f"--user-data-dir={folder}", f"--screenshot={made}", _REPORT.as_uri()]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        return made.read_bytes()


def on_page_markdown(markdown: str, page: Any, files: Files, **_: Any) -> str:
    """Lead links where the site has what they lead to; show the report on its page."""
    name = page.file.src_uri
    if name == "report.md" and files.get_file_from_path(_PICTURE):
        markdown += f"\n![The top of a report: numbers, then pictures]({_PICTURE})\n"
    source = next((path for path, made in ELSEWHERE.items() if made == name), f"docs/{name}")
    parts = re.split(r"(?ms)(^ *```.*?^ *```$)", markdown)
    parts[::2] = [_LINK.sub(lambda found: _led(found, source, name), part) for part in parts[::2]]
    return "".join(parts)


def _led(found: re.Match[str], source: str, name: str) -> str:
    """A link of a page `name` that the repository has as `source`."""
    target, _, anchor = found[3].partition("#")
    if not target or "://" in target or found[1]:
        return found[0]
    path = posixpath.normpath(posixpath.join(posixpath.dirname(source), target))
    page = ELSEWHERE.get(path) or _TOLD.get(path) or (path.removeprefix("docs/") if path.startswith("docs/") else "")
    if not page:
        return found[2] if (ROOT / path).exists() else found[0]  # what is nowhere is for MkDocs to complain of
    led = posixpath.relpath(page, posixpath.dirname(name) or ".")
    return f"[{found[2]}]({led}{'#' + anchor if anchor else ''})"
