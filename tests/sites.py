"""The built site as tests see it: its pages, a server of it, and a browser page that notes every fault."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, Request

from pipeline.model import Published

WIDE = 1280
"""The width in pixels of a desk's screen."""
PHONE = 360
"""The width in pixels of a common small phone."""
SMALLEST_SCREEN = 320
"""The narrowest width that must do: 1280 pixels enlarged four times."""


class Site:
    """A built site, served on this machine alone."""

    def __init__(self, folder: Path, published: Published, address: str) -> None:
        self.folder = folder
        self.published = published
        self.address = address

    def pages(self) -> list[str]:
        """Return the address of every page, relative to the site."""
        return sorted(
            path.relative_to(self.folder).as_posix().removesuffix("index.html") for path in self.folder.rglob("*.html")
        )

    def kinds(self) -> list[str]:
        """Return the pages that differ in kind: hand-written, lists, one of each group, an item of each stage."""
        fixed = [
            "",
            "search/",
            "api/",
            "items/",
            "guides/",
            "guides/public/",
            "guides/rules/",
            "help/",
            "help/reading/",
            "about/",
            "feedback/",
            "404.html",
        ]
        folders = ["departments", "categories", "themes", "risks", "stages", "laws"]
        groups = [
            "departments/gong-an-ju/",
            "categories/XK/",
            "risks/1/",
            "stages/notice/",
            "laws/xing-zheng-fu-yi-fa/",
        ]
        return [*fixed, *(f"{folder}/" for folder in folders), *groups, *self.items()]

    def items(self) -> list[str]:
        """Return the page of an item of each stage."""
        return [f"items/{codes[0]}/" for codes in self.published.by_stage.values() if codes]

    def item(self) -> str:
        """Return the page of an item in force."""
        return f"items/{self.published.by_stage['active'][0]}/"


class _Handler(SimpleHTTPRequestHandler):
    def __init__(self, *args: Any, headers: Mapping[str, str], **named: Any) -> None:
        self._headers = headers
        super().__init__(*args, **named)

    def end_headers(self) -> None:
        for name, value in self._headers.items():
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def serving(folder: Path, headers: Mapping[str, str] | None = None) -> Iterator[str]:
    """Serve a folder on this machine alone, with headers on every answer; yield its address."""
    handler = partial(_Handler, directory=str(folder), headers=headers or {})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


VIOLATIONS = """addEventListener("securitypolicyviolation", event => {
  console.error(`violation of ${event.effectiveDirective}: ${event.blockedURI}`);
});"""


class Watched:
    """A page of the browser and everything it did that it should not, against the content-security policy too."""

    def __init__(self, page: Page, site: Site) -> None:
        self.page = page
        self.faults: list[str] = []
        page.add_init_script(VIOLATIONS)
        page.on("request", partial(self._requested, site))
        page.on(
            "console",
            lambda message: self.faults.append(message.text) if message.type in {"error", "warning"} else None,
        )
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("response", lambda response: self.faults.append(response.url) if response.status >= 400 else None)

    def _requested(self, site: Site, request: Request) -> None:
        if not request.url.startswith((site.address, "data:")):
            self.faults.append(f"request to {request.url}")
