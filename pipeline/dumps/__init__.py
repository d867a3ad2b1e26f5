"""The documents developers pull: stable, versioned, each validated against the schema published beside it.

The promise of ``api/v1/`` stands in ``docs/api.md``: within version 1 nothing is renamed, removed or retyped.
Commit and date stand only in the index, so that an unchanged record stays an unchanged file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pipeline.documents import path_of
from pipeline.dumps import description, feeds, notices, records, services
from pipeline.dumps.contract import contract
from pipeline.dumps.source import sources
from pipeline.dumps.sums import summed
from pipeline.dumps.writing import DumpError, Writer, encoded
from pipeline.model import Published
from pipeline.outputs import File

__all__ = ["DumpError", "dumps", "sources"]


def dumps(
    published: Published, authored: Mapping[str, Mapping[str, Any]], others: Iterable[File] = ()
) -> Iterator[File]:
    """Yield every document of the static API; ``authored`` holds the source schemas by kind.

    ``others`` are passed on first, and whatever of them lies in the API is listed and summed with the rest. Raises
    DumpError on the first document that does not fit its published schema or cannot be written.
    """
    schemas = contract(authored)
    writer = Writer(published.settings, schemas)
    yield from summed(_documents(published, schemas, writer, others), published, writer)


def _documents(
    published: Published, schemas: Mapping[str, dict[str, Any]], writer: Writer, others: Iterable[File]
) -> Iterator[File]:
    yield from others
    yield from records.overviews(published, writer, sorted(schemas))
    yield from records.records(published, writer)
    yield from services.services(published, writer)
    yield from feeds.feeds(published)
    yield from notices.notices(published)
    yield encoded(path_of("openapi"), description.description(published.settings))
    for name, schema in schemas.items():
        yield encoded(path_of("schema", name), schema)
