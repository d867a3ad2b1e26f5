"""What is published: after a notice to the public, and nothing that law withholds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from pipeline import secrecy, workdays
from pipeline.model import Document, Item, Period
from pipeline.problems import Found, Severity
from pipeline.rules.anatomy import Context, rule
from pipeline.rules.texts import texts

_NOTICE = 7
"""Working days a public notice takes at least."""
_LONG = 60
"""Days that hold seven working days whatever the holidays."""
_SINCE = dt.date(2013, 5, 31)
"""The day by which the first listing was to be complete; what came into the catalogue before had no notice yet."""


def _doubtful(item: Item) -> Period | None:
    """Return the notice if it may be too short; that of a power that has ended is past asking."""
    notice = item.notice
    if notice and not item.ended and 0 <= (notice.end - notice.start).days < _LONG:
        return notice
    return None  # dates in the wrong order are told by T101


def _longest(notice: Period) -> int:
    """Count the working days of a notice as kindly as one can: the first day too, and every day not yet announced."""
    counted = workdays.between(notice.start, notice.end)
    if counted.provisional:
        return (notice.end - notice.start).days + 1
    return counted.days + workdays.is_working_day(notice.start)


def _enough(notice: Period) -> str:
    """Say until when the notice has to last."""
    last_year = notice.start.year == dt.MAXYEAR
    return "延长公示。" if last_year else f"公示到 {workdays.after(notice.start, _NOTICE)} 就足够。"


@rule("G101", Severity.ERROR)
def notice_too_short(item: Item, context: Context) -> Iterator[Found]:
    """公示不满 7 个工作日。

    为什么：公示时间不得少于 7 个工作日（通知一（四））。已经终止的事项不再要求。
    怎么改：延长公示，施行日期相应推后；起止日期写错的，改正日期。
    """
    notice = _doubtful(item)
    if notice and _longest(notice) < _NOTICE:
        message = f"从“{notice.start}”到“{notice.end}”只有 {_longest(notice)} 个工作日"
        yield Found(("notice", "end"), message, _enough(notice))


@rule("G102", Severity.WARNING)
def notice_counts_its_first_day(item: Item, context: Context) -> Iterator[Found]:
    """公示连第一天在内才够 7 个工作日。

    为什么：按日计算期间的，开始的当日不计入（民法典第二百零一条）；公示时间不得少于 7 个工作日（通知一（四））。
    怎么改：确认公示当日能否计入；不能确认的，多公示一个工作日。
    """
    notice = _doubtful(item)
    if notice and _longest(notice) >= _NOTICE:
        counted = workdays.between(notice.start, notice.end)
        if counted.days < _NOTICE and not counted.provisional:
            message = f"从“{notice.start}”到“{notice.end}”，不算第一天只有 {counted.days} 个工作日"
            yield Found(("notice", "end"), message, _enough(notice))


@rule("G103", Severity.ERROR)
def effective_without_notice(item: Item, context: Context) -> Iterator[Found]:
    """没有公示就施行。

    为什么：事项经审核后要先公示，再列入目录；第一批限 2013 年 5 月底前完成（通知一）。取消不必公示。
    怎么改：补上公示的起止日期（notice）；没有公示过的，先公示，再施行。
    """
    if item.effective and item.effective > _SINCE and not item.notice and not item.ended:
        message = f"写了施行日期“{item.effective}”，没有写公示期"
        yield Found(("effective",), message, "补上公示的起止日期（notice）；没有公示过的，先公示，再施行。")


@rule("G104", Severity.ERROR, "file")
def marked_as_withheld(document: Document, context: Context) -> Iterator[Found]:
    """内容带有密级或者不公开的标记。

    为什么：目录全部公开；国家秘密和法律、行政法规禁止公开的信息不予公开（政府信息公开条例第十四条）。
    怎么改：依法不公开的，从目录中删去，按保密规定另行保管；依法公开的，删去标记。
    """
    for where, text in texts(document, secrecy.traced):
        # Whether a matter is secret or a hearing closed may well be a question of the flow.
        if where[-1] != "when" and secrecy.MARK.search(text):
            field = next((str(key) for key in reversed(where) if isinstance(key, str)), "")
            yield Found(where, f"“{field}”里有密级或者不公开的标记", secrecy.HINT)
