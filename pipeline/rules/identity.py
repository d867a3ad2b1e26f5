"""Names, codes and where files stand."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from pipeline.model import Department, Document, Item, Settings
from pipeline.problems import Found, Severity
from pipeline.rules.anatomy import Context, rule


@rule("I101", Severity.ERROR, "file")
def name_differs_from_path(document: Document, context: Context) -> Iterator[Found]:
    """文件名与文件中的编码（编号）不一致。

    为什么：编码是事项的终身号码，文件名就是编码，审核人和程序都靠它找到事项。
    怎么改：让文件名（不含 .yaml）与编码相同。
    """
    key = "code" if document.path.startswith("data/items/") else "id"
    name, stem = document.data.get(key), PurePosixPath(document.path).stem
    if isinstance(name, str) and name != stem:
        yield Found((key,), f"写的是“{name}”，文件名却是“{stem}”", f"把文件名改成“{name}.yaml”，或者改正这里。")


@rule("I102", Severity.ERROR, "file")
def name_used_twice(document: Document, context: Context) -> Iterator[Found]:
    """两个文件使用同一个编码。

    为什么：编码不得重复，也不得另作他用。
    怎么改：后来的事项取一个没有用过的顺序号。
    """
    if not document.path.startswith("data/items/"):
        return  # the other kinds stand in one folder each, which holds a name once
    name = PurePosixPath(document.path).stem
    first = min(context.names["item"][name])
    if first != document.path:
        yield Found(("code",), f"编码“{name}”已经用在“{first}”", "换一个没有用过的顺序号，并同时改文件名。")


@rule("I103", Severity.ERROR)
def code_contradicts_item(item: Item, context: Context) -> Iterator[Found]:
    """编码中的区划、部门序号或者类别与事项不符。

    为什么：编码由区划代码、部门序号、类别和顺序号组成，新编事项必须相符；划转过的事项保留原编码，不再比对部门。
    怎么改：按“区划-部门序号-类别-顺序号”改正编码和文件名。
    """
    division, number, category, *_ = item.code.split("-")
    if division != context.catalogue.settings.division and not _division_doubted(context):
        message = f"编码以“{division}”开头，本目录的区划代码是“{context.catalogue.settings.division}”"
        yield Found(("code",), message, "改正编码开头的六位区划代码。")
    department = None if _place_doubted(item, context) else context.catalogue.departments.get(item.birthplace)
    if department and int(number) != department.number and not _number_doubted(department, context):
        message = f"编码中的部门序号是“{number}”，“{department.name}”的序号是“{department.number:02}”"
        yield Found(("code",), message, "改正编码中的部门序号，并同时改文件名。")
    if category != item.category:
        yield Found(("category",), f"类别写的是“{item.category}”，编码里却是“{category}”", "让类别与编码一致。")


def _place_doubted(item: Item, context: Context) -> bool:
    """Tell whether the department or the code has been told already, by I104 or I102."""
    folders = {PurePosixPath(path).parent.name for path in context.names["item"].get(item.code, [])}
    return len(folders) > 1 or (not item.transfers and folders != {item.department})


def _division_doubted(context: Context) -> bool:
    """Tell whether the setting is wrong rather than the codes: several items, and none agrees with it."""
    division = context.catalogue.settings.division
    codes = [code for born in context.born.values() for code in born]
    return not division or (len(codes) > 1 and not any(code.startswith(f"{division}-") for code in codes))


def _number_doubted(department: Department, context: Context) -> bool:
    """Tell whether a department's number is wrong rather than its codes: several, or a twin, and none agrees."""
    codes = context.born.get(department.id, [])
    twin = any(
        other.number == department.number and other.id != department.id
        for other in context.catalogue.departments.values()
    )
    return len(codes) > (0 if twin else 1) and all(int(code.split("-")[1]) != department.number for code in codes)


@rule("I104", Severity.ERROR, "file")
def folder_differs_from_department(document: Document, context: Context) -> Iterator[Found]:
    """事项文件不在所属部门的文件夹里。

    为什么：每个部门只维护自己文件夹中的事项，审核也按文件夹分派。
    怎么改：把文件移到所属部门的文件夹，或者改正所属部门。
    """
    folder = PurePosixPath(document.path).parent
    department = document.data.get("department")
    if (
        folder.parent.as_posix() != "data/items"
        or not isinstance(department, str)
        or not context.known("department", department)
    ):
        return
    if department != folder.name:
        yield Found(
            ("department",),
            f"所属部门写的是“{department}”，文件却在“{folder.name}”的文件夹里",
            f"把文件移到 data/items/{department}/，或者改正部门。",
        )


@rule("I105", Severity.ERROR, "department")
def department_number_wrong(department: Department, context: Context) -> Iterator[Found]:
    """部门序号与别的部门重复，或者与本部门各事项的编码都不相符。

    为什么：部门序号编入事项编码，错了会使编码混淆。
    怎么改：按部门名单的顺序改正。
    """
    if _number_doubted(department, context):
        number = context.born[department.id][0].split("-")[1]
        message = f"序号写的是“{department.number:02}”，本部门事项的编码里却是“{number}”"
        yield Found(("number",), message, "按部门名单的顺序改正序号。")
        return
    for other in context.catalogue.departments.values():
        if other.number == department.number and other.id < department.id and not _number_doubted(other, context):
            yield Found(("number",), f"序号“{department.number}”已经属于“{other.name}”", "按部门名单的顺序改正序号。")


@rule("I106", Severity.ERROR, "catalogue")
def division_contradicts_all_codes(settings: Settings, context: Context) -> Iterator[Found]:
    """区划代码与所有事项的编码都不相符。

    为什么：事项编码以本目录的区划代码开头。
    怎么改：改正 catalogue.yml 中的区划代码。
    """
    division = context.catalogue.settings.division
    if division and _division_doubted(context):
        message = f"区划代码写的是“{division}”，没有一个事项的编码以它开头"
        yield Found(("division",), message, "写本行政区域的六位区划代码。")
