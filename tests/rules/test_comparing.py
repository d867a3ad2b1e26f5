"""What a change does to what is published is told: deleting, numbering anew, using a number for something else."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from pipeline.checking import check
from pipeline.loading import Sources, load
from support import CATALOGUE, CF, PATHS, QR, QT, TODAY, XK, line_of, mutate, problems

BASE = load(CATALOGUE)
DEPARTMENT = "data/departments/qi-xiang-ju.yaml"
NEW = "999900-07-QR-0002"

Change = Callable[[Path], None]


def found(root: Path, base: Sources = BASE) -> list[tuple[str, int, str]]:
    """Return path, line and code of every problem of a change."""
    return [(problem.path, problem.line, problem.code) for problem in check(load(root), TODAY, base=base).problems]


def delete(root: Path) -> None:
    """Delete an item that no other names."""
    (root / PATHS[QR]).unlink()


def renumber(root: Path) -> None:
    """Give an item another code, in the file and in its name."""
    mutate(root, PATHS[QR], f"code: {QR}", f"code: {NEW}")
    (root / PATHS[QR]).rename(root / PATHS[QR].replace(QR, NEW))


def renumber_and_rename(root: Path) -> None:
    """Give an item another code and a slightly different name."""
    mutate(root, PATHS[QR], "name: 取水水源认定", "name: 取水的水源认定")
    renumber(root)


def reuse(root: Path) -> None:
    """Write another power into the file of a repealed one."""
    mutate(root, PATHS[QT], "name: 公园活动备案", "name: 游船安全检查")
    mutate(root, PATHS[QT], "    article: 6\n", "    article: 5\n")


def add_department(root: Path) -> None:
    """Register a department that has no items."""
    shutil.copyfile(root / "data/departments/dang-an-ju.yaml", root / DEPARTMENT)
    mutate(root, DEPARTMENT, "id: dang-an-ju", "id: qi-xiang-ju")
    mutate(root, DEPARTMENT, "number: 12", "number: 13")


def number_anew(root: Path) -> None:
    """Change the number of a department that has no items."""
    mutate(root, DEPARTMENT, "number: 13", "number: 14")


@dataclass(frozen=True)
class Changed:
    """One change and where it must be told."""

    code: str
    change: Change
    path: str
    told: str | None = None
    """The text that begins on the line at fault; None for a file that is gone."""
    before: Change | None = None
    """What the base has besides the fixture."""

    def __str__(self) -> str:
        return f"{self.code}-{self.change.__name__}"


CASES = [
    Changed("C101", delete, PATHS[QR]),
    Changed("C102", renumber, PATHS[QR].replace(QR, NEW), f"code: {NEW}"),
    Changed("C102", renumber_and_rename, PATHS[QR].replace(QR, NEW), f"code: {NEW}"),
    Changed("C103", reuse, PATHS[QT], "name: 游船安全检查"),
    Changed("C104", number_anew, DEPARTMENT, "number: 14", before=add_department),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_one_change_is_told_once_at_its_place(catalogue: Path, case: Changed) -> None:
    """A change to what is published yields that rule's code at its place and nothing else; without a base, nothing."""
    if case.before:
        case.before(catalogue)
    base = load(catalogue)
    case.change(catalogue)
    line = line_of(catalogue, case.path, case.told) if case.told else 1
    assert found(catalogue, base) == [(case.path, line, case.code)]
    assert problems(catalogue) == []


def test_an_unchanged_catalogue_has_nothing_to_compare(catalogue: Path) -> None:
    """Compared with itself, and with a base that had no catalogue yet, a catalogue is clean."""
    assert found(catalogue) == []
    assert found(catalogue, Sources([], [])) == []


def test_a_deleted_item_and_a_new_one_are_not_taken_for_one(catalogue: Path) -> None:
    """A new item with another name does not excuse the deletion."""
    renumber(catalogue)
    mutate(catalogue, PATHS[QR].replace(QR, NEW), "name: 取水水源认定", "name: 河道采砂鉴定")
    assert found(catalogue) == [(PATHS[QR], 1, "C101")]


def test_repealing_is_the_right_way(catalogue: Path) -> None:
    """An item that ends by a decision stays, and nothing is told."""
    mutate(
        catalogue,
        PATHS[QR],
        "effective: 2026-09-01\n",
        "effective: 2026-09-01\nended: 2026-12-01\ndecisions:\n  - kind: 取消\n    date: 2026-12-01\n"
        "    authority: 示例市人民政府\n    reason: 不再认定。\n",
    )
    assert found(catalogue) == []


NAME = ("name: 公园活动备案", "name: 游船安全检查")
ARTICLE = ("    article: 6\n", "    article: 5\n")
ALIAS = ("category: QT", "aliases:\n  - 公园活动备案\ncategory: QT")


@pytest.mark.parametrize(
    "changes", [[NAME], [ARTICLE], [NAME, ARTICLE, ALIAS], [("公园活动备案", "公园大型活动备案"), ARTICLE]]
)
def test_a_corrected_item_is_still_the_same(catalogue: Path, changes: list[tuple[str, str]]) -> None:
    """Another name on the same ground, another article, an old name kept as alias: that is no other power."""
    for old, new in changes:
        mutate(catalogue, PATHS[QT], old, new)
    assert found(catalogue) == []


def test_what_another_rule_tells_is_not_told_again(catalogue: Path) -> None:
    """A code that contradicts its item, or its file's name, is told by the rule for that alone."""
    line = mutate(catalogue, PATHS[QR], f"code: {QR}", f"code: {NEW}")
    assert found(catalogue) == [(PATHS[QR], line, "I101")]
    mutate(catalogue, PATHS[QR], f"code: {NEW}", "code: 999900-07-CF-0002")
    (catalogue / PATHS[QR]).rename(catalogue / PATHS[QR].replace(QR, "999900-07-CF-0002"))
    assert {code for _, _, code in found(catalogue)} == {"I103"}


def test_a_broken_file_is_not_a_deleted_one(catalogue: Path) -> None:
    """An item that cannot be read any more is told as that; one that could not be read before was not published."""
    (catalogue / PATHS[QR]).write_text("code: [\n", encoding="utf-8")
    assert [code for _, _, code in found(catalogue)] == ["Y101"]
    broken = load(catalogue)
    shutil.copyfile(CATALOGUE / PATHS[QR], catalogue / PATHS[QR])
    renumber(catalogue)
    assert found(catalogue, broken) == []


def test_changes_are_known_by_the_files_they_touch(catalogue: Path) -> None:
    """Changed and new files are touched, those as they were and those gone are not; without a base none is."""
    mutate(catalogue, PATHS[XK], "value: 10", "value: 9")
    shutil.copyfile(catalogue / PATHS[CF], catalogue / PATHS[CF].replace(CF, "999900-03-CF-0002"))
    delete(catalogue)
    touched = check(load(catalogue), TODAY, base=BASE).touched
    assert touched == {PATHS[XK], PATHS[CF].replace(CF, "999900-03-CF-0002")}
    assert check(load(catalogue), TODAY).touched == frozenset()
