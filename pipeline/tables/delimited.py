"""Write rows as CSV: UTF-8 without a mark, RFC 4180 with CRLF, the columns' names in the first line."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from pipeline.tables.spec import Column, Row

_PIECE = 1 << 18
"""Characters."""
_FLAGS = {None: None, 0: "false", 1: "true"}


def as_csv(columns: Sequence[Column], rows: Iterable[Row]) -> Iterator[bytes]:
    """Yield the file in pieces; ``rows`` are as the database holds them, and None is an empty cell."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(column.name for column in columns)
    flags = [place for place, column in enumerate(columns) if column.kind == "boolean"]
    for row in rows:
        cells = list(row)
        for place in flags:
            cells[place] = _FLAGS[row[place]]  # type: ignore[index]  # the column holds nothing else
        writer.writerow(cells)
        if text.tell() > _PIECE:
            yield _taken(text)
    yield _taken(text)


def _taken(text: io.StringIO) -> bytes:
    taken = text.getvalue().encode()
    text.seek(0)
    text.truncate()
    return taken
