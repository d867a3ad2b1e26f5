"""Legal ground: what founds a power, whether it holds, and whether the article exists."""

from benchmarks.faults.anatomy import Fault

_CF = "data/items/*/*-CF-*.yaml"
_ITEMS = "data/items/*/*.yaml"
_XK = "data/items/*/*-XK-*.yaml"
_FOUNDING = r"role: (?:设定|罚则)"
_ONLY = rf"\A((?:(?!{_FOUNDING})[\s\S])*?)^(legal_basis:\n)(  - ){_FOUNDING}(?![\s\S]*{_FOUNDING})"
"""An item whose first basis founds it, and no other does."""


def _cited(law: str) -> tuple[tuple[str, str, str], ...]:
    """Return where that law's want of force must be told: at every citation."""
    return ((_ITEMS, rf"^ +(?:- )?law: {law}$", "L103"),)


FAULTS = (
    Fault("nothing founds it", "没有一条依据的作用是“设定”", _XK, _ONLY, "\\1\\2⟪L101⟫\\3role: 规定"),
    Fault("penalty without a sanction", "处罚只写了违则，没有罚则", _CF, _ONLY, "\\1\\2⟪L101⟫\\3role: 违则"),
    Fault(
        "founded on procedure",
        "把程序规定当成了设定依据",
        "data/items/*/*-CJ-*.yaml",
        _ONLY,
        "\\1\\2⟪L101⟫\\3role: 程序",
    ),
    Fault(
        "founded by a document",
        "设定依据其实是规范性文件",
        "data/laws/shui-fa.yaml",
        r"^kind: .*",
        "kind: 规范性文件",
        elsewhere=((_ITEMS, r"(?<=  - role: (?:设定|罚则)\n)    law: shui-fa$", "L102"),),
    ),
    Fault(
        "founded by an establishment plan",
        "设定依据其实是三定规定",
        "data/laws/sen-lin-fa.yaml",
        r"^kind: .*",
        "kind: 三定规定",
        elsewhere=((_ITEMS, r"^  - role: (?!主体).*(?=\n    law: sen-lin-fa$)", "L111"),),
    ),
    Fault(
        "repealed law",
        "引用的法律已经废止",
        "data/laws/cheng-xiang-gui-hua-fa.yaml",
        r"^confirmed:",
        "repealed:\n  date: 2020-01-01\nconfirmed:",
        elsewhere=_cited("cheng-xiang-gui-hua-fa"),
    ),
    Fault(
        "law not yet in force",
        "引用的法律还没有施行",
        "data/laws/jian-zhu-fa.yaml",
        r"^versions:\n(?:[ ].*\n)+",
        "versions:\n  - promulgated: 2026-01-01\n    effective: 2099-01-01\n",
        elsewhere=_cited("jian-zhu-fa"),
    ),
    Fault("article beyond the last", "条文序号超出了全文", _XK, r"^(    article: ).*", "⟪L104⟫\\g<1>1999"),
    Fault(
        "article of the old text",
        "引用的是旧法的条文序号",
        _CF,
        r"^(    law: xing-zheng-chu-fa-fa\n    article: ).*",
        "    law: xing-zheng-chu-fa-fa\n⟪L104⟫    article: 187",
    ),
    Fault(
        "article of a fee beyond the last",
        "收费依据的条文序号多打了一位",
        _XK,
        r"^(        - law: .*\n          article: .*)",
        "\\1⟪L104⟫9",
    ),
    Fault(
        "article of a grade beyond the last",
        "裁量基准的条文序号多打了一位",
        _XK,
        r"^(      law: .*\n      article: .*)",
        "\\1⟪L104⟫9",
    ),
    Fault(
        "article of a remedy beyond the last",
        "救济依据的条文序号多打了一位",
        _XK,
        r"^(      - law: xing-zheng-fu-yi-fa\n        article: .*)",
        "\\1⟪L104⟫9",
    ),
    Fault("checked in the future", "核对日期写成了以后的日子", _XK, r"^(    checked: ).*", "⟪L105⟫\\g<1>2099-01-01"),
    Fault("checked next century", "核对日期的年份多打了一位", _CF, r"^(    checked: )\d{4}", "⟪L105⟫\\g<1>2126"),
)
