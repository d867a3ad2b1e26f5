"""What the tests of tables need: all files written, and a record read the way a stranger reads its JSON."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from pipeline import schema
from pipeline.dumps.contract import contract
from pipeline.model import Published
from pipeline.outputs import Stream
from pipeline.tables import TABLES, tables
from pipeline.tables.columns import columns_of
from pipeline.tables.spec import Column, Table

COLUMNS: Mapping[str, tuple[Column, ...]] = {
    table.name: columns_of(table, contract(schema.authored())) for table in TABLES
}


def pour(published: Published, folder: Path) -> Path:
    """Write all files of tables below a folder; return where they are."""
    for output in tables(published, schema.authored()):
        path = folder / output.path
        path.parent.mkdir(parents=True, exist_ok=True)
        pieces = output.pieces if isinstance(output, Stream) else [output.content]
        path.write_bytes(b"".join(pieces))
    return folder / "api/v1"


def documents(published: Published) -> dict[str, dict[str, Any]]:
    """Return by kind and key every record as its JSON document says it."""

    def plain(record: Any) -> Any:
        return msgspec.json.decode(msgspec.json.encode(record))

    return {
        "item": {
            code: plain(entry.item) | {"derived": plain(entry.derived)} for code, entry in published.entries.items()
        },
        "department": plain(published.departments),
        "law": plain(published.laws),
        "vocabulary": plain(published.vocabularies),
    }


def expected(table: Table, records: Mapping[str, Any]) -> Iterator[list[Any]]:
    """Yield the rows a table should have, by walking the JSON."""
    for key, record in records.items():
        for name, path in table.paths.items():
            start = [key, name] if len(table.paths) > 1 else [key]
            for keys, one in _walk(start, record, path):
                yield keys + [_follow(one, field.path) for field in table.fields]


def _walk(keys: list[Any], one: Any, path: str) -> Iterator[tuple[list[Any], Any]]:
    first, bracket, rest = path.partition("[]")
    if not bracket:
        yield keys, one
        return
    for position, part in enumerate(_follow(one, first.removeprefix(".")) or [], 1):
        yield from _walk([*keys, position], part, rest)


def _follow(one: Any, path: str) -> Any:
    for name in path.split(".") if path else []:
        one = None if one is None else one.get(name)
    return one


def lines(folder: Path, name: str) -> list[list[str]]:
    """Return the lines of a CSV file, read strictly; the first holds the names."""
    with (folder / f"tables/{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file, strict=True))
