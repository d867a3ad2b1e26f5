"""Write plain values as a data file: a record as its department would have written it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pipeline.formatting.shape import Schema, Shape
from pipeline.formatting.tree import Collection, Entry, Node, Scalar, Tree
from pipeline.formatting.writing import written


def composed(record: Mapping[str, Any], schema: Schema) -> bytes:
    """Return a record of texts, whole numbers, booleans, lists and mappings as a file in its one written form."""
    return written(Tree("", [], _node(record), []), Shape(schema)).encode()


def _node(value: Any) -> Node:
    match value:
        case str():
            return Scalar(value, plain=False)
        case bool() | int():
            return Scalar(str(value).lower(), plain=True)
        case list() | tuple():
            return Collection(mapping=False, entries=[Entry([], None, _node(inner)) for inner in value], below=[])
        case Mapping():
            entries = [Entry([], Scalar(key, plain=True), _node(inner)) for key, inner in value.items()]
            return Collection(mapping=True, entries=entries, below=[])
    raise TypeError(f"no data file holds a {type(value).__name__}")
