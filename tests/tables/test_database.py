"""The SQLite database: keys that hold, types, and a search that finds words of two characters, in Datasette too."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from datasette.app import Datasette  # type: ignore[import-untyped]

from pipeline.model import Published
from pipeline.tables import TABLES, DatabaseError
from pipeline.tables.database import findable
from pipeline.tables.spec import Table
from pouring import COLUMNS, pour

pytestmark = pytest.mark.xdist_group("tables")


@pytest.fixture(scope="module")
def connection(poured_samples: Path) -> Iterator[sqlite3.Connection]:
    """Open the database of this repository's own catalogue."""
    with closing(sqlite3.connect(f"file:{poured_samples / 'catalogue.sqlite'}?mode=ro", uri=True)) as opened:
        yield opened


def test_the_database_is_sound(connection: sqlite3.Connection) -> None:
    """SQLite finds no fault in the file, and every foreign key leads to a row."""
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    assert connection.execute("PRAGMA page_size").fetchone() == (4096,)


def test_keys_and_references_are_declared(connection: sqlite3.Connection) -> None:
    """Every table has its primary key, and of all that refers to another table SQLite knows it."""
    for table in TABLES:
        about = connection.execute(f"PRAGMA table_info({table.name})").fetchall()
        keys = [name for _, name, _, _, _, place in sorted(about, key=lambda row: row[5]) if place]
        assert keys == [column.name for column in COLUMNS[table.name][: len(table.keys)]]
        links = connection.execute(f"PRAGMA foreign_key_list({table.name})").fetchall()
        assert {(row[2], row[3], row[4]) for row in links} == {
            (one.table, *pair) for one in table.references for pair in zip(one.columns, one.fields, strict=True)
        }


def test_titles_stand_in_the_statements(connection: sqlite3.Connection) -> None:
    """Whoever looks at a table's statement reads what its columns are called in Chinese."""
    (sql,) = connection.execute("SELECT sql FROM sqlite_master WHERE name = 'legal_bases'").fetchone()
    assert "CREATE TABLE legal_bases ( -- 法律依据\n" in sql
    assert "article INTEGER NOT NULL, -- 条\n" in sql


def test_names_need_no_quotation_marks(connection: sqlite3.Connection) -> None:
    """No table and no column has a name that SQL takes for a word of its own."""
    for table in TABLES:
        names = ", ".join(column.name for column in COLUMNS[table.name])
        connection.execute(f"SELECT {names} FROM {table.name} LIMIT 1")


@pytest.mark.parametrize("table", [table for table in TABLES if table.searched], ids=lambda table: table.name)
@pytest.mark.parametrize("word", ["许可", "管", "交通", "道路运输", "行政许可法", "511900-33-CF-0001"])
def test_search_finds_words_of_any_length(connection: sqlite3.Connection, table: Table, word: str) -> None:
    """A word is found wherever it stands inside a text: what LIKE finds, and nothing else."""
    found = f"SELECT rowid FROM {table.name}_fts WHERE {table.name}_fts MATCH ? ORDER BY rowid"
    like = " OR ".join(f"{column} LIKE :word" for column in table.searched)
    wanted = f"SELECT rowid FROM {table.name} WHERE {like} ORDER BY rowid"
    rows = connection.execute(found, (f'"{word}"',)).fetchall()
    assert rows == connection.execute(wanted, {"word": f"%{word}%"}).fetchall()
    assert rows or table.name != "items" or word == "行政许可法"


def test_every_name_is_found_as_it_is_written(connection: sqlite3.Connection) -> None:
    """A whole name finds its item, however long it is and whatever signs are in it."""
    asked = "SELECT count(*) FROM items_fts WHERE items_fts MATCH ? AND rowid = ?"
    for number, name in connection.execute("SELECT rowid, name FROM items").fetchall():
        assert connection.execute(asked, (f'name : "{name}"', number)).fetchone() == (1,), name


def test_pieces_stop_at_signs() -> None:
    """After the text come its pieces, each once; none reaches over a sign, none is longer than eight characters."""
    assert findable("占道、占") == "占道、占 占 占道 道"
    assert findable(None) == ""
    assert max(len(piece) for piece in findable("一二三四五六七八九十").split()[1:]) == 8


def test_datasette_opens_and_searches_it(poured_samples: Path) -> None:
    """Datasette knows the search index of the file by itself, follows its keys, and finds a word of two characters."""

    async def ask(*paths: str) -> list[Any]:
        datasette = Datasette([str(poured_samples / "catalogue.sqlite")])
        return [(await datasette.client.get(path)).json() for path in paths]

    paths = (
        "/catalogue/items.json?_search=挖路&_shape=array&_size=max",
        "/catalogue/items.json?_search=处罚+罚款&_size=0",
        "/catalogue/legal_bases.json?law=xing-zheng-chu-fa-fa&_labels=on&_size=1",
    )
    # In a thread of its own: a browser that other tests have open keeps this one's loop running.
    with ThreadPoolExecutor(1) as thread:
        found, counted, law = thread.submit(lambda: asyncio.run(ask(*paths))).result()
    assert found
    assert all("挖路" in row["name"] + row["aliases"] + row["summary"] for row in found)
    assert counted["filtered_table_rows_count"] > 0
    assert law["rows"][0]["law"]["value"] == "xing-zheng-chu-fa-fa"


def test_without_full_text_search_the_build_says_so(
    invented: Published, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A SQLite that lacks the module is a fault of the machine, told in one sentence."""
    monkeypatch.setattr("pipeline.tables.database._SEARCH", "no-such-module")
    with pytest.raises(DatabaseError, match="FTS5"):
        pour(invented, tmp_path)
