"""What tells whether a file is the one that was published: every document's hash, and the day of its record."""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import io
from collections.abc import Iterable, Iterator

from pipeline.documents import ROOT, path_of
from pipeline.dumps.catalog import Sum, catalog
from pipeline.dumps.writing import Writer
from pipeline.model import Published
from pipeline.outputs import File, Measured, Output, Stream

_BELOW = f"{ROOT}/"
_TIMELESS = ("schemas/", "vocabularies/", "tables/vocabularies.", "tables/terms.", path_of("openapi"))
"""Documents that tell no day: none of their records does, or they follow from the engine alone."""


def summed(outputs: Iterable[File], published: Published, writer: Writer) -> Iterator[File]:
    """Pass all outputs on; after them yield the description of the catalogue and the lists of what was published.

    A stream is summed while it is written, so it must have been read before the next output is asked for.
    """
    sums: dict[str, Sum] = {}
    for output in outputs:
        yield _watched(output, sums) if output.path.startswith(_BELOW) else output
    yield _watched(catalog(published, writer, _sorted(sums)), sums)
    yield _watched(Output(_BELOW + path_of("modified"), _modified(published, _sorted(sums))), sums)
    lines = (f"{one.sha256}  {one.path}\n" for one in _sorted(sums))
    yield Output(_BELOW + path_of("sums"), "".join(lines).encode())


def _watched(output: File, sums: dict[str, Sum]) -> File:
    """Return an output that is summed: at once, or a stream when its pieces have been read."""
    path = output.path.removeprefix(_BELOW)
    if isinstance(output, Stream):
        pieces = output.pieces if isinstance(output.pieces, Measured) else Measured(output.pieces)
        return Stream(output.path, _read(pieces, path, sums))
    sums[path] = Sum(path, len(output.content), hashlib.sha256(output.content).hexdigest())
    return output


def _read(pieces: Measured, path: str, sums: dict[str, Sum]) -> Iterator[bytes]:
    yield from pieces
    sums[path] = Sum(path, pieces.size, pieces.sha256)


def _sorted(sums: dict[str, Sum]) -> list[Sum]:
    return [sums[path] for path in sorted(sums)]


def _modified(published: Published, sums: Iterable[Sum]) -> bytes:
    """Return the list of documents, what changed last first, what tells no day at the end."""
    days = _days(published)
    last = published.modified(published.entries)

    def day(path: str) -> dt.date | None:
        return None if path.startswith(_TIMELESS) else days.get(path.partition(".")[0], last)

    rows = [(day(one.path), one) for one in sums]
    rows.sort(key=lambda row: row[0] or dt.date.min, reverse=True)
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(("date", "path", "sha256"))
    writer.writerows((date.isoformat() if date else "", one.path, one.sha256) for date, one in rows)
    return text.getvalue().encode()


def _days(published: Published) -> dict[str, dt.date | None]:
    """Return when each record last changed, by the path of its documents without the ending."""
    groups = {
        "departments": published.by_department,
        "categories": published.by_category,
        "themes": published.by_theme,
        "laws": published.by_law,
    }
    return {
        **{f"items/{code}": entry.modified for code, entry in published.entries.items()},
        **{f"{name}/{key}": published.modified(codes) for name, keys in groups.items() for key, codes in keys.items()},
        "retired": published.modified(published.by_stage["repealed"]),
    }
