"""What a change may not do to what is published: delete, number anew, or use a number for something else."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.model import Department, Item
from pipeline.problems import Found, Severity
from pipeline.rules import identity
from pipeline.rules.anatomy import Context, rule
from pipeline.rules.matching import same_power


@rule("C101", Severity.ERROR, "base item")
def deleted_instead_of_repealed(was: Item, context: Context) -> Iterator[Found]:
    """已经公布的事项被删除了。

    为什么：取消的事项要留有取消的决定和日期，办事人和监督机关才查得到它曾经存在、何时取消。
    怎么改：恢复这个文件，写上取消的决定（decisions）和终止日期（ended）。
    """
    if context.base is None or context.base.items.get(was.code) is not was:
        return  # a file whose name was not its code: never published
    if was.code not in context.codes and was.code not in context.renumbered:
        yield Found((), f"“{was.name}”（{was.code}）被删除了", "恢复这个文件；不再行使的，写取消的决定和终止日期。")


@rule("C102", Severity.ERROR)
def code_changed(item: Item, context: Context) -> Iterator[Found]:
    """已经公布的事项换了编码。

    为什么：编码是事项的终身号码，换了以后，原来的网址、文书和引用都找不到它。
    怎么改：改回原来的编码和文件名；确实是另一个事项的，保留原事项并写明取消。
    """
    code = context.recoded.get(item.code)
    if code and not any(identity.code_contradicts_item.check(item, context)):  # told by I103
        yield Found(("code",), f"“{item.name}”的编码原来是“{code}”，现在写成“{item.code}”", f"改回“{code}”。")


@rule("C103", Severity.ERROR)
def code_used_for_another(item: Item, context: Context) -> Iterator[Found]:
    """已经用过的编码给了另一个事项。

    为什么：编码不得另作他用，取消的事项的编码也不再使用。
    怎么改：恢复原来的事项，新的事项取没有用过的顺序号；只是改名的，把原名写进别名（aliases）。
    """
    was = context.base.items.get(item.code) if context.base else None
    if was and not same_power(item, was):
        state = "已经取消的" if was.ended else ""
        yield Found(
            ("name",),
            f"编码“{item.code}”属于{state}“{was.name}”，现在写的是“{item.name}”，设定依据也全不相同",
            "新的事项另取编码；只是改名的，把原名写进别名（aliases）。",
        )


@rule("C104", Severity.ERROR, "department")
def department_number_changed(department: Department, context: Context) -> Iterator[Found]:
    """部门的序号与公布过的不同。

    为什么：序号是事项编码的一部分，编码一旦公布就不再改变。
    怎么改：改回原来的序号；新设的部门取没有用过的序号。
    """
    was = context.base.departments.get(department.id) if context.base else None
    told = department.id in context.born or any(
        other.number == department.number and other.id != department.id
        for other in context.catalogue.departments.values()
    )
    if was and was.number != department.number and not told:  # else told by I103, I105 or C102
        yield Found(("number",), f"序号原来是“{was.number:02}”，现在写成“{department.number:02}”", "改回原来的序号。")
