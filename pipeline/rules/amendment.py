"""A law changes: from its promulgation the clock runs, and from its effect every citation must be looked at again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import NamedTuple

from pipeline.model import Basis, Item, Law, LawVersion
from pipeline.problems import Found, KeyPath, Severity
from pipeline.rules.anatomy import Context, rule
from pipeline.workdays import after, announced

DECLARATION_DAYS = 20
"""Working days from promulgation in which a department declares what changes (notice, one (1))."""


class Change(NamedTuple):
    """An amendment or a repeal that has been promulgated."""

    promulgated: dt.date
    effective: dt.date
    """Until the day before, the old text may be cited."""
    what: str

    @property
    def due(self) -> dt.date:
        """Return the last day for declaring."""
        return after(self.promulgated, DECLARATION_DAYS)


def _due(day: dt.date) -> str:
    """Write the last day; a year whose holidays are not announced yet may move it."""
    return f"{day}" if announced(day.year) else f"{day}（当年放假安排还没有公布，按平常的周末推算）"


def _held(item: Item, day: dt.date) -> bool:
    """Tell whether the power is still there to be looked after on that day."""
    return not (item.ended and item.ended <= day)


def _coming(law: Law, context: Context) -> Iterator[Change]:
    """Yield every change that is promulgated and not yet in effect."""
    today = context.today
    for version in law.versions:
        if version.promulgated <= today < version.effective:
            what = f"《{law.called}》的文本已于 {version.promulgated} 公布，{version.effective} 起施行"
            yield Change(version.promulgated, version.effective, what)
    if law.repealed and law.repealed.by and today < law.repealed.date:
        repealing = context.catalogue.laws.get(law.repealed.by)
        cause = repealing and (repealing.version_on(law.repealed.date) or repealing.versions[0])
        if repealing and cause and cause.promulgated <= today:
            what = (
                f"代替《{law.called}》的《{repealing.called}》已于 {cause.promulgated} 公布，"
                f"前者 {law.repealed.date} 起废止"
            )
            yield Change(cause.promulgated, law.repealed.date, what)


def _present_text_unseen(basis: Basis, law: Law, today: dt.date) -> LawVersion | None:
    """Return the text in effect where the basis was last checked before it took effect."""
    present = law.version_on(today)
    if present is None or not law.in_force(today):
        return None  # told by L103
    # Before the very first text took effect there was no other that could have been checked.
    alone = present == law.versions[0] and present.promulgated <= basis.checked
    return present if basis.checked < present.effective and not alone else None


def _undeclared(item: Item, context: Context) -> Iterator[tuple[KeyPath, Change]]:
    """Yield once for each law the change that is due first and that the item was not checked for."""
    if not _held(item, context.today):
        return
    first: dict[str, tuple[Change, int]] = {}
    for index, basis in enumerate(item.legal_basis):
        law = context.catalogue.laws.get(basis.law)
        if not law or _present_text_unseen(basis, law, context.today):
            continue  # of an older change, L106 has spoken; checking again settles both
        for change in _coming(law, context):
            if basis.checked < change.promulgated and _held(item, change.effective):
                first[basis.law] = min(first.get(basis.law, (change, index)), (change, index))
    for change, index in first.values():
        yield ("legal_basis", index, "checked"), change


@rule("L108", Severity.OVERDUE)
def change_not_declared(item: Item, context: Context) -> Iterator[Found]:
    """依据的法律文件已经公布修订或者废止，超过二十个工作日没有重新核对和申报。

    为什么：行政权力依据发生变化的，部门应当自法律、法规和规章公布之日起二十个工作日内申报（通知一（一））；从公布之日算起，不是从施行之日算起。新文本施行以前，旧文本仍然可以引用。
    怎么改：对照新文本核对这项权力，向审核机关申报，再把核对日期改为实际核对的日期；权力随之取消的，写上终止日期。
    """
    for where, change in _undeclared(item, context):
        if change.due < context.today:
            yield Found(
                where,
                f"{change.what}；应当在 {_due(change.due)} 以前申报，公布以后还没有重新核对",
                f"对照新文本核对并申报，再改核对日期；旧文本可以引用到 {change.effective - dt.timedelta(days=1)}。",
            )


@rule("L109", Severity.NOTE)
def change_to_be_declared(item: Item, context: Context) -> Iterator[Found]:
    """依据的法律文件已经公布修订或者废止，应当在二十个工作日内重新核对和申报。

    为什么：行政权力依据发生变化的，部门应当自法律、法规和规章公布之日起二十个工作日内申报（通知一（一））。
    怎么改：对照新文本核对这项权力，向审核机关申报，再把核对日期改为实际核对的日期。
    """
    for where, change in _undeclared(item, context):
        if context.today <= change.due:
            yield Found(
                where,
                f"{change.what}；应当在 {_due(change.due)} 以前申报",
                f"对照新文本核对并申报，再改核对日期；旧文本可以引用到 {change.effective - dt.timedelta(days=1)}。",
            )


@rule("L106", Severity.OVERDUE)
def checked_before_the_present_text(item: Item, context: Context) -> Iterator[Found]:
    """核对日期早于现行文本施行之日。

    为什么：新文本施行后，条文的序号和内容可能已经改变，要重新核对才知道依据还在不在（通知一（一）（二））。
    怎么改：对照现行文本核对条文，再把核对日期改为实际核对的日期；依据有变化的，自新文本公布之日起二十个工作日内申报。
    """
    if not _held(item, context.today):
        return
    for index, basis in enumerate(item.legal_basis):
        law = context.catalogue.laws.get(basis.law)
        if law and (present := _present_text_unseen(basis, law, context.today)):
            yield Found(
                ("legal_basis", index, "checked"),
                f"核对日期“{basis.checked}”早于《{law.called}》现行文本施行之日 {present.effective}",
                "对照现行文本核对条文，再改核对日期；"
                f"依据有变化的，应当在 {_due(after(present.promulgated, DECLARATION_DAYS))} 以前申报。",
            )
