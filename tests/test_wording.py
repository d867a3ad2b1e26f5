"""Values in the words of Chinese administrative prose."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import wording
from pipeline.model import Citation, Duration, Limit
from support import CATALOGUE, catalogue_at

_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")}
_UNITS = {"千": 1000, "百": 100, "十": 10}


def read(text: str) -> int:
    """Read a Chinese numeral, as one learns it at school."""
    total = digit = 0
    for character in text:
        if character in _UNITS:
            total += (digit or 1) * _UNITS[character]
            digit = 0
        else:
            digit = _DIGITS[character]
    return total + digit


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (1, "一"),
        (10, "十"),
        (12, "十二"),
        (20, "二十"),
        (99, "九十九"),
        (100, "一百"),
        (101, "一百零一"),
        (110, "一百一十"),
        (115, "一百一十五"),
        (1000, "一千"),
        (1001, "一千零一"),
        (1010, "一千零一十"),
        (1100, "一千一百"),
        (1260, "一千二百六十"),
    ],
)
def test_numerals_as_articles_are_numbered(number: int, text: str) -> None:
    """Numerals are written as statutes write them."""
    assert wording.numeral(number) == text


@given(st.integers(1, 1999))
def test_numerals_read_back(number: int) -> None:
    """Every numeral reads back as its number, with at most one zero in a row and none at the end."""
    text = wording.numeral(number)
    assert read(text) == number
    assert "零零" not in text
    assert not text.endswith("零")


@pytest.mark.parametrize(
    ("citation", "text"),
    [
        (Citation(law="a", article=31), "第三十一条"),
        (Citation(law="a", article=30, sub_article=1, paragraph=2, item=3), "第三十条之一第二款第（三）项"),
        (Citation(law="a", article=24, paragraph=1), "第二十四条第一款"),
        (Citation(law="a", article=8, item=11), "第八条第（十一）项"),
    ],
)
def test_provisions(citation: Citation, text: str) -> None:
    """A provision is named down to the level that is cited and no further."""
    assert wording.provision(citation) == text


def test_a_law_is_cited_by_the_name_people_use() -> None:
    """The short title stands between the marks, or else the title."""
    laws = catalogue_at(CATALOGUE).laws
    assert wording.cite(Citation(law="", article=20), laws["shi-li-guan-li-fa"]) == "《示例管理法》第二十条"
    assert wording.cite(Citation(law="", article=8), laws["qu-shui-tiao-li"]) == "《示例取水条例》第八条"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Limit(value=20, unit="工作日"), "20 个工作日"),
        (Limit(value=3, unit="月"), "3 个月"),
        (Limit(value=60, unit="日"), "60 日"),
        (Limit(value=2, unit="年"), "2 年"),
        (Limit(immediate=True), "当场办结"),
    ],
)
def test_limits(value: Limit, text: str) -> None:
    """A limit is counted in its unit, or is none at all."""
    assert wording.limit(value) == text


def test_durations_and_dates() -> None:
    """Durations and dates are spaced as prose spaces numbers, without leading zeros."""
    assert wording.duration(Duration(value=5, unit="工作日")) == "5 个工作日"
    assert wording.date(dt.date(2026, 6, 1)) == "2026 年 6 月 1 日"
