"""A new item's file asks for what is missing, and once filled in it is right."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model import Catalogue
from pipeline.scaffolding import Draft, next_code, scaffold
from support import CATALOGUE, catalogue_at, problems

CODE = "999900-07-XK-0001"
PATH = f"data/items/shui-li-ju/{CODE}.yaml"
DRAFT = Draft(CODE, "取水许可: 第 1 类", "XK", "shui-li-ju")

# What a clerk fills in, in the order of the file.
_ANSWERS = [
    "打井、引水的，先要申请取水许可。",
    "示例市水利局",
    "person-2",
    "shi-li-guan-li-fa",
    "21",
    "取水要先取得许可。",
    "2026-05-20",
    "按期作出决定。",
    "拖延不办的。",
    "提出申请",
    "申请人",
    "作出决定",
    "负责人",
    "3",
    "process",
    *"低低低低低低低",
    "受理岗",
    "3",
    "该受理的不受理。",
    "一次告知",
    "窗口负责人",
    "示例市人民政府",
    "60",
]


def _empty(text: str) -> list[int]:
    """Return the numbers of the lines that wait for an answer: a key or dash with nothing after it or below it."""
    lines = [*text.splitlines(), ""]
    return [
        number
        for number, (line, below) in enumerate(pairwise(lines), 1)
        if re.search("[:-]$", line) and len(below) - len(below.lstrip()) <= len(line) - len(line.lstrip())
    ]


def test_every_empty_field_is_asked_for_and_nothing_else(catalogue: Path) -> None:
    """A check of the new file tells exactly the fields left empty, each at its line."""
    text = scaffold(DRAFT)
    (catalogue / PATH).write_text(text, encoding="utf-8")
    assert problems(catalogue) == [(PATH, line, "Y108") for line in _empty(text)]


def test_once_filled_in_it_checks_clean(catalogue: Path) -> None:
    """With an answer in every empty field the item is complete and right."""
    lines = scaffold(DRAFT).splitlines()
    for line, answer in zip(_empty(scaffold(DRAFT)), _ANSWERS, strict=True):
        lines[line - 1] += f" {answer}"
    (catalogue / PATH).write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert problems(catalogue) == []


@given(st.text("公园许可（）“”：: #-'\"&*!|>%@`{}[],?0123456789truefalsnoy~=\\", min_size=1, max_size=110))
def test_any_name_is_written_so_that_it_reads_back(name: str) -> None:
    """Colons, quotes, numbers and words that YAML takes for values stay the name they are."""
    assert yaml.safe_load(scaffold(DRAFT._replace(name=name)))["name"] == name


@pytest.fixture
def whole() -> Catalogue:
    """Return the invented catalogue."""
    return catalogue_at(CATALOGUE)


@pytest.mark.parametrize(
    ("department", "category", "code"),
    [
        ("gong-yuan-ju", "XK", "999900-03-XK-0002"),
        ("gong-yuan-ju", "QZ", "999900-03-QZ-0001"),
        ("shui-li-ju", "GF", "999900-07-GF-0001"),
        ("dang-an-ju", "GF", "999900-12-GF-0002"),
    ],
)
def test_the_next_code_follows_the_highest_of_its_kind(
    whole: Catalogue, department: str, category: str, code: str
) -> None:
    """Codes count by department number and category; a code that moved away with its item stays used."""
    assert next_code(whole, department, category) == code


def test_gaps_are_never_filled(whole: Catalogue) -> None:
    """After 0001 and 0009-02 comes 0010."""
    whole.items["999900-03-XK-0009-02"] = whole.items["999900-03-XK-0001"]  # type: ignore[index]
    assert next_code(whole, "gong-yuan-ju", "XK") == "999900-03-XK-0010"


def test_an_unknown_department_has_no_codes(whole: Catalogue) -> None:
    """Without a department there is no number to put into a code."""
    with pytest.raises(KeyError):
        next_code(whole, "nowhere", "XK")
