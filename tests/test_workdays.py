"""Working days as the State Council announced them, and never a guess beyond."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.workdays import after, announced, between, is_working_day

NOTICE = dt.date(2013, 2, 17)
"""The day of the notice that founded the catalogue: a Sunday worked to make up for the Spring Festival."""

_days = st.dates(dt.date(2012, 1, 1), dt.date(2027, 6, 30))


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (NOTICE, True),
        (dt.date(2013, 2, 15), False),
        (dt.date(2026, 2, 14), True),
        (dt.date(2026, 2, 16), False),
        (dt.date(2026, 6, 1), True),
        (dt.date(2026, 6, 6), False),
        (dt.date(2026, 10, 1), False),
    ],
)
def test_holidays_and_make_up_days(day: dt.date, works: bool) -> None:  # noqa: FBT001  # a column of the table
    """A weekday in a holiday is free, a weekend day that makes up for one is worked."""
    assert is_working_day(day) is works


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        (NOTICE, 15, dt.date(2013, 3, 8)),
        (NOTICE, 20, dt.date(2013, 3, 15)),
        (NOTICE, 30, dt.date(2013, 3, 29)),
        (dt.date(2026, 8, 15), 20, dt.date(2026, 9, 11)),
        (dt.date(2026, 9, 30), 1, dt.date(2026, 10, 8)),
        (NOTICE, 0, NOTICE),
    ],
)
def test_known_deadlines(start: dt.date, count: int, end: dt.date) -> None:
    """The deadlines of the notice, and of others across holidays, fall on the days that were published."""
    assert after(start, count) == end
    assert between(start, end).days == count


def test_the_first_day_is_not_counted() -> None:
    """From Monday to Tuesday is one working day, to Monday itself none, and backwards none."""
    monday = dt.date(2026, 6, 1)
    assert [between(monday, monday + dt.timedelta(days=days)).days for days in (-7, 0, 1, 4, 7)] == [0, 0, 1, 4, 5]


def test_years_not_announced_are_provisional() -> None:
    """A count that touches a year whose holidays are unknown says so, and weekdays stand in for the answer."""
    assert announced(2026)
    assert not announced(2027)
    assert not between(dt.date(2026, 1, 1), dt.date(2026, 12, 31)).provisional
    beyond = between(dt.date(2026, 12, 28), dt.date(2027, 1, 8))
    assert beyond.provisional
    assert beyond.days == 9


@given(_days, st.integers(0, 60))
def test_counting_undoes_adding(start: dt.date, count: int) -> None:
    """Between a day and the n-th working day after it lie n working days."""
    end = after(start, count)
    assert between(start, end).days == count
    assert count == 0 or is_working_day(end)


@given(_days, _days)
def test_adding_undoes_counting(start: dt.date, end: dt.date) -> None:
    """The working days between two days lead from one back to the last working day not after the other."""
    days = between(start, end).days
    if days:
        last = after(start, days)
        assert last <= end
        assert between(last, end).days == 0


@given(_days, _days, _days)
def test_counts_add_up(one: dt.date, two: dt.date, three: dt.date) -> None:
    """A stretch counted in two parts is as long as counted in one."""
    start, middle, end = sorted((one, two, three))
    assert between(start, middle).days + between(middle, end).days == between(start, end).days
