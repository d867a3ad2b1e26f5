"""Dates, decisions and limits that must agree with each other."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from pipeline.model import Item, Law
from pipeline.problems import Found, Severity
from pipeline.rules.anatomy import Context, rule
from pipeline.rules.spans import Span, span
from pipeline.wording import limit


@rule("T101", Severity.ERROR)
def dates_out_of_order(item: Item, context: Context) -> Iterator[Found]:
    """公示、施行、终止的日期先后颠倒。

    为什么：先公示，后施行，再终止。
    怎么改：核对各个日期。
    """
    if item.notice and item.notice.end < item.notice.start:
        yield Found(
            ("notice", "end"),
            f"公示结束日期“{item.notice.end}”早于开始日期“{item.notice.start}”",
            "核对公示的起止日期。",
        )
    elif item.notice and item.effective and item.effective <= item.notice.end:
        yield Found(
            ("effective",), f"施行日期“{item.effective}”不晚于公示结束日期“{item.notice.end}”", "公示期满以后才能施行。"
        )
    if item.effective and item.ended and item.ended < item.effective:
        yield Found(("ended",), f"终止日期“{item.ended}”早于施行日期“{item.effective}”", "核对终止日期。")
    for index, (earlier, later) in enumerate(pairwise(item.decisions)):
        if later.date < earlier.date:
            yield Found(
                ("decisions", index + 1, "date"), f"决定日期“{later.date}”早于上一个决定", "按时间先后排列决定。"
            )


@rule("T102", Severity.ERROR)
def repeal_without_end(item: Item, context: Context) -> Iterator[Found]:
    """取消的决定与终止日期不一致。

    为什么：取消以后自哪一天起不再行使，必须写明。
    怎么改：补上终止日期，或者补上取消的决定。
    """
    repeals = [(index, decision) for index, decision in enumerate(item.decisions) if decision.kind == "取消"]
    for index, repeal in repeals:
        if item.ended != repeal.date:
            yield Found(
                ("decisions", index),
                f"取消决定自“{repeal.date}”起生效，终止日期却是“{item.ended or '没有写'}”",
                "让终止日期（ended）与取消决定的日期一致。",
            )


@rule("T103", Severity.ERROR)
def promised_longer_than_statutory(item: Item, context: Context) -> Iterator[Found]:
    """承诺期限比法定期限长。

    为什么：承诺只能比法律更快。单位不同的，只有无论从哪一天算起都更长才算。
    怎么改：缩短承诺期限，或者改正法定期限。
    """
    limits = item.time_limits
    if not (limits and limits.statutory and limits.promised):
        return
    statutory, promised = span(limits.statutory), span(limits.promised)
    if promised and (statutory or limits.statutory.immediate) and promised.surely_longer(statutory or Span()):
        message = f"承诺期限 {limit(limits.promised)}，长于法定期限 {limit(limits.statutory)}"
        yield Found(("time_limits", "promised", "value"), message, "承诺期限不得长于法定期限。")


@rule("T104", Severity.ERROR)
def limit_both_immediate_and_counted(item: Item, context: Context) -> Iterator[Found]:
    """期限既写当场办结又写了数值。

    为什么：两种说法只能有一种是对的。
    怎么改：当场办结的删去数值和单位。
    """
    for name in ("statutory", "promised"):
        limit = getattr(item.time_limits, name, None)
        if limit and limit.immediate == bool(limit.value):
            yield Found(("time_limits", name), "期限要么写当场办结，要么写数值和单位", "二者只写一种。")


@rule("T105", Severity.ERROR, "law")
def law_versions_out_of_order(law: Law, context: Context) -> Iterator[Found]:
    """法律文件的文本没有按施行先后排列，或者先施行后公布。

    为什么：程序按日期判断哪个文本有效。
    怎么改：核对公布日期和施行日期。
    """
    for index, version in enumerate(law.versions):
        if version.effective < version.promulgated:
            yield Found(
                ("versions", index, "effective"),
                f"施行日期“{version.effective}”早于公布日期“{version.promulgated}”",
                "核对这两个日期。",
            )
        elif index and version.effective < law.versions[index - 1].effective:
            yield Found(
                ("versions", index, "effective"), f"施行日期“{version.effective}”早于上一个文本", "按施行先后排列。"
            )
