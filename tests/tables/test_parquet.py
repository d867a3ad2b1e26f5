"""The Parquet files have types, and are written a few thousand rows at a time."""

from __future__ import annotations

import io

import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.parquet as pq  # type: ignore[import-untyped]

from pipeline.tables.parquet import as_parquet
from pipeline.tables.spec import Column, Kind

_KINDS: tuple[Kind, ...] = ("text", "integer", "boolean", "date", "list")
_COLUMNS = [Column(name=kind, kind=kind, title="", description="", required=False) for kind in _KINDS]


def test_columns_have_types() -> None:
    """Integers, flags and dates are such; what is absent is null."""
    rows = [("甲", 2**62, 1, "2026-11-20", '["a"]'), (None,) * 5]
    table = pq.read_table(io.BytesIO(b"".join(as_parquet(_COLUMNS, rows))))
    assert table.schema.types == [pa.string(), pa.int64(), pa.bool_(), pa.date32(), pa.string()]
    first, second = table.to_pylist()
    assert (first["integer"], first["boolean"], str(first["date"])) == (2**62, True, "2026-11-20")
    assert set(second.values()) == {None}


def test_a_table_without_rows_is_a_file() -> None:
    """An empty table has its columns."""
    assert pq.read_table(io.BytesIO(b"".join(as_parquet(_COLUMNS, [])))).column_names == list(_KINDS)


def test_rows_are_written_in_groups() -> None:
    """Of a long table only a group of rows is held at once."""
    file = pq.ParquetFile(io.BytesIO(b"".join(as_parquet(_COLUMNS[:1], [("甲",)] * 12_000))))
    assert file.metadata.num_rows == 12_000
    assert file.metadata.num_row_groups == 3
