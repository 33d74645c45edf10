"""A page served on this machine alone, made again whenever what it shows has changed."""

from __future__ import annotations

import hashlib
import sys
import traceback
from collections.abc import Callable, Sequence
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Lock

from edgejson.pipeline.errors import UserError, traceback_wanted

HOST = "127.0.0.1"


class PageServer(ThreadingHTTPServer):
    """Serves `/`, the page, and `/stamp`, which is another one as soon as one of the files has other bytes.

    `make` gives the page for a stamp. It is called for the first request and after a change, once at a time. Raises
    UserError where the port can't be had; port 0 is any that is free.
    """

    daemon_threads = True

    def __init__(self, port: int, files: Sequence[Path], make: Callable[[str], str]) -> None:
        self._files = files
        self._make = make
        self._lock = Lock()
        self._made = "", b""
        try:
            super().__init__((HOST, port), _Handler)
        except OSError as error:
            raise UserError(f"--port {port}: can't be served on ({error.strerror}); give another one") from error

    @property
    def address(self) -> str:
        """The page's URL."""
        return f"http://{HOST}:{self.server_port}/"

    def stamp(self) -> str:
        """A digest of the files as they are now."""
        found = hashlib.sha256()
        for path in self._files:
            with suppress(OSError):  # what can't be read is as if it weren't there; to make the page tells of it
                found.update(path.read_bytes())
            found.update(b"\0")
        return found.hexdigest()[:16]

    def handle_error(self, request: object, client_address: object) -> None:
        """Tell in one line of what ended an answer; nothing of a reader that has gone."""
        error = sys.exception()
        if traceback_wanted():
            traceback.print_exc()
        elif not isinstance(error, ConnectionError):
            print(f"error: {error}", file=sys.stderr)

    def page(self) -> bytes:
        """The page of the files as they are now."""
        with self._lock:
            stamp = self.stamp()
            if self._made[0] != stamp:
                self._made = stamp, self._make(stamp).encode()
            return self._made[1]


class _Handler(BaseHTTPRequestHandler):
    server: PageServer

    def do_GET(self) -> None:
        """Answer a request that names this host itself: a name of another one's that leads here reads nothing."""
        if self.headers.get("Host", "").partition(":")[0] not in (HOST, "localhost"):
            self.send_error(403)
        elif self.path == "/":
            self._answer(self.server.page(), "text/html")
        elif self.path == "/stamp":
            self._answer(self.server.stamp().encode(), "text/plain")
        else:
            self.send_error(404)

    def _answer(self, body: bytes, kind: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: a page that looks for changes asks twice a second."""
