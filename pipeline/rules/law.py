"""Legal ground: whether what is cited exists and holds."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.model import Citation, Item, Law
from pipeline.problems import Found, Severity
from pipeline.provisions import missing
from pipeline.rules.anatomy import Context, rule
from pipeline.wording import cite


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


def _last_article(law: Law) -> int | None:
    """Return the number of the last article of the longest text, None where no text was counted."""
    return max((version.articles or 0 for version in law.versions), default=0) or None


def _beyond_the_last(citation: Citation, law: Law) -> bool:
    last = _last_article(law)
    return last is not None and citation.article > last


@rule("L104", Severity.ERROR)
def article_beyond_the_last(item: Item, context: Context) -> Iterator[Found]:
    """引用的条文超出了该法律文件的条数。

    为什么：法律修订后条文序号常常改变，引错条文等于没有依据。
    怎么改：对照现行文本改正条文序号。
    """
    for where, citation in item.citations():
        law = context.catalogue.laws.get(citation.law)
        if law and _beyond_the_last(citation, law):
            yield Found(
                (*where, "article"),
                f"《{law.called}》只有 {_last_article(law)} 条，没有第 {citation.article} 条",
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


@rule("L107", Severity.NOTE, "law")
def status_never_confirmed(law: Law, context: Context) -> Iterator[Found]:
    """法律文件是否有效没有核实过。

    为什么：行政权力只能以现行有效的法律、法规、规章为依据（通知一（二）），登记的日期没有核实，程序就只能照登记的判断；写明已经废止的不必再核实。
    怎么改：到国家法律法规数据库等官方来源核实，写上状态核实日期（confirmed）。
    """
    if law.confirmed is None and law.repealed is None:
        yield Found((), f"《{law.called}》没有写状态核实日期", "到官方来源核实是否有效，补上核实日期（confirmed）。")


_PARTS = {"article": "这一条", "sub_article": "这一条之几", "paragraph": "这一款", "item": "这一项"}


@rule("L113", Severity.ERROR)
def provision_not_in_the_text(item: Item, context: Context) -> Iterator[Found]:
    """引用的条、款、项在法律文件的最新文本里没有。

    为什么：法律修订后条、款、项的序号常常改变，引错等于没有依据（通知一（二））。只在检查时给出了法律文本（--law-texts）才核对；已经写了终止日期的事项引用的是当时的文本，不核对。
    怎么改：对照最新文本改正条、款、项的序号。
    """
    if item.ended:
        return
    for where, citation in item.citations():
        law, articles = context.catalogue.laws.get(citation.law), context.texts.get(citation.law)
        if law and articles and not _beyond_the_last(citation, law) and (part := missing(citation, articles)):
            yield Found(
                (*where, part),
                f"{cite(citation, law)}：最新文本里没有{_PARTS[part]}",
                "对照最新文本改正条、款、项的序号。",
            )
