"""Find texts in a whole document, whatever their field."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import msgspec

from pipeline.model import Document
from pipeline.problems import KeyPath


def texts(document: Document, trace: Callable[[str], object]) -> Iterator[tuple[KeyPath, str]]:
    """Yield every text of a document with its place; none when ``trace`` finds nothing in the document as JSON.

    Few documents hold a trace, so almost all are spared the costly walk.
    """
    if trace(msgspec.json.encode(document.data).decode()):
        yield from _walk((), document.data)


def _walk(where: KeyPath, value: Any) -> Iterator[tuple[KeyPath, str]]:
    if isinstance(value, str):
        yield where, value
    elif isinstance(value, dict | list):
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _walk((*where, key), inner)
