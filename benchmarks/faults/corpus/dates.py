"""Dates, decisions and limits that contradict each other."""

from benchmarks.faults.anatomy import Fault

_ANY = "data/items/*/*.yaml"
_LAW = "data/laws/*.yaml"
_XK = "data/items/*/*-XK-*.yaml"
_DECISIONS = r"^decisions:\n((?:[ ].*\n)*)(  - kind: .*\n    date: )(\d{4})(.*)"

FAULTS = (
    Fault(
        "notice ends before it begins",
        "公示的起止日期写颠倒了",
        _XK,
        r"^  start: (.*)\n  end: (.*)",
        "  start: \\2\n  ⟪T101⟫end: \\1",
    ),
    Fault(
        "in force on the last day of notice",
        "公示最后一天就开始施行",
        _XK,
        r"^(  end: )(.*)\neffective: .*",
        "\\1\\2\n⟪T101⟫effective: \\2",
    ),
    Fault("in force before the notice", "施行日期的年份写错了", _XK, r"^effective: \d{4}", "⟪T101⟫effective: 1913"),
    Fault("ended before in force", "终止日期早于施行日期", _XK, r"^(effective: .*)", "\\1\n⟪T101⟫ended: 2013-10-01"),
    Fault(
        "decisions out of order",
        "决定没有按先后排列",
        _ANY,
        r"^(decisions:\n)(  - kind: 暂停\n    date: )\d{4}((?:.*\n)*?  - kind: .*\n)(    date: )",
        "\\1\\g<2>2099\\3⟪T101⟫\\4",
    ),
    Fault(
        "repealed without an end",
        "写了取消的决定，没有写终止日期",
        _ANY,
        r"^ended: .*\n((?:.*\n)*?)(  - kind: 取消)",
        "\\1⟪T102⟫\\2",
    ),
    Fault(
        "repealed on another day",
        "终止日期与取消决定差了一天",
        _ANY,
        r"^(ended: .*-)\d\d\n((?:.*\n)*?)(  - kind: 取消)",
        "\\g<1>02\n\\2⟪T102⟫\\3",
    ),
    Fault(
        "promised longer than the law",
        "承诺期限比法定期限长",
        _XK,
        r"^(  statutory:\n    value: )\d+\n((?:    .*\n)*  promised:\n)(    value: )\d+",
        "\\g<1>20\n\\2⟪T103⟫\\g<3>21",
    ),
    Fault(
        "limits exchanged",
        "法定期限和承诺期限填反了",
        "data/items/*/*-CF-*.yaml",
        r"^(  statutory:\n    value: )(\d+)\n((?:    .*\n)*  promised:\n)(    value: )(\d+)",
        "\\1\\5\n\\3⟪T103⟫\\4\\2",
    ),
    Fault(
        "both at once and counted",
        "当场办结的又写了天数",
        "data/items/*/*-QR-*.yaml",
        r"^(  statutory:\n)    immediate: true\n",
        "\\1    ⟪T104⟫immediate: true\n    value: 5\n    unit: 工作日\n",
    ),
    Fault(
        "neither at once nor counted",
        "期限只写了起算点",
        _XK,
        r"^(  statutory:\n)    value: .*\n    unit: .*\n",
        "\\1⟪T104⟫",
    ),
    Fault(
        "in force before it was published",
        "法律的施行日期早于公布日期",
        _LAW,
        r"^(    effective: )\d{4}",
        "⟪T105⟫\\g<1>1913",
    ),
    Fault(
        "versions out of order",
        "新文本登记在旧文本前面",
        _LAW,
        r"^versions:\n(  - promulgated: .*\n)(    effective: .*\n(?:    .*\n)*)(  - (?:.*\n    )+.*\n)(?=\w)",
        "versions:\n\\3\\1⟪T105⟫\\2",
    ),
)
