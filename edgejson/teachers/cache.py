"""Completions that were paid for once: SQLite in the user's cache folder, shared by clones and experiments."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import orjson
import platformdirs

from edgejson.pipeline.errors import UserError
from edgejson.teachers.engines.requests import Completion

#: Environment variable that moves the cache folder.
FOLDER_VARIABLE = "EDGEJSON_CACHE_DIR"
#: Environment variable that, set to anything, has models asked again, whatever is recorded or cached.
FRESH_VARIABLE = "EDGEJSON_FRESH"

_TABLE = """
CREATE TABLE IF NOT EXISTS completions (
    key TEXT PRIMARY KEY, teacher TEXT NOT NULL, used REAL NOT NULL, completion BLOB NOT NULL
) WITHOUT ROWID
"""
_BATCH = 500  # keys in one query, below SQLite's limit of variables


def folder() -> Path:
    """The cache folder: `EDGEJSON_CACHE_DIR`, else the user's cache folder of this project."""
    given = os.environ.get(FOLDER_VARIABLE)
    return Path(given) if given else platformdirs.user_cache_path("edgejson")


def fresh() -> bool:
    """Are models to be asked again?"""
    return bool(os.environ.get(FRESH_VARIABLE))


class Cache:
    """Completions by request key. Every `put` is on disk when it returns; several processes may share the file.

    In a fresh run (see `fresh`) it knows only what this run has put, which takes the place of what was there.
    """

    def __init__(self, path: Path | None = None) -> None:
        self.path = path or folder() / "completions.sqlite"
        self._renewed: set[str] | None = set() if fresh() else None
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self._db = sqlite3.connect(self.path, timeout=60, isolation_level=None)
            self._db.execute("PRAGMA journal_mode=WAL")
            self._db.execute("PRAGMA synchronous=NORMAL")  # with WAL safe against a killed process
            self._db.execute(_TABLE)
        except (OSError, sqlite3.Error) as error:
            raise UserError(
                f"{self.path}: the request cache can't be opened ({error}); set {FOLDER_VARIABLE} to another folder, "
                "or delete the file"
            ) from error

    def __enter__(self) -> Cache:
        return self

    def __exit__(self, *error: object) -> None:
        self._db.close()

    def get(self, keys: Iterable[str]) -> dict[str, Completion]:
        """The completions that are known of these keys."""
        wanted = [key for key in dict.fromkeys(keys) if self._renewed is None or key in self._renewed]
        found: dict[str, Completion] = {}
        for start in range(0, len(wanted), _BATCH):
            part = wanted[start : start + _BATCH]
            marks = ",".join("?" * len(part))
            rows = self._db.execute(f"SELECT key, completion FROM completions WHERE key IN ({marks})", part).fetchall()
            found.update((key, Completion(**orjson.loads(blob))) for key, blob in rows)
            self._db.execute(f"UPDATE completions SET used = ? WHERE key IN ({marks})", [time.time(), *part])
        return found

    def put(self, key: str, teacher: str, completion: Completion) -> None:
        """Keep a completion. One that is there already stays, unless it is from before a fresh run."""
        renews = self._renewed is not None and key not in self._renewed
        self._db.execute(
            f"INSERT OR {'REPLACE' if renews else 'IGNORE'} INTO completions VALUES (?, ?, ?, ?)",
            (key, teacher, time.time(), completion.encode()),
        )
        if self._renewed is not None:
            self._renewed.add(key)

    def forget(self, key: str) -> None:
        """Drop a completion that is of no use, so that the request is asked again."""
        self._db.execute("DELETE FROM completions WHERE key = ?", (key,))

    def stats(self) -> list[dict[str, Any]]:
        """For each teacher: completions, bytes, seconds since the least and most recent use."""
        rows = self._db.execute(
            "SELECT teacher, COUNT(*), SUM(LENGTH(completion)), MIN(used), MAX(used) "
            "FROM completions GROUP BY teacher ORDER BY teacher"
        )
        now = time.time()
        return [
            {"teacher": teacher, "completions": count, "bytes": size, "oldest": now - first, "newest": now - last}
            for teacher, count, size, first, last in rows
        ]

    def prune(self, days: float, teacher: str = "") -> int:
        """Remove what was not used for so many days (of one teacher, if named); returns how many."""
        limit = time.time() - days * 86400
        which, values = ("AND teacher = ?", [limit, teacher]) if teacher else ("", [limit])
        removed = self._db.execute(f"DELETE FROM completions WHERE used <= ? {which}", values).rowcount
        self._db.execute("VACUUM")
        return removed
