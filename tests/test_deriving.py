"""What follows from the records and the day is computed once, and rightly on every day."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.deriving import cited_laws, derive, stage_on
from pipeline.disclosing import disclose
from pipeline.model import Decision, LookAlike, Period, PublicItem
from pipeline.schema import public_fields
from support import CATALOGUE, CF, GF, PATHS, QR, QT, TODAY, XK, catalogue_at, mutate, published_at

_ITEMS = catalogue_at(CATALOGUE).items


@pytest.mark.parametrize(
    ("code", "day", "stage"),
    [
        # Notice from 1 to 15 November 2024, in force on 1 January 2025, suspended from June to August 2025.
        (XK, "2024-10-31", "draft"),
        (XK, "2024-11-01", "notice"),
        (XK, "2024-11-15", "notice"),
        (XK, "2024-11-16", "scheduled"),
        (XK, "2024-12-31", "scheduled"),
        (XK, "2025-01-01", "active"),
        (XK, "2025-05-31", "active"),
        (XK, "2025-06-01", "suspended"),
        (XK, "2025-08-31", "suspended"),
        (XK, "2025-09-01", "active"),
        (XK, "2099-01-01", "active"),
        (CF, "2026-05-24", "draft"),
        (CF, "2026-06-05", "notice"),
        (CF, "2026-06-06", "scheduled"),
        (CF, "2026-07-01", "active"),
        (QR, "2026-08-31", "scheduled"),
        (QR, "2026-09-01", "active"),
        # Without a notice, from its first day to its last.
        (QT, "2013-10-07", "scheduled"),
        (QT, "2013-10-08", "active"),
        (QT, "2024-12-31", "active"),
        (QT, "2025-01-01", "repealed"),
        (QT, "2099-01-01", "repealed"),
        (GF, "2026-03-01", "active"),
        (GF, "2026-03-02", "suspended"),
    ],
)
def test_stages_over_a_life(code: str, day: str, stage: str) -> None:
    """On the first and last day of each stage, and on the days beside them, an item stands where it should."""
    assert stage_on(_ITEMS[code], dt.date.fromisoformat(day)) == stage


def _life(**dates: object) -> PublicItem:
    """Return an item with no other dates than these."""
    blank = {"notice": None, "effective": None, "ended": None, "decisions": ()}
    return msgspec.structs.replace(_ITEMS[XK], **(blank | dates))


def test_stages_of_items_with_few_dates() -> None:
    """Without dates an item is a draft; a notice alone leads to a schedule; an end needs no beginning."""
    notice = Period(start=dt.date(2026, 5, 20), end=dt.date(2026, 5, 29))
    assert stage_on(_life(), TODAY) == "draft"
    assert stage_on(_life(notice=notice), dt.date(2026, 5, 19)) == "draft"
    assert stage_on(_life(notice=notice), dt.date(2026, 5, 20)) == "notice"
    assert stage_on(_life(notice=notice), TODAY) == "scheduled"
    assert stage_on(_life(effective=dt.date(2027, 1, 1)), TODAY) == "scheduled"
    assert stage_on(_life(ended=TODAY), TODAY) == "repealed"


def test_of_two_decisions_on_one_day_the_later_counts() -> None:
    """Suspended and resumed on the same day, a power is in force."""
    suspended, resumed = _ITEMS[XK].decisions
    decisions = (suspended, msgspec.structs.replace(resumed, date=suspended.date))
    assert stage_on(_life(effective=dt.date(2025, 1, 1), decisions=decisions), TODAY) == "active"


_dates = st.dates(dt.date(2024, 1, 1), dt.date(2024, 2, 10))


@given(_dates, _dates, _dates, st.lists(st.tuples(st.sampled_from(["暂停", "恢复"]), _dates), max_size=4))
def test_a_life_runs_one_way(
    notice: dt.date, effective: dt.date, ended: dt.date, decisions: list[tuple[str, dt.date]]
) -> None:
    """Whatever the dates, no day leads back to an earlier part of life, and the end is final."""
    start, middle, end = sorted((notice, effective, ended))
    item = _life(
        notice=Period(start=start, end=start),
        effective=middle + dt.timedelta(days=1),
        ended=end + dt.timedelta(days=2),
        decisions=tuple(
            Decision(kind=kind, date=date, authority="甲", reason="乙")  # type: ignore[arg-type]
            for kind, date in sorted(decisions, key=lambda one: one[1])
        ),
    )
    order = ["draft", "notice", "scheduled", "active", "suspended", "repealed"]
    days = [dt.date(2023, 12, 20) + dt.timedelta(days=number) for number in range(70)]
    ranks = [min(order.index(stage_on(item, day)), 3 + 2 * (stage_on(item, day) == "repealed")) for day in days]
    assert ranks == sorted(ranks)
    assert (ranks[0], ranks[-1]) == (0, 5)


def test_the_example_catalogue_on_its_day() -> None:
    """Every stage but the draft is taken by one item, and its Chinese name goes with it."""
    derived = {code: entry.derived for code, entry in published_at(CATALOGUE).entries.items()}
    assert {code: (one.stage, one.stage_name) for code, one in derived.items()} == {
        XK: ("active", "施行中"),
        CF: ("notice", "公示中"),
        QT: ("repealed", "已取消"),
        QR: ("scheduled", "待施行"),
        GF: ("suspended", "暂停"),
    }
    assert (derived[XK].department_name, derived[XK].category_name, derived[XK].risk_level_name) == (
        "市公园局",
        "许可",
        "二级",
    )


def test_days_left_are_counted_during_the_notice_only() -> None:
    """While an item is in public notice its remaining working days are known, at other times there are none."""
    left = {code: entry.days_left for code, entry in published_at(CATALOGUE).entries.items()}
    assert {code for code, days in left.items() if days} == {CF}
    assert left[CF] == (4, False)
    last = published_at(CATALOGUE, dt.date(2026, 6, 5)).entries[CF]
    assert (last.derived.stage, last.days_left) == ("notice", (0, False))


def test_lapsed_laws_are_named(catalogue: Path) -> None:
    """An item names those of its laws that are not in force on the day it must be judged by."""
    assert all(entry.derived.lapsed == () for entry in published_at(catalogue).entries.values())
    mutate(catalogue, "data/laws/shi-li-guan-li-fa.yaml", "\nurl:", "\nrepealed:\n  date: 2026-06-01\nurl:")
    lapsed = {code: entry.derived.lapsed for code, entry in published_at(catalogue).entries.items()}
    law = ("shi-li-guan-li-fa",)
    assert lapsed == {CF: law, GF: law, QR: law, QT: (), XK: ()}


def test_a_repealed_item_is_judged_by_its_last_day(catalogue: Path) -> None:
    """The repeal of its law on the very day of its end does not count against an item; one day earlier does."""
    assert published_at(catalogue).entries[QT].derived.lapsed == ()
    mutate(catalogue, "data/laws/jiu-gong-yuan-tiao-li.yaml", "date: 2025-01-01", "date: 2024-12-31")
    assert published_at(catalogue).entries[QT].derived.lapsed == ("jiu-gong-yuan-tiao-li",)


def test_who_follows_whom_and_who_shares_an_article(catalogue: Path) -> None:
    """A successor knows its predecessors; items founded on the same article know each other, never themselves."""
    derived = {code: entry.derived for code, entry in published_at(catalogue).entries.items()}
    assert {code: one.predecessors for code, one in derived.items() if one.predecessors} == {XK: (QT,)}
    assert {code: one.same_article for code, one in derived.items() if one.same_article} == {QR: (GF,), GF: (QR,)}
    mutate(catalogue, PATHS[QR], "article: 20\n    provides", "article: 20\n    sub_article: 1\n    provides")
    assert published_at(catalogue).entries[QR].derived.same_article == ()


def test_an_article_that_only_regulates_is_not_shared(catalogue: Path) -> None:
    """Only what founds a power makes it a neighbour of others."""
    mutate(
        catalogue,
        PATHS[CF],
        "- role: 违则\n    law: gong-yuan-tiao-li\n    article: 9",
        "- role: 违则\n    law: gong-yuan-tiao-li\n    article: 12",
    )
    assert published_at(catalogue).entries[XK].derived.same_article == ()


def test_groups_are_complete_and_in_order() -> None:
    """Every grouping has every key of its registry in the registry's order, and every item under its own keys."""
    published = published_at(CATALOGUE)
    assert dict(published.by_department) == {"gong-yuan-ju": (CF, QT, XK), "shui-li-ju": (QR, GF), "dang-an-ju": ()}
    assert list(published.by_department) == ["gong-yuan-ju", "shui-li-ju", "dang-an-ju"]
    assert list(published.by_category.items()) == [
        ("XK", (XK,)),
        ("CF", (CF,)),
        ("ZS", ()),
        ("QZ", ()),
        ("QR", (QR,)),
        ("CJ", ()),
        ("GF", (GF,)),
        ("QT", (QT,)),
    ]
    assert list(published.by_theme.items()) == [("person-1", (CF, XK)), ("person-2", (QR, GF)), ("legal-1", (QT, XK))]
    assert list(published.by_risk.items()) == [("1", (QR, GF)), ("2", (XK,)), ("3", (CF, QT))]
    assert list(published.by_stage) == ["draft", "notice", "scheduled", "active", "suspended", "repealed"]
    assert published.by_stage["draft"] == ()
    assert list(published.by_law) == sorted(published.laws)
    for law, codes in published.by_law.items():
        assert codes == tuple(code for code in sorted(PATHS) if law in cited_laws(published.entries[code].item))


