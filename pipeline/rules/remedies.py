"""What someone can do who does not accept the decision: before whom, how long, and what comes first."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from pipeline.model import FOUNDING, Category, Duration, Item, Remedy
from pipeline.problems import Found, Severity
from pipeline.rules.anatomy import Context, rule
from pipeline.rules.category import surely
from pipeline.rules.spans import span
from pipeline.wording import duration, numeral

_REVIEW = "xing-zheng-fu-yi-fa"
_LITIGATION = "xing-zheng-su-song-fa"
_KINDS = ("行政复议", "行政诉讼")

_REVIEW_LIMIT = Duration(value=60, unit="日")
_DIRECT = Duration(value=6, unit="月")
_AFTER_REVIEW = Duration(value=15, unit="日")
_AFTER_REVIEW_ARTICLES = {(_LITIGATION, 45), (_REVIEW, 34)}


class _Special(NamedTuple):
    """A time to sue that a statute sets for its own cases."""

    law: str
    called: str
    article: int
    limit: Duration
    category: Category | None = None
    """Powers of this category that the law founds are its cases; None where its text must be read to know."""
    founding: int | None = None
    """The only article that founds its cases, None when any does."""

    def __str__(self) -> str:
        return f"{self.called}第{numeral(self.article)}条"


_SPECIAL = (
    _Special("tu-di-guan-li-fa", "土地管理法", 14, Duration(value=30, unit="日"), "CJ", 14),
    _Special("sen-lin-fa", "森林法", 22, Duration(value=30, unit="日"), "CJ", 22),
    _Special("zhuan-li-fa", "专利法", 65, Duration(value=15, unit="日"), "CJ", 65),
    _Special("ji-liang-fa", "计量法", 31, Duration(value=15, unit="日"), "CF"),
    _Special("yan-cao-zhuan-mai-fa", "烟草专卖法", 41, Duration(value=15, unit="日"), "CF"),
    _Special("tu-di-guan-li-fa", "土地管理法", 83, Duration(value=15, unit="日")),
)

_RESOURCES = {("tu-di-guan-li-fa", 14), ("sen-lin-fa", 22)}
"""The adjudications that decide who owns or uses natural resources."""

_OLD_LIMIT = re.compile(r"(三|3) ?个月")
_OLD_BODY = re.compile(r"上一?级主管部门")


def _of_kind(item: Item, kind: str) -> Iterator[tuple[int, Remedy]]:
    return ((index, remedy) for index, remedy in enumerate(item.remedies) if remedy.kind == kind)


def _cited(remedy: Remedy) -> set[tuple[str, int]]:
    return {(citation.law, citation.article) for citation in remedy.basis}


def _founded(item: Item) -> set[tuple[str, int]]:
    return {(basis.law, basis.article) for basis in item.legal_basis if basis.role in FOUNDING}


def _allowed(remedy: Remedy) -> set[Duration]:
    """Return the times to sue that the statutes known here give."""
    cited = _cited(remedy)
    allowed = {special.limit for special in _SPECIAL if (special.law, special.article) in cited}
    if remedy.requires_first == "行政复议":
        return allowed | {_AFTER_REVIEW}
    return allowed | {_DIRECT} | ({_AFTER_REVIEW} if cited & _AFTER_REVIEW_ARTICLES else set())


def _another_statute(remedy: Remedy, context: Context) -> str | None:
    """Return the name of a statute the remedy rests on whose limits are not known here."""
    for citation in remedy.basis:
        law = context.catalogue.laws.get(citation.law)
        known = {(special.law, special.article) for special in _SPECIAL}
        if citation.law not in (_REVIEW, _LITIGATION) and (citation.law, citation.article) not in known:
            if law is None:
                return citation.law
            if law.kind == "法律":
                return f"{law.called}第{numeral(citation.article)}条"
    return None


def _doubtful(item: Item) -> Iterator[tuple[int, Remedy, Duration]]:
    """Yield the remedies whose time limit is not one that the statutes known here give."""
    for index, remedy in enumerate(item.remedies):
        if remedy.time_limit and remedy.kind in _KINDS:
            allowed = {_REVIEW_LIMIT} if remedy.kind == "行政复议" else _allowed(remedy)
            if remedy.time_limit not in allowed:
                yield index, remedy, remedy.time_limit


@rule("M101", Severity.ERROR)
def remedy_missing(item: Item, context: Context) -> Iterator[Found]:
    """没有写行政复议或者行政诉讼。

    为什么：不服可以复议、起诉（复议法、行政诉讼法第二条）；民事纠纷的调解除外（复议法第十二条）。
    怎么改：补上这种救济的受理机关、期限和依据。
    """
    if item.subtype == "行政调解":
        return
    kinds = {remedy.kind for remedy in item.remedies}
    for kind in _KINDS:
        if kind not in kinds:
            yield Found(("remedies",), f"救济渠道里没有“{kind}”", "补上受理机关、期限和依据。")


@rule("M102", Severity.ERROR)
def remedy_without_limit(item: Item, context: Context) -> Iterator[Found]:
    """行政复议或者行政诉讼没有写期限。

    为什么：超过期限就不再受理，办事人必须知道（行政复议法第二十条、行政诉讼法第四十五条、第四十六条）。
    怎么改：补上期限（time_limit）：复议一般 60 日，直接起诉一般 6 个月，复议以后起诉 15 日。
    """
    for kind in _KINDS:
        for index, remedy in _of_kind(item, kind):
            if remedy.time_limit is None:
                yield Found(("remedies", index), f"“{kind}”没有写期限", "补上期限（time_limit）。")


@rule("M103", Severity.WARNING)
def review_limit_unfounded(item: Item, context: Context) -> Iterator[Found]:
    """申请行政复议的期限不是六十日。

    为什么：申请期限是六十日，只有法律规定超过六十日的才从其规定（行政复议法第二十条）；较短的规定不再适用。
    怎么改：写 60 日；法律规定更长的，在依据中引用那一条。
    """
    for index, remedy, limit in _doubtful(item):
        length = span(limit)
        longer = length is not None and length.surely_longer(span(_REVIEW_LIMIT) or length)
        if remedy.kind == "行政复议" and not (longer and _another_statute(remedy, context)):
            message = f"申请行政复议的期限写的是 {duration(limit)}，行政复议法第二十条规定的是 60 日"
            yield Found(("remedies", index, "time_limit"), message, "写 60 日；法律规定更长的，引用那一条。")


@rule("M104", Severity.WARNING)
def lawsuit_limit_unfounded(item: Item, context: Context) -> Iterator[Found]:
    """起诉的期限不合已知的规定。

    为什么：直接起诉六个月，复议以后十五日，法律另有规定的除外（行政诉讼法第四十五条、第四十六条）。
    怎么改：改正期限，三个月是 2014 年修法以前的规定；法律另有规定的，在依据中引用那一条。
    """
    for index, remedy, limit in _doubtful(item):
        if remedy.kind == "行政诉讼" and not _another_statute(remedy, context):
            right = (
                "行政诉讼法第四十五条规定的是 15 日"
                if remedy.requires_first == "行政复议"
                else "行政诉讼法第四十六条规定的是 6 个月"
            )
            message = f"起诉的期限写的是 {duration(limit)}，{right}"
            hint = "改正期限；法律另有规定的，在依据中引用那一条。"
            yield Found(("remedies", index, "time_limit"), message, hint)


@rule("M105", Severity.WARNING)
def special_limit_missing(item: Item, context: Context) -> Iterator[Found]:
    """法律规定了特别的起诉期限，救济渠道里没有。

    为什么：法律另有规定的不适用六个月（行政诉讼法第四十六条），照六个月起诉会被驳回。
    怎么改：按该条写起诉期限，并在依据中引用，例如森林法第二十二条的三十日。
    """
    lawsuits = [remedy for _, remedy in _of_kind(item, "行政诉讼")]
    if not lawsuits or any(remedy.time_limit is None for remedy in lawsuits) or any(_doubtful(item)):
        return  # told by M101 to M104 and M106
    founded = _founded(item)
    for special in _SPECIAL:
        concerned = special.category is not None and surely(item, special.category)
        if (
            concerned
            and any(law == special.law and special.founding in (None, article) for law, article in founded)
            and all(remedy.time_limit != special.limit for remedy in lawsuits)
        ):
            message = f"{special}规定起诉期限是 {duration(special.limit)}，救济渠道里没有"
            yield Found(("remedies",), message, "按该条写起诉期限，并在依据中引用。")


@rule("M106", Severity.NOTE)
def limit_of_another_statute(item: Item, context: Context) -> Iterator[Found]:
    """期限依据的是程序不知道的法律，请人核对。

    为什么：法律可以规定特别的复议期限和起诉期限（行政复议法第二十条、行政诉讼法第四十五条、第四十六条），程序只知道一部分。
    怎么改：对照该条核对期限；核对无误的，不用改。
    """
    for index, remedy, limit in _doubtful(item):
        length = span(limit)
        shorter = length is not None and not length.surely_longer(span(_REVIEW_LIMIT) or length)
        statute = _another_statute(remedy, context)
        if statute and not (remedy.kind == "行政复议" and shorter):
            message = f"“{remedy.kind}”的期限写的是 {duration(limit)}，是不是{statute}规定的？"
            yield Found(("remedies", index, "time_limit"), message, "对照该条核对；无误的不用改。")


@rule("M107", Severity.WARNING)
def precondition_missing(item: Item, context: Context) -> Iterator[Found]:
    """法律规定先复议或者先缴纳的，救济渠道里没有写。

    为什么：当场处罚、自然资源权属先复议（复议法第二十三条）；纳税争议先缴纳（税收征管法第八十八条）。
    怎么改：在这种救济里写 requires_first。
    """
    lawsuits = [remedy for _, remedy in _of_kind(item, "行政诉讼")]
    reviews = [remedy for _, remedy in _of_kind(item, "行政复议")]
    taxed = surely(item, "ZS") and item.subtype == "税收"
    if lawsuits and all(remedy.requires_first != "行政复议" for remedy in lawsuits):
        ground = None
        if surely(item, "CF") and item.penalty and "简易程序" in item.penalty.procedures:
            ground = "对当场作出的处罚决定（行政复议法第二十三条第一款第一项）"
        elif surely(item, "CJ") and _founded(item) & _RESOURCES:
            ground = "对侵犯已经取得的自然资源权利的决定（行政复议法第二十三条第一款第二项）"
        elif taxed:
            ground = "对纳税争议（税收征收管理法第八十八条第一款）"
        if ground:
            message = f"{ground}应当先申请行政复议，行政诉讼里没有写"
            yield Found(("remedies",), message, "在行政诉讼里写 requires_first: 行政复议。")
    if taxed and reviews and all(remedy.requires_first != "缴纳或者提供担保" for remedy in reviews):
        message = "对纳税争议应当先缴纳或者提供担保，才能申请复议（税收征收管理法第八十八条第一款），行政复议里没有写"
        yield Found(("remedies",), message, "在行政复议里写 requires_first: 缴纳或者提供担保。")


@rule("M108", Severity.WARNING)
def wrong_review_body(item: Item, context: Context) -> Iterator[Found]:
    """行政复议的受理机关不合规定。

    为什么：一般由本级政府管辖（复议法第二十四条），垂直领导的由上一级主管部门管辖（第二十七条）。
    怎么改：改正受理机关；部门实行垂直领导的，在部门文件中写 vertical 和 vertical_reason。
    """
    department = context.catalogue.departments.get(item.department)
    if department is None:
        return
    for index, remedy in _of_kind(item, "行政复议"):
        government = "政府" in remedy.body
        either = (_REVIEW, 28) in _cited(remedy)
        message = None
        if department.vertical and government:
            message = f"“{department.name}”实行垂直领导，复议应当向上一级主管部门提出（行政复议法第二十七条）"
        elif not department.vertical and not either and (not government or _OLD_BODY.search(remedy.body)):
            message = f"复议一般向本级人民政府提出（行政复议法第二十四条），写的是“{remedy.body}”"
        if message:
            hint = "改正受理机关；部门实行垂直领导的，在部门文件中写 vertical。"
            yield Found(("remedies", index, "body"), message, hint)


@rule("M109", Severity.WARNING)
def old_wording(item: Item, context: Context) -> Iterator[Found]:
    """救济渠道的文字还是过去的规定。

    为什么：起诉期限早已由三个月改为六个月（行政诉讼法第四十六条），复议早已不再由“上一级主管部门”普遍管辖（行政复议法第二十四条）。
    怎么改：按现行规定改写。
    """
    department = context.catalogue.departments.get(item.department)
    for index, remedy in enumerate(item.remedies):
        if remedy.kind not in _KINDS:
            continue
        for key, text in (("from", remedy.from_ or ""), ("note", remedy.note or "")):
            elsewhere = department is None or department.vertical or (_REVIEW, 28) in _cited(remedy)
            old = _OLD_LIMIT.search(text) or (None if elsewhere else _OLD_BODY.search(text))
            if old:
                message = f"“{old[0]}”是过去的规定"
                yield Found(("remedies", index, key), message, "按行政复议法、行政诉讼法的现行规定改写。")
