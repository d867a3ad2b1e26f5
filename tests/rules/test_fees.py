"""Charges rest on what may found them, and a levy says what it takes and from whom not."""

from __future__ import annotations

from pathlib import Path

import pytest

from cases import ZS, Case
from support import PATHS, XK, mutate, problems

_BASIS = "        - law: gong-yuan-tiao-li\n          article: 15\n"
_ITEMS = """\
  charged: true
  items:
    - name: 花木税
      standard: 每株 10 元。
      basis:
        - law: gong-yuan-tiao-li
          article: 35
      reduction: 教学使用的免征。
"""

CASES = [
    Case("E103", PATHS[XK], _BASIS, "        - law: bu-zhu-xi-ze\n          article: 15\n"),
    Case("E141", ZS, _ITEMS, "  charged: false\n", told="category: ZS"),
    Case("E142", ZS, "      reduction: 教学使用的免征。\n", "", told="category: ZS"),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_one_mistake_is_told_once_at_its_place(wider: Path, case: Case) -> None:
    """A charge that lacks its ground or its standard yields that rule's code, and no other finding."""
    case.prove(wider)


def test_one_statute_among_the_grounds_is_enough(catalogue: Path) -> None:
    """A licence fee may be detailed by lesser rules as long as a statute lets it be charged."""
    mutate(catalogue, PATHS[XK], _BASIS, f"{_BASIS}        - law: bu-zhu-xi-ze\n          article: 15\n")
    assert problems(catalogue) == []


def test_an_unknown_law_is_not_judged(catalogue: Path) -> None:
    """Of a ground that is not registered nobody knows whether it is a statute; R102 tells it."""
    mutate(catalogue, PATHS[XK], "        - law: gong-yuan-tiao-li\n", "        - law: gong-yuan-fa\n")
    assert [code for _, _, code in problems(catalogue)] == ["R102"]
