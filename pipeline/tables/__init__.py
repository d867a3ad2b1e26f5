"""The catalogue as tables: CSV with a data package, Parquet, one SQLite database, and a workbook a department.

What the tables are stands once, in ``definitions``; all formats hold the same rows under the same names.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from pipeline.documents import ROOT, VERSION, path_of
from pipeline.dumps.contract import contract
from pipeline.dumps.writing import encoded
from pipeline.model import Published
from pipeline.outputs import File, Measured, Output, Stream
from pipeline.tables.columns import columns_of
from pipeline.tables.database import DatabaseError, create, read
from pipeline.tables.definitions import TABLES
from pipeline.tables.delimited import as_csv
from pipeline.tables.package import describe, resource
from pipeline.tables.parquet import as_parquet
from pipeline.tables.rows import rows_of
from pipeline.tables.unwritable import OPEN, UnwritableError
from pipeline.tables.workbook import as_workbook

__all__ = ["TABLES", "DatabaseError", "UnwritableError", "tables"]

_PIECE = 1 << 20


def tables(published: Published, authored: Mapping[str, Mapping[str, Any]]) -> Iterator[File]:
    """Yield every file of tables; ``authored`` holds the source schemas by kind.

    The records are walked once, into the database on the disk; the other formats are read from it, row by row, so that
    memory does not grow with them. Raises UnwritableError for a value that a format cannot hold, DatabaseError where
    SQLite lacks full-text search.
    """
    schemas = contract(authored)
    described = [(table, columns_of(table, schemas)) for table in TABLES]
    resources = []
    with TemporaryDirectory() as folder:
        path = Path(folder, path_of("database"))
        create(
            path,
            ((table, own, OPEN.fitting(table.name, own, rows_of(table, published))) for table, own in described),
        )
        for table, own in described:
            name = path_of("table", table.name)
            file = Measured(as_csv(own, read(path, table)))
            yield Stream(f"{ROOT}/{name}", file)
            resources.append(resource(table, own, name, file))
            yield Stream(f"{ROOT}/{path_of('typed-table', table.name)}", as_parquet(own, read(path, table)))
        with path.open("rb") as database:
            yield Stream(f"{ROOT}/{path.name}", iter(partial(database.read, _PIECE), b""))
    yield encoded(path_of("data-package"), describe(published.settings, VERSION, resources))
    for key in published.departments:
        yield Output(f"{ROOT}/{path_of('workbook', key)}", as_workbook(published, key))
