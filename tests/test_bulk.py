"""Judging in several processes: what does not come back is a fault, never silence."""

from __future__ import annotations

import gc
import os
from typing import Any, cast

import pytest

from pipeline import bulk
from pipeline.bulk import WorkerError
from pipeline.loading import load
from pipeline.progress import quiet
from support import CATALOGUE

FILES = load(CATALOGUE).files


def test_a_process_that_dies_is_a_fault() -> None:
    """Where a process ends by itself, as for lack of memory, the check stops with advice."""
    with pytest.raises(WorkerError, match="--jobs 1"), bulk._mapping(2) as mapped:  # noqa: SLF001  # no data kills one
        list(mapped(cast("Any", os._exit), cast("Any", [1])))


def test_files_come_back_in_their_order(monkeypatch: pytest.MonkeyPatch) -> None:
    """One judgement a file, in the order of the files, and the collector of cycles is left as it was."""
    monkeypatch.setattr(bulk, "MANY", 1)
    judged = bulk.judging(None, 1)(FILES, quiet)
    assert [one.source for one in judged] == FILES
    assert gc.isenabled()


def test_a_key_is_a_file_in_its_place() -> None:
    """The same bytes under another path or as another kind are another question."""
    source = FILES[0]
    others = [source._replace(kind="law"), source._replace(path="x"), source._replace(raw=b"")]
    assert len({bulk.key(one) for one in [source, *others]}) == 4
    assert bulk.key(source) == bulk.key(source._replace())
