"""Whoever does not accept a decision is told rightly where to go, how soon, and what comes first."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from cases import CF2, CJ, CJ2, ZS, Case
from support import CF, GF, PATHS, QR, QT, XK, mutate, problems

_REVIEW = """\
  - kind: 行政复议
    body: 示例市人民政府
    time_limit:
      value: 60
      unit: 日
    basis:
      - law: xing-zheng-fu-yi-fa
        article: 20
"""
_SUIT = """\
  - kind: 行政诉讼
    body: 示例市人民法院
    time_limit:
      value: 6
      unit: 月
    basis:
      - law: xing-zheng-fu-yi-fa
        article: 10
"""
_SIXTY, _SIX = "      value: 60\n      unit: 日\n    basis", "      value: 6\n      unit: 月\n"
_AFTER = "    requires_first: 行政复议\n"
_GENERAL = "      - law: xing-zheng-fu-yi-fa\n        article: 10\n"
_DEPARTMENT = "data/departments/shui-li-ju.yaml"

CASES = [
    Case("M101", PATHS[QR], _SUIT, "", told="- kind: 行政复议"),
    Case("M101", PATHS[QR], _REVIEW, "", told="- kind: 行政诉讼"),
    Case("M102", PATHS[QR], "    time_limit:\n      value: 60\n      unit: 日\n", "", told="- kind: 行政复议"),
    Case("M102", PATHS[QR], f"    time_limit:\n{_SIX}", "", told="- kind: 行政诉讼"),
    Case("M103", PATHS[QR], _SIXTY, _SIXTY.replace("60", "15"), told="value: 15"),
    Case("M103", PATHS[QR], _SIXTY, _SIXTY.replace("60", "90"), told="value: 90"),
    Case("M103", PATHS[QR], _SIXTY, _SIXTY.replace("60", "2").replace("日", "月"), told="value: 2"),
    Case("M104", PATHS[QR], _SIX, _SIX.replace("6", "3"), told="value: 3"),
    Case("M104", PATHS[QR], _SIX, _SIX.replace("6", "15").replace("月", "日"), told="value: 15"),
    Case("M104", ZS, "      value: 15\n      unit: 日\n", _SIX, told="value: 6\n"),
    Case("M105", CJ2, "      value: 30\n      unit: 日\n", _SIX, told="- kind: 行政复议\n"),
    Case("M106", PATHS[QR], f"{_SIX}    basis:\n{_GENERAL}", f"{_SIX.replace('6', '1')}    basis:\n{_GENERAL}"
         "      - law: shi-li-guan-li-fa\n        article: 40\n", told="value: 1\n"),
    Case("M107", PATHS[CF], f"      value: 15\n      unit: 日\n    basis:\n{_GENERAL.replace('10', '34')}{_AFTER}",
         f"{_SIX}    basis:\n{_GENERAL}", told="- kind: 听证"),
    Case("M107", ZS, "    requires_first: 缴纳或者提供担保\n", "", told="- kind: 行政复议"),
    Case("M108", PATHS[QR], "body: 示例市人民政府", "body: 省水利厅"),
    Case("M108", PATHS[QR], "body: 示例市人民政府", "body: 示例市人民政府或者上一级主管部门"),
    Case("M109", PATHS[QR], f"{_SIX}    basis", f"{_SIX}    from: 三个月内\n    basis", told="from: 三个月"),
    Case("M109", PATHS[QR], _SUIT, f"{_SUIT}    note: 也可以请上一级主管部门处理。\n"),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=str)
def test_one_mistake_is_told_once_at_its_place(wider: Path, case: Case) -> None:
    """A remedy that is missing, late, early or elsewhere yields that rule's code at its place, and nothing else."""
    case.prove(wider)


def _registered(root: Path, law: str) -> None:
    """Register a statute that the invented catalogue does not cite."""
    path = f"data/laws/{law}.yaml"
    shutil.copyfile(root / "data/laws/shi-li-guan-li-fa.yaml", root / path)
    mutate(root, path, "id: shi-li-guan-li-fa", f"id: {law}")


def _founded(root: Path, path: str, law: str, article: int, old: int) -> None:
    """Found an item on a provision of a statute known to the rules."""
    _registered(root, law)
    mutate(root, path, f"    law: gong-yuan-tiao-li\n    article: {old}\n", f"    law: {law}\n    article: {article}\n")


@dataclass(frozen=True)
class Special:
    """A statute put below an item, and the days to sue that it gives there."""

    path: str
    law: str
    article: int
    old: int
    """The article that it replaces."""
    days: int | None
    cited: int = 0
    """The article that gives the days."""

    def found(self, root: Path) -> None:
        """Register the statute and found the item on it."""
        path = f"data/laws/{self.law}.yaml"
        shutil.copyfile(root / "data/laws/shi-li-guan-li-fa.yaml", root / path)
        mutate(root, path, "id: shi-li-guan-li-fa", f"id: {self.law}")
        mutate(root, path, "articles: 60", "articles: 90")
        before = f"    law: gong-yuan-tiao-li\n    article: {self.old}\n    provides"
        mutate(root, self.path, before, f"    law: {self.law}\n    article: {self.article}\n    provides")


