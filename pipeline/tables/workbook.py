"""Write the list of one department's powers as a workbook, as offices print and file it: A4, a line a power."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

import xlsxwriter  # type: ignore[import-untyped]  # it ships no types
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

from pipeline import wording
from pipeline.model import Department, Entry, Fees, Published, RiskPoint
from pipeline.tables.unwritable import EXCEL

_EARLIEST = dt.date(1980, 1, 1)
"""The first day a ZIP file knows; stands for the day of a list in which nothing was ever changed."""
_A4 = 9
_HEAD = 2
"""The row of the columns' titles, counted from 0; above it stand the list's title and what must be said of it."""


class _Line(NamedTuple):
    """What one row of a sheet is made from."""

    number: int
    entry: Entry
    published: Published
    point: RiskPoint | None = None


class _Column(NamedTuple):
    title: str
    width: float
    """In characters of Latin text; a Han character takes nearly two."""
    value: Callable[[_Line], str | int]


class _Sheet(NamedTuple):
    name: str
    title: str
    """What follows the department's name above the list."""
    columns: tuple[_Column, ...]


def _bases(line: _Line) -> str:
    """Return the provisions, those of one law and role together: 设定：《城市道路管理条例》第三十条、第三十一条."""
    groups: dict[tuple[str, str], list[str]] = {}
    for basis in line.entry.item.legal_basis:
        groups.setdefault((basis.role, basis.law), []).append(wording.provision(basis))
    laws = line.published.laws
    return "\n".join(f"{role}：《{laws[law].called}》{'、'.join(several)}" for (role, law), several in groups.items())


def _limits(line: _Line) -> str:
    limits = line.entry.item.time_limits
    named = {"法定": limits.statutory, "承诺": limits.promised} if limits else {}
    return "\n".join(f"{name}：{wording.limit(limit)}" for name, limit in named.items() if limit)


def _fees(fees: Fees) -> str:
    return "\n".join(f"{fee.name}：{fee.standard}" for fee in fees.items) if fees.charged else "不收费"


def _complaint(line: _Line) -> str:
    complaint = line.entry.item.complaint
    return "\n".join(filter(None, (complaint.channel, complaint.phone, complaint.address))) if complaint else ""


def _listed(texts: Sequence[str]) -> str:
    return "\n".join(f"{number}. {text}" for number, text in enumerate(texts, 1))


def _step(line: _Line) -> str:
    steps = (step.name for _, flow in line.entry.item.flows() for step in flow if step.id == _point(line).step)
    return next(steps, "")


def _point(line: _Line) -> RiskPoint:
    if line.point is None:
        raise TypeError("this row is of no risk point")
    return line.point


def _level(line: _Line) -> str:
    level = line.published.vocabularies["risk-levels"].find(str(_point(line).level))
    return level.title if level else ""


_POWERS = _Sheet(
    "权力清单",
    "行政权力清单",
    (
        _Column("序号", 5, lambda line: line.number),
        _Column("编码", 10, lambda line: line.entry.item.code),
        _Column("名称", 14, lambda line: line.entry.item.name),
        _Column("类别", 6, lambda line: line.entry.derived.category_name),
        _Column("子类", 6, lambda line: line.entry.item.subtype or ""),
        _Column("实施主体", 9, lambda line: line.entry.item.implementing_body.name),
        _Column("法律依据", 24, _bases),
        _Column("办理期限", 10, _limits),
        _Column("收费", 10, lambda line: _fees(line.entry.item.fees)),
        _Column("责任事项", 24, lambda line: _listed(line.entry.item.duties)),
        _Column("追责情形", 22, lambda line: _listed(line.entry.item.accountability)),
        _Column("风险等级", 5, lambda line: line.entry.derived.risk_level_name),
        _Column("监督方式", 9, _complaint),
        _Column("状态", 5, lambda line: line.entry.derived.stage_name),
    ),
)
_RISKS = _Sheet(
    "廉政风险防控",
    "廉政风险防控表",
    (
        _Column("序号", 5, lambda line: line.number),
        _Column("编码", 10, lambda line: line.entry.item.code),
        _Column("名称", 16, lambda line: line.entry.item.name),
        _Column("事项风险等级", 6, lambda line: line.entry.derived.risk_level_name),
        _Column("环节", 11, _step),
        _Column("岗位", 11, lambda line: _point(line).post),
        _Column("风险表现", 26, lambda line: _point(line).risk),
        _Column("风险点等级", 6, _level),
        _Column("防控措施", 34, lambda line: _listed(_point(line).measures)),
        _Column("责任人", 11, lambda line: _point(line).responsible),
        _Column("可量化指标", 18, lambda line: _point(line).indicator or ""),
    ),
)


