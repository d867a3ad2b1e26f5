"""Replacing a file: wholly or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pipeline.saving import replace


def test_the_new_content_and_nothing_else_is_there(tmp_path: Path) -> None:
    """The file holds the new content with its old permissions, and no other file is left."""
    file = tmp_path / "a.yaml"
    file.write_bytes(b"old")
    file.chmod(0o640)
    replace(file, b"new")
    assert file.read_bytes() == b"new"
    assert file.stat().st_mode & 0o777 == 0o640
    assert list(tmp_path.iterdir()) == [file]


def test_a_fault_leaves_the_old_content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the disk fails the old file stays and no other is left."""
    file = tmp_path / "a.yaml"
    file.write_bytes(b"old")

    def fail(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OSError, match="No space"):
        replace(file, b"new")
    assert file.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [file]
