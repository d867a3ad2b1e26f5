"""The documents in plain JSON: the records one by one, all items together, and what leads to them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pipeline.documents import KINDS, ROOT, path_of
from pipeline.dumps.writing import Writer, encoded, plain
from pipeline.model import EVENTS, Entry, Published
from pipeline.outputs import File, Stream


def records(published: Published, writer: Writer) -> Iterator[File]:
    """Yield a document a record, and all items together as one document and as lines.

    Raises DumpError, at the latest when the pieces are read.
    """
    for code, entry in published.entries.items():
        yield writer.document("item", _item(entry), key=code, modified=entry.modified)
    yield Stream(f"{ROOT}/{path_of('items')}", _whole(published, writer))
    yield Stream(f"{ROOT}/{path_of('items-lines')}", _lines(published, writer))
    groups = (
        ("department", {key: plain(one) for key, one in published.departments.items()}, published.by_department),
        ("category", _terms(published, "categories"), published.by_category),
        ("theme", _terms(published, "themes"), published.by_theme),
    )
    for name, abouts, codes in groups:
        for key, about in abouts.items():
            items = codes[key]
            yield writer.document(name, {**about, "items": items}, key=key, modified=published.modified(items))
    for key, law in published.laws.items():
        cited_by = published.by_law[key]
        modified = published.modified(cited_by)
        yield writer.document("law", {**plain(law), "cited_by": cited_by}, key=key, modified=modified)
    for key, vocabulary in published.vocabularies.items():
        yield writer.document("vocabulary", plain(vocabulary), key=key)


def overviews(published: Published, writer: Writer, schemas: Iterable[str]) -> Iterator[File]:
    """Yield what leads to the records: the index, what changed, and which codes are retired."""
    modified = published.modified(published.entries)
    yield writer.document("index", _index(published, schemas), modified=modified)
    yield writer.document("changes", {"changes": _changes(published)}, modified=modified)
    retired = published.by_stage["repealed"]
    lines = [_retired(published.entries[code]) for code in retired]
    yield writer.document("retired", {"retired": lines}, modified=published.modified(retired))


def _item(entry: Entry) -> dict[str, Any]:
    return {**plain(entry.item), "derived": plain(entry.derived)}


def _lines(published: Published, writer: Writer) -> Iterator[bytes]:
    """Yield the records' own bytes; each is encoded anew, since all of them together would fill the memory."""
    for code, entry in published.entries.items():
        path = path_of("item", code)
        yield encoded(path, {**writer.about(path, entry.modified), **_item(entry)}).content


def _whole(published: Published, writer: Writer) -> Iterator[bytes]:
    """Yield the document of all items; the empty one fits its schema, and so does each of its records."""
    empty = writer.document("items", {"items": []}, modified=published.modified(published.entries))
    # Inside a text the quotes would be escaped, so that this stands once.
    before, opening, after = empty.content.partition(b'"items":[')
    yield before + opening
    for number, line in enumerate(_lines(published, writer)):
        yield (b"," if number else b"") + line.rstrip()
    yield after


def _index(published: Published, schemas: Iterable[str]) -> dict[str, Any]:
    settings = published.settings
    return {
        "title": settings.title,
        "jurisdiction": settings.jurisdiction,
        "division": settings.division,
        "date": published.today.isoformat(),
        **({"release": plain(published.release)} if published.release else {}),
        **({"licence": plain(settings.licence)} if settings.licence else {}),
        **({"notice": settings.banner} if settings.banner else {}),
        "all_items": path_of("items"),
        "documents": [
            {"path": kind.path, "media_type": kind.media_type, "title": kind.title}
            for kind in KINDS
            if kind.whole and kind.name not in {"index", *_absent(published)}
        ],
        "items": [
            {
                "code": code,
                "name": entry.item.name,
                "category": entry.item.category,
                "department": entry.item.department,
                "risk_level": entry.item.risk.level,
                "stage": entry.derived.stage,
                "path": path_of("item", code),
                **({"modified": entry.modified.isoformat()} if entry.modified else {}),
            }
            for code, entry in published.entries.items()
        ],
        "departments": [
            {
                "id": key,
                "number": one.number,
                "name": one.name,
                "items": len(published.by_department[key]),
                "path": path_of("department", key),
            }
            for key, one in published.departments.items()
        ],
        "categories": _lead(published, "categories", "category", published.by_category),
        "themes": _lead(published, "themes", "theme", published.by_theme),
        "laws": [{"id": key, "title": one.title, "path": path_of("law", key)} for key, one in published.laws.items()],
        "vocabularies": [
            {"id": key, "title": one.title, "path": path_of("vocabulary", key)}
            for key, one in published.vocabularies.items()
        ],
        "schemas": [path_of("schema", name) for name in schemas],
    }


def _absent(published: Published) -> Iterator[str]:
    """Yield the kinds of document that would be empty, and then are not written."""
    if not any(entry.events for entry in published.entries.values()):
        yield "changes-feed"
    if not any(entry.item.notice for entry in published.entries.values()):
        yield "notices"


def _lead(
    published: Published, vocabulary: str, name: str, codes: Mapping[str, tuple[str, ...]]
) -> list[dict[str, Any]]:
    """Return a line of the index for each term: how many items it has, and where they stand."""
    return [
        {"id": term.id, "title": term.title, "items": len(codes[term.id]), "path": path_of(name, term.id)}
        for term in published.vocabularies[vocabulary].terms
    ]


def _terms(published: Published, vocabulary: str) -> dict[str, dict[str, Any]]:
    return {term.id: plain(term) for term in published.vocabularies[vocabulary].terms}


def _changes(published: Published) -> list[dict[str, Any]]:
    """Return everything that happened to any item, newest first, of one day in the order of the codes."""
    return [
        {
            "date": event.date.isoformat(),
            "kind": event.kind,
            "kind_name": EVENTS[event.kind],
            "note": event.note,
            "code": entry.item.code,
            "name": entry.item.name,
            "department": entry.item.department,
            "path": path_of("item", entry.item.code),
        }
        for event, entry in published.happened(published.entries)
    ]


def _retired(entry: Entry) -> dict[str, Any]:
    successors = entry.derived.successors
    return {
        "code": entry.item.code,
        "kind": "redirect" if successors else "gone",
        "successors": successors,
        **({"ended": entry.item.ended.isoformat()} if entry.item.ended else {}),
        "path": path_of("item", entry.item.code),
    }