def test_recent_changes_come_first() -> None:
    """Items stand by their last change, newest first, then by code; items without one are absent."""
    assert published_at(CATALOGUE).recent == (XK, QR, GF, QT)


def test_the_settings_and_the_release_are_passed_on() -> None:
    """What is published knows its government, its day, and outside git no release."""
    published = published_at(CATALOGUE)
    assert (published.settings.title, published.today, published.release) == ("示例市权力清单", TODAY, None)
    assert published.entries[XK].address == f"items/{XK}/"


def test_a_repealed_item_leads_to_where_it_lives_on() -> None:
    """Successors are followed past those that are repealed themselves; a ring of them ends where it began."""
    public = disclose(catalogue_at(CATALOGUE), public_fields())

    def successors(code: str, **changes: object) -> tuple[str, ...]:
        items = {**public.items, XK: msgspec.structs.replace(public.items[XK], **changes)}
        return derive(msgspec.structs.replace(public, items=items), None, TODAY).entries[code].derived.successors

    assert successors(QT) == (XK,)
    assert successors(XK) == ()
    assert successors(QT, ended=TODAY, successor=GF) == (GF,)
    assert successors(QT, ended=TODAY) == (XK,)
    assert successors(QT, ended=TODAY, successor=QT) == (XK,)


def test_look_alikes_know_each_other(catalogue: Path) -> None:
    """Who may be taken for another says so of both, with the reason; their own records say nothing of it."""
    derived = {code: entry.derived for code, entry in published_at(catalogue).entries.items()}
    assert {code: one.look_alikes for code, one in derived.items() if one.look_alikes} == {}
    mutate(catalogue, PATHS[QR], "name: 取水水源认定", "name: 抗旱补助认定")
    derived = {code: entry.derived for code, entry in published_at(catalogue).entries.items()}
    assert {code: one.look_alikes for code, one in derived.items() if one.look_alikes} == {
        QR: (LookAlike(code=GF, alike="名称"),),
        GF: (LookAlike(code=QR, alike="名称"),),
    }
