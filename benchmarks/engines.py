"""Searches of the same pages, each in a folder that a browser can open, and what they answer and send."""

from __future__ import annotations

import functools
import gzip
import importlib.util
import json
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from html import escape
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple

from playwright.sync_api import Browser

from benchmarks.searching import addresses
from pipeline.indexing import index
from pipeline.search import SearchRecord

_ASSETS = Path(__file__).parent.parent / "pipeline/theme/assets"
_SHELL = """<!doctype html><html lang="zh"><meta charset="utf-8"><title>试</title><link rel="icon" href="data:,">
<form data-pagefind="./pagefind/pagefind.js"></form></html>"""
_PAGE = "ask.html"


class Engine(NamedTuple):
    """A search whose index is ready."""

    title: str
    folder: Path
    opening: str
    """JavaScript: a function that loads the search and returns another, which answers a text with all its hits.

    It has answered when there is also what the first twenty hits show.
    """
    size: int
    """Bytes of the index, as a server sends them."""
    seconds: float
    addresses: Mapping[str, str]
    """Which page each hit is, where hits are not addresses themselves."""


class Told(NamedTuple):
    """What a search answered to one text."""

    found: tuple[str, ...]
    """Addresses relative to the site, best first."""
    milliseconds: float


# --- the searches ----------------------------------------------------------------------------------------------------

_OURS = """async () => {
  const { find, load, SHOWN } = await import(new URL("assets/finding.js", document.baseURI).href);
  const engine = await load(document.querySelector("form"));
  return async text => {
    const { hits } = await find(engine, text);
    await Promise.all(hits.slice(0, SHOWN).map(hit => hit.data()));
    return hits.map(hit => hit.id);
  };
}"""

_PAGEFIND = """async () => {
  const pagefind = await import(new URL("pagefind/pagefind.js", document.baseURI).href);
  await pagefind.init();
  return async text => {
    const { results } = await pagefind.search(text);
    await Promise.all(results.slice(0, 20).map(hit => hit.data()));
    return results.map(hit => hit.id);
  };
}"""

# The theme's own script asks its worker in these messages.
_MATERIAL = """async () => {
  const worker = new Worker(WORKER);
  const answer = message => new Promise((resolve, reject) => {
    worker.onmessage = event => resolve(event.data.data);
    worker.onerror = event => reject(new Error(event.message));
    worker.postMessage(message);
  });
  const { config, docs } = await (await fetch("search/search_index.json")).json();
  await answer({ type: 0, data: { config, docs, options: { suggest: false } } });
  return async text => (await answer({ type: 2, data: text })).items.map(([first]) => first.location.split("#")[0]);
}"""


def ours(folder: Path, records: Sequence[SearchRecord]) -> Engine:
    """Index some records as this project does."""
    start = time.perf_counter()
    for path, content in index(records):
        _write(folder / path, content)
    seconds = time.perf_counter() - start
    (folder / "assets").symlink_to(_ASSETS)
    _write(folder / _PAGE, _SHELL.encode())
    return Engine("this project", folder, _OURS, _index(folder), seconds, addresses(folder))


def pagefind(folder: Path, records: Sequence[SearchRecord]) -> Engine:
    """Let Pagefind index some records as pages of plain HTML, in its own way; in its extended build if installed."""
    extended = importlib.util.find_spec("pagefind_bin_extended") is not None
    name = "pagefind_bin_extended" if extended else "pagefind_bin"
    for record in records:
        said = "".join(f"<p>{escape(text)}</p>" for text in _beside_the_name(record))
        head = f'<!doctype html><html lang="zh"><meta charset="utf-8"><title>{escape(record.name)}</title>'
        page = f"{head}<body><h1>{escape(record.name)}</h1>{said}</body></html>"
        _write(folder / record.url / "index.html", page.encode())
    seconds = _run(importlib.import_module(name).get_executable(), "--site", folder)
    _write(folder / _PAGE, _SHELL.encode())
    title = f"Pagefind {version(name)}, {'extended' if extended else 'standard'} build"
    known = {hit: address.removeprefix("/") for hit, address in addresses(folder).items()}
    return Engine(title, folder, _PAGEFIND, _index(folder), seconds, known)


def material(folder: Path, records: Sequence[SearchRecord]) -> Engine:
    """Let MkDocs with the Material theme build and index some records as pages of Markdown."""
    settings = {
        "site_name": "试",
        "theme": {"name": "material", "language": "zh", "font": False},
        "plugins": [{"search": {"lang": "zh"}}],
        "nav": ["index.md"],  # pages in the navigation would stand in every page
    }
    _write(folder / "mkdocs.yml", json.dumps(settings).encode())
    _write(folder / "docs/index.md", b"# \n")
    for record in records:
        said = "\n\n".join(escape(text) for text in (f"# {record.name}", *_beside_the_name(record)))
        _write(folder / "docs" / f"{record.url.rstrip('/')}.md", said.encode())
    seconds = _run(sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file", folder / "mkdocs.yml")
    site = folder / "site"
    worker = next((site / "assets/javascripts/workers").glob("search.*.js")).relative_to(site).as_posix()
    _write(site / _PAGE, _SHELL.encode())
    opening = _MATERIAL.replace("WORKER", json.dumps(worker))
    size = weight(site / "search/search_index.json")
    return Engine(f"Material {version('mkdocs-material')}", site, opening, size, seconds, {})


def _beside_the_name(record: SearchRecord) -> list[str]:
    _, *others = filter(None, record.texts())
    return others


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def _run(*command: str | Path) -> float:
    start = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - start


def _index(folder: Path) -> int:
    """Return what weighs in a folder of Pagefind that grows with the pages; its programs do not."""
    return sum(map(weight, [*folder.glob("pagefind/**/*.pf_*"), *folder.glob("pagefind/*.json")]))


@functools.cache
def weight(file: Path) -> int:
    """Return how many bytes of a file a server sends that compresses what is not yet compressed."""
    content = file.read_bytes()
    return min(len(content), len(gzip.compress(content)))


# --- in a browser ----------------------------------------------------------------------------------------------------

_ASK = """async texts => {
  const ask = await (OPENING)(), answers = [];
  for (const text of texts) {
    const start = performance.now();
    answers.push({ hits: await ask(text), milliseconds: performance.now() - start });
  }
  return answers;
}"""


def ask(browser: Browser, engine: Engine, texts: Sequence[str]) -> tuple[list[Told], int]:
    """Ask in a fresh profile, one after the other; return the answers, and the bytes sent for all of them together."""
    with _serving(engine.folder) as (address, sent), browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{address}{_PAGE}")
        sent.clear()
        answers = page.evaluate(_ASK.replace("OPENING", engine.opening), texts)
        known = engine.addresses
        told = [Told(tuple(known.get(hit, hit) for hit in one["hits"]), one["milliseconds"]) for one in answers]
        return told, sum(map(weight, sent))


class _Handler(SimpleHTTPRequestHandler):
    def __init__(self, *args: Any, sent: list[Path], **named: Any) -> None:
        self._sent = sent
        super().__init__(*args, **named)

    def log_request(self, code: int | str = "-", _: int | str = "-") -> None:
        if code == 200:  # noqa: PLR2004  # all is well
            self._sent.append(Path(self.translate_path(self.path)))

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def _serving(folder: Path) -> Iterator[tuple[str, list[Path]]]:
    """Serve a folder on this machine alone; yield its address and a list of what was sent."""
    sent: list[Path] = []
    handler = partial(_Handler, directory=str(folder), sent=sent)
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/", sent
        server.shutdown()
