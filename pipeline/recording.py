"""The build record: what this site was built from, and how much it holds."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator
from importlib import metadata, resources

import msgspec

from pipeline.documents import ROOT, VERSION
from pipeline.model import Published
from pipeline.outputs import File, Output

RECORD = "build.json"
"""The record's name; a folder that holds one is a site of ours."""


def recorded(outputs: Iterable[File], published: Published) -> Iterator[File]:
    """Pass all outputs on and yield the record of them last."""
    files = pages = documents = 0
    for output in outputs:
        files += 1
        documents += output.path.startswith(f"{ROOT}/")
        pages += output.path.endswith(".html")
        yield output
    record = {
        "engine": metadata.version("power-catalogue"),
        # The same commit gives the same bytes only where these write the same.
        "libraries": {
            "sqlite": sqlite3.sqlite_version,
            **{name: metadata.version(name) for name in ("pyarrow", "xlsxwriter")},
        },
        "date": published.today,
        "release": published.release,
        "items": len(published.entries),
        "departments": len(published.departments),
        "laws": len(published.laws),
        "categories": {key: len(codes) for key, codes in published.by_category.items()},
        "stages": {key: len(codes) for key, codes in published.by_stage.items()},
        "pages": pages,
        "documents": documents,
        "files": files,
        "schema_version": VERSION,
        **({"lock": hashlib.sha256(lock).hexdigest()} if (lock := _lock()) else {}),
    }
    yield Output(RECORD, msgspec.json.encode(record, order="sorted") + b"\n")


def _lock() -> bytes | None:
    """Return the lock of all libraries, inside the installed package or beside it in a checkout."""
    package = resources.files("pipeline")
    places = (package / "requirements.txt", package.joinpath("..", "requirements.txt"))
    return next((place.read_bytes() for place in places if place.is_file()), None)
