"""Lengths of time in units that only sometimes can be compared."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.model import Duration, Limit


@dataclass(frozen=True)
class Span:
    """A length of time; units are kept apart, because a month is 28 to 31 days and working days depend on the year."""

    months: int = 0
    days: int = 0
    working_days: int = 0

    @property
    def least(self) -> int:
        """Return how many calendar days it lasts at the least, whenever it begins."""
        # Two days less than thirty a month: no run of months is shorter, February first of all.
        return (30 * self.months - 2 if self.months else 0) + self.days + self.working_days

    @property
    def most(self) -> int:
        """Return how many calendar days it lasts at the most, whenever it begins."""
        # The longest closure of the announced years lasts nine days; a test holds the bound against all of them.
        return 31 * self.months + self.days + (2 * self.working_days + 10 if self.working_days else 0)

    def surely_longer(self, other: Span) -> bool:
        """Tell whether it is longer than the other whenever both begin; False where that depends on the calendar."""
        mine = (self.months, self.days, self.working_days)
        theirs = (other.months, other.days, other.working_days)
        if all(one >= another for one, another in zip(mine, theirs, strict=True)):
            return mine != theirs
        return self.least > other.most


def span(length: Duration | Limit) -> Span | None:
    """Return the span of a duration or a limit; None of a limit that has no value."""
    if length.value is None or length.unit is None:
        return None
    match length.unit:
        case "工作日":
            return Span(working_days=length.value)
        case "日":
            return Span(days=length.value)
        case "月":
            return Span(months=length.value)
        case "年":
            return Span(months=12 * length.value)
