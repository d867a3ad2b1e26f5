"""What a format cannot hold. Such a value stops the build: nothing is cut, rounded or given another sign."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from pipeline.dumps.writing import NOT_XML
from pipeline.tables.spec import Cell, Column, Row


class UnwritableError(Exception):
    """A value does not fit a format; names record, field and format."""


class Limits(msgspec.Struct, frozen=True):
    """A format's name and what it holds at most."""

    format: str
    largest: int | None = None
    """The largest integer, and with a minus the smallest; None for any."""
    longest: int | None = None
    """The most UTF-16 units of a text; None for any."""

    def fault(self, cell: Cell) -> str:
        """Say in Chinese why a value does not fit; nothing when it does."""
        if isinstance(cell, str):
            if found := NOT_XML.search(cell):
                return f"里面有不能写出的字符 U+{ord(found[0]):04X}"
            if self.longest and len(cell) * 2 > self.longest and (long := _units(cell)) > self.longest:
                return f"有 {long} 个字符，最多 {self.longest} 个"
        elif self.largest and isinstance(cell, int) and abs(cell) > self.largest:
            return f"{cell} 超过了能够准确写出的最大整数 {self.largest}"
        return ""

    def fitting(self, table: str, columns: Sequence[Column], rows: Iterable[Row]) -> Iterator[Row]:
        """Pass all rows on; raises UnwritableError at the first value that does not fit."""
        for row in rows:
            for place, cell in enumerate(row):
                if cell is not None and (fault := self.fault(cell)):
                    column = columns[place]
                    raise self.refused(str(row[0]), f"“{column.title}”（表 {table} 的 {column.name} 列）", fault)
            yield row

    def refused(self, record: str, field: str, fault: str) -> UnwritableError:
        """Return the error that names record, field and format."""
        return UnwritableError(f"{record} 的{field}写不进 {self.format}：{fault}")


OPEN = Limits("CSV、Parquet 和 SQLite", largest=2**63 - 1)
EXCEL = Limits("Excel", largest=10**15 - 1, longest=32_767)
"""Excel counts in binary fractions of fifteen digits."""


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
