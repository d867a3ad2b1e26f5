"""Grades that overlap, leave gaps, leave the statute or are not named are told."""

from __future__ import annotations

from pathlib import Path

import pytest

from cases import Case
from support import CATALOGUE, CF, PATHS, line_of, mutate, problems

_TEXT = (CATALOGUE / PATHS[CF]).read_text(encoding="utf-8")
_SECTION = _TEXT[_TEXT.index("discretion:\n") : _TEXT.index("risk:\n")]
_STATUTE = _TEXT[_TEXT.index("    ranges:\n") : _TEXT.index("duties:\n")]
_BETWEEN = _TEXT[_TEXT.index("duties:\n") : _TEXT.index("discretion:\n")]
_FIRST = "      - from: 50\n        below: 200\n"
_SECOND = "      - from: 200\n        to: 300\n"
_THIRD = "      - above: 300\n        to: 500\n"
_GRADE = "  - grade: {}\n    circumstance: {}\n"
_STANDARD = "    condition: 当场劝阻无效\n    standard: {}\n"


def _without(*grades: str) -> str:
    """Return the discretion without the entries of those grades; what is left stays without gaps."""
    first, *entries = _SECTION.split("  - grade: ")
    left = "  - grade: ".join([first, *(entry for entry in entries if entry.split("\n")[0] not in grades)])
    return left.replace("above: 300", "from: 200").replace("from: 11", "from: 6")


def _with(count: int) -> str:
    """Return the discretion with so many more grades before the gravest step."""
    entry = _SECTION[_SECTION.index("  - grade: 从重") :].replace("从重", "较重")
    more = "".join(entry.replace("在所属阶次内取最高数额", f"清除 {number} 次") for number in range(count))
    gravest = _SECTION.index("  - grade: 严重")
    return _SECTION[:gravest] + more + _SECTION[gravest:]


_SWAPPED = _SECTION.replace(_SECOND, "@").replace(_FIRST, _SECOND).replace("@", _FIRST)

CASES = [
    Case("D101", PATHS[CF], _GRADE.format("一般", "第二次攀折"), "  - circumstance: 第二次攀折\n"),
    Case("D103", PATHS[CF], _SECTION, _without("一般", "从重"), told="- grade: 不予处罚"),
    Case("D103", PATHS[CF], _SECTION, _with(3), told="- grade: 不予处罚"),
    Case("D104", PATHS[CF], _GRADE.format("从重", "拒不改正"), _GRADE.format("一般", "拒不改正")),
    Case("D105", PATHS[CF], "      - above: 300\n", "      - from: 300\n        above: 300\n"),
    Case("D105", PATHS[CF], "        to: 300\n", "        to: 300\n        below: 301\n", told="- from: 200"),
    Case("D105", PATHS[CF], _SECOND, "      - from: 200\n        below: 200\n", told="- from: 200"),
    Case("D105", PATHS[CF], "to: 15\n        unit: 日\nd", "unit: 日\nd", told="- applies_to: 禁止入园\n        unit"),
    Case(
        "D105",
        PATHS[CF],
        "      - applies_to: 禁止入园\n        to: 15\n        unit: 日\nduties",
        "      - to: 15\n        unit: 元\nduties",
    ),
    Case("D106", PATHS[CF], _FIRST, _FIRST.replace("50", "40")),
    Case("D106", PATHS[CF], _THIRD, _THIRD.replace("500", "600"), told="- above: 300"),
    Case("D106", PATHS[CF], _THIRD, "      - above: 300\n", told="- above: 300"),
    Case("D106", PATHS[CF], "below: 50", "below: 60", told="- from: 10"),
    Case("D106", PATHS[CF], "below: 50", "to: 50", told="- from: 10"),
    Case(
        "D106",
        PATHS[CF],
        "    standard: 不予处罚。\n",
        "    standard: 不予处罚。\n    ranges:\n      - to: 10\n        unit: 元\n",
        told="- to: 10\n",
    ),
    Case("D106", PATHS[CF], "unit: 日\nduties", "unit: 倍\nduties", told="- applies_to: 禁止入园\n        to: 5"),
    Case("D107", PATHS[CF], _SECTION, _SWAPPED, told=_FIRST.strip()),
    Case("D108", PATHS[CF], "below: 200", "below: 201", told=_SECOND.strip()),
    Case("D108", PATHS[CF], "below: 200", "below: 199", told=_SECOND.strip()),
    Case("D108", PATHS[CF], "- above: 300", "- from: 300"),
    Case("D108", PATHS[CF], "to: 300", "below: 300", told="- above: 300"),
    Case("D108", PATHS[CF], _FIRST, _FIRST.replace("50", "51")),
    Case("D108", PATHS[CF], _THIRD, _THIRD.replace("500", "499"), told="- above: 300"),
    Case("D108", PATHS[CF], "from: 6", "from: 7", told="- applies_to: 禁止入园\n        from: 7"),
    Case("D108", PATHS[CF], "to: 5\n ", "from: 2\n        to: 5\n ", told="- applies_to: 禁止入园\n        from: 2"),
    Case("D108", PATHS[CF], "from: 6", "from: 5", told="- applies_to: 禁止入园\n        from: 5"),
    Case(
        "D109",
        PATHS[CF],
        _STANDARD.format("在所属阶次内取最高数额。"),
        _STANDARD.format("应当警告，可以警告。"),
        told="standard: 应当警告",
    ),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_one_mistake_is_told_once_at_its_place(catalogue: Path, case: Case) -> None:
    """A wrong grade or range yields that rule's code at its line, and no other finding."""
    case.prove(catalogue)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param(_STATUTE, "", id="ranges-of-grades-alone"),
        pytest.param(_SECTION, _without("一般"), id="从轻-and-从重-count-where-steps-are-few"),
        pytest.param(_SECTION, _with(2), id="five-steps"),
        pytest.param("      - above: 300\n", "      - from: 301\n", id="next-whole-yuan"),
        pytest.param("        to: 5\n", "        from: 1\n        to: 5\n", id="from-the-first-day"),
        pytest.param("        to: 5\n", "        above: 0\n        to: 5\n", id="more-than-nothing"),
        pytest.param(
            _GRADE.format("从重", "拒不改正"),
            f"{_GRADE.format('严重', '拒不改正')}    ranges:\n{_THIRD}        unit: 元\n",
            id="two-circumstances-of-one-grade",
        ),
        pytest.param(
            _STANDARD.format("在所属阶次内取最高数额。"),
            _STANDARD.format("可以警告；造成后果的，应当警告。"),
            id="a-condition-makes-the-difference",
        ),
        pytest.param(
            _STANDARD.format("在所属阶次内取最高数额。"),
            _STANDARD.format("应当责令改正，可以并处罚款。"),
            id="two-measures",
        ),
    ],
)
def test_what_is_right_is_let_be(catalogue: Path, old: str, new: str) -> None:
    """Grades may be written in several right ways."""
    mutate(catalogue, PATHS[CF], old, new)
    assert problems(catalogue) == []


