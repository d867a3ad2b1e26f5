"""Powers claimed twice and powers forgotten: what offices look at together. Nothing here is a mistake by itself."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.model import Coordination, Department, Item, Law
from pipeline.problems import Found, Severity
from pipeline.rules.anatomy import Context, rule
from pipeline.surveying import Pair

_GROUNDS = {"名称": "名称几乎相同", "条文": "由同一条文设定，名称相近"}
_NAMED = 3
"""How many of the other items a message names before it only counts them."""
_HINT = "协调以后在 data/coordination.yaml 记下两个事项的编码和处理结果。"


@rule("O101", Severity.NOTE)
def claimed_by_two_departments(item: Item, context: Context) -> Iterator[Found]:
    """两个部门可能都在行使同一项权力。

    为什么：交叉、重叠的事项，要组织有关部门共同研究，依法协调处理（通知一（二））。
    怎么改：协调以后在 data/coordination.yaml 记下结果；其中一方改变以前不再列出。
    """
    if found := [pair for pair in context.alike.get(item.code, ()) if pair.kind == "重叠"]:
        message = f"“{item.name}”和{_others(found, context)}{_GROUNDS[found[0].ground]}，可能是同一项权力"
        yield Found(("name",), message, _HINT)


@rule("O102", Severity.NOTE)
def one_process_in_two_items(item: Item, context: Context) -> Iterator[Found]:
    """同一个部门可能把一件事拆成了两个事项。

    为什么：同一件事的审批和给付、确认和备案等环节应当编入同一张流程图，拆开会使办事人两头跑（通知一（三））。
    怎么改：合并为一个事项，环节写进流程；确实是两件事的，在 data/coordination.yaml 记下结果。
    """
    if found := [pair for pair in context.alike.get(item.code, ()) if pair.kind == "拆分"]:
        message = f"“{item.name}”和{_others(found, context)}{_GROUNDS[found[0].ground]}，可能是一件事拆成了几件"
        yield Found(("name",), message, _HINT)


def _others(found: list[Pair], context: Context) -> str:
    """Name the other items with their departments: whom to call and what to open."""
    named = []
    for pair in found[:_NAMED]:
        other = context.catalogue.items[pair.first]
        department = context.catalogue.departments.get(other.department)
        named.append(f"{department.name if department else other.department}的“{other.name}”（{other.code}）")
    return "、".join(named) + (f"等 {len(found)} 个事项" if len(found) > _NAMED else "")


@rule("O103", Severity.NOTE, "department")
def department_without_items(department: Department, context: Context) -> Iterator[Found]:
    """部门没有一个事项，也没有说明理由。

    为什么：名单中的部门都要清理和录入行政权力，不得遗漏（通知一（一）、附件）。
    怎么改：录入事项；确实没有对外行政权力的，写无事项说明（declaration）。
    """
    if department.id not in context.holders and not department.declaration:
        laws = [f"《{law.called}》" for law in context.catalogue.laws.values() if department.id in law.departments]
        naming = f"，登记的{'、'.join(laws)}与它有关" if laws else ""
        message = f"“{department.name}”还没有事项，也没有说明理由{naming}"
        yield Found((), message, "录入事项；确实没有的，写无事项说明（declaration）。")


@rule("O104", Severity.NOTE, "law")
def law_cited_by_no_item_of_its_department(law: Law, context: Context) -> Iterator[Found]:
    """与某个部门有关的法律文件，该部门没有一个事项引用，可能漏项。

    为什么：清理行政权力要全面仔细，既不能扩展、增加，也不能遗漏（通知一（二））。
    怎么改：对照该文件逐条清理，漏了的补录；确实没有对外权力的，从该文件的有关部门（departments）中删去这个部门。
    """
    if law.repealed and law.repealed.date <= context.today:
        return
    for index, department in enumerate(law.departments):
        known = context.catalogue.departments.get(department)
        # A department without any item is told by O103; one with an unreadable item may well cite the law there.
        if known and department in context.readable and (department, law.id) not in context.citing:
            yield Found(
                ("departments", index),
                f"{known.name}没有一个事项引用《{law.called}》，可能漏项",
                "对照该文件补录事项；没有对外权力的，从有关部门中删去。",
            )


@rule("R108", Severity.ERROR, "coordination")
def unknown_item_coordinated(coordination: Coordination, context: Context) -> Iterator[Found]:
    """协调记录里的事项不存在。

    为什么：记录靠编码找到两个事项，编码错了，协调过的还会再列出来。
    怎么改：填目录中已有的事项编码；事项已经删去的，删去这条记录。
    """
    for index, pair in enumerate(coordination.pairs):
        for number, code in enumerate(pair.items):
            if not context.known("item", code):
                yield Found(("pairs", index, "items", number), f"没有“{code}”这个事项", "改正编码，或者删去这条记录。")
