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
from pipeline.outputs import File, Output, Stream

_BELOW = f"{ROOT}/"
_TIMELESS = ("schemas/", "vocabularies/", path_of("openapi"))
"""Documents that tell no day: none of their records does, or they follow from the engine alone."""


def summed(outputs: Iterable[File], published: Published, writer: Writer) -> Iterator[File]:
    """Pass all outputs on; after them yield the description of the catalogue and the lists of what was published.

    A stream is summed while it is written, so it must have been read before the next output is asked for.
    """
    states: dict[str, _State] = {}
    for output in outputs:
        yield _watched(output, states) if output.path.startswith(_BELOW) else output
    described = catalog(published, writer, _sums(states))
    yield _watched(described, states)
    listed = Output(_BELOW + path_of("modified"), _modified(published, _sums(states)))
    yield _watched(listed, states)
    lines = (f"{one.sha256}  {one.path}\n" for one in _sums(states))
    yield Output(_BELOW + path_of("sums"), "".join(lines).encode())


class _State:
    """The hash and the size of a file so far."""

    def __init__(self) -> None:
        self.hash = hashlib.sha256()
        self.size = 0

    def add(self, piece: bytes) -> bytes:
        self.hash.update(piece)
        self.size += len(piece)
        return piece


def _watched(output: File, states: dict[str, _State]) -> File:
    """Return an output that is summed: at once, or a stream piece by piece as it is read."""
    state = states[output.path.removeprefix(_BELOW)] = _State()
    if isinstance(output, Stream):
        return Stream(output.path, map(state.add, output.pieces))
    state.add(output.content)
    return output


def _sums(states: dict[str, _State]) -> list[Sum]:
    return [Sum(path, state.size, state.hash.hexdigest()) for path, state in sorted(states.items())]


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
