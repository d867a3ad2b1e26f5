"""What a table is: its name, what a row stands for, and its columns; every writer pours from this one definition."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Literal

import msgspec

Kind = Literal["text", "integer", "boolean", "date", "list"]
"""What a column holds; a list is a list of texts, written as JSON."""
Cell = str | int | dt.date | None
"""What stands in a row; None where the record says nothing."""
Row = tuple[Cell, ...]


class Field(msgspec.Struct, frozen=True):
    """A column as it is asked for: the way to a field of what a row stands for, e.g. ``implementing_body.name``."""

    path: str
    """Empty in a key, and where a row stands for a text of a list."""
    name: str = ""
    """The column's name where it is not the way with underscores."""
    title: str = ""
    """The column's Chinese title where the schema's does not tell it from another column."""

    @property
    def column(self) -> str:
        """Return the name of the column."""
        return self.name or self.path.replace(".", "_")


class Reference(msgspec.Struct, frozen=True):
    """A foreign key: ``columns`` name a row of ``table`` by its columns ``fields``."""

    columns: tuple[str, ...]
    table: str
    fields: tuple[str, ...]


class Table(msgspec.Struct, frozen=True, kw_only=True):
    """One table: for every thing that ``paths`` lead to, in the order of the records, one row."""

    name: str
    title: str
    description: str
    record: Literal["item", "department", "law", "vocabulary"]
    paths: Mapping[str, str]
    """The ways from a record to what a row stands for, e.g. ``legal_basis[].ranges[]``; the record itself is empty.

    Where there are several, their names are the second key.
    """
    keys: tuple[Field, ...]
    """The primary key: the record's identifier, the way's name, then numbers that count from 1."""
    fields: tuple[Field, ...]
    references: tuple[Reference, ...] = ()
    searched: tuple[str, ...] = ()
    """The columns that full-text search knows."""


class Column(msgspec.Struct, frozen=True, kw_only=True):
    """A column ready to be written; title, description and type are those of the published schema."""

    name: str
    kind: Kind
    title: str
    description: str
    required: bool
    """Whether every row has a value."""
    choices: tuple[str | int, ...] = ()
    """All values there can be; empty where they are not listed."""
