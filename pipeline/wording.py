"""Say values in the words of Chinese administrative prose, the same in every output."""

from __future__ import annotations

import datetime as dt

from pipeline.model import Citation, Duration, Law, Limit

AUDIENCES = {"自然人": "个人", "法人": "企业和其他单位"}
"""What readers call those whom a power or a theme concerns."""
_DIGITS = "零一二三四五六七八九"


def numeral(number: int) -> str:
    """Write 1 to 9999 in Chinese numerals, as articles are numbered: 12 → 十二, 110 → 一百一十, 1009 → 一千零九."""
    text = ""
    gap = False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // unit % 10
        if digit:
            text += ("零" if gap and text else "") + _DIGITS[digit] + name
        gap = not digit
    return text.removeprefix("一") if 10 <= number < 20 else text  # noqa: PLR2004  # 十二, not 一十二


def provision(citation: Citation) -> str:
    """Write which provision is cited: 第三十条之一第二款第（三）项."""
    text = f"第{numeral(citation.article)}条"
    if citation.sub_article:
        text += f"之{numeral(citation.sub_article)}"
    if citation.paragraph:
        text += f"第{numeral(citation.paragraph)}款"
    if citation.item:
        text += f"第（{numeral(citation.item)}）项"
    return text


def cite(citation: Citation, law: Law) -> str:
    """Write a whole citation: 《城市道路管理条例》第三十一条."""
    return f"《{law.called}》{provision(citation)}"


def duration(value: Duration) -> str:
    """Write a duration: 20 个工作日, 3 个月, 60 日, 2 年."""
    measure = " 个" if value.unit in {"工作日", "月"} else " "
    return f"{value.value}{measure}{value.unit}"


def limit(value: Limit) -> str:
    """Write a time limit without its starting point: 当场办结 or 20 个工作日."""
    if value.value and value.unit:
        return duration(Duration(value=value.value, unit=value.unit))
    return "当场办结"


def date(day: dt.date) -> str:
    """Write a date as people read it: 2026 年 11 月 20 日."""
    return f"{day.year} 年 {day.month} 月 {day.day} 日"
