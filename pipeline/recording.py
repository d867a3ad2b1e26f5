"""The build record: what this site was built from, and how much it holds."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from importlib import metadata

import msgspec

from pipeline.model import Published
from pipeline.outputs import Output, Stream

RECORD = "build.json"
"""The record's name; a folder that holds one is a site of ours."""


def recorded(outputs: Iterable[Output | Stream], published: Published) -> Iterator[Output | Stream]:
    """Pass all outputs on and yield the record of them last."""
    files = pages = 0
    for output in outputs:
        files += 1
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
        "pages": pages,
        "files": files,
    }
    yield Output(RECORD, msgspec.json.encode(record, order="sorted") + b"\n")
