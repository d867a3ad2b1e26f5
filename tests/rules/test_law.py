"""Legal ground that is out of force or misquoted is told at the citation."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from cases import Case
from support import GF, PATHS, QR, QT, TODAY, XK, checked, line_of, mutate, problems

TEXTS = {
    "gong-yuan-tiao-li": {
        "9": "不得攀折花木。",
        "12": "公园免费开放。\n有下列情形的，要先取得许可：\n（一）临时占用；\n（二）举办活动。",
        "12-1": "许可不得转让。",
        "13": "许可的面积分级决定。",
        "15": "临时占用的，收取场地费。",
        "31": "攀折花木的，警告或者罚款。",
    }
}
"""The text of one law in the form --law-texts takes; every citation of the clean catalogue is in it."""

CASES = [
    Case(
        "L103",
        PATHS[XK],
        "law: gong-yuan-tiao-li\n    article: 12",
        "law: jiu-gong-yuan-tiao-li\n    article: 12",
    ),
    Case(
        "L103",
        PATHS[XK],
        "- law: gong-yuan-tiao-li\n          article: 15",
        "- law: qu-shui-tiao-li\n          article: 15",
    ),
    Case("L104", PATHS[XK], "article: 12", "article: 41"),
    Case("L104", PATHS[XK], "article: 13", "article: 41"),
    Case("L107", "data/laws/qu-shui-tiao-li.yaml", "\nconfirmed: 2026-03-31", "", told="id: qu-shui-tiao-li"),
    Case("L113", PATHS[XK], "article: 12\n", "article: 11\n", texts=TEXTS),
    Case("L113", PATHS[XK], "article: 12\n", "article: 12\n    sub_article: 2\n", told="sub_article: 2", texts=TEXTS),
    Case("L113", PATHS[XK], "paragraph: 2", "paragraph: 3", texts=TEXTS),
    Case("L113", PATHS[XK], "paragraph: 2", "paragraph: 2\n    item: 3", told="item: 3", texts=TEXTS),
    Case("L105", PATHS[QR], "认定水源。\n    checked: 2026-05-20", "认定水源。\n    checked: 2026-06-02"),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_one_mistake_is_told_once_at_its_place(catalogue: Path, case: Case) -> None:
    """A citation that is wrong in one way yields that rule's code at the citation, and no other finding."""
    case.prove(catalogue)


def test_the_last_article_and_the_present_day_are_allowed(catalogue: Path) -> None:
    """Citing the very last article is right, and so is having checked it today."""
    mutate(catalogue, PATHS[XK], "article: 12", "article: 40")
    mutate(catalogue, PATHS[XK], "checked: 2026-05-20", "checked: 2026-06-01")
    assert problems(catalogue) == []


def test_a_law_that_lapses_never_stops_publishing(catalogue: Path) -> None:
    """What the calendar alone makes wrong is shown as overdue, and the catalogue is still fit to be published."""
    repeal = "repealed:\n  date: 2026-06-01\n"
    mutate(catalogue, "data/laws/bu-zhu-xi-ze.yaml", "versions:", f"{repeal}versions:")
    found = checked(catalogue)
    line = line_of(catalogue, PATHS[GF], "law: bu-zhu-xi-ze")
    assert [(one.path, one.line, one.code) for one in found.problems] == [(PATHS[GF], line, "L103")]
    assert found.catalogue is not None
    assert problems(catalogue, TODAY - dt.timedelta(days=1)) == []


@pytest.mark.parametrize(
    ("code", "law", "day_in_force"),
    [
        (QT, "jiu-gong-yuan-tiao-li", "2024-12-31"),
        (QR, "qu-shui-tiao-li", "2026-09-01"),
    ],
)
def test_ended_and_coming_powers_are_judged_by_their_own_days(
    catalogue: Path, code: str, law: str, day_in_force: str
) -> None:
    """A repealed power needs its law on its last day, a coming one on its first: a day missed is a finding."""
    assert problems(catalogue) == []
    path = f"data/laws/{law}.yaml"
    if code == QT:
        mutate(catalogue, path, "  date: 2025-01-01", f"  date: {day_in_force}")
    else:
        mutate(catalogue, path, f"effective: {day_in_force}", "effective: 2026-09-02")
    assert problems(catalogue) == [(PATHS[code], line_of(catalogue, PATHS[code], f"law: {law}"), "L103")]


@pytest.mark.parametrize(
    "words",
    ["article: 12\n    sub_article: 1", "article: 12\n    paragraph: 2\n    item: 2", "article: 12\n    item: 1"],
)
def test_what_stands_in_the_text_may_be_cited(catalogue: Path, words: str) -> None:
    """An article inserted later, an item of its paragraph, and an item whose paragraph is not said are there."""
    mutate(catalogue, PATHS[XK], "article: 12\n    paragraph: 2", words)
    assert problems(catalogue, texts=TEXTS) == []


def test_a_text_is_silent_where_the_number_of_articles_has_spoken(catalogue: Path) -> None:
    """An article beyond the last is one mistake, whether a text is given or not."""
    mutate(catalogue, PATHS[XK], "article: 12\n", "article: 41\n")
    assert [code for _, _, code in problems(catalogue, texts=TEXTS)] == ["L104"]


def test_powers_that_ended_are_not_held_against_the_newest_text(catalogue: Path) -> None:
    """A repealed power cites the text of its time."""
    assert problems(catalogue, texts={"jiu-gong-yuan-tiao-li": {"1": "为了管好公园。"}}) == []
