"""Lettering: lines of words measured and broken without any font."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.lettering import measure, wrapped


@pytest.mark.parametrize(("text", "width"), [("", 0), ("受理", 2), ("（一）", 3), ("A4 纸", 2.65), ("e\u0301", 0.6)])
def test_measure_counts_in_ems(text: str, width: float) -> None:
    """A Han character and its marks are one em, Latin letters less, combining marks nothing."""
    assert measure(text) == pytest.approx(width)


@settings(deadline=None, max_examples=50)
@given(st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=60), st.sampled_from([7.0, 8.5, 11.0]))
def test_wrapping_loses_nothing(text: str, most: float) -> None:
    """Lines put together are the text again, none is empty, and Han text fits the width."""
    broken = wrapped(text, most)
    assert "".join("".join(broken).split()) == "".join(text.split())
    assert all(broken)
    if re.fullmatch(r"[\u4e00-\u9fff]*", text):
        assert all(measure(line) <= most for line in broken)


@pytest.mark.parametrize(
    ("text", "most", "expected"),
    [
        ("受理", 11, ["受理"]),
        ("", 11, []),
        ("一次告知申请人需要补正的全部内容", 11, ["一次告知申请人", "需要补正的全部内容"]),
        ("城管部门负责人、公安交管部门负责人", 11, ["城管部门负责人、", "公安交管部门负责人"]),
        ("期满清场（含路面修复）和现场验收", 11, ["期满清场（含路面", "修复）和现场验收"]),
        ("24 小时内是否补批是否补办", 8.5, ["24 小时内是否", "补批是否补办"]),
        ("internationalization", 7, ["internationalization"]),
    ],
)
def test_lines_break_where_readers_pause(text: str, most: float, expected: list[str]) -> None:
    """Few and even lines; rather after a mark than in a word; marks and numbers stay with what they belong to."""
    assert list(wrapped(text, most)) == expected
