"""The workbooks: every power once, ready to be printed, and nothing that a spreadsheet would run."""

from __future__ import annotations

import datetime as dt
import io
from collections import Counter
from pathlib import Path

import msgspec
import openpyxl  # type: ignore[import-untyped]
import pytest
from openpyxl.worksheet.worksheet import Worksheet  # type: ignore[import-untyped]

from pipeline.model import Published
from pipeline.tables.workbook import as_workbook
from support import XK

pytestmark = pytest.mark.xdist_group("tables")
_HEAD = 3


def rows(sheet: Worksheet) -> list[dict[str, object]]:
    """Return the lines of a list by the titles of their columns."""
    titles, *lines = sheet.iter_rows(min_row=_HEAD, values_only=True)
    return [dict(zip(titles, line, strict=True)) for line in lines]


def test_every_item_stands_once_in_its_departments_workbook(poured_samples: Path, samples: Published) -> None:
    """All workbooks together list every item of the catalogue once, under its department, and every risk point."""
    seen: Counter[object] = Counter()
    points = 0
    for key, codes in samples.by_department.items():
        book = openpyxl.load_workbook(poured_samples / f"departments/{key}.xlsx")
        assert book.sheetnames == ["权力清单", "廉政风险防控"]
        assert book["权力清单"]["A1"].value == f"{samples.departments[key].name}行政权力清单"
        if codes:
            lines = rows(book["权力清单"])
            assert [line["序号"] for line in lines] == list(range(1, len(codes) + 1))
            seen.update(line["编码"] for line in lines)
            risks = rows(book["廉政风险防控"])
            assert {line["编码"] for line in risks} == set(codes)
            assert all(line["环节"] for line in risks)
            points += len(risks)
        else:
            assert str(book["权力清单"].cell(_HEAD + 1, 1).value).startswith("目录中没有本部门的事项。")
    assert seen == Counter(list(samples.entries))
    assert points == sum(len(entry.item.risk.points) for entry in samples.entries.values())


def test_a_line_says_what_the_item_says(poured: Path, invented: Published) -> None:
    """The columns that offices print hold the item's own words."""
    item = invented.entries[XK].item
    book = openpyxl.load_workbook(poured / f"departments/{item.department}.xlsx")
    line = next(line for line in rows(book["权力清单"]) if line["编码"] == XK)
    assert line["名称"] == item.name
    assert line["实施主体"] == item.implementing_body.name
    assert str(line["责任事项"]).split("\n") == [f"{number}. {duty}" for number, duty in enumerate(item.duties, 1)]
    assert str(line["法律依据"]).startswith(f"{item.legal_basis[0].role}：《")
    assert line["状态"] == "施行中"
    (banner,) = [invented.settings.banner]
    assert book["权力清单"]["A2"].value == book["廉政风险防控"]["A2"].value == banner


def test_sheets_are_ready_to_print(poured: Path) -> None:
    """A4 across, as wide as the page, the columns' titles on every page, pages counted, texts wrapped."""
    for path in (poured / "departments").glob("*.xlsx"):
        for sheet in openpyxl.load_workbook(path).worksheets:
            setup = sheet.page_setup
            assert (setup.paperSize, setup.orientation) == (9, "landscape")
            assert (setup.fitToWidth or 1, setup.fitToHeight) == (1, 0)  # one page wide is what is meant by nothing
            assert sheet.sheet_properties.pageSetUpPr.fitToPage
            assert sheet.print_title_rows == "$3:$3"
            assert sheet.freeze_panes == "D4"
            assert sheet.oddFooter.center.text == f"{sheet.title}　第 &P 页，共 &N 页"
            assert sheet.cell(_HEAD, 1).alignment.wrap_text


def test_nothing_in_a_cell_is_run(invented: Published) -> None:
    """Even a text that got past the check and looks like a formula or an address is only text."""
    entry = invented.entries[XK]
    item = msgspec.structs.replace(entry.item, name="=1+1", duties=("https://example.org/",))
    spoilt = {**invented.entries, XK: msgspec.structs.replace(entry, item=item)}
    content = as_workbook(msgspec.structs.replace(invented, entries=spoilt), item.department)
    sheet = openpyxl.load_workbook(io.BytesIO(content))["权力清单"]
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells if cell.value is not None} == {"s", "n"}
    assert "=1+1" in [cell.value for cell in cells]
    assert not [cell for cell in cells if cell.hyperlink]


def test_a_workbook_is_dated_by_its_last_change(poured: Path, invented: Published) -> None:
    """The day in the file's properties is that of the last change, so that an unchanged list is an unchanged file."""
    for key, codes in invented.by_department.items():
        changes = [change.date for code in codes if (change := invented.entries[code].item.last_change)]
        created = openpyxl.load_workbook(poured / f"departments/{key}.xlsx").properties.created
        assert created.date() == max(changes, default=dt.date(1980, 1, 1))
