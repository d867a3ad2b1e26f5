"""The sample data of this repository: written item by item, over all departments and categories."""

from __future__ import annotations

import datetime as dt
from collections import Counter

from repetition import Said, alike, repeated, said
from support import ROOT, catalogue_at

SAMPLES = catalogue_at(ROOT, dt.date(2026, 11, 24))
SAYINGS = [saying for item in SAMPLES.items.values() for saying in said(item)]
MOST_ALIKE = 0.01
"""Which share of all sentences may nearly repeat another's: the law itself makes a few the same."""


def test_no_summary_list_or_measure_is_repeated() -> None:
    """No two items share a summary, a list of materials, a risk, a measure, a duty or a condition word for word."""
    assert repeated(SAYINGS) == []


def test_hardly_anything_is_said_twice() -> None:
    """Of all sentences under one in a hundred is another item's with a few words changed."""
    pairs = alike(SAYINGS)
    assert len(pairs) < MOST_ALIKE * len(SAYINGS), pairs


def test_copies_are_found() -> None:
    """A copied measure counts as repeated; one with a word changed as alike; another thing said is neither."""
    one, copy = (
        Said("a", "measure", "两人到场，拍摄带定位的照片存入案卷"),
        Said("b", "measure", "两人到场，拍摄带定位的照片存入案卷"),
    )
    changed = Said("c", "measure", "三人到场，拍摄带定位的照片存入案卷")
    other = Said("d", "measure", "占用主干道的必须有两部门会商纪要")
    assert repeated([one, copy, changed, other]) == [(one, copy)]
    assert alike([one, changed, other]) == [(one, changed)]
    assert repeated([one, copy._replace(kind="duty")]) == []


def test_every_department_is_accounted_for() -> None:
    """Each department has items, or says in its file why it has none."""
    holders = {item.department for item in SAMPLES.items.values()}
    assert [key for key, one in SAMPLES.departments.items() if (key in holders) == bool(one.declaration)] == []


def test_every_category_can_be_browsed() -> None:
    """Each of the eight categories has at least eight items, and all items say that they are samples."""
    counts = Counter(item.category for item in SAMPLES.items.values())
    assert {term.id for term in SAMPLES.vocabularies["categories"].terms} == counts.keys()
    assert min(counts.values()) >= 8
    assert all(item.sample for item in SAMPLES.items.values())
