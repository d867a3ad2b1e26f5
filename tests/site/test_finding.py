"""The search of the built site finds its own items."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from opencc import OpenCC

from benchmarks.searching import Question, Reading, addresses, faults, find, pieces
from pipeline.search import records, sounds
from sites import Site, Watched

pytestmark = pytest.mark.xdist_group("finding")

Ask = Callable[[Sequence[str]], list[tuple[str, ...]]]


@pytest.fixture
def ask(site: Site, watched: Watched) -> Ask:
    """Return a function that puts many queries to the page's own search and returns the addresses found, best first."""
    watched.page.goto(f"{site.address}about/")
    known = addresses(site.folder)
    return lambda texts: [found.addresses for found in find(watched.page, texts, known)]


def test_every_name_and_every_piece_of_it_is_found(site: Site, ask: Ask) -> None:
    """Whoever pastes a name finds its page first; every two to six letters find all that hold them, names first."""
    reading = Reading(records(site.published))
    names = {record.name for record in records(site.published)}
    asked = [Question(name, "name") for name in sorted(names)]
    asked += [Question(piece, "piece") for piece in sorted({piece for name in names for piece in pieces(name)})]
    answers = ask([question.text for question in asked])
    wrong = {
        question.text: told
        for question, found in zip(asked, answers, strict=True)
        if (told := faults(reading.answer(question), found))
    }
    assert wrong == {}


def test_codes_and_aliases_are_found(site: Site, ask: Ask) -> None:
    """An item's code lists that item first, its aliases list it."""
    entries = site.published.entries
    assert [found[:1] for found in ask(list(entries))] == [(f"items/{code}/",) for code in entries]
    asked = [(alias, f"items/{code}/") for code, entry in entries.items() for alias in entry.item.aliases]
    answers = ask([alias for alias, _ in asked])
    assert [alias for (alias, address), found in zip(asked, answers, strict=True) if address not in found] == []


def test_every_name_is_found_by_pinyin(site: Site, ask: Ask) -> None:
    """The pinyin of any item's name, parted or in one word, and its initials list that item."""
    said = {code: sounds(entry.item.name) for code, entry in site.published.entries.items()}
    asked = [
        (text, f"items/{code}/")
        for code, syllables in said.items()
        for text in (" ".join(syllables), "".join(syllables), "".join(syllable[0] for syllable in syllables))
    ]
    answers = ask([text for text, _ in asked])
    assert [text for (text, address), found in zip(asked, answers, strict=True) if address not in found] == []


def test_traditional_names_find_the_item_first(site: Site, ask: Ask) -> None:
    """An item's name in the characters of Taiwan or Hong Kong finds that item first."""
    converters = [OpenCC(way).convert for way in ("s2t", "s2tw", "s2hk")]
    asked = sorted(
        {
            (convert(entry.item.name), f"items/{code}/")
            for code, entry in site.published.entries.items()
            for convert in converters
        }
    )
    answers = ask([text for text, _ in asked])
    assert [text for (text, address), found in zip(asked, answers, strict=True) if found[:1] != (address,)] == []


def test_search_from_any_page_as_one_types(site: Site, watched: Watched) -> None:
    """The box on the home page leads to the results, and there the list follows the typing."""
    page = watched.page
    page.goto(site.address)
    page.locator("input[type=search]:visible").first.fill("驾驶证")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=*")
    first = page.locator("[data-search-results] li a").first
    first.wait_for()
    assert "驾驶证" in first.inner_text()
    page.locator("main input[type=search]").fill("饕餮许可")
    page.get_by_text("最接近的是含有“许可”的").wait_for()
    page.locator("main input[type=search]").fill("饕餮")
    page.get_by_text("没有找到").wait_for()
    assert watched.faults == []
