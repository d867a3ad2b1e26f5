"""What happened to a power is what its record tells, and nothing else."""

from __future__ import annotations

import datetime as dt

import msgspec

from pipeline.events import events
from pipeline.model import Decision
from support import CATALOGUE, GF, QR, QT, TODAY, XK, catalogue_at

_ITEMS = catalogue_at(CATALOGUE).items


def told(code: str, today: dt.date = TODAY) -> list[tuple[str, str]]:
    """Return day and kind of what happened to an item."""
    return [(event.date.isoformat(), event.kind) for event in events(_ITEMS[code], today)]


def test_a_life_is_told_newest_first() -> None:
    """Notice, first day, decisions and the last change stand in the order in which they happened, backwards."""
    assert told(XK) == [
        ("2026-04-20", "changed"),
        ("2025-09-01", "resumed"),
        ("2025-06-01", "suspended"),
        ("2025-01-01", "effective"),
        ("2024-11-01", "notice"),
    ]
    assert told(GF)[0] == ("2026-03-02", "suspended")
    assert "transferred" in {kind for _, kind in told(GF)}


def test_what_is_yet_to_come_has_not_happened() -> None:
    """A day in the future is no event until it has come."""
    assert ("2026-09-01", "effective") not in told(QR)
    assert told(QR, dt.date(2026, 9, 1))[0] == ("2026-09-01", "effective")
    assert told(XK, dt.date(2024, 10, 31)) == []


def test_an_end_is_told_once() -> None:
    """A decision to repeal tells of the end; an end without one tells of itself."""
    assert [kind for _, kind in told(QT)].count("repealed") == 1
    silent = msgspec.structs.replace(_ITEMS[QT], decisions=())
    assert events(silent, TODAY)[0].date == dt.date(2025, 1, 1)
    assert events(silent, TODAY)[0].note == "不再行使。"


def test_an_event_says_who_decided_and_why() -> None:
    """The note is the record's own words."""
    decided = Decision(kind="暂停", date=TODAY, authority="示例市人民政府", reason="防汛。")
    item = msgspec.structs.replace(_ITEMS[XK], decisions=(decided,))
    assert events(item, TODAY)[0].note == "示例市人民政府决定暂停：防汛。"
