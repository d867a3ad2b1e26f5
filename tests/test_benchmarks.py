"""The benchmark of search puts the same questions to all, judges them alike, and tells what it measured."""

from __future__ import annotations

import gzip
import os
import re
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from benchmarks.engines import Engine, Told, ask, material, ours, pagefind, weight
from benchmarks.search import Large, Row, report, sample, score
from benchmarks.searching import Question, Reading
from pipeline.search import SearchRecord

ONE = SearchRecord(url="items/1/", kind="item", name="施工许可", code="51-XK-1", summary="工地开工前要办。")
OTHER = SearchRecord(url="items/2/", kind="item", name="道路养护", code="51-QT-2", summary="养护前看施工许可。")
ITEMS = [ONE, OTHER]
ASKED = [
    Question("施工许可", "name"),
    Question("道路养护", "name"),
    Question("51-XK-1", "code"),
    Question("施工", "piece"),
    Question("养护", "piece"),
    Question("shigongxuke", "pinyin"),
    Question("sgxk", "initials"),
]
FOUND = [
    ("items/1/", "items/2/"),
    ("items/1/", "items/2/"),
    (),
    ("items/1/",),
    ("items/2/", "items/1/"),
    ("items/1/",),
    (),
]
TOLD = [Told(found, float(number)) for number, found in enumerate(FOUND, 1)]


def test_answers_are_held_against_a_plain_reading() -> None:
    """What is first, missed or found besides is counted by the kind of question."""
    judged = score(ASKED, TOLD, Reading(ITEMS))
    assert judged._asdict() == {
        "names": 0.5,  # the second finds another page first
        "codes": 0,
        "pieces": 0.5,  # the first misses the page that says it in its summary
        "besides": 0.5,  # the second finds one page that does not hold it
        "pinyin": 1,
        "initials": 0,
    }


def test_every_name_is_asked_in_every_way() -> None:
    """All names, codes and spellings are asked once, and no more pieces than wanted; always the same."""
    asked = sample(ITEMS, 3)
    whole = [question for question in asked if question.kind != "piece"]
    assert sorted(whole) == sorted(
        [
            *ASKED[:3],
            Question("51-QT-2", "code"),
            *ASKED[5:],
            Question("daoluyanghu", "pinyin"),
            Question("dlyh", "initials"),
        ]
    )
    assert len(set(asked)) == len(asked) == len(whole) + 3
    assert asked == sample(ITEMS, 3)


def test_times_and_sizes_are_told_as_ratios(tmp_path: Path) -> None:
    """The first search is the measure of the others."""
    judged = score(ASKED, TOLD, Reading(ITEMS))
    engines = [
        Engine(title, tmp_path, "", size, seconds, {}) for title, size, seconds in (("we", 8, 4), ("they", 2, 5))
    ]
    rows = [Row(engine, judged, times, [1000, 3000]) for engine, times in zip(engines, ([2, 2], [3, 3]), strict=True)]
    page = report(2, 7, rows, Large(10, 200, 199, [6, 6], [5000]))
    lines = dict(re.findall(r"^\| (\w.*?) \| (.*) \|$", page, re.MULTILINE))
    assert lines["a name finds its page first"] == "50.0% | 50.0%"
    assert lines["bytes of a first query, median"] == "2 KB | 2 KB"
    assert lines["time of a query, median"] == "1.00 | 1.50"
    assert lines["size of the index"] == "1.00 | 0.25"
    assert lines["time to index"] == "1.00 | 1.25"
    assert lines["right answers"] == "99.50%"


def test_files_weigh_what_a_server_sends(tmp_path: Path) -> None:
    """Text is weighed compressed; what cannot be compressed further, as it is."""
    text, packed = tmp_path / "text", tmp_path / "packed"
    text.write_bytes(b"a" * 10_000)
    packed.write_bytes(os.urandom(100))
    assert weight(text) == len(gzip.compress(text.read_bytes())) < 100
    assert weight(packed) == 100


@pytest.mark.parametrize("make", [ours, pagefind, material])
def test_each_search_answers_in_a_browser(
    browser: Browser, tmp_path: Path, make: Callable[[Path, Sequence[SearchRecord]], Engine]
) -> None:
    """A code finds its page first, and the bytes are more than those of the smallest index."""
    engine = make(tmp_path, ITEMS)
    (told,), sent = ask(browser, engine, ["51-XK-1"])
    assert told.found[0] == ONE.url
    assert sent > engine.size > 0
