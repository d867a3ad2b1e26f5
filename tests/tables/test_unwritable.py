"""What fits a format and what does not, to the last one that does."""

from __future__ import annotations

import pytest

from pipeline.tables.spec import Cell
from pipeline.tables.unwritable import EXCEL, OPEN


@pytest.mark.parametrize("cell", [None, True, "", "a\tb\r\nc", "𰻞", 2**63 - 1, 1 - 2**63, "长" * 100_000])
def test_what_fits_passes(cell: Cell) -> None:
    """Tabs and line breaks, rare characters, the largest integers and long texts can be written."""
    assert OPEN.fault(cell) == ""


@pytest.mark.parametrize("cell", ["\0", "a\x0b", "\x1f", "\ud800", "\uffff", 2**63, -(2**63)])
def test_what_does_not_fit_is_told(cell: Cell) -> None:
    """Control characters, half characters and integers beyond 64 bits cannot be written."""
    assert OPEN.fault(cell)


@pytest.mark.parametrize(("cell", "fits"), [("长" * 32_767, True), ("长" * 32_768, False), ("𰻞" * 16_384, False)])
def test_a_cell_of_excel_is_measured_as_excel_does(cell: Cell, fits: bool) -> None:  # noqa: FBT001
    """A character beyond the first plane counts twice."""
    assert bool(EXCEL.fault(cell)) is not fits


def test_excel_keeps_fifteen_digits() -> None:
    """An integer that Excel would round is told."""
    assert not EXCEL.fault(10**15 - 1)
    assert EXCEL.fault(10**15)
