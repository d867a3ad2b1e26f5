"""What happened to a power, and when, by its own record: nothing is guessed from files or commits."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from pipeline.model import Event, EventKind, PublicItem
from pipeline.wording import date

_DECIDED: dict[str, EventKind] = {"暂停": "suspended", "恢复": "resumed", "取消": "repealed"}


def events(item: PublicItem, today: dt.date) -> tuple[Event, ...]:
    """Return what has happened to an item up to that day, newest first; what is yet to come has not happened."""
    happened = [event for event in _recorded(item) if event.date <= today]
    return tuple(sorted(happened, key=lambda event: event.date.toordinal(), reverse=True))


def _recorded(item: PublicItem) -> Iterator[Event]:
    """Yield every dated fact of a record; of one day, the gravest first."""
    ended = [decision.date for decision in item.decisions if decision.kind == "取消"]
    if item.ended and item.ended not in ended:
        yield Event(date=item.ended, kind="repealed", note="不再行使。")
    for decision in item.decisions:
        note = f"{decision.authority}决定{decision.kind}：{decision.reason}"
        yield Event(date=decision.date, kind=_DECIDED[decision.kind], note=note)
    for transfer in item.transfers:
        yield Event(date=transfer.date, kind="transferred", note=transfer.reason)
    if item.last_change:
        yield Event(date=item.last_change.date, kind="changed", note=item.last_change.note)
    if item.effective:
        yield Event(date=item.effective, kind="effective", note="开始施行。")
    if item.notice:
        note = f"公开征求意见，到 {date(item.notice.end)}为止。"
        yield Event(date=item.notice.start, kind="notice", note=note)
