"""All formats of the tables together: they say what the JSON says, the same on every build, and nothing withheld."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path
from typing import Any

import msgspec
import pyarrow.parquet as pq  # type: ignore[import-untyped]
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline import schema
from pipeline.dumps.contract import contract
from pipeline.model import PublicItem, Published
from pipeline.tables import TABLES, UnwritableError
from pouring import COLUMNS, documents, expected, lines, pour
from support import CANARY, XK

pytestmark = pytest.mark.xdist_group("tables")

_PROSE = frozenset(
    {
        "name",
        "summary",
        "provides",
        "risk",
        "note",
        "standard",
        "condition",
        "circumstance",
        "when",
        "reason",
        "address",
        "body",
    }
)
"""Fields that hold words of one's own, wherever they stand."""
_LISTS = frozenset({"duties", "accountability", "conditions", "aliases", "measures", "documents"})

hostile = st.lists(
    st.sampled_from(
        [
            '"',
            '""',
            ",",
            "\n",
            "\r\n",
            "\r",
            "\t",
            " ",
            "'",
            ";",
            "\\",
            "😀",
            "𠮷",
            "𰻞",
            "公",
            "[",
            "NULL",
            "=",
            "true",
        ]
    )
    | st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"),
    min_size=1,
    max_size=12,
).map("".join)
"""Texts that confuse readers of tables."""


def spoiled(value: Any, text: str, name: str = "") -> Any:
    """Return a record with a text put before the words of every field of prose."""
    if isinstance(value, dict):
        return {key: spoiled(inner, text, key) for key, inner in value.items()}
    if isinstance(value, list):
        return [spoiled(inner, text, name) for inner in value]
    return f"{text}{value}" if isinstance(value, str) and name in _PROSE | _LISTS else value


def said(cell: str, kind: str) -> Any:
    """Return what a cell of a CSV file says."""
    if not cell:
        return None
    readers: dict[str, Any] = {
        "integer": int,
        "list": json.loads,
        "boolean": {"true": True, "false": False}.__getitem__,
    }
    return readers.get(kind, str)(cell)


def assert_equal(poured: Path, invented: Published) -> None:
    """Compare every row of every CSV file with the JSON."""
    records = documents(invented)
    for table in TABLES:
        columns = COLUMNS[table.name]
        head, *rows = lines(poured, table.name)
        assert head == [column.name for column in columns]
        found = [[said(cell, column.kind) for cell, column in zip(row, columns, strict=True)] for row in rows]
        wanted = list(expected(table, records[table.record]))
        # JSON does not write a flag that is not set.
        for row, other in zip(found, wanted, strict=True):
            for place, column in enumerate(columns):
                if column.kind == "boolean" and row[place] is False and other[place] is None:
                    other[place] = False
        assert found == wanted, table.name


