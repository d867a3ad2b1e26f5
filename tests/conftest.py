"""Fixtures for all tests."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from pipeline.model import Published
from pouring import pour
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
