"""Serve the site on this machine and rebuild it when a file of the catalogue is saved."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from watchdog.events import EVENT_TYPE_CLOSED_NO_WRITE, EVENT_TYPE_OPENED, FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

_WATCHED = ("data", "site", "catalogue.yml", "mkdocs.yml")
_QUIET_SECONDS = 0.3
"""Editors save in several steps; wait until they are done."""


class _Handler(SimpleHTTPRequestHandler):
    """Serve files without a log line each, and never a stale one."""

    extensions_map = {  # noqa: RUF012  # as the base class declares it
        **SimpleHTTPRequestHandler.extensions_map,
        ".js": "text/javascript",
        ".json": "application/json",
    }

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the base class names it so
        pass


class _Changes(FileSystemEventHandler):
    """Set a flag when something was written; reading is not a change."""

    def __init__(self, changed: threading.Event) -> None:
        self._changed = changed

    def on_any_event(self, event: FileSystemEvent) -> None:
        if event.event_type not in {EVENT_TYPE_OPENED, EVENT_TYPE_CLOSED_NO_WRITE}:
            self._changed.set()


def serve(root: Path, out: Path, port: int, rebuild: Callable[[], None], announce: Callable[[str], None]) -> None:
    """Serve ``out`` on 127.0.0.1 until interrupted; ``rebuild`` runs after each burst of saving below ``root``."""
    changed = threading.Event()
    observer = Observer()
    for name in _WATCHED:
        if (root / name).exists():
            observer.schedule(_Changes(changed), str(root / name), recursive=True)
    with ThreadingHTTPServer(("127.0.0.1", port), partial(_Handler, directory=str(out))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        observer.start()
        announce(f"http://127.0.0.1:{server.server_port}/")
        try:
            while True:
                changed.wait()
                changed.clear()
                while changed.wait(_QUIET_SECONDS):
                    changed.clear()
                rebuild()
        except KeyboardInterrupt:
            pass
        finally:
            observer.stop()
            observer.join()
            server.shutdown()
