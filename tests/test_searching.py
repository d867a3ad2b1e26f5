"""Search at ten thousand items: every answer is right, and a first query stays light."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, Page, Response

from benchmarks.searching import Reading, addresses, faults, find, generated, questions
from pipeline.indexing import index
from pipeline.search import SearchRecord, records
from sites import serving
from support import ROOT, published_at

pytestmark = pytest.mark.xdist_group("large")

ITEMS = 10_000
QUERIES = 500
FIRST = 25  # of them each asked in a fresh profile
LIGHT = 400_000  # bytes
SHELL = (
    '<!doctype html><meta charset="utf-8"><title>试</title><link rel="icon" href="data:,">'
    '<form data-search-root="./" data-pagefind="./pagefind/pagefind.js"></form>'
)


class Large(NamedTuple):
    """A site of nothing but a search, and what it was made of."""

    folder: Path
    address: str
    records: list[SearchRecord]


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Large]:
    """Index ten thousand items made of the samples, and serve the index."""
    folder = tmp_path_factory.mktemp("large")
    made = generated(records(published_at(ROOT, dt.date(2026, 11, 22))), ITEMS)
    for path, content in index(made):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    (folder / "assets").symlink_to(ROOT / "pipeline/theme/assets")
    (folder / "index.html").write_text(SHELL, encoding="utf-8")
    with serving(folder) as address:
        yield Large(folder, address, made)


def weigh(sizes: list[int], response: Response) -> None:
    """Note how many bytes a response has."""
    sizes.append(int(response.headers["content-length"]))


def opened(browser: Browser, large: Large) -> Page:
    """Open the site in a fresh profile."""
    page = browser.new_context().new_page()
    page.goto(large.address)
    return page


def test_every_answer_is_right_and_a_first_query_is_light(browser: Browser, large: Large) -> None:
    """Names come first, pieces find all that hold them, codes, pinyin and initials find what they stand for.

    Whatever is asked first moves less than 400 KB: engine, index and what the first results show, together.
    """
    asked, reading, known = questions(large.records, QUERIES), Reading(large.records), addresses(large.folder)
    page = opened(browser, large)
    answers = find(page, [question.text for question in asked], known)
    page.context.close()
    wrong = {
        question: told
        for question, found in zip(asked, answers, strict=True)
        if (told := faults(reading.answer(question), found.addresses))
    }
    assert wrong == {}
    moved = {}
    for question in asked[:FIRST]:
        page = opened(browser, large)
        sizes: list[int] = []
        page.on("response", partial(weigh, sizes))
        find(page, [question.text], known)
        moved[question] = sum(sizes)
        page.context.close()
    assert {question: size for question, size in moved.items() if size >= LIGHT} == {}
    assert min(moved.values()) > 0
