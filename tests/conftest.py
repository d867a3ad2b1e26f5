"""Fixtures for all tests."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from helpers import CATALOGUE


@pytest.fixture
def catalogue(tmp_path: Path) -> Path:
    """Return a fresh copy of the invented catalogue, for the test to break."""
    return Path(shutil.copytree(CATALOGUE, tmp_path / "catalogue"))
