"""Fixtures for all tests."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from support import CATALOGUE, WIDER

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
