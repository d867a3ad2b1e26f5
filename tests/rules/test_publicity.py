"""Nothing takes effect without a notice, and nothing that is marked as withheld is let in."""

from __future__ import annotations

from pathlib import Path

import pytest

from cases import Case
from support import CF, GF, PATHS, QR, QT, XK, checked, mutate, problems

_NOTICE = "notice:\n  start: 2013-09-02\n  end: 2013-09-13\n"
_ENDED = "ended: 2025-01-01\n"

CASES = [
    Case("G101", PATHS[GF], "end: 2013-09-13", "end: 2013-09-09"),
    # Of these fourteen days the National Day holiday leaves six to work, one of them a Sunday.
    Case("G101", PATHS[GF], _NOTICE, "notice:\n  start: 2013-09-24\n  end: 2013-10-07\n", told="end: 2013-10-07"),
    Case("G102", PATHS[GF], "end: 2013-09-13", "end: 2013-09-10"),
    Case("G103", PATHS[GF], _NOTICE, "", told="effective:"),
    Case("G104", PATHS[QR], "- 到现场看水源。", "- 机密"),
    Case("G104", PATHS[QR], "- 到现场看水源。", "- 到现场看水源（秘密）。"),
    Case("G104", PATHS[QR], "- 到现场看水源。", "- 到现场看水源。机密★10年"),
    Case("G104", PATHS[QR], "- 到现场看水源。", "- 本项依法不予公开（内部资料）"),
    Case("G104", PATHS[QR], "- 到现场看水源。", "- 密级：秘密，到现场看水源"),
    Case("G104", PATHS[CF], "condition: 当场劝阻无效", "condition: 依法不予公开"),
    Case("G104", "data/laws/bu-zhu-xi-ze.yaml", "title: ", "title: （涉密）"),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_one_mistake_is_told_once_at_its_place(catalogue: Path, case: Case) -> None:
    """A missing or short notice, or a mark, yields that rule's code at its line, and no other finding."""
    case.prove(catalogue)


def test_seven_working_days_are_enough(catalogue: Path) -> None:
    """Seven working days after the first day are a whole notice."""
    mutate(catalogue, PATHS[GF], "end: 2013-09-13", "end: 2013-09-11")
    assert problems(catalogue) == []


def test_a_year_not_announced_is_not_counted(catalogue: Path) -> None:
    """Where the holidays are not known yet, only a notice that is too short in any calendar is told."""
    dates = "start: 2026-04-01\n  end: 2026-04-15\neffective: 2026-09-01"
    mutate(catalogue, PATHS[QR], dates, "start: 2098-10-01\n  end: 2098-10-07\neffective: 2098-11-01")
    assert problems(catalogue) == []
    mutate(catalogue, PATHS[QR], "end: 2098-10-07", "end: 2098-10-06")
    assert [code for _, _, code in problems(catalogue)] == ["G101"]


@pytest.mark.parametrize(
    ("start", "end", "codes"),
    [
        ("0001-01-01", "0001-01-02", ["G101"]),
        ("0001-01-01", "9999-12-30", []),
        ("9999-12-28", "9999-12-30", ["G101"]),
    ],
)
def test_no_date_is_too_far(catalogue: Path, start: str, end: str, codes: list[str]) -> None:
    """The first and the last days of the calendar are judged like any other, and as quickly."""
    mutate(catalogue, PATHS[GF], f"{_NOTICE}effective: 2013-10-08", f"notice:\n  start: {start}\n  end: {end}")
    assert [code for _, _, code in problems(catalogue)] == codes


def test_what_was_listed_first_needs_no_notice(catalogue: Path) -> None:
    """The first listing was to be complete by the end of May 2013; only what came later waits for a notice."""
    mutate(catalogue, PATHS[GF], f"{_NOTICE}effective: 2013-10-08", "effective: 2013-05-31")
    assert problems(catalogue) == []
    line = mutate(catalogue, PATHS[GF], "effective: 2013-05-31", "effective: 2013-06-01")
    assert problems(catalogue) == [(PATHS[GF], line, "G103")]


def test_a_repeal_never_waits_for_a_notice(catalogue: Path) -> None:
    """A power that has ended may lack a notice, or have had a short one; a draft needs none yet."""
    assert problems(catalogue) == []
    mutate(
        catalogue,
        PATHS[QT],
        "effective: 2013-10-08",
        "notice:\n  start: 2013-09-02\n  end: 2013-09-03\neffective: 2013-10-08",
    )
    mutate(catalogue, PATHS[QR], "notice:\n  start: 2026-04-01\n  end: 2026-04-15\neffective: 2026-09-01\n", "")
    assert "G101" not in {code for _, _, code in problems(catalogue)}
    assert "G103" not in {code for _, _, code in problems(catalogue)}


@pytest.mark.parametrize(
    "text",
    [
        "国家秘密载体的销毁要登记",
        "不得泄露国家秘密、商业秘密",
        "国家秘密的密级分为绝密、机密、秘密三级",
        "保守国家秘密（包括绝密、机密、秘密）",
        "涉密人员离岗要交回涉密载体",
        "依法不予公开的信息除外",
        "内部流程由办公室登记",
        "决定书依法公开",
        "普通密码保护信息的最高密级为机密级",
        "举行听证（不公开）",
    ],
)
def test_to_speak_of_secrets_is_no_mark(catalogue: Path, text: str) -> None:
    """Offices that guard secrets have powers whose names and duties speak of them."""
    mutate(catalogue, PATHS[QR], "- 到现场看水源。", f"- {text}")
    assert problems(catalogue) == []


@pytest.mark.parametrize("answer", ["涉密", "不公开"])
def test_a_question_of_the_flow_is_no_mark(catalogue: Path, answer: str) -> None:
    """Whether something is secret may decide where a flow goes on."""
    mutate(catalogue, PATHS[XK], "when: 不齐全", f"when: {answer}")
    assert problems(catalogue) == []


@pytest.mark.parametrize("key", ["secret", "disclosure", "密级", "涉密", "是否公开"])
def test_a_field_that_marks_is_told_where_it_belongs(catalogue: Path, key: str) -> None:
    """A field for secrecy is refused by its name, with where such a record belongs; its value is not repeated."""
    line = mutate(catalogue, PATHS[QR], "department: shui-li-ju\n", f"department: shui-li-ju\n{key}: 甲乙丙\n")
    (told,) = checked(catalogue).problems
    assert (told.path, told.line, told.code) == (PATHS[QR], line, "S110")
    assert key in told.message
    assert "从目录中删去" in told.hint
    assert "甲乙丙" not in told.message + told.hint


def test_a_mark_is_not_repeated(catalogue: Path) -> None:
    """The finding names the field and never what stands in it."""
    mutate(catalogue, PATHS[XK], "condition: 不超过 100 平方米", "condition: 第九号方案（机密）")
    (told,) = checked(catalogue).problems
    assert told.message == "“condition”里有密级或者不公开的标记"
