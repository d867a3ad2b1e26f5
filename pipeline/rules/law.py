"""Legal ground: what founds a power, and whether it still holds."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.model import FOUNDING, Item
from pipeline.problems import Found, Severity
from pipeline.rules.anatomy import Context, rule

_NEVER_FOUND = {"规范性文件", "三定规定"}


@rule("L101", Severity.ERROR)
def no_founding_basis(item: Item, context: Context) -> Iterator[Found]:
    """没有设定依据。

    为什么：法无授权不可为，每项权力都要有法律、法规或者规章设定（通知一（二））；处罚以罚则为设定依据。
    怎么改：补上设定这项权力的条文，作用写“设定”；处罚写“罚则”。
    """
    if not any(basis.role in FOUNDING for basis in item.legal_basis):
        yield Found(("legal_basis",), "法律依据里没有一条的作用是“设定”或者“罚则”", "补上设定这项权力的条文。")


@rule("L102", Severity.ERROR)
def founded_by_normative_document(item: Item, context: Context) -> Iterator[Found]:
    """用规范性文件或者三定规定设定权力。

    为什么：行政机关制定的规范性文件不得作为清理依据，三定规定只能说明由谁行使（通知一（二））。
    怎么改：改引设定这项权力的法律、法规或者规章；找不到的，申报取消该事项。
    """
    for index, basis in enumerate(item.legal_basis):
        law = context.catalogue.laws.get(basis.law)
        if law and basis.role in FOUNDING and law.kind in _NEVER_FOUND:
            yield Found(
                ("legal_basis", index, "law"),
                f"《{law.called}》是{law.kind}，不能设定行政权力",
                "改引法律、法规或者规章；没有的，申报取消该事项。",
            )


@rule("L103", Severity.OVERDUE)
def basis_not_in_force(item: Item, context: Context) -> Iterator[Found]:
    """事项引用的法律文件在当日未生效或已废止。

    为什么：行政权力只能以现行有效的法律、法规、规章为依据（通知一（二））。已经取消的事项按取消之日判断，尚未施行的按施行之日判断。
    怎么改：改引替代该文件的新规定；没有替代规定的，申报取消该事项。
    """
    day = item.day_of_exercise(context.today)
    for where, citation in item.citations():
        law = context.catalogue.laws.get(citation.law)
        if law and not law.in_force(day):
            state = f"已于 {law.repealed.date} 废止" if law.repealed and law.repealed.date <= day else "尚未施行"
            yield Found((*where, "law"), f"《{law.called}》{state}", "改引现行有效的规定；没有的，申报取消该事项。")


@rule("L104", Severity.ERROR)
def article_beyond_the_last(item: Item, context: Context) -> Iterator[Found]:
    """引用的条文超出了该法律文件的条数。

    为什么：法律修订后条文序号常常改变，引错条文等于没有依据。
    怎么改：对照现行文本改正条文序号。
    """
    for where, citation in item.citations():
        law = context.catalogue.laws.get(citation.law)
        last = max((version.articles or 0 for version in law.versions), default=0) if law else 0
        if law and last and citation.article > last:
            yield Found(
                (*where, "article"),
                f"《{law.called}》只有 {last} 条，没有第 {citation.article} 条",
                "对照现行文本改正条文序号。",
            )


@rule("L105", Severity.OVERDUE)
def checked_in_the_future(item: Item, context: Context) -> Iterator[Found]:
    """核对日期在今天以后。

    为什么：核对日期记录的是已经做过的核对。
    怎么改：写实际核对的日期。
    """
    for index, basis in enumerate(item.legal_basis):
        if basis.checked > context.today:
            yield Found(("legal_basis", index, "checked"), f"核对日期“{basis.checked}”还没有到", "写实际核对的日期。")
