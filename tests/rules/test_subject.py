"""Who may be entrusted with what, and who leads, is told where the body is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from cases import Case
from support import CF, GF, PATHS, XK, mutate, problems

_LEGAL = "nature: 法定机关"
_ENTRUSTED = "nature: 受委托组织\n  entrusted_by: 示例市公园局\n  document: 委托书第 9 号"
_QZ = "data/items/gong-yuan-ju/999900-03-QZ-0009.yaml"


def _coercion(root: Path) -> None:
    """Add a coercive measure, founded on a regulation."""
    text = (root / PATHS[XK]).read_text(encoding="utf-8")
    for old, new in (
        (XK, "999900-03-QZ-0009"),
        ("name: 临时占用公园许可", "name: 扣押擅自摆放的物品"),
        ("category: XK\nsubtype: 普通许可\n", "category: QZ\nsubtype: 行政强制措施\n"),
        ('national_codes:\n  base_code: "000199000001"\n  implementation_code: 99999900MB0000000F3000199000001\n', ""),
    ):
        assert text.count(old) == 1
        text = text.replace(old, new)
    (root / _QZ).write_text(text, encoding="utf-8", newline="\n")


CASES = [
    Case("J101", PATHS[XK], _LEGAL, f"{_ENTRUSTED}\n  organisation: 事业单位", told="organisation: 事业单位"),
    Case("J101", PATHS[XK], _LEGAL, f"{_ENTRUSTED}\n  organisation: 其他组织", told="organisation: 其他组织"),
    Case("J102", PATHS[XK], _LEGAL, _ENTRUSTED),
    Case("J102", PATHS[CF], _LEGAL, _ENTRUSTED),
    Case("J102", PATHS[CF], _LEGAL, f"{_ENTRUSTED}\n  organisation: 其他组织", told="organisation: 其他组织"),
    Case("J103", _QZ, _LEGAL, _ENTRUSTED, before=_coercion),
    Case("J104", PATHS[XK], "    department: shui-li-ju", "    department: gong-yuan-ju"),
    Case("J104", PATHS[XK], "name: 市水利局\n    department: shui-li-ju", "name: 示例市公园局"),
    Case(
        "J104",
        PATHS[XK],
        "    role: 占用水面的，出具意见\n",
        "    role: 占用水面的，出具意见\n  - name: 河道科\n    department: shui-li-ju\n    role: 管河道\n",
        told="department: shui-li-ju\n    role: 管河道",
    ),
    Case("J105", PATHS[GF], "until: 2026-12-31", "until: 2026-05-31"),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_one_mistake_is_told_once_at_its_place(catalogue: Path, case: Case) -> None:
    """A body that may not act so yields that rule's code at its line, and no other finding."""
    case.prove(catalogue)


@pytest.mark.parametrize(("code", "organisation"), [(XK, "行政机关"), (CF, "行政机关"), (CF, "事业单位")])
def test_who_may_be_entrusted_is_not_told(catalogue: Path, code: str, organisation: str) -> None:
    """A licence may be entrusted to an organ, a penalty also to an institution."""
    mutate(catalogue, PATHS[code], _LEGAL, f"{_ENTRUSTED}\n  organisation: {organisation}")
    assert problems(catalogue) == []


def test_execution_is_not_a_measure(catalogue: Path) -> None:
    """The Coercion Law forbids to entrust measures; of execution it does not say so."""
    _coercion(catalogue)
    mutate(catalogue, _QZ, "subtype: 行政强制措施", "subtype: 行政强制执行")
    mutate(catalogue, _QZ, "law: gong-yuan-tiao-li\n    article: 12", "law: shi-li-guan-li-fa\n    article: 12")
    mutate(catalogue, _QZ, _LEGAL, _ENTRUSTED)
    assert problems(catalogue) == []


def test_authorised_organisations_act_in_their_own_name(catalogue: Path) -> None:
    """What a law authorises is not entrusted."""
    mutate(catalogue, PATHS[XK], _LEGAL, "nature: 授权组织\n  document: 示例公园条例第十二条")
    assert problems(catalogue) == []


@pytest.mark.parametrize("until", ["2026-06-01", "2030-01-01"])
def test_an_entrustment_holds_to_its_last_day(catalogue: Path, until: str) -> None:
    """The last day itself is still covered."""
    mutate(catalogue, PATHS[GF], "until: 2026-12-31", f"until: {until}")
    assert problems(catalogue) == []
