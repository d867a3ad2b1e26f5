"""Count working days over the announced Chinese holiday calendar, never guessing beyond it."""

from __future__ import annotations

import datetime as dt
import functools
import json
from importlib import resources
from typing import NamedTuple

_WEEKEND = 5


BEIJING = dt.timezone(dt.timedelta(hours=8))
"""Where a day begins for every date of the catalogue."""


def midnight(day: dt.date) -> dt.datetime:
    """Return when a day of the catalogue begins, for formats that know no days."""
    return dt.datetime.combine(day, dt.time(), BEIJING)


class WorkingDays(NamedTuple):
    """A number of working days; ``provisional`` when a year is involved whose holidays are not announced yet."""

    days: int
    provisional: bool


@functools.cache
def _calendar() -> tuple[frozenset[str], frozenset[str], frozenset[int]]:
    table = json.loads(resources.files("pipeline").joinpath("workdays.json").read_text(encoding="utf-8"))
    years = table["years"]
    off = frozenset(day for year in years.values() for day in year["off_weekdays"])
    work = frozenset(day for year in years.values() for day in year["work_weekends"])
    return off, work, frozenset(int(year) for year in years)


def is_working_day(day: dt.date) -> bool:
    """Tell whether offices work on that day; beyond the announced years every weekday counts."""
    off, work, _ = _calendar()
    text = day.isoformat()
    return text in work if day.weekday() >= _WEEKEND else text not in off


def announced(year: int) -> bool:
    """Tell whether the State Council has announced the holidays of that year."""
    return year in _calendar()[2]


def between(start: dt.date, end: dt.date) -> WorkingDays:
    """Count the working days after ``start`` up to and including ``end``; none when ``end`` is not later.

    The first day is not counted (Civil Code, article 201).
    """
    days = (start + dt.timedelta(days=offset) for offset in range(1, (end - start).days + 1))
    provisional = any(not announced(year) for year in range(start.year, end.year + 1))
    return WorkingDays(sum(is_working_day(day) for day in days), provisional)


def after(start: dt.date, count: int) -> dt.date:
    """Return the ``count``-th working day after ``start``."""
    day = start
    while count:
        day += dt.timedelta(days=1)
        count -= is_working_day(day)
    return day
