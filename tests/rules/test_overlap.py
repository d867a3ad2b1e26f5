"""What looks claimed twice or forgotten is listed for the offices, once, until it is settled."""

from __future__ import annotations

from pathlib import Path

import pytest

from cases import Case
from support import GF, PATHS, QR, XK, checked, line_of, mutate, problems

_COORDINATION = "data/coordination.yaml"
_OTHER = "data/items/shui-li-ju/999900-07-XK-0009.yaml"
_NATIONAL = """\
national_codes:
  base_code: "000199000001"
  implementation_code: 99999900MB0000000F3000199000001
"""


def _copied(root: Path, source: str, target: str, **changes: str) -> None:
    """Copy an item's file and change the lines of some of its fields."""
    lines = (root / source).read_text(encoding="utf-8").splitlines()
    for field, value in changes.items():
        (index,) = (number for number, line in enumerate(lines) if line.startswith(f"{field}: "))
        lines[index] = f"{field}: {value}"
    (root / target).write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


def _second_licence(root: Path) -> None:
    """Let the water department have a licence of its own."""
    _copied(root, PATHS[XK], _OTHER, code="999900-07-XK-0009", name="河道采砂许可", department="shui-li-ju")
    mutate(
        root,
        _OTHER,
        "  - name: 市水利局\n    department: shui-li-ju",
        "  - name: 市公园局\n    department: gong-yuan-ju",
    )
    mutate(root, _OTHER, _NATIONAL, "")
    mutate(root, _OTHER, "article: 12\n    paragraph: 2", "article: 14")
    mutate(root, _OTHER, "editor_note: 金丝雀-CANARY-7F3A，这一句不得出现在任何公开的文件里。\n", "")


def _settled(root: Path, first: str = XK, second: str = "999900-07-XK-0009", date: str = "2026-05-01") -> None:
    """Record that an office has decided about two items."""
    (root / _COORDINATION).write_text(
        f"pairs:\n  - items:\n      - {first}\n      - {second}\n"
        f"    decision: 各管各的场地，不重叠。\n    date: {date}\n    office: 示例市法制办\n",
        encoding="utf-8",
        newline="\n",
    )


def _second_licence_on_one_provision(root: Path) -> None:
    """Let the water department's licence be about something like the park's, on a ground of its own."""
    _second_licence(root)
    mutate(root, _OTHER, "name: 河道采砂许可", "name: 临时占用水面许可")


def _settled_licence(root: Path) -> None:
    """Let an office have decided about the water department's licence."""
    _second_licence(root)
    _settled(root)


