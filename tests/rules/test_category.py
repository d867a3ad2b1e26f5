"""Every category says what only it can say."""

from __future__ import annotations

from pathlib import Path

import pytest

from cases import CF2, CJ, QZ, ZS, Case
from support import CF, GF, PATHS, QR, XK, mutate, problems

_CONDITIONS = "conditions:\n  - 不损坏花木。\n"
_MATERIALS = "materials:\n  - name: 占用申请表\n    form: 原件\n    copies: 1\n    source: 本机关提供表格\n"
_RESULT = (
    "result:\n  name: 临时占用许可证\n  validity:\n    value: 3\n    unit: 月\n  renewal: 到期前可以申请延续一次。\n"
)
_STATUTORY = "  statutory:\n    value: 20\n    unit: 工作日\n    from: 自受理之日起\n"
_GRADES = """\
discretion:
  - grade: 较轻
    circumstance: 占用不足一天
    condition: 占用面积不足 10 平方米
    standard: 罚款 500 元。
    basis:
      law: gong-yuan-tiao-li
      article: 32
  - grade: 一般
    circumstance: 占用不足三天
    condition: 占用面积不足 100 平方米
    standard: 罚款 1000 元。
    basis:
      law: gong-yuan-tiao-li
      article: 32
  - grade: 严重
    circumstance: 占用三天以上
    condition: 占用面积 100 平方米以上
    standard: 罚款 2000 元。
    basis:
      law: gong-yuan-tiao-li
      article: 32
"""
_KINDS = "  kinds:\n    - 罚款\n    - 责令停产停业\n"
_ORDINARY = "  procedures:\n    - 普通程序\n  limitation: 两年以内没有被发现的不再处罚。\n"
_VALIDITY = "  validity_note: 水源没有变化的，一直有效。\n"
_HEARING = "  hearing: 责令停业，或者罚款 1 万元以上的。\n"
_BENEFIT = "benefit:\n  recipients: 因干旱减产的农户。\n  standard: 按减产面积计算，每亩 50 元。\n"

CASES = [
    Case("E109", PATHS[XK], "quota: ", f"{_BENEFIT}quota: ", told="recipients: "),
    Case("E110", PATHS[XK], _CONDITIONS, "", told="category: XK"),
    Case("E111", PATHS[XK], _MATERIALS, "", told="category: XK"),
    Case("E112", PATHS[XK], _RESULT, "", told="category: XK"),
    Case("E113", PATHS[XK], _STATUTORY, "", told="category: XK"),
    Case("E120", CF2, f"penalty:\n{_KINDS}{_ORDINARY}{_HEARING}", "", told="category: CF"),
    Case("E121", CF2, _GRADES, "", told="category: CF"),
    Case("E122", CF2, _HEARING, "", told="category: CF"),
    Case("E123", CF2, f"    - 责令停产停业\n{_ORDINARY}{_HEARING}", _ORDINARY, told="category: CF"),
    Case("E130", QZ, "coercion:\n  kinds:\n    - 扣押财物\n", "", told="category: QZ"),
    Case("E140", ZS, "levy:\n  object: 从公园移走的花木。\n  calculation: 花木的株数。\n", "", told="category: ZS"),
    Case("E150", PATHS[GF], _BENEFIT, "", told="category: GF"),
    Case("E151", PATHS[GF], "conditions:\n  - 因干旱减产三成以上。\n", "", told="category: GF"),
    Case("E160", PATHS[QR], f"result:\n  name: 水源认定书\n{_VALIDITY}", "", told="category: QR"),
    Case("E161", PATHS[QR], _VALIDITY, "", told="category: QR"),
    Case("E170", CJ, "subtype: 权属纠纷\n", "", told="category: CJ"),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=str)
def test_one_mistake_is_told_once_at_its_place(wider: Path, case: Case) -> None:
    """What a category must say and does not is told at the category, and nothing else is found."""
    case.prove(wider)


def test_a_reason_stands_for_the_discretion_grades(wider: Path) -> None:
    """A penalty that leaves no choice has no grades, and says why."""
    mutate(wider, CF2, _GRADES, "")
    mutate(wider, CF2, _HEARING, f"{_HEARING}  no_discretion: 数额由条例写死，没有裁量余地。\n")
    assert problems(wider) == []


@pytest.mark.parametrize("kinds", ["    - 警告\n", "    - 行政拘留\n"])
def test_what_needs_no_hearing_is_not_asked(wider: Path, kinds: str) -> None:
    """Warnings and detention have no hearing under article 63, so nothing is said of one."""
    mutate(wider, CF2, "    - 罚款\n    - 责令停产停业\n", kinds)
    mutate(wider, CF2, _HEARING, "")
    assert problems(wider) == []


def test_a_statutory_limit_may_be_immediate(catalogue: Path) -> None:
    """A licence decided on the spot has a statutory limit too."""
    mutate(catalogue, PATHS[XK], "    value: 20\n    unit: 工作日\n    from", "    immediate: true\n    from")
    mutate(catalogue, PATHS[XK], "    value: 10\n    unit: 工作日\n", "    immediate: true\n")
    assert problems(catalogue) == []


def test_validity_may_be_a_length_of_time(catalogue: Path) -> None:
    """A confirmation is valid for a time or, as its note says, for good."""
    mutate(catalogue, PATHS[QR], _VALIDITY, "  validity:\n    value: 3\n    unit: 年\n")
    assert problems(catalogue) == []


def test_a_wrong_category_is_not_told_twice(catalogue: Path) -> None:
    """Where the code contradicts the category, nothing is demanded of either."""
    mutate(catalogue, PATHS[CF], "category: CF", "category: QZ")
    assert [code for _, _, code in problems(catalogue)] == ["I103"]
