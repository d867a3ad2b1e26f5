"""Names are compared where they can be alike, and nowhere else."""

from __future__ import annotations

import random

import msgspec
import pytest

from pipeline.model import Item
from pipeline.surveying import ALIKE, NEIGHBOURS, Pair, core, pairs
from support import CATALOGUE, CF, XK, catalogue_at


def named(names: list[str], departments: list[str], model: str = XK) -> list[Item]:
    """Return items of these names and departments, founded on nothing in common."""
    pattern = catalogue_at(CATALOGUE).items[model]
    return [
        msgspec.structs.replace(
            pattern,
            code=f"999900-03-{pattern.category}-{number:04}",
            name=name,
            department=department,
            legal_basis=(msgspec.structs.replace(pattern.legal_basis[0], article=number + 1),),
        )
        for number, (name, department) in enumerate(zip(names, departments, strict=True), 1)
    ]


@pytest.mark.parametrize(
    ("name", "about"),
    [
        ("最低生活保障审核确认", "最低生活保障"),
        ("对未取得排污许可证排放污染物行为的行政处罚", "未取得排污许可证排放污染物"),
        ("登记备案", "登记备案"),
    ],
)
def test_the_core_is_what_a_power_is_about(name: str, about: str) -> None:
    """Words that say what is done are left out; a name of nothing else stays as it is."""
    assert core(name) == about


def test_a_pair_is_found_once() -> None:
    """However many letters two names share, they are one pair, the smaller code first."""
    items = named(["占用城市道路许可", "占用城市道路审批"], ["a", "b"])
    assert pairs(reversed(items)) == (Pair(items[0].code, items[1].code, "重叠", "名称"),)
    assert pairs(items) == pairs(reversed(items))


def test_a_part_of_an_item_is_no_second_item() -> None:
    """A sub-item may be named like the item that it belongs to."""
    one, other = named(["占用城市道路许可", "占用城市道路许可"], ["a", "a"])
    assert len(pairs([one, other])) == 1
    assert pairs([one, msgspec.structs.replace(other, code=f"{one.code}-01")]) == ()


def test_the_search_misses_no_pair_that_shares_enough() -> None:
    """Blocking by the rarest letters finds what comparing each with each finds."""
    seeded = random.Random(7)
    names = ["".join(seeded.choices("城市道路占用河道采砂公园", k=seeded.randint(4, 9))) for _ in range(60)]
    items = named(names, [f"department-{number}" for number in range(len(names))], CF)
    grams = [{name[index : index + 2] for index in range(len(name) - 1)} for name in map(core, names)]
    alike = {
        (items[one].code, items[other].code)
        for one in range(len(names))
        for other in range(one + 1, len(names))
        if len(grams[one] & grams[other]) >= ALIKE * len(grams[one] | grams[other])
    }
    assert {(pair.first, pair.second) for pair in pairs(items)} == alike


def test_the_work_grows_with_the_names_and_not_with_their_square(monkeypatch: pytest.MonkeyPatch) -> None:
    """Even where all names share their letters, each is compared with a bounded number of others."""
    compared = 0

    def counted(names: list[str], start: int, stop: int) -> list[str]:
        nonlocal compared
        found = names[start:stop]
        compared += len(found)
        return found

    monkeypatch.setattr("pipeline.surveying.islice", counted)
    size, letters = 2000, len("占用城市道路第1000段")
    pairs(named([f"占用城市道路第{number}段许可" for number in range(size)], ["a"] * size))
    assert 0 < compared < size * NEIGHBOURS * letters * (1 - ALIKE) + size * NEIGHBOURS
