"""Names and numbers that contradict the file they stand in, or one another."""

from benchmarks.faults.anatomy import Fault

_CF = "data/items/*/*-CF-*.yaml"
_XK = "data/items/*/*-XK-*.yaml"
_TWO = "data/departments/min-zheng-ju.yaml"
"""A department of several items."""
_NONE = "data/departments/jiao-yu-ju.yaml"
"""A department without items."""

FAULTS = (
    Fault(
        "code copied from the template", "照着模板写，编码忘了改", _XK, r"^code: .*", "⟪I101⟫code: 511900-37-XK-0099"
    ),
    Fault("code renumbered", "改了编码的顺序号，没有改文件名", _CF, r"^(code: .*-)0001", "⟪I101⟫\\g<1>0002"),
    Fault("department's id", "部门编号与文件名不同", _NONE, r"^id: .*", "⟪I101⟫id: jiao-yu-wei"),
    Fault("law's id", "法律编号与文件名不同", "data/laws/*.yaml", r"^id: .*", "⟪I101⟫id: mou-fa"),
    Fault("vocabulary's id", "词表编号与文件名不同", "data/vocabularies/themes.yaml", r"^id: .*", "⟪I101⟫id: theme"),
    Fault(
        "same code twice",
        "两个部门的事项用了同一个编码",
        "data/items/gong-an-ju/*-XK-*.yaml",
        r"^(code: .*\n(?:.*\n)*?)department: .*",
        "⟪I102⟫\\1department: lin-ye-ju",
        to="data/items/lin-ye-ju/{code}.yaml",
        keep=True,
    ),
    Fault("category beside the code", "类别与编码不符", _CF, r"^category: CF", "⟪I103⟫category: QT"),
    Fault("category of a permit", "把许可写成了确认", _XK, r"^category: XK", "⟪I103⟫category: QR"),
    Fault(
        "division of another city",
        "编码用了别的市的区划代码",
        _XK,
        r"^code: \d{6}(.*)",
        "⟪I103⟫code: 511800\\1",
        to="data/items/cheng-guan-zhi-fa-ju/511800-37-XK-0001.yaml",
    ),
    Fault(
        "number of another department",
        "编码用了别的部门的序号",
        _XK,
        r"^code: (\d{6})-37(.*)",
        "⟪I103⟫code: \\1-36\\2",
        to="data/items/cheng-guan-zhi-fa-ju/511900-36-XK-0001.yaml",
    ),
    Fault(
        "department beside the folder", "所属部门与文件夹不符", _CF, r"^department: .*", "⟪I104⟫department: jiao-yu-ju"
    ),
    Fault("number of the department", "部门序号写错了", _TWO, r"^number: .*", "⟪I105⟫number: 99"),
    Fault(
        "number given twice",
        "两个部门用了同一个序号",
        "data/departments/zong-gong-hui.yaml",
        r"^(id: .*\n)number: .*",
        "\\1⟪I105⟫number: 5",
    ),
    Fault(
        "division of the settings",
        "设置里的区划代码写错了",
        "catalogue.yml",
        r"^division: .*",
        '⟪I106⟫division: "511800"',
    ),
)
