"""Walk the published records and yield the rows of a table, one at a time."""

from __future__ import annotations

import keyword
import operator
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import msgspec

from pipeline.model import Published
from pipeline.tables.spec import Cell, Row, Table

Getter = Callable[[Any], Any]


def rows_of(table: Table, published: Published) -> Iterator[Row]:
    """Yield a tuple of cells for each row, in the order of the table's columns; a list is JSON."""
    ways = {name: _lists(table, path) for name, path in table.paths.items()}
    # What is derived stands beside the authored record here, below it in JSON.
    root = "item" if table.record == "item" and not all(table.paths.values()) else ""
    getters = [_getter(field.path, root) for field in table.fields]
    for key, record in _records(table, published).items():
        for name, lists in ways.items():
            start: Row = (key, name) if len(ways) > 1 else (key,)
            for keys, one in _walk(start, record, lists):
                yield (*keys, *(_cell(get(one)) for get in getters))


def _records(table: Table, published: Published) -> Mapping[str, Any]:
    records: dict[str, Mapping[str, Any]] = {
        "item": published.entries,
        "department": published.departments,
        "law": published.laws,
        "vocabulary": published.vocabularies,
    }
    return records[table.record]


def _lists(table: Table, path: str) -> list[Getter]:
    """Return the functions that lead from a record through its lists to what a row stands for."""
    first, *others = path.split("[]")[:-1] or [""]
    if not first:
        return []
    return [_getter(first, "item" if table.record == "item" else ""), *map(_getter, others)]


def _walk(keys: Row, one: Any, lists: Sequence[Getter]) -> Iterator[tuple[Row, Any]]:
    """Yield what the lists lead to, each with the numbers under which it stands."""
    if not lists:
        yield keys, one
        return
    for position, part in enumerate(lists[0](one), 1):
        yield from _walk((*keys, position), part, lists[1:])


def _getter(path: str, root: str = "") -> Getter:
    """Return the function that follows a way and gives None where it ends early."""
    whole = path if path.startswith("derived.") or not root else f"{root}.{path}"
    names = [f"{name}_" if keyword.iskeyword(name) else name for name in whole.split(".") if name]
    if len(names) == 1:
        return operator.attrgetter(*names)

    def get(one: Any) -> Any:
        for name in names:
            if one is None:
                return None
            one = getattr(one, name)
        return one

    return get


def _cell(value: Any) -> Cell:
    """Return a value as it stands in a row; an empty list says as little as None."""
    if isinstance(value, tuple):
        return msgspec.json.encode(value).decode() if value else None
    cell: Cell = value
    return cell
