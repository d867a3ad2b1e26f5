"""Everything a record names must exist."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator

from pipeline.model import Item, Law, Settings
from pipeline.problems import Found, KeyPath, Severity
from pipeline.rules.anatomy import Context, rule


def _unknown(kind: str, name: str, where: KeyPath, what: str, context: Context) -> Iterator[Found]:
    if not context.known(kind, name):
        yield Found(where, f"没有“{name}”这个{what}", _suggest(name, context.names.get(kind, {})))


def _suggest(name: str, known: Iterable[str]) -> str:
    near = difflib.get_close_matches(name, known, n=1, cutoff=0.6)
    return f"是不是“{near[0]}”？" if near else "先登记它，或者改正编号。"


@rule("R101", Severity.ERROR)
def unknown_department(item: Item, context: Context) -> Iterator[Found]:
    """所属部门、联合机关或者划转部门没有登记。

    为什么：每个事项都要落到名单中的部门。
    怎么改：填 data/departments/ 中已有的部门编号。
    """
    yield from _unknown("department", item.department, ("department",), "部门", context)
    for index, body in enumerate(item.joint_bodies):
        if body.department:
            yield from _unknown("department", body.department, ("joint_bodies", index, "department"), "部门", context)
    for index, transfer in enumerate(item.transfers):
        yield from _unknown("department", transfer.from_, ("transfers", index, "from"), "部门", context)
        yield from _unknown("department", transfer.to, ("transfers", index, "to"), "部门", context)


@rule("R102", Severity.ERROR)
def unknown_law(item: Item, context: Context) -> Iterator[Found]:
    """引用的法律文件没有登记。

    为什么：只有登记过的法律文件才能核对位阶、效力和条文。
    怎么改：先在 data/laws/ 登记这个法律文件，再引用它的编号。
    """
    for where, citation in item.citations():
        yield from _unknown("law", citation.law, (*where, "law"), "法律文件", context)


@rule("R103", Severity.ERROR)
def unknown_term(item: Item, context: Context) -> Iterator[Found]:
    """服务主题、风险类别或者子类不在词表中。

    为什么：统一的词表才能分类浏览和统计。
    怎么改：从 data/vocabularies/ 的词表中选用。
    """
    for field, names, where in (
        ("themes", item.themes, ("themes",)),
        ("risk-categories", item.risk.categories, ("risk", "categories")),
    ):
        if vocabulary := context.catalogue.vocabularies.get(field):
            known = {term.id for term in vocabulary.terms}
            for index, name in enumerate(names):
                if name not in known:
                    yield Found((*where, index), f"词表“{vocabulary.title}”里没有“{name}”", _suggest(name, known))
    categories = context.catalogue.vocabularies.get("categories")
    if f"-{item.category}-" not in item.code:
        return  # told by I103; the subtype may be right and the category wrong
    if item.subtype and categories and (term := categories.find(item.category)) and item.subtype not in term.subtypes:
        choices = f"可以写：{'、'.join(term.subtypes)}。" if term.subtypes else "删去这一行。"
        yield Found(("subtype",), f"“{term.title}”没有“{item.subtype}”这个子类", choices)


@rule("R104", Severity.ERROR)
def unknown_item(item: Item, context: Context) -> Iterator[Found]:
    """相关事项或者承接事项不存在。

    为什么：群众会顺着链接找过去。
    怎么改：填目录中已有的事项编码。
    """
    for index, code in enumerate(item.related):
        yield from _unknown("item", code, ("related", index), "事项", context)
    if item.successor:
        yield from _unknown("item", item.successor, ("successor",), "事项", context)


@rule("R105", Severity.ERROR)
def succession_in_a_circle(item: Item, context: Context) -> Iterator[Found]:
    """承接事项转了一圈又回到自己。

    为什么：取消的事项要指向现在行使的事项。
    怎么改：改正承接事项的编码。
    """
    seen = {item.code}
    successor = item.successor
    while successor and successor in context.catalogue.items:
        if successor in seen:
            yield Found(("successor",), f"承接事项“{item.successor}”最后又回到本事项", "改正承接事项的编码。")
            return
        seen.add(successor)
        successor = context.catalogue.items[successor].successor


@rule("R106", Severity.ERROR, "law")
def unknown_in_law(law: Law, context: Context) -> Iterator[Found]:
    """法律文件登记中的部门或者代替文件不存在。

    为什么：据此统计哪个部门可能漏报事项。
    怎么改：填已有的编号。
    """
    for index, department in enumerate(law.departments):
        yield from _unknown("department", department, ("departments", index), "部门", context)
    if law.repealed and law.repealed.by:
        yield from _unknown("law", law.repealed.by, ("repealed", "by"), "法律文件", context)


_NEEDED = {
    "categories": ("XK", "CF", "ZS", "QZ", "QR", "CJ", "GF", "QT"),
    "risk-levels": ("1", "2", "3"),
    "stages": ("draft", "notice", "scheduled", "active", "suspended", "repealed"),
    "themes": (),
    "risk-categories": (),
}


@rule("R107", Severity.ERROR, "catalogue")
def vocabulary_incomplete(settings: Settings, context: Context) -> Iterator[Found]:
    """缺少必需的词表，或者词表缺少必需的词条。

    为什么：类别、风险等级和阶段的名称取自词表，缺了页面就没有名称。
    怎么改：在 data/vocabularies/ 补上词表或者词条。
    """
    for name, needed in _NEEDED.items():
        vocabulary = context.catalogue.vocabularies.get(name)
        if vocabulary is None and not context.known("vocabulary", name):
            yield Found((), f"缺少词表“{name}”", f"在 data/vocabularies/ 补上 {name}.yaml。")
        missing = [term for term in needed if vocabulary and not vocabulary.find(term)]
        if missing:
            yield Found((), f"词表“{name}”缺少词条“{'、'.join(missing)}”", f"在 data/vocabularies/{name}.yaml 补上。")