_GIVEN = [
    Special(CJ, "tu-di-guan-li-fa", 14, 36, 30, 14),
    Special(CJ, "zhuan-li-fa", 65, 36, 15, 65),
    Special(CF2, "ji-liang-fa", 25, 32, 15, 31),
    Special(CF2, "yan-cao-zhuan-mai-fa", 32, 32, 15, 41),
]
_NOT_GIVEN = [
    Special(CJ, "zhuan-li-fa", 45, 36, None),
    Special(CF2, "tu-di-guan-li-fa", 14, 32, None),
]


@pytest.mark.parametrize("special", _GIVEN, ids=lambda special: special.law)
def test_a_special_time_to_sue_is_demanded_and_right(wider: Path, special: Special) -> None:
    """Where a statute gives its own time to sue, six months alone are wrong, and its own time is right."""
    special.found(wider)
    assert [code for _, _, code in problems(wider) if code != "M107"] == ["M105"]
    days = f"      value: {special.days}\n      unit: 日\n    basis:\n"
    ground = f"      - law: {special.law}\n        article: {special.cited}\n"
    mutate(wider, special.path, f"{_SIX}    basis:\n{_GENERAL}", days + ground)
    assert [code for _, _, code in problems(wider) if code != "M107"] == []


@pytest.mark.parametrize("special", _NOT_GIVEN, ids=lambda special: special.law)
def test_other_powers_of_the_same_statute_have_six_months(wider: Path, special: Special) -> None:
    """Another article, or another category of power, is no case of the special time."""
    special.found(wider)
    assert problems(wider) == []


def test_a_dispute_over_land_is_reviewed_first(wider: Path) -> None:
    """A decision that touches acquired rights in land or forest is first reviewed, then sued over."""
    mutate(wider, CJ2, f"        article: 34\n{_AFTER}", "        article: 34\n")
    assert [code for _, _, code in problems(wider)] == ["M107"]


def test_a_tax_is_reviewed_before_it_is_sued_over(wider: Path) -> None:
    """Without the precondition fifteen days are wrong too, so six months stand here."""
    mutate(
        wider, ZS, f"      value: 15\n      unit: 日\n    basis:\n{_GENERAL}{_AFTER}", f"{_SIX}    basis:\n{_GENERAL}"
    )
    assert [code for _, _, code in problems(wider)] == ["M107"]


def test_a_review_may_be_longer_where_a_statute_says_so(catalogue: Path) -> None:
    """More than sixty days under another statute are asked about; fewer are wrong under any."""
    ground = "      - law: shi-li-guan-li-fa\n        article: 40\n"
    mutate(catalogue, PATHS[QR], f"{_SIXTY}:\n", f"{_SIXTY.replace('60', '90')}:\n{ground}")
    assert [code for _, _, code in problems(catalogue)] == ["M106"]
    mutate(catalogue, PATHS[QR], "value: 90", "value: 30")
    assert [code for _, _, code in problems(catalogue)] == ["M103"]


def test_suing_after_review_has_fifteen_days(catalogue: Path) -> None:
    """Fifteen days are right where the remedy says that review comes first, or cites the article that gives them."""
    mutate(catalogue, PATHS[QR], _SIX, "      value: 15\n      unit: 日\n")
    mutate(catalogue, PATHS[QR], "article: 10\n", "article: 34\n")
    assert problems(catalogue) == []
    mutate(catalogue, PATHS[QR], "article: 34\n", f"article: 10\n{_AFTER}")
    assert problems(catalogue) == []


def test_a_department_under_vertical_leadership_is_reviewed_above(catalogue: Path) -> None:
    """There the government is the wrong body, and the authority above the right one."""
    vertical = "name: 市水利局\nvertical: true\nvertical_reason: 示例管理法第八条。\n"
    mutate(catalogue, _DEPARTMENT, "name: 市水利局\n", vertical)
    assert {(path, code) for path, _, code in problems(catalogue)} == {(PATHS[QR], "M108"), (PATHS[GF], "M108")}
    mutate(catalogue, PATHS[QR], "body: 示例市人民政府", "body: 上一级主管部门")
    assert {(path, code) for path, _, code in problems(catalogue)} == {(PATHS[GF], "M108")}


def test_the_office_of_justice_may_be_reviewed_by_either(catalogue: Path) -> None:
    """Article 28 lets the citizen choose."""
    mutate(catalogue, PATHS[QR], "body: 示例市人民政府", "body: 本级人民政府或者上一级主管部门")
    mutate(
        catalogue,
        PATHS[QR],
        "        article: 20\n",
        "        article: 20\n      - law: xing-zheng-fu-yi-fa\n        article: 28\n",
    )
    assert problems(catalogue) == []


def test_mediation_is_not_reviewed(catalogue: Path) -> None:
    """What only mediates between citizens is neither reviewed nor sued over."""
    mutate(
        catalogue,
        "data/vocabularies/categories.yaml",
        "    title: 其他\n",
        "    title: 其他\n    subtypes:\n      - 行政调解\n",
    )
    mutate(catalogue, PATHS[QT], "category: QT\n", "category: QT\nsubtype: 行政调解\n")
    mutate(catalogue, PATHS[QT], _SUIT, "")
    assert problems(catalogue) == []


def test_the_old_words_are_right_elsewhere(catalogue: Path) -> None:
    """Three months are a length of time like any other where no remedy is described."""
    mutate(catalogue, PATHS[XK], "renewal: 到期前", "renewal: 三个月到期前")
    assert problems(catalogue) == []