CASES = [
    Case("O101", _OTHER, "name: 河道采砂许可", "name: 临时占用公园审批", before=_second_licence),
    # Alike enough only because both are founded on the same provision.
    Case(
        "O101",
        _OTHER,
        "article: 14",
        "article: 12\n    paragraph: 2",
        told="name: 临时占用水面许可",
        before=_second_licence_on_one_provision,
    ),
    Case("O102", PATHS[QR], "name: 取水水源认定", "name: 抗旱补助认定", told="name: 抗旱补助发放", told_in=PATHS[GF]),
    Case(
        "O103",
        "data/departments/dang-an-ju.yaml",
        "declaration:\n  reason: 补助发放已经划转，现在没有对外行使的权力。\n  date: 2026-05-06\n",
        "",
        told="id: dang-an-ju",
    ),
    Case("O104", "data/laws/gong-yuan-tiao-li.yaml", "  - gong-yuan-ju", "  - shui-li-ju"),
    Case(
        "R108",
        _COORDINATION,
        "999900-07-XK-0009",
        "999900-07-XK-0008",
        before=_settled_licence,
    ),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_one_mistake_is_told_once_at_its_place(catalogue: Path, case: Case) -> None:
    """What looks like an overlap or an omission yields that rule's note at its line, and no other finding."""
    case.prove(catalogue)


@pytest.mark.parametrize(("date", "listed"), [("2026-04-19", True), ("2026-04-20", False), ("2026-05-01", False)])
def test_what_is_settled_is_not_listed_until_one_side_changes(catalogue: Path, date: str, listed: bool) -> None:  # noqa: FBT001
    """Both items changed last on 20 April: a decision of that day or later covers them as they are."""
    _second_licence(catalogue)
    mutate(catalogue, _OTHER, "name: 河道采砂许可", "name: 临时占用公园审批")
    assert [code for _, _, code in problems(catalogue)] == ["O101"]
    _settled(catalogue, date=date)
    assert [code for _, _, code in problems(catalogue)] == (["O101"] if listed else [])


def test_the_message_names_the_other_side(catalogue: Path) -> None:
    """Who reads it knows which department to call and which item to open."""
    _second_licence(catalogue)
    mutate(catalogue, _OTHER, "name: 河道采砂许可", "name: 临时占用公园审批")
    (found,) = checked(catalogue).problems
    assert "市公园局的“临时占用公园许可”" in found.message
    assert XK in found.message


def test_one_of_many_is_told_once(catalogue: Path) -> None:
    """A name that five items share is one note in each of the later ones, which counts those it does not name."""
    _second_licence(catalogue)
    mutate(catalogue, _OTHER, "name: 河道采砂许可", "name: 临时占用公园审批")
    for number in (1, 2, 3, 4):
        _copied(
            catalogue,
            PATHS[XK],
            f"data/items/gong-yuan-ju/999900-03-XK-001{number}.yaml",
            code=f"999900-03-XK-001{number}",
        )
    found = [one for one in checked(catalogue).problems if one.code == "O101"]
    assert [one.path for one in found] == [_OTHER]
    assert "等 5 个事项" in found[0].message


def test_a_licence_and_a_penalty_for_the_same_thing_are_two_powers(catalogue: Path) -> None:
    """In one department they stand side by side."""
    mutate(catalogue, PATHS[XK], "name: 临时占用公园许可", "name: 攀折公园花木的许可")
    assert problems(catalogue) == []


def test_another_category_in_another_department_is_no_overlap(catalogue: Path) -> None:
    """One confirms what the other licenses."""
    mutate(catalogue, PATHS[QR], "name: 取水水源认定", "name: 临时占用公园认定")
    assert problems(catalogue) == []


def test_powers_that_end_overlap_with_nothing(catalogue: Path) -> None:
    """A power that is on its way out needs no coordination."""
    _second_licence(catalogue)
    mutate(catalogue, _OTHER, "name: 河道采砂许可", "name: 临时占用公园审批")
    mutate(catalogue, _OTHER, "effective: 2025-01-01", "effective: 2025-01-01\nended: 2027-01-01")
    assert problems(catalogue) == []


def test_an_unreadable_record_lists_nothing_again(catalogue: Path) -> None:
    """A mistake in the record is one finding, not one more for everything that was settled in it."""
    _second_licence(catalogue)
    mutate(catalogue, _OTHER, "name: 河道采砂许可", "name: 临时占用公园审批")
    _settled(catalogue)
    line = mutate(catalogue, _COORDINATION, "date: 2026-05-01", "date: 去年")
    assert problems(catalogue) == [(_COORDINATION, line, "S106")]


def test_an_unreadable_item_makes_no_omission(catalogue: Path) -> None:
    """A department whose item is broken may well cite the law in it, and is not without items."""
    line = mutate(catalogue, PATHS[QR], "summary: ", "sumary: ")
    mutate(catalogue, "data/laws/gong-yuan-tiao-li.yaml", "  - gong-yuan-ju", "  - shui-li-ju")
    assert problems(catalogue) == [(PATHS[QR], line, "S102")]


def test_a_repealed_law_asks_for_no_item(catalogue: Path) -> None:
    """Nobody need cite what no longer holds."""
    mutate(catalogue, "data/laws/jiu-gong-yuan-tiao-li.yaml", "confirmed:", "departments:\n  - shui-li-ju\nconfirmed:")
    assert problems(catalogue) == []


def test_a_department_without_items_is_told_once_with_its_laws(catalogue: Path) -> None:
    """The laws that name it stand in the one note, instead of a note each."""
    path = "data/departments/dang-an-ju.yaml"
    mutate(
        catalogue, path, "declaration:\n  reason: 补助发放已经划转，现在没有对外行使的权力。\n  date: 2026-05-06\n", ""
    )
    mutate(catalogue, "data/laws/gong-yuan-tiao-li.yaml", "  - gong-yuan-ju", "  - gong-yuan-ju\n  - dang-an-ju")
    (found,) = checked(catalogue).problems
    assert (found.path, found.line, found.code) == (path, line_of(catalogue, path, "id: dang-an-ju"), "O103")
    assert "《示例公园条例》" in found.message
