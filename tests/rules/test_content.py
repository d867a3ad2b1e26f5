"""Words that stand in for facts, private numbers and codes that do not hold are told."""

from __future__ import annotations

from pathlib import Path

import pytest

from cases import Case
from pipeline.rules.content import credit_code_holds
from support import CF, PATHS, QR, XK, checked, mutate, problems

_DUTY = "- 到现场看水源。"
_DEPARTMENT = "data/departments/gong-yuan-ju.yaml"
_CODE = "99999900MB0000000F3000199000001"

CASES = [
    Case("I107", PATHS[QR], _DUTY, "- 待定"),
    Case("I107", PATHS[QR], _DUTY, "- 暂无。"),
    Case("I107", PATHS[QR], _DUTY, "- 无"),
    Case("I107", PATHS[QR], _DUTY, "- XXX"),
    Case("I107", PATHS[QR], _DUTY, "- ××"),
    Case("I107", PATHS[QR], _DUTY, "- TODO"),
    Case("I107", PATHS[XK], "hours: 工作日 9:00—17:00", "hours: 略"),
    Case("I108", PATHS[QR], _DUTY, "- 到现场看水源，电话 13912345678。"),
    Case("I108", PATHS[QR], _DUTY, "- 到现场看水源，电话139-1234-5678。"),
    Case("I108", PATHS[QR], _DUTY, "- 到现场看水源，+86 139 1234 5678"),
    Case("I108", PATHS[QR], _DUTY, "- 负责人 51190219800101123X。"),
    Case("I109", PATHS[XK], _CODE, "99999900MB0000000G3000199000001"),
    Case("I109", PATHS[XK], _CODE, "99999900MB0000001F3000199000001"),
    Case("I109", PATHS[XK], _CODE, "99999900MB0000000F3000199000002"),
    Case("I110", _DEPARTMENT, "99999900MB0000000F", "99999900MB0000000E"),
    Case("I111", PATHS[QR], _DUTY, "- '=HYPERLINK(1)'"),
    Case("I111", PATHS[QR], _DUTY, "- '＝1＋1'"),
    Case("I111", PATHS[QR], _DUTY, "- +1 名见证人。"),
    Case("I111", PATHS[QR], _DUTY, "- ＋1 名见证人。"),
    Case("I111", PATHS[QR], _DUTY, '- "-1 名见证人。"'),
    Case("I111", PATHS[QR], _DUTY, "- －1 名见证人。"),
    Case("I111", PATHS[QR], _DUTY, '- "@sum(1)"'),
    Case("I111", PATHS[QR], _DUTY, "- ＠sum"),
    Case("I111", _DEPARTMENT, "name: 市园林局", "name: =市园林局"),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_one_mistake_is_told_once_at_its_place(catalogue: Path, case: Case) -> None:
    """An empty word, a private number or a wrong code yields that rule's code at its line, and no other finding."""
    case.prove(catalogue)


@pytest.mark.parametrize(
    "text",
    [
        "无证经营的，责令停止",
        "略有损伤的不处罚",
        "电话 0827-5261234",
        "编号 20131234567890",
        "见 https://example.org/13912345678.html",
        "统一社会信用代码 99999900MB0000000F",
        "罚款 139 元，共 12345678 元",
        "甲 = 乙 + 丙 - 丁，联系 a@example.org",
    ],
)
def test_what_only_looks_alike_is_let_be(catalogue: Path, text: str) -> None:
    """Words inside a sentence and numbers of another kind are nobody's business."""
    mutate(catalogue, PATHS[QR], _DUTY, f"- {text}")
    assert problems(catalogue) == []


def test_no_is_an_answer_to_a_question_of_the_flow(catalogue: Path) -> None:
    """A branch whose condition is 无 says something."""
    mutate(catalogue, PATHS[XK], "when: 不齐全", "when: 无")
    assert problems(catalogue) == []


@pytest.mark.parametrize("number", ["13912345678", "51190219800101123X"])
def test_a_private_number_is_not_repeated(catalogue: Path, number: str) -> None:
    """What is found is shown to everybody, so it holds only the first three digits."""
    mutate(catalogue, PATHS[CF], "condition: 当场劝阻无效", f"condition: 找 {number}")
    (told,) = checked(catalogue).problems
    assert f"“{number[:3]}…”" in told.message
    assert number[3:] not in told.message + told.hint


@pytest.mark.parametrize("code", ["91110000802100433B", "914403001922038216", "99999900MB0000000F"])
def test_credit_codes_are_checked_by_both_characters(code: str) -> None:
    """Codes that companies publish hold; with any one character changed they do not."""
    assert credit_code_holds(code)
    for place, letter in enumerate(code):
        for other in "0123456789ABCDEFGHJKLMNPQRTUWXY":
            assert other == letter or not credit_code_holds(code[:place] + other + code[place + 1 :])


@pytest.mark.parametrize("code", ["", "9111000080210043", "91110000802100433I", "９1110000802100433B"])
def test_what_is_no_credit_code_does_not_hold(code: str) -> None:
    """Another length or a letter outside the alphabet is no code."""
    assert not credit_code_holds(code)
