"""Write all tables into one SQLite database with keys, indexes and full-text search; the same rows, the same bytes.

Full-text search takes what stands between two signs for a word, and Chinese has no spaces. The tokenizer of three
characters would not find words of two, and one of our own would be missing where the file is opened. So the index holds
every text and after it each piece of it as a word: whoever asks for 许可, in Datasette or in SQL, finds 行政许可法.
"""

from __future__ import annotations

import datetime as dt
import re
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from itertools import chain
from pathlib import Path

from pipeline.tables.spec import Cell, Column, Kind, Row, Table

_TYPES: Mapping[Kind, str] = {
    "text": "TEXT",
    "integer": "INTEGER",
    "boolean": "BOOLEAN",
    "date": "DATE",
    "list": "TEXT",
}
_SEARCH = "fts5"
_WORD = re.compile(r"[^\W_]+")
_LONGEST = 8
"""How many characters a piece has at most; a text between two signs is a word as a whole besides."""


class DatabaseError(Exception):
    """This machine's SQLite cannot write the database."""


def create(path: Path, contents: Iterable[tuple[Table, Sequence[Column], Iterable[Row]]]) -> None:
    """Write a database that does not exist yet; memory holds a few pages of it.

    Raises DatabaseError where SQLite lacks full-text search.
    """
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        _prepare(connection)
        connection.execute("BEGIN")
        for table, columns, rows in contents:
            _fill(connection, table, columns, rows)
        connection.execute("COMMIT")
        connection.execute("VACUUM")


def read(path: Path, table: Table) -> Iterator[tuple[Cell, ...]]:
    """Yield the rows of a table as SQLite holds them, in their order: booleans are 0 and 1, dates are texts."""
    with closing(sqlite3.connect(path)) as connection:
        yield from connection.execute(f"SELECT * FROM {table.name} ORDER BY rowid")


def _prepare(connection: sqlite3.Connection) -> None:
    if not connection.execute("SELECT 1 FROM pragma_module_list WHERE name = ?", (_SEARCH,)).fetchone():
        raise DatabaseError("这台机器上 Python 所带的 SQLite 没有全文检索（FTS5），请换用带有它的 Python")
    # The file is made anew or not at all, so it needs no journal; a page's size would else be the machine's choice.
    for setting in ("page_size = 4096", "encoding = 'UTF-8'", "journal_mode = OFF", "synchronous = OFF"):
        connection.execute(f"PRAGMA {setting}")


def _fill(connection: sqlite3.Connection, table: Table, columns: Sequence[Column], rows: Iterable[Row]) -> None:
    connection.execute(_created(table, columns))
    marks = ", ".join("?" * len(columns))
    dates = [place for place, column in enumerate(columns) if column.kind == "date"]
    connection.executemany(f"INSERT INTO {table.name} VALUES ({marks})", (_stored(row, dates) for row in rows))
    keys = tuple(column.name for column in columns[: len(table.keys)])
    for reference in table.references:
        if reference.columns != keys[: len(reference.columns)]:  # the primary key is an index already
            name = "_".join((table.name, *reference.columns))
            connection.execute(f"CREATE INDEX {name} ON {table.name} ({', '.join(reference.columns)})")
    if table.searched:
        _index(connection, table)


def _created(table: Table, columns: Sequence[Column]) -> str:
    """Return the statement that creates a table; the titles stand in it as remarks, which the file keeps."""
    parts = [f"{column.name} {_TYPES[column.kind]}{' NOT NULL' * column.required}" for column in columns]
    parts.append(f"PRIMARY KEY ({', '.join(column.name for column in columns[: len(table.keys)])})")
    parts += [
        f"FOREIGN KEY ({', '.join(one.columns)}) REFERENCES {one.table} ({', '.join(one.fields)})"
        for one in table.references
    ]
    remarks = chain((f" -- {column.title}" for column in columns), [""] * len(parts))
    ends = chain([","] * (len(parts) - 1), [""])
    lines = [f"  {part}{end}{remark}" for part, end, remark in zip(parts, ends, remarks, strict=False)]
    return "\n".join([f"CREATE TABLE {table.name} ( -- {table.title}", *lines, ")"])


def _stored(row: Row, dates: Sequence[int]) -> Sequence[object]:
    if not dates:
        return row
    cells: list[object] = list(row)
    for place in dates:
        day = row[place]
        cells[place] = day.isoformat() if isinstance(day, dt.date) else None
    return cells


def _index(connection: sqlite3.Connection, table: Table) -> None:
    """Make the texts of a table findable; they are not stored a second time."""
    names = ", ".join(table.searched)
    # Datasette knows the index by these words.
    connection.execute(f'CREATE VIRTUAL TABLE {table.name}_fts USING FTS5 ({names}, content="{table.name}")')
    texts = connection.execute(f"SELECT rowid, {names} FROM {table.name}")
    marks = ", ".join("?" * (len(table.searched) + 1))
    connection.executemany(
        f"INSERT INTO {table.name}_fts (rowid, {names}) VALUES ({marks})",
        ((number, *map(findable, cells)) for number, *cells in texts),
    )
    connection.execute(f"INSERT INTO {table.name}_fts ({table.name}_fts) VALUES ('optimize')")


def findable(text: str | None) -> str:
    """Return a text and after it its pieces of up to eight characters, each once."""
    if not text:
        return ""
    pieces = (
        word[start:end]
        for word in _WORD.findall(text)
        for start in range(len(word))
        for end in range(start + 1, min(start + _LONGEST, len(word)) + 1)
    )
    return " ".join(chain([text], dict.fromkeys(pieces)))
