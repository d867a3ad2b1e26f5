"""An output is a value: a path below the site folder and its bytes, whole or in pieces. One function writes all."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from typing import NamedTuple


class Output(NamedTuple):
    """One file of the site; ``path`` is relative with forward slashes."""

    path: str
    content: bytes


class Stream(NamedTuple):
    """One file of the site that grows with the catalogue: written piece by piece, never whole in memory."""

    path: str
    pieces: Iterable[bytes]
    """To be read once."""


File = Output | Stream


class Measured:
    """Pieces of a file, to be read once; when they have passed it knows their size and hash."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._pieces = pieces
        self._hash = hashlib.sha256()
        self.size = 0
        """Bytes."""

    def __iter__(self) -> Iterator[bytes]:
        for piece in self._pieces:
            self._hash.update(piece)
            self.size += len(piece)
            yield piece

    @property
    def sha256(self) -> str:
        """Return the hash of what has passed, in hexadecimal."""
        return self._hash.hexdigest()


class Page(NamedTuple):
    """One page before it is poured into its frame; texts are plain, ``content`` is safe HTML."""

    address: str
    """The page's folder relative to the site, e.g. ``items/511900-37-XK-0001/``; empty for the home page."""
    title: str
    description: str
    content: str
    head: str = ""
    """Safe HTML for the page's head."""

    @property
    def depth(self) -> int:
        """Return how many folders the page lies below the site."""
        return self.address.count("/")
