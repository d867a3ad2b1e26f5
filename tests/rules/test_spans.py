"""Lengths of time in different units are compared only where the calendar cannot matter."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import workdays
from pipeline.model import Duration, Limit
from pipeline.rules.spans import Span, span

_DAYS = st.dates(dt.date(2012, 1, 1), dt.date(2025, 6, 1))


def test_a_span_keeps_its_unit() -> None:
    """Years are months; what has no value has no span."""
    assert span(Duration(value=20, unit="工作日")) == Span(working_days=20)
    assert span(Duration(value=7, unit="日")) == Span(days=7)
    assert span(Duration(value=3, unit="月")) == Span(months=3)
    assert span(Duration(value=2, unit="年")) == Span(months=24)
    assert span(Limit(immediate=True)) is None


@given(_DAYS, st.integers(1, 200))
def test_working_days_last_as_long_as_bounded(day: dt.date, count: int) -> None:
    """No run of working days of the announced years is shorter or longer than its bounds."""
    lasts = (workdays.after(day, count) - day).days
    assert Span(working_days=count).least <= lasts <= Span(working_days=count).most


@given(_DAYS, st.integers(1, 60))
def test_months_last_as_long_as_bounded(day: dt.date, count: int) -> None:
    """No run of months is shorter or longer than its bounds."""
    first = day.replace(day=1)
    year, month = divmod(first.month - 1 + count, 12)
    lasts = (first.replace(year=first.year + year, month=month + 1) - first).days
    assert Span(months=count).least <= lasts <= Span(months=count).most


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Span(days=21), Span(days=20)),
        (Span(working_days=21), Span(days=20)),
        (Span(days=51), Span(working_days=20)),
        (Span(months=2), Span(days=57)),
        (Span(months=1), Span(working_days=8)),
        (Span(months=13), Span(months=12)),
        (Span(days=1), Span()),
    ],
)
def test_what_is_longer_on_every_day_is_longer(one: Span, other: Span) -> None:
    """Certain comparisons are made, and hold in one direction only."""
    assert one.surely_longer(other)
    assert not other.surely_longer(one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Span(days=30), Span(working_days=20)),
        (Span(days=60), Span(months=2)),
        (Span(working_days=20), Span(months=1)),
        (Span(days=20), Span(days=20)),
    ],
)
def test_what_depends_on_the_calendar_is_not_compared(one: Span, other: Span) -> None:
    """Neither is surely longer."""
    assert not one.surely_longer(other)
    assert not other.surely_longer(one)
