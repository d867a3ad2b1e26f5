"""Names, codes and places of files that contradict each other are told where they are written."""

from __future__ import annotations

from pathlib import Path

import pytest

from cases import Case
from support import CF, GF, PATHS, QR, checked, mutate, problems

_DEPARTMENT = "data/departments/dang-an-ju.yaml"

_TWICE = Case(
    "I102",
    f"data/items/gong-yuan-ju/{GF}.yaml",
    "\ndepartment: shui-li-ju",
    "\ndepartment: gong-yuan-ju",
    copy_of=PATHS[GF],
    told=f"code: {GF}",
    told_in=PATHS[GF],
)

CASES = [
    Case("I101", PATHS[QR], f"code: {QR}", "code: 999900-07-QR-0002"),
    Case("I101", _DEPARTMENT, "id: dang-an-ju", "id: dang-an-guan"),
    Case("I101", "data/laws/bu-zhu-xi-ze.yaml", "id: bu-zhu-xi-ze", "id: bu-zhu-ban-fa"),
    Case("I101", "data/vocabularies/stages.yaml", "id: stages", "id: stage"),
    _TWICE,
    Case("I103", PATHS[CF], "category: CF", "category: QT"),
    Case(
        "I103",
        "data/items/shui-li-ju/888800-07-QR-0001.yaml",
        f"code: {QR}",
        "code: 888800-07-QR-0001",
        copy_of=PATHS[QR],
    ),
    Case(
        "I103",
        "data/items/shui-li-ju/999900-08-QR-0001.yaml",
        f"code: {QR}",
        "code: 999900-08-QR-0001",
        copy_of=PATHS[QR],
    ),
    Case("I104", PATHS[GF], "department: shui-li-ju", "department: gong-yuan-ju"),
    Case(
        "I105",
        "data/departments/fang-zhi-ju.yaml",
        "id: dang-an-ju",
        "id: fang-zhi-ju",
        copy_of=_DEPARTMENT,
        told="number: 12",
    ),
    # The number in the code follows from the department, and is told by it.
    Case("I104", PATHS[CF], "department: gong-yuan-ju", "department: shui-li-ju"),
    Case(
        "I102",
        f"data/items/shui-li-ju/{CF}.yaml",
        "department: gong-yuan-ju",
        "department: shui-li-ju",
        copy_of=PATHS[CF],
        told=f"code: {CF}",
    ),
    # Two items are born with the number 03, so the department is wrong and not each of its codes.
    Case("I105", "data/departments/gong-yuan-ju.yaml", "number: 3", "number: 4"),
    Case("I106", "catalogue.yml", '"999900"', '"999901"'),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_one_mistake_is_told_once_at_its_place(catalogue: Path, case: Case) -> None:
    """A name that contradicts its surroundings yields that rule's code at the name, and no other finding."""
    case.prove(catalogue)


def test_a_transferred_item_keeps_its_code(catalogue: Path) -> None:
    """The number in a code is that of the department which first held the power; without the transfer it is wrong."""
    assert problems(catalogue) == []
    transfer = "  - date: 2022-03-01\n    from: dang-an-ju\n    to: shui-li-ju\n    reason: 机构改革。\n"
    mutate(catalogue, PATHS[GF], f"transfers:\n{transfer}", "")
    assert problems(catalogue) == [(PATHS[GF], 2, "I103")]


def test_a_double_code_names_both_files(catalogue: Path) -> None:
    """The finding stands in one file and its message names the other."""
    _TWICE.prove(catalogue)
    assert _TWICE.path in checked(catalogue).problems[0].message
