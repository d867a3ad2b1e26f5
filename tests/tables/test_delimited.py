"""The CSV files are what RFC 4180 describes."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.tables.delimited import as_csv
from pipeline.tables.spec import Column, Kind

pytestmark = pytest.mark.xdist_group("tables")


def column(name: str, kind: Kind = "text") -> Column:
    """Return a column of which only name and kind matter."""
    return Column(name=name, kind=kind, title="", description="", required=False)


def test_cells_are_written_as_described() -> None:
    """A flag is true or false, what is absent is empty, and only what must be is put in quotation marks."""
    rows = [("甲,乙", 1, 20), ('说"是"', 0, None), (" 空 ", None, 0)]
    written = b"".join(as_csv([column("a"), column("b", "boolean"), column("c", "integer")], rows)).decode()
    assert written == 'a,b,c\r\n"甲,乙",true,20\r\n"说""是""",false,\r\n 空 ,,0\r\n'


def test_files_are_utf8_without_a_mark(poured: Path) -> None:
    """No file begins with a byte order mark, and every line ends in CRLF."""
    for path in (poured / "tables").glob("*.csv"):
        content = path.read_bytes()
        assert not content.startswith(b"\xef\xbb\xbf")
        assert content.decode("utf-8").endswith("\r\n")
        assert content.count(b"\n") == content.count(b"\r\n")


def test_a_long_table_comes_in_pieces() -> None:
    """What has been written is handed on before the rest is read."""
    read = 0

    def rows() -> object:
        nonlocal read
        for _ in range(1000):
            read += 1
            yield ("长" * 1000,)

    pieces = as_csv([column("a")], rows())  # type: ignore[arg-type]
    next(pieces)
    assert 0 < read < 1000
