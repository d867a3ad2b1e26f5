"""The build record says what a site was built from and how much it holds."""

from __future__ import annotations

import hashlib
import json

import pytest

from pipeline.documents import VERSION
from pipeline.outputs import Output
from pipeline.recording import RECORD, recorded
from support import CATALOGUE, ROOT, TODAY, published_at


def test_the_record_counts_what_passed() -> None:
    """All outputs pass; the record comes last and tells pages, documents, files, items by category and the lock."""
    published = published_at(CATALOGUE)
    passed = [Output("index.html", b"a"), Output("api/v1/index.json", b"b"), Output("api/index.html", b"c")]
    *same, last = recorded(passed, published)
    assert same == passed
    assert isinstance(last, Output)
    assert last.path == RECORD
    record = json.loads(last.content)
    assert {key: record[key] for key in ("pages", "documents", "files", "items", "date", "schema_version")} == {
        "pages": 2,
        "documents": 1,
        "files": 3,
        "items": 5,
        "date": TODAY.isoformat(),
        "schema_version": VERSION,
    }
    assert sum(record["categories"].values()) == sum(record["stages"].values()) == 5
    assert record["lock"] == hashlib.sha256((ROOT / "requirements.txt").read_bytes()).hexdigest()


def test_without_a_lock_none_is_claimed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the lock is not at hand, the record is silent about it."""
    monkeypatch.setattr("pipeline.recording._lock", lambda: None)
    *_, last = recorded([], published_at(CATALOGUE))
    assert isinstance(last, Output)
    assert "lock" not in json.loads(last.content)
