"""A name of something that does not exist is told where it is used."""

from __future__ import annotations

from pathlib import Path

import pytest

from cases import Case
from support import CF, GF, PATHS, QR, QT, XK, checked, line_of, mutate, problems

CASES = [
    Case("R101", PATHS[QR], "department: shui-li-ju", "department: shui-li-jv"),
    Case("R101", PATHS[XK], "    department: shui-li-ju", "    department: shui-li-jv"),
    Case("R101", PATHS[GF], "from: dang-an-ju", "from: dang-an-jv"),
    Case("R101", PATHS[GF], "to: shui-li-ju", "to: shui-li-jv"),
    Case("R102", PATHS[QR], "law: qu-shui-tiao-li", "law: qu-shui-fa"),
    Case("R102", PATHS[CF], "law: shi-li-guan-li-fa", "law: guan-li-fa"),
    Case("R102", PATHS[XK], "law: gong-yuan-tiao-li\n          art", "law: gong-yuan-fa\n          art"),
    Case("R102", PATHS[XK], "law: gong-yuan-tiao-li\n      article: 13", "law: gong-yuan-fa\n      article: 13"),
    Case("R103", PATHS[QR], "- person-2", "- person-3"),
    Case("R103", PATHS[QR], "- process", "- morality"),
    Case("R103", PATHS[XK], "subtype: 普通许可", "subtype: 一般许可"),
    Case("R103", PATHS[CF], "category: CF\n", "category: CF\nsubtype: 警告\n"),
    Case("R104", PATHS[XK], f"- {CF}", "- 999900-03-CF-0002"),
    Case("R104", PATHS[QT], f"successor: {XK}", "successor: 999900-03-XK-0002"),
    Case("R105", PATHS[QT], f"successor: {XK}", f"successor: {QT}"),
    Case("R106", "data/laws/gong-yuan-tiao-li.yaml", "- gong-yuan-ju", "- gong-yuan-chu"),
    Case("R106", "data/laws/jiu-gong-yuan-tiao-li.yaml", "by: gong-yuan-tiao-li", "by: gong-yuan-fa"),
    Case(
        "R107",
        "data/vocabularies/stages.yaml",
        "id: suspended",
        "id: paused",
        told="title: 示例市权力清单",
        told_in="catalogue.yml",
    ),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_one_mistake_is_told_once_at_its_place(catalogue: Path, case: Case) -> None:
    """A dangling name yields that rule's code where the name stands, and no other finding."""
    case.prove(catalogue)


def test_a_circle_of_successors_is_told_in_each_item(catalogue: Path) -> None:
    """Two items that name each other as successor are both told, each at its own line."""
    mutate(catalogue, PATHS[XK], f"related:\n  - {CF}", f"successor: {QT}")
    mutate(catalogue, PATHS[XK], "effective: 2025-01-01", "effective: 2025-01-01\nended: 2027-01-01")
    assert problems(catalogue) == [
        (path, line_of(catalogue, path, "successor:"), "R105") for path in sorted((PATHS[QT], PATHS[XK]))
    ]


@pytest.mark.parametrize("name", ["categories", "risk-categories", "risk-levels", "stages", "themes"])
def test_a_missing_vocabulary_is_told_once(catalogue: Path, name: str) -> None:
    """Without a vocabulary the settings are told, and no item is blamed for its terms."""
    (catalogue / f"data/vocabularies/{name}.yaml").unlink()
    found = checked(catalogue)
    assert [(one.path, one.code) for one in found.problems] == [("catalogue.yml", "R107")]
    assert f"“{name}”" in found.problems[0].message


def test_the_nearest_name_is_suggested(catalogue: Path) -> None:
    """The hint names the existing identifier that was probably meant."""
    mutate(catalogue, PATHS[QR], "law: qu-shui-tiao-li", "law: qu-shui-tiaoli")
    assert checked(catalogue).problems[0].hint == "是不是“qu-shui-tiao-li”？"