def test_every_row_says_what_the_json_says(poured: Path, invented: Published) -> None:
    """Each CSV file has one row for each thing in the JSON, in its order, with the same values."""
    assert_equal(poured, invented)


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(text=hostile)
def test_no_text_is_changed_on_its_way(
    invented: Published, tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    """Quotation marks, commas, line breaks, blanks at the edge and rare characters arrive as they were."""
    entries = {
        code: msgspec.structs.replace(
            entry, item=msgspec.convert(spoiled(msgspec.to_builtins(entry.item), text), PublicItem)
        )
        for code, entry in invented.entries.items()
    }
    spoilt = msgspec.structs.replace(invented, entries=entries)
    poured = pour(spoilt, tmp_path_factory.mktemp("hostile"))
    assert_equal(poured, spoilt)
    assert_same(poured)


def assert_same(poured: Path) -> None:
    """Compare the rows of Parquet and SQLite with those of CSV."""
    with closing(sqlite3.connect(poured / "catalogue.sqlite")) as connection:
        for table in TABLES:
            columns = COLUMNS[table.name]
            rows = [
                [
                    said(cell, "text" if column.kind == "list" else column.kind)
                    for cell, column in zip(row, columns, strict=True)
                ]
                for row in lines(poured, table.name)[1:]
            ]
            stored = [list(row) for row in connection.execute(f"SELECT * FROM {table.name} ORDER BY rowid")]
            assert stored == rows, table.name
            parquet = pq.read_table(poured / f"tables/{table.name}.parquet")
            assert parquet.column_names == [column.name for column in columns]
            read = [list(row.values()) for row in parquet.to_pylist()]
            assert [[day.isoformat() if hasattr(day, "isoformat") else day for day in row] for row in read] == rows


def test_all_formats_hold_the_same_rows(poured_samples: Path) -> None:
    """Parquet and SQLite hold the rows of the CSV files, in their order; only the types are their own."""
    assert_same(poured_samples)


def test_every_public_field_stands_in_a_table() -> None:
    """Whatever the schemas promise can be read from the tables, save what is counted from them and of the document."""

    def leaves(about: dict[str, Any], whole: dict[str, Any], path: str = "") -> set[str]:
        about = whole["$defs"][about["$ref"].rpartition("/")[2]] if "$ref" in about else about
        if "properties" in about:
            return {leaf for name, one in about["properties"].items() for leaf in leaves(one, whole, f"{path}.{name}")}
        return leaves(about["items"], whole, f"{path}[]") if "items" in about else {path.removeprefix(".")}

    schemas = contract(schema.authored())
    for record in ("item", "department", "law", "vocabulary"):
        shown = {"schema_version"}
        for table in (one for one in TABLES if one.record == record):
            shown |= {table.keys[0].path}
            for path in table.paths.values():
                ways = {f"{path}.{field.path}".strip(".") for field in table.fields}
                shown |= ways | {f"{way}[]" for way in ways}
        counted = {"department": {"items[]"}, "law": {"cited_by[]"}}.get(record, set())
        promised = {leaf for leaf in leaves(schemas[record], schemas[record]) if not leaf.startswith("document.")}
        assert promised - shown == counted


def test_two_builds_give_the_same_bytes(invented: Published, poured: Path, tmp_path: Path) -> None:
    """No file holds the hour, the machine's folder or anything else but the records."""
    again = pour(invented, tmp_path)

    def digests(place: Path) -> dict[str, str]:
        files = [path for path in sorted(place.rglob("*")) if path.is_file()]
        return {path.relative_to(place).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}

    assert digests(again) == digests(poured)
    assert len(digests(poured)) == 2 * len(TABLES) + 2 + len(invented.departments)


def test_the_day_and_the_commit_change_no_table(poured: Path, invented: Published, tmp_path: Path) -> None:
    """A day that changes no stage changes no file."""
    later = msgspec.structs.replace(invented, today=invented.today + dt.timedelta(days=1))
    again = pour(later, tmp_path)
    files = [path.relative_to(poured) for path in poured.rglob("*") if path.is_file()]
    assert [path for path in files if (poured / path).read_bytes() != (again / path).read_bytes()] == []


def test_nothing_withheld_is_in_any_file(poured: Path) -> None:
    """The editor's note is in no byte: not in the workbooks' parts, the compressed columns or the search index."""
    words = [CANARY.encode(), "金丝雀".encode()]
    for path in poured.rglob("*"):
        held = [path.read_bytes()] if path.is_file() else []
        if path.suffix == ".xlsx":
            with zipfile.ZipFile(path) as parts:
                held = [parts.read(name) for name in parts.namelist()]
        if path.suffix == ".parquet":
            held.append(str(pq.read_table(path).to_pylist()).encode())
        assert not [word for word in words for content in held if word in content], path
    with closing(sqlite3.connect(poured / "catalogue.sqlite")) as connection:
        for table in (one.name for one in TABLES if one.searched):
            asked = f'SELECT count(*) FROM {table}_fts WHERE {table}_fts MATCH \'"canary" OR "金丝"\''
            assert connection.execute(asked).fetchone() == (0,)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"name": "占用\x01公园"}, ("行政权力名称", "items 的 name 列", "SQLite", "U+0001")),
        ({"quota": "\ud800"}, ("数量限制", "quota", "CSV", "U+D800")),
        ({"duties": ("好\ufffe",)}, ("责任事项", "duties 的 text 列", "Parquet", "U+FFFE")),
        ({"accountability": ("长" * 32_768,)}, ("追责情形", "Excel", "32767")),
    ],
)
def test_what_cannot_be_written_is_told(
    invented: Published, tmp_path: Path, change: dict[str, Any], words: tuple[str, ...]
) -> None:
    """A value that a format cannot hold stops the build; the sentence names record, field and format."""
    entry = invented.entries[XK]
    broken = msgspec.structs.replace(entry, item=msgspec.structs.replace(entry.item, **change))
    with pytest.raises(UnwritableError) as told:
        pour(msgspec.structs.replace(invented, entries={**invented.entries, XK: broken}), tmp_path)
    assert str(told.value).startswith(f"{XK} 的“")
    assert [word for word in words if word not in str(told.value)] == []


def test_an_integer_that_no_column_holds_is_told(invented: Published, tmp_path: Path) -> None:
    """An integer of more than 64 bits is neither rounded nor written as text."""
    entry = invented.entries[XK]
    (first, *others) = entry.item.materials
    item = msgspec.structs.replace(entry.item, materials=(msgspec.structs.replace(first, copies=2**63), *others))
    broken = {**invented.entries, XK: msgspec.structs.replace(entry, item=item)}
    with pytest.raises(
        UnwritableError, match=rf"{XK} 的“份数”（表 materials 的 copies 列）写不进 CSV、Parquet 和 SQLite"
    ):
        pour(msgspec.structs.replace(invented, entries=broken), tmp_path)