def as_workbook(published: Published, department: str) -> bytes:
    """Return the workbook of one department: its powers, and on a second sheet their risk points.

    Raises UnwritableError for a value that Excel cannot hold.
    """
    entries = [published.entries[code] for code in published.by_department[department]]
    about = published.departments[department]
    changes = [entry.item.last_change.date for entry in entries if entry.item.last_change]
    content = io.BytesIO()
    # Texts are texts: nothing in them becomes a formula, a number or a link.
    plain = {"strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False, "in_memory": True}
    with xlsxwriter.Workbook(content, plain) as book:
        created = dt.datetime.combine(max(changes, default=_EARLIEST), dt.time())
        book.set_properties({"title": f"{about.name}{_POWERS.title}", "created": created})
        lines = [_Line(number, entry, published) for number, entry in enumerate(entries, 1)]
        points = (line._replace(point=point) for line in lines for point in line.entry.item.risk.points)
        for sheet, own in ((_POWERS, iter(lines)), (_RISKS, points)):
            _write(book, sheet, about, published.settings.banner or "", own)
    return content.getvalue()


def _write(book: Any, sheet: _Sheet, department: Department, remark: str, lines: Iterator[_Line]) -> None:
    """Write one sheet: title, remark, the columns' titles, and a row for each line."""
    head, cell, text, title = (
        book.add_format({"font_name": "宋体", "font_size": 9, "text_wrap": True, "valign": "vcenter", **looks})
        for looks in (
            {"bold": True, "border": 1, "align": "center", "bg_color": "#EDEDED"},
            {"border": 1, "align": "center"},
            {"border": 1, "align": "left"},
            {"bold": True, "font_size": 16, "align": "center", "text_wrap": False},
        )
    )
    page = book.add_worksheet(sheet.name)
    _set_up(page, sheet)
    small = book.add_format({"font_name": "宋体", "font_size": 9})
    last = len(sheet.columns) - 1

    def write_across(row: int, height: float, words: str, looks: object) -> None:
        page.merge_range(row, 0, row, last, _fit(words, department.id, "标题或者说明"), looks)
        page.set_row(row, height)  # a merged cell does not grow with its text

    write_across(0, 30, f"{department.name}{sheet.title}", title)
    write_across(1, 15, remark, small)
    for place, column in enumerate(sheet.columns):
        page.set_column(place, place, column.width)
        page.write_string(_HEAD, place, column.title, head)
    row = _HEAD
    for row, line in enumerate(lines, _HEAD + 1):
        for place, column in enumerate(sheet.columns):
            value = _fit(column.value(line), line.entry.item.code, column.title)
            if isinstance(value, int):
                page.write_number(row, place, value, cell)
            else:
                page.write_string(row, place, value, text)
    if row == _HEAD:
        reason = department.declaration.reason if department.declaration else ""
        write_across(row + 1, 40, f"目录中没有本部门的事项。{reason}", text)
    else:
        page.autofilter(_HEAD, 0, row, last)


def _set_up(page: Worksheet, sheet: _Sheet) -> None:
    """Make a sheet ready to be printed: the titles of the columns on every page, and the pages counted."""
    page.set_landscape()
    page.set_paper(_A4)
    page.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    page.center_horizontally()
    page.fit_to_pages(1, 0)
    page.repeat_rows(_HEAD)
    page.set_footer(f"&C{sheet.name}　第 &P 页，共 &N 页")
    page.freeze_panes(_HEAD + 1, 3)


def _fit(value: Any, record: str, field: str) -> Any:
    if fault := EXCEL.fault(value):
        raise EXCEL.refused(record, f"“{field}”", fault)
    return value
