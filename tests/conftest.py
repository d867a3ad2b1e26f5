"""Fixtures for all tests."""

from __future__ import annotations

import datetime as dt
import pickle
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, BrowserContext

from benchmarks.browser import browsing
from pipeline.build import build
from pipeline.headers import HEADERS
from pipeline.model import Published
from pouring import pour
from sites import Site, Watched, serving
from support import CATALOGUE, ROOT, WIDER, published_at

# How long an example takes says something about the machine, nothing about the code.
settings.register_profile("catalogue", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("catalogue")


@pytest.fixture
def catalogue(tmp_path: Path) -> Path:
    """Return a fresh copy of the invented catalogue, for the test to break."""
    return Path(shutil.copytree(CATALOGUE, tmp_path / "catalogue"))


@pytest.fixture
def wider(catalogue: Path) -> Path:
    """Return a fresh copy of the invented catalogue with an item of every category."""
    return Path(shutil.copytree(WIDER, catalogue, dirs_exist_ok=True))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start the system's Chromium, one for each worker; without it the tests fail, they are never skipped."""
    with browsing() as started:
        yield started


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """Open a fresh profile."""
    with browser.new_context() as opened:
        yield opened


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> tuple[Path, Published]:
    """Build this repository's catalogue: the first worker that needs it does, the others wait and take what it made."""
    own = tmp_path_factory.getbasetemp()
    shared = own if worker_id == "master" else own.parent
    folder, kept = shared / "site", shared / "published"
    with FileLock(shared / "site.lock"):
        if not kept.exists():
            done = build(ROOT, folder, dt.date(2026, 11, 22))
            assert done.published, [str(problem) for problem in done.checked.problems]
            kept.write_bytes(pickle.dumps(done.published))
    return folder, pickle.loads(kept.read_bytes())  # noqa: S301  # which another worker of this run wrote


@pytest.fixture(scope="session")
def site(built: tuple[Path, Published]) -> Iterator[Site]:
    """Serve this repository's site."""
    with serving(built[0]) as address:
        yield Site(*built, address)


@pytest.fixture(scope="session")
def guarded(built: tuple[Path, Published]) -> Iterator[Site]:
    """Serve the same site with the headers we tell administrators to send."""
    with serving(built[0], HEADERS) as address:
        yield Site(*built, address)


@pytest.fixture
def watched(context: BrowserContext, site: Site) -> Watched:
    """Open a page that is watched for requests to other hosts, errors and missing files."""
    return Watched(context.new_page(), site)


@pytest.fixture(scope="session")
def invented() -> Published:
    """Return what is published of the invented catalogue."""
    return published_at(CATALOGUE)


@pytest.fixture(scope="session")
def poured(invented: Published, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of ``api/v1/`` with the tables of the invented catalogue."""
    return pour(invented, tmp_path_factory.mktemp("invented"))


@pytest.fixture(scope="session")
def samples() -> Published:
    """Return what is published of this repository's own catalogue."""
    return published_at(ROOT, dt.date(2026, 11, 22))


@pytest.fixture(scope="session")
def poured_samples(samples: Published, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of ``api/v1/`` with the tables of this repository's own catalogue."""
    return pour(samples, tmp_path_factory.mktemp("samples"))
