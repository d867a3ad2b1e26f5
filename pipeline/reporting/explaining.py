"""What a code means: a rule's own words, or for what is told before any rule, those of its gate."""

from __future__ import annotations

from typing import NamedTuple

from pipeline.problems import Severity
from pipeline.rules import RULES

_GATES = {
    "B": (
        "文件的编码或者字符有误。",
        "看不见的、错码的字符会让审核人看到的与公布的不一致。",
        "按提示的位置改正，另存为 UTF-8。",
    ),
    "P": (
        "文件放错了位置，或者不是普通文件。",
        "程序按位置认识文件，不认识的不会公布。",
        "移到应在的文件夹，或者删去。",
    ),
    "S": ("字段的写法与结构不符。", "每个字段都有规定的名称、类型和范围。", "按提示改正这个字段。"),
    "X": ("检查程序自身出错。", "一条规则没有运行完，结论不完整。", "把这段信息告诉维护人员。"),
    "Y": ("YAML 的写法有误。", "程序读到的内容可能与写的不一样。", "按提示改正缩进、引号或者冒号。"),
}
"""By the letter of a gate: what is wrong, why that matters, how to mend it."""


class Explanation(NamedTuple):
    """A code's page: what is wrong in one sentence, and all there is to say."""

    title: str
    text: str
    severity: Severity


def explained(code: str) -> Explanation:
    """Return what a code means."""
    rule = next((rule for rule in RULES if rule.code == code), None)
    if rule is None:
        what, why, how = _GATES[code[0]]
        return Explanation(what, f"{what}\n\n为什么：{why}\n怎么改：{how}", Severity.ERROR)
    lines = [line.strip() for line in rule.text.splitlines()]
    return Explanation(lines[0], "\n".join(lines), rule.severity)
