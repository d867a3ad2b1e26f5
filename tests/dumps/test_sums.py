"""Whoever has the files can tell whether they are those that were published, and which to fetch anew."""

from __future__ import annotations

import csv
import hashlib
import io
import shutil
import subprocess
from pathlib import Path

import pytest

from pipeline import schema
from pipeline.documents import ROOT
from pipeline.dumps import dumps
from pipeline.model import Published
from pipeline.outputs import File, Output, Stream
from support import CATALOGUE, XK, dumped, published_at, whole

SUMS = f"{ROOT}/SHA256SUMS"


@pytest.fixture(scope="module")
def published() -> Published:
    """Return what is published of the small catalogue."""
    return published_at(CATALOGUE)


@pytest.fixture(scope="module")
def documents(published: Published) -> dict[str, bytes]:
    """Return every document by its path."""
    return dumped(published)


def test_the_usual_tool_confirms_every_file(documents: dict[str, bytes], tmp_path: Path) -> None:
    """``sha256sum --check`` confirms all files but the list itself, and sees a changed one."""
    for path, content in documents.items():
        target = tmp_path / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    program = shutil.which("sha256sum")
    assert program
    command = [program, "--check", "--strict", "--quiet", "SHA256SUMS"]
    assert subprocess.run(command, cwd=tmp_path / ROOT, capture_output=True, check=False).returncode == 0
    assert len(documents[SUMS].splitlines()) == len(documents) - 1
    (tmp_path / ROOT / "items.json").write_bytes(b"{}")
    assert subprocess.run(command, cwd=tmp_path / ROOT, capture_output=True, check=False).returncode == 1


def test_the_list_of_files_tells_day_and_hash(documents: dict[str, bytes], published: Published) -> None:
    """Each file but the two lists has a line, newest first; the day is the record's, empty where it tells none."""
    rows = list(csv.DictReader(io.StringIO(documents[f"{ROOT}/modified.csv"].decode())))
    assert {f"{ROOT}/{row['path']}" for row in rows} == set(documents) - {SUMS, f"{ROOT}/modified.csv"}
    for row in rows:
        assert row["sha256"] == hashlib.sha256(documents[f"{ROOT}/{row['path']}"]).hexdigest()
    days = {row["path"]: row["date"] for row in rows}
    assert {days[f"items/{XK}.{ending}"] for ending in ("json", "jsonld", "atom")} == {"2026-04-20"}
    assert days["departments/gong-yuan-ju.json"] == "2026-05-25"
    assert days["departments/dang-an-ju.json"] == days["openapi.json"] == days["schemas/item.schema.json"] == ""
    assert days["tables/terms.csv"] == days["tables/vocabularies.parquet"] == ""
    assert days["tables/items.csv"] == days["items.json"] == str(published.modified(published.entries))
    assert days["retired.json"] == "2025-01-01"
    dates = [row["date"] for row in rows]
    assert dates == sorted(dates, reverse=True)


def test_what_others_write_into_the_api_is_summed_too(published: Published) -> None:
    """Files of other writers pass as they are; those in the API are listed, streams included, the rest is not."""
    table = Output(f"{ROOT}/items.csv", b"code\r\n")
    others: list[File] = [
        table,
        Stream(f"{ROOT}/items.db", (piece for piece in (b"one", b"two"))),
        Output("robots.txt", b"all"),
    ]
    written = {output.path: whole(output) for output in dumps(published, schema.authored(), others)}
    assert written["robots.txt"] == b"all"
    assert written[f"{ROOT}/items.db"] == b"onetwo"
    lines = written[SUMS].decode().splitlines()
    assert f"{hashlib.sha256(b'onetwo').hexdigest()}  items.db" in lines
    assert f"{hashlib.sha256(table.content).hexdigest()}  items.csv" in lines
    assert not [line for line in lines if "robots" in line]
