"""An instrument that may not found a power is told at the citation; where the kind does not decide, it is asked."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest

from cases import Case
from instruments import KINDS, register
from pipeline.model import Instrument
from pipeline.rules.founding import POWERS, Power
from support import CF, GF, PATHS, QT, XK, mutate, problems

_FOUNDING = {
    PATHS[XK]: "role: 设定\n    law: gong-yuan-tiao-li",
    PATHS[CF]: "role: 罚则\n    law: gong-yuan-tiao-li",
    PATHS[QT]: "role: 设定\n    law: jiu-gong-yuan-tiao-li",
}
"""What founds each of three items."""


def _founded_on(code: str, path: str, kind: Instrument) -> Case:
    """Let an item be founded on the invented instrument of a kind; the finding stands at its name."""
    founding = f"{_FOUNDING[path].rpartition(' ')[0]} {KINDS[kind]}"
    told = founding.split("\n", maxsplit=1)[0] if code in {"L111", "L112"} else f"law: {KINDS[kind]}"
    return Case(code, path, _FOUNDING[path], founding, told=told, before=register)


CASES = [
    Case("L101", PATHS[GF], "role: 设定", "role: 规定"),
    Case("L101", PATHS[GF], "role: 设定", "role: 罚则"),
    Case("L101", PATHS[CF], "role: 罚则", "role: 规定", told="- role: 违则"),
    Case("L102", PATHS[GF], "role: 程序", "role: 设定", told="law: bu-zhu-xi-ze"),
    Case("L102", PATHS[GF], "role: 程序", "role: 罚则", told="law: bu-zhu-xi-ze"),
    _founded_on("L102", PATHS[XK], "部门规章"),
    _founded_on("L102", PATHS[XK], "规范性文件"),
    _founded_on("L102", PATHS[CF], "国务院决定"),
    _founded_on("L102", PATHS[QT], "规范性文件"),
    _founded_on("L110", PATHS[XK], "地方政府规章"),
    _founded_on("L110", PATHS[CF], "部门规章"),
    _founded_on("L110", PATHS[QT], "宪法"),
    Case(
        "L111",
        PATHS[GF],
        "role: 程序\n    law: bu-zhu-xi-ze",
        f"role: 程序\n    law: {KINDS['三定规定']}",
        told="role: 程序",
        before=register,
    ),
    _founded_on("L111", PATHS[CF], "三定规定"),
    _founded_on("L112", PATHS[QT], "三定规定"),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_one_mistake_is_told_once_at_its_place(catalogue: Path, case: Case) -> None:
    """An instrument too weak for the power yields that rule's code at the citation, and no other finding."""
    case.prove(catalogue)


@pytest.mark.parametrize(
    ("category", "subtype", "sure", "asked"),
    [
        ("XK", None, {"法律", "行政法规", "国务院决定", "地方性法规"}, {"地方政府规章", "宪法"}),
        ("XK", "认可", {"法律", "行政法规", "国务院决定"}, {"地方性法规", "地方政府规章", "宪法"}),
        ("CF", None, {"法律", "行政法规", "地方性法规"}, {"部门规章", "地方政府规章", "宪法"}),
        ("QZ", "行政强制措施", {"法律", "行政法规"}, {"地方性法规", "宪法"}),
        ("QZ", "行政强制执行", {"法律"}, {"宪法"}),
        ("QZ", None, {"法律"}, {"行政法规", "地方性法规", "宪法"}),
        ("ZS", "税收", {"法律"}, {"行政法规", "宪法"}),
        ("ZS", None, {"法律", "行政法规", "地方性法规"}, {"国务院决定", "宪法"}),
        ("ZS", "其他征收", {"法律"}, {"行政法规", "地方性法规", "国务院决定", "宪法"}),
    ],
)
def test_the_table_says_what_the_laws_say(category: str, subtype: str | None, sure: set[str], asked: set[str]) -> None:
    """Each kind of instrument may found a class of powers, is asked about, or is refused: no fourth answer."""
    power = POWERS[category, subtype]
    assert {kind for kind in get_args(Instrument) if power.doubt(kind, "")} == asked
    assert {kind for kind in get_args(Instrument) if power.forbids(kind)} == set(get_args(Instrument)) - sure - asked


@pytest.mark.parametrize(
    ("power", "kind", "provides"),
    [
        (POWERS["CF", None], "地方性法规", "情节严重的，吊销营业执照。"),
        (POWERS["CF", None], "行政法规", "处五日以下拘留。"),
        (POWERS["QZ", "行政强制措施"], "行政法规", "可以冻结存款。"),
    ],
)
def test_words_that_only_a_law_may_say_are_asked_about(power: Power, kind: Instrument, provides: str) -> None:
    """A regulation may found such powers, but not these: the words raise the question, their absence does not."""
    assert power.doubt(kind, provides) is not None
    assert power.doubt(kind, "予以警告。") is None


@pytest.mark.parametrize("role", ["规定", "主体", "收费"])
def test_lower_instruments_may_specify(catalogue: Path, role: str) -> None:
    """What specifies, orders the procedure, names the subject or sets the fee may be of lower rank."""
    mutate(catalogue, PATHS[GF], "role: 程序", f"role: {role}")
    assert problems(catalogue) == []


def test_establishment_documents_may_name_the_subject(catalogue: Path) -> None:
    """For this they are made."""
    register(catalogue)
    mutate(catalogue, PATHS[GF], "role: 程序\n    law: bu-zhu-xi-ze", f"role: 主体\n    law: {KINDS['三定规定']}")
    assert problems(catalogue) == []
