"""A level of risk that its factors and points do not carry, and a risk that nobody meets, are told."""

from __future__ import annotations

from pathlib import Path

import pytest

from cases import Case
from pipeline.model import RiskWeights
from support import CF, PATHS, QR, QT, XK, mutate, problems

SETTINGS = "catalogue.yml"
_LICENCE = "licence:\n"
_LEVEL = "risk:\n  level: {}\n"
_NAMES = RiskWeights.__struct_fields__
_NO_WEIGHTS = "".join(f"    {name}: 0\n" for name in _NAMES)

CASES = [
    Case("K101", PATHS[QR], "- step: survey", "- step: surveyed"),
    # Its score of 71 answers to level 1; that its gravest point is of level 1 too is the same mistake.
    Case("K102", PATHS[QR], _LEVEL.format(1), _LEVEL.format(2)),
    Case("K102", PATHS[QR], _LEVEL.format(1), _LEVEL.format(3)),
    Case("K103", PATHS[QT], _LEVEL.format(3), _LEVEL.format(1)),
    Case("K104", PATHS[QR], "      indicator: 没有勘察照片的结论为 0 份\n", "", told="level: 1\n  categories"),
    Case("K104", PATHS[QR], "没有勘察照片的结论为 0 份", "结论让人满意", told="level: 1\n  categories"),
    Case("K105", PATHS[CF], "      level: 3\n", "      level: 2\n"),
    Case("K106", PATHS[XK], "- 一次列清要补正的材料", "- 位置抽签"),
    Case("K107", PATHS[CF], "- 对照裁量基准", "- 加强监管，提高认识"),
    Case("K107", PATHS[CF], "- 对照裁量基准", "- 加强对经办人员的教育和监督"),
    Case("K107", PATHS[QT], "- 公开备案清单", "- 进一步健全完善规章制度和廉政教育。"),
    Case("K108", SETTINGS, _LICENCE, f"risk_score:\n  level_1: 35\n{_LICENCE}", told="level_1:"),
    Case("K108", SETTINGS, _LICENCE, f"risk_score:\n  weights:\n{_NO_WEIGHTS}{_LICENCE}", told="funds: 0"),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_one_mistake_is_told_once_at_its_place(catalogue: Path, case: Case) -> None:
    """A level or measure that does not hold yields that rule's code at its line, and no other finding."""
    case.prove(catalogue)


def test_a_risk_point_may_stand_in_the_internal_flow(catalogue: Path) -> None:
    """A risk point that names a step of the internal flow is right."""
    mutate(catalogue, PATHS[XK], "- step: decide", "- step: sign")
    assert problems(catalogue) == []


@pytest.mark.parametrize("level", [2, 3])
def test_a_reason_explains_a_milder_level(catalogue: Path, level: int) -> None:
    """The level is the office's judgement: with a reason it may be milder than score and points."""
    mutate(catalogue, PATHS[QR], _LEVEL.format(1), f"{_LEVEL.format(level)}  reason: 勘察结论由两家单位分别作出。\n")
    assert problems(catalogue) == []


def test_a_reason_explains_a_graver_level(catalogue: Path) -> None:
    """With a reason nobody asks why a level is much graver than the score."""
    mutate(catalogue, PATHS[QT], _LEVEL.format(3), f"{_LEVEL.format(1)}  reason: 曾经集中发生过案件。\n")
    assert problems(catalogue) == []


def test_a_level_one_graver_than_the_score_is_nobodys_question(catalogue: Path) -> None:
    """To be one level more careful than the score needs no reason."""
    mutate(catalogue, PATHS[QT], _LEVEL.format(3), _LEVEL.format(2))
    assert problems(catalogue) == []


@pytest.mark.parametrize(
    "measure",
    [
        "加强监管，每月由纪检岗抽查两成案卷",
        "公示受理结果",
        "按规定保存录像三个月",
        "签批由两人完成",
        "培训后考试，不合格的离岗",
    ],
)
def test_a_measure_that_says_what_is_done_is_no_formula(catalogue: Path, measure: str) -> None:
    """Common words do no harm where the measure also says who does what."""
    mutate(catalogue, PATHS[CF], "- 对照裁量基准", f"- {measure}")
    assert problems(catalogue) == []


def test_weights_of_the_catalogue_decide(catalogue: Path) -> None:
    """Where only the factor counts that is high, the same level is too mild."""
    weights = "".join(f"    {name}: {10 if name == 'discretion' else 0}\n" for name in _NAMES)
    mutate(catalogue, SETTINGS, _LICENCE, f"risk_score:\n  weights:\n{weights}{_LICENCE}")
    told = [(path, code) for path, _, code in problems(catalogue)]
    assert told == [(PATHS[CF], "K102")]


def test_settings_that_cannot_be_read_judge_no_level(catalogue: Path) -> None:
    """Without the settings nobody knows the weights, so nothing is said about levels."""
    mutate(catalogue, SETTINGS, _LICENCE, f"risk_score:\n  level_1: 101\n{_LICENCE}")
    mutate(catalogue, PATHS[QR], _LEVEL.format(1), _LEVEL.format(3))
    assert [(path, code) for path, _, code in problems(catalogue)] == [(SETTINGS, "S107")]
