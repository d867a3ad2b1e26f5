"""Write rows as Parquet, a few thousand at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from pipeline.tables.spec import Column, Row

_GROUP = 5_000
"""Rows that are held at once."""


class _Taken:
    """A file that is only written to, whose bytes are taken away in between."""

    closed = False

    def __init__(self) -> None:
        self._pieces: list[bytes] = []

    def write(self, piece: bytes) -> int:
        self._pieces.append(bytes(piece))
        return len(piece)

    def flush(self) -> None:
        pass

    def take(self) -> bytes:
        taken = b"".join(self._pieces)
        self._pieces.clear()
        return taken


def as_parquet(columns: Sequence[Column], rows: Iterable[Row]) -> Iterator[bytes]:
    """Yield the file in pieces; ``rows`` are as the database holds them.

    A list is text as in CSV, so that one query serves every format.
    """
    # Reading the library takes a quarter of a second, which those who only check the data are spared.
    import pyarrow as pa  # type: ignore[import-untyped]  # noqa: PLC0415  # it ships no types
    import pyarrow.parquet as pq  # type: ignore[import-untyped]  # noqa: PLC0415

    stored = {"text": pa.string(), "integer": pa.int64(), "boolean": pa.int64(), "date": pa.string()}
    meant = {**stored, "boolean": pa.bool_(), "date": pa.date32()}
    schema = pa.schema([pa.field(one.name, meant.get(one.kind, pa.string()), not one.required) for one in columns])
    file = _Taken()
    source = iter(rows)
    with pq.ParquetWriter(file, schema, compression="zstd", store_schema=False) as writer:
        while group := list(islice(source, _GROUP)):
            arrays = [
                pa.array(cells, stored.get(one.kind, pa.string())).cast(field.type)
                for one, field, cells in zip(columns, schema, zip(*group, strict=True), strict=True)
            ]
            writer.write_table(pa.Table.from_arrays(arrays, schema=schema))
            yield file.take()
    yield file.take()