def test_a_statute_may_have_no_upper_end(catalogue: Path) -> None:
    """Where the statute is open, so is its gravest grade; a grade that stops leaves a gap."""
    mutate(catalogue, PATHS[CF], "      - from: 50\n        to: 500\n", "      - from: 50\n")
    assert [code for _, _, code in problems(catalogue)] == ["D108"]
    mutate(catalogue, PATHS[CF], _THIRD, "      - above: 300\n")
    assert problems(catalogue) == []


def test_no_room_may_not_be_claimed_where_the_statute_leaves_it(catalogue: Path) -> None:
    """Grades may be left out with a reason, but not where the sanction is a range."""
    mutate(catalogue, PATHS[CF], _SECTION, "")
    mutate(catalogue, PATHS[CF], "penalty:\n", "penalty:\n  no_discretion: 条例写死了数额。\n")
    line = line_of(catalogue, PATHS[CF], "- from: 50\n        to: 500")
    assert problems(catalogue) == [(PATHS[CF], line, "D101")]


def test_multiples_have_no_next_whole_number(catalogue: Path) -> None:
    """5 倍以下 and 6 倍以上 leave a gap where 5 日以下 and 6 日以上 do not."""
    file = catalogue / PATHS[CF]
    file.write_text(_TEXT.replace("        unit: 日", "        unit: 倍"), encoding="utf-8")
    assert [code for _, _, code in problems(catalogue)] == ["D108", "D108"]


def test_acts_told_apart_are_each_graded_from_mild_to_grave(catalogue: Path) -> None:
    """A second act begins again with its mildest grade."""
    again = (
        f"{_GRADE.format('较轻', '刻画树干')}    condition: 刻画一处\n    standard: 罚款。\n"
        "    basis:\n      law: gong-yuan-tiao-li\n      article: 31\n"
        "    ranges:\n      - applies_to: 刻画\n        from: 5\n        to: 10\n        unit: 元\n"
    )
    gravest = _SECTION.index("  - grade: 从重")
    mutate(catalogue, PATHS[CF], _STATUTE + _BETWEEN + _SECTION, _BETWEEN + _SECTION[:gravest] + again)
    assert problems(catalogue) == []
