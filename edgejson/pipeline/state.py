"""What a result rests on, as a digest: files by content, our own code, the libraries beneath it."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from functools import cache
from hashlib import blake2b
from pathlib import Path

LIBRARY = Path(__file__).parents[1]


def digest(places: Iterable[Path]) -> str:
    """Of the names and contents of files, and of all files in folders; what Python compiled is left out."""
    files = [path for place in places for path in (sorted(place.rglob("*")) if place.is_dir() else [place])]
    state = blake2b(digest_size=16)
    for path in files:
        if path.is_file() and path.suffix != ".pyc":
            content = path.read_bytes()
            state.update(f"{path}\n{len(content)}\n".encode(errors="surrogateescape"))
            state.update(content)
    return state.hexdigest()


@cache
def code() -> str:
    """Of our own code, Python, and every library that is installed, by its version."""
    # A library's name and version are the name of its folder of metadata: reading each of these takes half a second.
    versions = sorted({found.name for place in sys.path for found in Path(place).glob("*.dist-info")})
    return blake2b("\n".join([digest([LIBRARY]), sys.version, *versions]).encode(), digest_size=16).hexdigest()
